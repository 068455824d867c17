/* scenario.h -- the worker's part of grading: play scenarios, then judge.
 *
 * A first frame brings the student's text and the scenarios.  Each scenario
 * is played in a child of its own, whose heap the worker shares; the child
 * dies, the heap stays.  A second frame brings the judges.  They are compiled
 * in one more child, which has all heaps before it and no student's code.
 *
 *   G1  no byte of a judge is in the worker's memory while, or before, a
 *       scenario of this submission is played, and none is left behind
 *   G2  a heap that is judged belongs to a process that is dead and reaped,
 *       and nobody else shares it
 *
 * Frames, after their kind (wire.h): the first is a unit, the text of the
 * scenarios, their number, and for each its name and whether leaks are asked
 * for.  The second is the text of the judges with its NUL.  The last reply:
 *
 *   result            whether the student's text compiles; its messages
 *   number            of tests, then for each
 *     text, result      name; how the scenario's process ended
 *     number            1 when the scenario came to its end
 *   result            of the judges' process: its records are the findings
 *
 * A finding is a number, FINDING_TEST or FINDING_CLAIM, then
 *
 *   test   name, points, claim, needs, hint, hidden
 *   claim  name of the test, line, passed, what, expected, actual
 */
#ifndef HEAPBOOK_RUN_SCENARIO_H
#define HEAPBOOK_RUN_SCENARIO_H

#include "heapbook/image.h"
#include "heapbook/slots.h"
#include "run/wire.h"
#include "run/worker.h"

enum { FINDING_TEST = 1, FINDING_CLAIM = 2 };

/* Bytes of the heap that a scenario shares: more than any exercise needs. */
#define STAGE_HEAP ((size_t)64 << 20)

enum { MAX_TESTS = 64 };

/* One scenario. */
struct play {
    char *name;
    int asks_leaks;
    struct result result;
    struct Hb_Slots slots;
    unsigned char *heap;  /* as the scenario left it */
    unsigned char *after; /* after a second play whose slots were given back,
                             and the end of the interpreter; NULL if that
                             play failed or was not asked for */
    char *leaks;          /* records of the second play: what they were */
};

struct stage {
    struct unit unit; /* the student's */
    const char *scenarios;
    struct result compiled;
    struct play *plays;
    size_t count;
    unsigned char *empty; /* the heap after a scenario that does nothing */
};

void scenario_serve(struct worker *worker, struct wire *wire);
void judging_serve(struct worker *worker, struct wire *wire);

/* The heap of a window, as image.h wants it. */
struct Hb_Dead stage_heap(const unsigned char *window);

void stage_free(struct worker *worker);

#endif
