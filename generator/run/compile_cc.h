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

/* The same, of code that looks at its own arithmetic (heapbook/undefined.h):
 * by gcc, or by clang where that is missing.
 *
 * Fails: -1, where neither is there, or would not be kept to its headers
 * while it reads a text that may be anybody's; or it has something to say. */
int compile_looking(TALLOC_CTX *ctx, struct worker *worker,
                    const struct unit *unit, const char **object, size_t *len);

#endif
