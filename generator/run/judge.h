/* judge.h -- whether a run was as the chapter says.  Pure but for reporting.
 *
 * One judge for build and verify: the same program on another compiler or
 * runtime has the same expectation.
 *
 *   J1  every complaint stands at a line of the chapter
 *   J2  silence is agreement: an example that prints has an output fence, one
 *       that ends otherwise than with 0 has announced it
 */
#ifndef HEAPBOOK_RUN_JUDGE_H
#define HEAPBOOK_RUN_JUDGE_H

#include "book/chapter.h"
#include "run/unit.h"

/* Judges a run of the example.
 *
 * against: what it ran on, for the message ("gcc on CPython 3.11"); NULL in a
 * build, where there is but one.
 *
 * Fails: -1, reported.  NOT_AVAILABLE is reported too: who can do without
 * looks before. */
int judge_example(const struct chapter *chapter, const struct example *example,
                  const struct unit *unit, const struct result *result,
                  const char *against);

/* Judges a run of its Python pair: the same output. */
int judge_pair(const struct chapter *chapter, const struct example *example,
               const struct result *result, const char *against);

/* Whether the run ended in the way that the author announced (exit=, raises=,
 * signal=, compile_fail=), so that its result may be kept. */
int judge_is_announced(const struct example *example);

#endif
