/* scenario.h -- the worker's part of grading: play scenarios, then judge.
 *
 * A first frame brings the student's text and the scenarios.  They are made
 * into machine code by one child (code.h); each scenario is played in a child
 * of its own, whose heap the worker shares; the child dies, the heap stays.
 * A second frame brings the judges.  They run in one more child, which has
 * all heaps before it and no student's code.
 *
 *   G1  no byte of a judge is in the worker's memory while, or before, a
 *       scenario of this submission is played, and none is left behind
 *   G2  a heap that is judged belongs to a process that is dead and reaped,
 *       and nobody else shares it: no later child of the worker has its
 *       window, but the judges' (window_hide).  The heap of a scenario that
 *       then gives everything back is copied while its process waits
 *       (sandbox_pause)
 *   G3  explanations (explain.h) change no heap, no slot and no result
 *
 * Frames, after their kind (wire.h): the first is a unit, the text of the
 * scenarios, their object file if it is known, the seed, whether leaks have a
 * second observer, their number, and for each its name and whether leaks are
 * asked for.  The second is the text of the judges with its NUL, and their
 * object file if it is known.  The last reply:
 *
 *   result            whether the student's text compiles; its messages
 *   number            of tests, then for each
 *     text, result      name; how the scenario's process ended
 *     number            1 when the scenario came to its end
 *     number            microseconds of its play
 *     text, number      why it failed, seen by an observer; its line
 *   result            of the judges' process: its records are the findings
 *   bytes, bytes      object files of scenarios and judges, as far as they
 *                     were not known
 *
 * A finding is a number, FINDING_TEST, FINDING_CLAIM or FINDING_HEAP, then
 *
 *   test   name, points, claim, needs, hint, hidden
 *   claim  name of the test, line, passed, what, expected, actual, advisory
 *   heap   name of the test, records of its heap
 */
#ifndef HEAPBOOK_RUN_SCENARIO_H
#define HEAPBOOK_RUN_SCENARIO_H

#include "heapbook/image.h"
#include "heapbook/slots.h"
#include "run/code.h"
#include "run/wire.h"
#include "run/worker.h"

enum { FINDING_TEST = 1, FINDING_CLAIM = 2, FINDING_HEAP = 3 };

/* Bytes of the heap that a scenario shares: more than any exercise needs. */
#define STAGE_HEAP ((size_t)64 << 20)

enum { MAX_TESTS = 64 };

/* One scenario. */
struct play {
    char *name;
    int asks_leaks;
    struct result result;
    double ms;
    struct Hb_Slots slots;
    unsigned char *given;        /* a window to play in, until it is played */
    struct child_report *report; /* of the play that is judged */
    unsigned char *heap;     /* as the scenario left it; NULL without an end */
    unsigned char *after;    /* when its slots were given back, and the
                                interpreter has ended; NULL if that failed or was
                                not asked for */
    char *leaks;             /* records of the end: what was left */
    const char *explanation; /* or NULL */
    int explained_line;      /* of the author's file; or 0 */
    const char *undefined;   /* that it did before that; or NULL */
    int undefined_line;      /* the same */
    const char *observed;    /* of Hb_Evidence; or NULL */
};

/* An object file: what the parent knows, or what was made here. */
struct object {
    const char *bytes; /* NULL while there is none */
    size_t len;
    int made; /* here */
};

struct stage {
    struct unit unit;      /* the student's */
    struct object answer;  /* of the unit, where gcc or clang compiles it */
    struct stage *twin;    /* the same by libtcc, whose lines are known */
    struct stage *looking; /* the same, looking at its own arithmetic */
    const char *scenarios;
    struct object object; /* of the scenarios */
    struct code code;     /* of both */
    unsigned seed;        /* of drawn inputs */
    int is_replay;        /* nothing of it is judged */
    int observe;          /* leaks are counted by a second observer */
    struct code lines;    /* of the student's part; when asked for */
    struct result compiled;
    struct play *plays;
    struct play **order; /* in which they are played; NULL until then */
    size_t count;
};

void scenario_serve(struct worker *worker, struct wire *wire);
void judging_serve(struct worker *worker, struct wire *wire);

/* ---- windows: shared memory in which a heap lies ------------------------ */

/* A window with the bytes of the runtime as it was started.  Fails: NULL. */
unsigned char *window_open(void);
void window_close(unsigned char *window);
/* A copy of what is there now, of which this process alone knows.  NULL
 * without memory. */
unsigned char *window_copy(const unsigned char *window);
/* Whether children forked from now on have it; NULL is no window. */
void window_hide(unsigned char *window, int hidden);

/* In the worker, once, when the runtime has been started: looks where its
 * bytes are.  -1 when they are too many. */
int window_prepare(void);

/* In the child: the region becomes the window. */
int window_enter(unsigned char *window);

/* The heap of a window, as image.h wants it. */
struct Hb_Dead window_heap(const unsigned char *window);

#endif
