#include "run/worker.h"

#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/files.h"
#include "base/stream.h"
#include "heapbook/host.h"
#include "heapbook/records.h"
#include "run/arguments.h"
#include "run/compile_tcc.h"
#include "run/hands.h"
#include "run/messages.h"
#include "run/pragma.h"
#include "run/scenario.h"
#include "run/tools.h"
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

static struct result
simple_result(TALLOC_CTX *ctx, enum outcome outcome, const char *reason)
{
    return (struct result){.outcome = outcome,
                           .reason = talloc_strdup(ctx, reason),
                           .out = "",
                           .err = "",
                           .records = ""};
}

/* ---- endings to results ------------------------------------------------- */

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

/* ---- units for libtcc --------------------------------------------------- */

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
    if (worker->report->phase != PHASE_BEGUN ||
        (result->outcome != RAN && result->outcome != KILLED)) {
        return;
    }
    result->outcome = NOT_COMPILED;
    result->reason =
        ending->signal ? "the compiler crashed" : "it does not compile";
    result->signal = result->exit_code = 0;
}

static int
start_main(struct tcc_work *work, void *symbol)
{
    char **argv = work->arg;
    int argc = 0;
    int (*entry)(int, char **);

    while (argv[argc]) {
        argc++;
    }
    memcpy(&entry, &symbol, sizeof entry);
    tcc_confine(work);
    return entry(argc, argv);
}

static struct result
run_once(TALLOC_CTX *ctx, struct worker *worker, const struct unit *unit,
         int with_lines)
{
    const char *const first[] = {"program", NULL};
    struct tcc_work work = {.sandbox = worker->sandbox,
                            .report = worker->report,
                            .text = unit->text,
                            .entry = "main",
                            .with_lines = with_lines,
                            .compile_only = unit->compile_only,
                            .start = start_main,
                            .arg = arguments_new(ctx, first, unit->arguments)};
    struct job job = {.confinement = CONFINE_COMPILE,
                      .body = tcc_body,
                      .arg = &work,
                      .input = unit->input,
                      .input_len = unit->input ? strlen(unit->input) : 0,
                      .limits = worker_limits(unit),
                      .hangup = worker->fd};
    struct ending ending;
    struct result result;

    memset(worker->report, 0, sizeof *worker->report);
    sandbox_run(ctx, worker->sandbox, &job, &ending);
    result = result_of(ctx, worker, unit, &ending);
    worker_messages(ctx, unit, worker->report, &result);
    worker_not_compiled(worker, &ending, &result);
    return result;
}

/* A second run, with the lines of the machine code known, costs more than
 * the first; it is for programs that have something to explain. */
static int
needs_lines(const struct result *result)
{
    return result->outcome == KILLED ||
           strstr(result->records, "{\"leak\":") != NULL;
}

static struct result
run_tcc(TALLOC_CTX *ctx, struct worker *worker, const struct unit *unit)
{
    struct result result, again;

    worker_start_runtime(worker);
    result = run_once(ctx, worker, unit, 0);
    if (!needs_lines(&result)) {
        return result;
    }
    again = run_once(ctx, worker, unit, 1);
    return again.outcome == result.outcome ? again : result;
}

struct result
worker_run(TALLOC_CTX *ctx, struct worker *worker, const struct unit *unit)
{
    const char *missing = tools_missing(unit->compiler, unit->runtime);
    int pragma =
        unit->compiler == COMPILER_PYTHON ? 0 : pragma_refused(unit->text);

    memset(worker->report, 0, sizeof *worker->report);
    if (missing) {
        return simple_result(ctx, NOT_AVAILABLE, missing);
    }
    if (pragma) {
        struct result result =
            simple_result(ctx, NOT_COMPILED, "it does not compile");

        result.messages = talloc_zero(ctx, struct message);
        result.messages->line = author_line(unit, pragma);
        result.messages->is_error = 1;
        result.messages->text =
            "#pragma comment and _Pragma are not allowed here";
        result.message_count = 1;
        return result;
    }
    switch (unit->compiler) {
    case COMPILER_TCC:
        return run_tcc(ctx, worker, unit);
    case COMPILER_PYTHON:
        return run_python(ctx, worker, unit);
    default:
        return run_executable(ctx, worker, unit);
    }
}

/* ---- the process -------------------------------------------------------- */

/* Children of ours are forks: what stood in the environment would still be
 * readable on their stack. */
static void
forget_environment(void)
{
    for (char **one = environ; one && *one; one++) {
        memset(*one, 0, strlen(*one));
    }
    clearenv();
}

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

static void
write_result(FILE *out, const void *result)
{
    result_write(out, result);
}

static void
serve_unit(struct worker *worker, struct wire *wire)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct unit unit = unit_read(ctx, wire);
    struct result result =
        wire->broken ? simple_result(ctx, TOOL_FAILED, "a broken request")
                     : worker_run(ctx, worker, &unit);

    worker_reply(worker, write_result, &result);
    talloc_free(ctx);
}

/* What is left of earlier calls on the stack. */
static __attribute__((noinline)) void
wipe_stack(void)
{
    char room[192 << 10];

    explicit_bzero(room, sizeof room);
}

/* malloc overwrites what is freed, but for small blocks, of which it keeps a
 * few of each size at hand. */
static void
wipe_small_blocks(void)
{
    enum { SIZES = 80, OF_EACH = 16 };

    static void *blocks[SIZES * OF_EACH];

    for (size_t i = 0; i < SIZES * OF_EACH; i++) {
        size_t size = 16 * (i / OF_EACH) + 8;

        blocks[i] = malloc(size);
        if (blocks[i]) {
            explicit_bzero(blocks[i], size);
        }
    }
    for (size_t i = 0; i < SIZES * OF_EACH; i++) {
        free(blocks[i]);
    }
}

/* What a judge's frame says, and what its judges found, must not be found in
 * the memory of children that are forked later. */
static void
serve_judges(struct worker *worker, struct wire *wire)
{
    mallopt(M_PERTURB, 0xa5);
    judging_serve(worker, wire);
    wipe_small_blocks();
    mallopt(M_PERTURB, 0);
    wipe_stack();
}

static void
serve_one(struct worker *worker, char *bytes, size_t len)
{
    struct wire wire = {bytes + 1, bytes + len, 0};

    switch (len > 0 ? bytes[0] : 0) {
    case FRAME_UNIT:
        serve_unit(worker, &wire);
        break;
    case FRAME_SCENARIOS:
        scenario_serve(worker, &wire);
        break;
    case FRAME_JUDGES:
        serve_judges(worker, &wire);
        break;
    default:
        frame_send(worker->fd, "", 0);
    }
    explicit_bzero(bytes, len);
}

/* Programs print whole lines, so that nothing is lost in a crash.  A stream
 * that was written to before cannot be made so any more: a new one. */
static void
renew_stdout(void)
{
    FILE *fresh = fdopen(STDOUT_FILENO, "w");

    if (fresh) {
        setvbuf(fresh, NULL, _IOLBF, 0);
        stdout = fresh;
    }
}

void
worker_start_runtime(struct worker *worker)
{
    if (!worker->started) {
        Hb_HostStart();
        worker->started = 1;
        if (window_prepare()) {
            _exit(3);
        }
    }
}

static void
prepare(struct worker *worker, int fd, const char *scratch, int layers)
{
    struct sandbox_options options = {layers, tcc_folders(), tools_inputs(),
                                      NULL};

    worker->fd = fd;
    worker->scratch = talloc_strdup(NULL, scratch);
    options.scratch = worker->scratch;
    worker->report = mmap(NULL, sizeof *worker->report, PROT_READ | PROT_WRITE,
                          MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (worker->report == MAP_FAILED) {
        _exit(3);
    }
    renew_stdout();
    worker->sandbox = sandbox_open(NULL, &options);
    if (!worker->sandbox) {
        _exit(3);
    }
}

enum { LIMITS = RLIM_NLIMITS };

static void
look_at_limits(struct rlimit limits[LIMITS])
{
    memset(limits, 0, LIMITS * sizeof *limits);
    for (int i = 0; i < LIMITS; i++) {
        getrlimit((__rlimit_resource_t)i, &limits[i]);
    }
}

/* Where nothing refuses it, a program can set the limits of others of its
 * user.  Whose limits were changed cannot grade the next one: another worker
 * takes its place. */
static void
end_when_limited(const struct rlimit before[LIMITS])
{
    struct rlimit now[LIMITS];

    look_at_limits(now);
    if (memcmp(before, now, sizeof now) != 0) {
        _exit(3);
    }
}

void
worker_serve(int fd, const char *scratch, int layers)
{
    struct rlimit before[LIMITS];
    struct worker worker = {0};
    size_t len;
    char *bytes;

    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    prctl(PR_SET_DUMPABLE, 0);
    forget_environment();
    prepare(&worker, fd, scratch, layers);
    look_at_limits(before);
    while ((bytes = frame_receive(NULL, fd, &len)) != NULL) {
        serve_one(&worker, bytes, len);
        talloc_free(bytes);
        end_when_limited(before);
    }
    tree_remove(worker.scratch);
    _exit(0);
}
