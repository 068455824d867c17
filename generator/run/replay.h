/* replay.h -- a scenario that has gone wrong, played once more.
 *
 * Nothing of such a play is judged.  A frame of its own (FRAME_REPLAYS) asks
 * for plays that crashed, or came to their end and failed: it is a frame of
 * scenarios (scenario.h), but that a 1 behind a test says that what it touched
 * is known (it crashed, and was explained then), and the reply is a number of
 * tests, then for each its name, its explanation and the explanation's line,
 * and what it did before that C leaves undefined, and the line of that.
 */
#ifndef HEAPBOOK_RUN_REPLAY_H
#define HEAPBOOK_RUN_REPLAY_H

#include "run/play.h"

/* Learns the line at which it crashed. */
void replay_line(struct worker *worker, struct stage *stage, struct play *one);

/* Explains it (explain.h), if it crashes when every block lies apart. */
void replay_explain(struct worker *worker, struct stage *stage,
                    struct play *one);

/* Counts what is left when it has given everything back, a second time, by
 * books that lie elsewhere: play->observed. */
void replay_count(struct worker *worker, struct stage *stage,
                  struct play *one);

void replay_serve(struct worker *worker, struct wire *wire);

#endif
