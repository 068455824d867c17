/* compile_cc.h -- units that are programs of their own: made by gcc or clang,
 * or run by Python. */
#ifndef HEAPBOOK_RUN_COMPILE_CC_H
#define HEAPBOOK_RUN_COMPILE_CC_H

#include "run/worker.h"

struct result run_executable(TALLOC_CTX *ctx, struct worker *worker,
                             const struct unit *unit);
struct result run_python(TALLOC_CTX *ctx, struct worker *worker,
                         const struct unit *unit);

/* Makes an object file of an answer, by gcc or clang.
 *
 * Fails: the result is not RAN; it has the messages. */
struct result compile_answer(TALLOC_CTX *ctx, struct worker *worker,
                             const struct unit *unit, const char **object,
                             size_t *len);

#endif
