/* seats.h -- scenarios played side by side.
 *
 * A worker that has a second processor to itself forks two of its kind, the
 * seats.  Each plays every other scenario, says what came of them, and ends.
 * They are workers like their parent: a subreaper each, with descriptors, a
 * report and a sweep of their own; only the windows are made before, so that
 * the worker shares them.
 *
 *   E1  a seat has the windows of its own scenarios only, and a child of it
 *       the one in which it plays (G2)
 *   E2  what a seat says is as true as what a worker says; a seat that is
 *       lost takes its worker with it
 *   E3  where a layer of the sandbox is missing there are no seats: answers
 *       that could reach each other are not to live at one time
 */
#ifndef HEAPBOOK_RUN_SEATS_H
#define HEAPBOOK_RUN_SEATS_H

#include "run/scenario.h"

/* Whether the scenarios of this stage are for seats. */
int seats_wanted(const struct worker *worker, const struct stage *stage);

/* Makes their windows, beside other work; the runtime is started. */
void seats_prepare(struct stage *stage);

/* Plays them all, prepared or not; `play` plays one, completely. */
void seats_play(struct worker *worker, struct stage *stage,
                void (*play)(struct worker *worker, struct stage *stage,
                             struct play *one));

#endif
