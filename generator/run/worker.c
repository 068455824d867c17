#include "run/worker.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/files.h"
#include "run/arguments.h"
#include "run/compile_cc.h"
#include "run/compile_stage.h"
#include "run/compile_tcc.h"
#include "run/endings.h"
#include "run/hands.h"
#include "run/pragma.h"
#include "run/replay.h"
#include "run/scenario.h"
#include "run/tools.h"
#include "run/worker_runtime.h"
#include "run/wire.h"

static struct result
simple_result(TALLOC_CTX *ctx, enum outcome outcome, const char *reason)
{
    return (struct result){.outcome = outcome,
                           .reason = talloc_strdup(ctx, reason),
                           .out = "",
                           .err = "",
                           .records = ""};
}

/* ---- units for libtcc --------------------------------------------------- */

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

    worker_start_runtime();
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
        result.messages->line = unit->line + pragma - 1;
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

static void
serve_one(struct worker *worker, char *bytes, size_t len)
{
    struct wire wire = {bytes + 1, bytes + len, 0};

    if (len == 0 || bytes[0] != FRAME_SCENARIOS) {
        ahead_drop(worker);
    }
    switch (len > 0 ? bytes[0] : 0) {
    case FRAME_UNIT:
        serve_unit(worker, &wire);
        break;
    case FRAME_SCENARIOS:
        scenario_serve(worker, &wire);
        break;
    case FRAME_REPLAYS:
        replay_serve(worker, &wire);
        break;
    case FRAME_JUDGES:
        judging_serve(worker, &wire);
        break;
    default:
        frame_send(worker->fd, "", 0);
    }
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

static void
prepare(struct worker *worker, const struct worker_options *wishes)
{
    struct sandbox_options options = {.layers = wishes->layers,
                                      .headers = tcc_folders(),
                                      .inputs = tools_inputs()};

    worker->scratch = talloc_strdup(NULL, wishes->scratch);
    options.scratch = worker->scratch;
    worker->report = report_open();
    if (!worker->report) {
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

/* While nobody has asked for anything yet. */
static void
prepare_scenarios(struct worker *worker, int ahead)
{
    if (ahead >= 0) {
        ahead_begin(worker, ahead);
    }
    worker_start_runtime();
}

void
worker_serve(int fd, const struct worker_options *options)
{
    struct rlimit before[LIMITS];
    struct worker worker = {.fd = fd, .is_wide = options->is_wide};
    size_t len;
    char *bytes;

    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    prctl(PR_SET_DUMPABLE, 0);
    forget_environment();
    prepare(&worker, options);
    look_at_limits(before);
    if (options->is_for_answer) {
        prepare_scenarios(&worker, options->ahead);
    }
    while ((bytes = frame_receive(NULL, fd, &len)) != NULL) {
        serve_one(&worker, bytes, len);
        talloc_free(bytes);
        if (!(sandbox_layers(worker.sandbox) & LAYER_SECCOMP)) {
            end_when_limited(before);
        }
    }
    ahead_drop(&worker);
    tree_remove(worker.scratch);
    _exit(0);
}
