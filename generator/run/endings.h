/* endings.h -- how a child ended, as the result of its unit.
 *
 * What all kinds of units have in common: limits, verdicts with names, the
 * compiler's messages at the author's lines, the reply.
 */
#ifndef HEAPBOOK_RUN_ENDINGS_H
#define HEAPBOOK_RUN_ENDINGS_H

#include "run/worker.h"

/* Limits of a program that is run for this unit. */
struct limits worker_limits(const struct unit *unit);

/* The result that an ending amounts to; messages are left to the caller. */
struct result result_of(TALLOC_CTX *ctx, const struct worker *worker,
                        const struct unit *unit, const struct ending *ending);

/* TOOL_FAILED, for this reason. */
struct result result_failed(const char *reason);

/* The messages of libtcc in the report, moved to the author's lines. */
void worker_messages(TALLOC_CTX *ctx, const struct unit *unit,
                     const struct child_report *report, struct result *result);

/* Makes the result say NOT_COMPILED, when the child did not get further. */
void worker_not_compiled(const struct worker *worker,
                         const struct ending *ending, struct result *result);

/* Makes the result of a compiler's process, that made nothing within those
 * limits, say why: its first words where it has given no message. */
void compiler_ended(TALLOC_CTX *ctx, const struct ending *ending,
                    const struct limits *limits, struct result *result);

/* Writes something (wire.h) and sends it to the pool as one frame. */
void worker_reply(const struct worker *worker,
                  void (*write)(FILE *out, const void *what),
                  const void *what);

#endif
