/* scenario.h -- the worker's part of grading: play scenarios, then judge.
 *
 * A first frame brings the student's text and the scenarios.  They are made
 * into machine code by one child (code.h); each scenario is played in a child
 * of its own, whose heap the worker shares; the child dies, the heap stays.
 * A second frame brings the judges.  They run in one more child, which has
 * all heaps before it and no student's code.
 *
 *   G1  no byte of a judge, and none of another answer, is in the worker's
 *       memory while, or before, a scenario is played (hand.h, H1)
 *   G2  a heap that is judged belongs to a process that is dead and reaped,
 *       and nobody else shares it: no later child of the worker has its
 *       window, but the judges' (window_hide).  The heap of a scenario that
 *       then gives everything back is copied while its process waits
 *       (sandbox_pause)
 *   G3  explanations (explain.h) change no heap, no slot and no result
 *
 * Frames, after their kind (wire.h): the first is a unit, the text of the
 * scenarios, their object file if it is known, the seed, whether leaks have a
 * second observer, their number, and for each its name, whether leaks are
 * asked for, and 0.  The second is the text of the judges with its NUL, and
 * their object file if it is known.  The last reply:
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

#include "run/wire.h"
#include "run/worker.h"

enum { SCENARIO_MS = 2000 }; /* that a scenario may take, usually */

enum { FINDING_TEST = 1, FINDING_CLAIM = 2, FINDING_HEAP = 3 };

void scenario_serve(struct worker *worker, struct wire *wire);
void judging_serve(struct worker *worker, struct wire *wire);

#endif
