#include "run/endings.h"

#include <stdlib.h>
#include <string.h>

#include "base/stream.h"
#include "heapbook/records.h"
#include "run/messages.h"
#include "run/wire.h"

enum { WALL_MS = 10000, CPU_S = 10 };

#define MEMORY ((size_t)256 << 20)
#define OUTPUT ((size_t)1 << 20)

struct limits
worker_limits(const struct unit *unit)
{
    int wall = unit->timeout_ms > 0 ? unit->timeout_ms : WALL_MS;

    return (struct limits){wall, wall < CPU_S * 1000 ? wall / 1000 + 1 : CPU_S,
                           MEMORY, OUTPUT, HB_MAX_RECORDS};
}

struct result
result_failed(const char *reason)
{
    return (struct result){.outcome = TOOL_FAILED,
                           .out = "",
                           .err = "",
                           .records = "",
                           .reason = reason};
}

static int
author_line(const struct unit *unit, int line)
{
    return line > 0 ? unit->line + line - 1 : 0;
}

static const char *
late_sentence(TALLOC_CTX *ctx, int wall_ms)
{
    return wall_ms % 1000
               ? talloc_asprintf(ctx, "no answer within %d ms", wall_ms)
               : talloc_asprintf(ctx, "no answer within %d s", wall_ms / 1000);
}

static void
judge_cause(TALLOC_CTX *ctx, const struct worker *worker,
            const struct unit *unit, const struct ending *ending,
            struct result *result)
{
    switch (ending->cause) {
    case ENDED_LATE:
        result->outcome = OVER_TIME;
        result->reason = late_sentence(ctx, worker_limits(unit).wall_ms);
        return;
    case ENDED_BIG:
        result->outcome = OVER_MEMORY;
        result->reason =
            talloc_asprintf(ctx, "more than %zu MiB of memory", MEMORY >> 20);
        return;
    case ENDED_LOUD:
        result->outcome = OVER_OUTPUT;
        result->reason =
            talloc_asprintf(ctx, "more than %zu KiB of output", OUTPUT >> 10);
        return;
    case ENDED_GIVEN_UP:
        result->outcome = TOOL_FAILED;
        result->reason = "interrupted";
        return;
    case ENDED_NEVER_BEGAN:
        result->outcome = TOOL_FAILED;
        result->reason = talloc_asprintf(
            ctx, "the sandbox could not be set up: %s",
            ending->trouble ? ending->trouble : "for an unknown reason");
        return;
    case ENDED_ITSELF:
        break;
    }
    if (ending->signal) {
        result->outcome = KILLED;
        result->signal = ending->signal;
        result->reason = crash_sentence(ctx, worker->report, ending->signal);
        result->line = author_line(unit, worker->report->line);
    }
    else {
        result->exit_code = ending->code;
        result->reason =
            ending->code
                ? talloc_asprintf(ctx, "ended with exit code %d", ending->code)
                : NULL;
    }
}

/* U2: the same program, the same bytes. */
static size_t
mask(const struct worker *worker, char *text, size_t len)
{
    return addresses_mask(text, folder_mask(text, len, worker->scratch));
}

struct result
result_of(TALLOC_CTX *ctx, const struct worker *worker,
          const struct unit *unit, const struct ending *ending)
{
    struct result result = {.outcome = RAN,
                            .out = ending->out,
                            .err = ending->err,
                            .records = ending->records,
                            .records_len = ending->records_len};

    result.out_len = mask(worker, ending->out, ending->out_len);
    result.err_len = mask(worker, ending->err, ending->err_len);
    judge_cause(ctx, worker, unit, ending, &result);
    if (ending->forbidden && ending->cause != ENDED_NEVER_BEGAN) {
        result.outcome = FORBIDDEN;
        result.reason = talloc_asprintf(
            ctx, "tried to %s (%s), which is not allowed",
            sandbox_wish(ending->forbidden), ending->forbidden);
    }
    return result;
}

/* ---- the compiler's messages -------------------------------------------- */

void
worker_messages(TALLOC_CTX *ctx, const struct unit *unit,
                const struct child_report *report, struct result *result)
{
    int count = report->message_count;

    count = count < 0 ? 0 : count > REPORT_MESSAGES ? REPORT_MESSAGES : count;
    result->message_count = (size_t)count;
    result->messages = talloc_zero_array(ctx, struct message, (size_t)count);
    for (int i = 0; i < count; i++) {
        const struct report_message *from = &report->messages[i];

        result->messages[i] = (struct message){
            .line = author_line(unit, from->line),
            .is_error = from->is_error,
            .text = talloc_strndup(ctx, from->text, REPORT_TEXT - 1)};
    }
}

void
worker_not_compiled(const struct worker *worker, const struct ending *ending,
                    struct result *result)
{
    if (worker->report->phase != PHASE_BEGUN) {
        return;
    }
    if (result->outcome == OVER_TIME || result->outcome == OVER_MEMORY ||
        result->outcome == OVER_OUTPUT) {
        result->reason = talloc_asprintf(result->messages, "the compiler: %s",
                                         result->reason);
        return;
    }
    if (result->outcome != RAN && result->outcome != KILLED) {
        return;
    }
    result->outcome = NOT_COMPILED;
    result->reason =
        ending->signal ? "the compiler crashed" : "it does not compile";
    result->signal = result->exit_code = 0;
}

/* The line that tells of an error, else the first, if it is not long. */
static const char *
first_words(TALLOC_CTX *ctx, const char *text)
{
    enum { MOST = 160 };

    const char *error = strcasestr(text, "error: ");
    size_t len;

    while (error && error > text && error[-1] != '\n') {
        error--;
    }
    text = error ? error : text;
    len = strcspn(text, "\n");
    return talloc_strndup(ctx, text, len < MOST ? len : MOST);
}

void
compiler_ended(TALLOC_CTX *ctx, const struct ending *ending,
               const struct limits *limits, struct result *result)
{
    const char *words = result->message_count ? "" : ending->err;

    switch (result->outcome) {
    case OVER_TIME:
        result->reason = talloc_asprintf(ctx, "the compiler: %s",
                                         late_sentence(ctx, limits->wall_ms));
        return;
    case OVER_MEMORY:
        result->reason =
            talloc_asprintf(ctx, "the compiler: more than %zu MiB of memory",
                            limits->memory >> 20);
        return;
    case OVER_OUTPUT:
        result->reason =
            talloc_asprintf(ctx, "the compiler: %s", result->reason);
        return;
    case KILLED:
        result->reason = "the compiler crashed";
        break;
    case RAN:
    case FORBIDDEN:
        result->reason =
            talloc_asprintf(ctx, "it does not compile%s%s", *words ? ": " : "",
                            first_words(ctx, words));
        break;
    default:
        return;
    }
    result->outcome = NOT_COMPILED;
    result->signal = result->exit_code = 0;
}

/* ---- replies ------------------------------------------------------------ */

void
worker_reply(const struct worker *worker,
             void (*write)(FILE *out, const void *what), const void *what)
{
    char *answer = NULL;
    size_t len = 0;
    FILE *out = stream_open(&answer, &len);

    write(out, what);
    fclose(out);
    frame_send(worker->fd, answer, len);
    free(answer);
}
