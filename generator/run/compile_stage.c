#include "run/compile_stage.h"

#include <ctype.h>
#include <string.h>
#include <unistd.h>

#include "run/compile_cc.h"
#include "run/compile_tcc.h"
#include "run/endings.h"
#include "run/hands.h"
#include "run/scenario.h"
#include "run/tools.h"
#include "run/worker_runtime.h"

int
object_make(TALLOC_CTX *ctx, struct worker *worker, const char *text,
            const char *define, struct object *object, struct result *result)
{
    struct code code = {0};
    struct unit unit = {.path = "check.c", .line = 1};
    struct tcc_making making = {.sandbox = worker->sandbox,
                                .report = worker->report,
                                .text = text,
                                .define = define,
                                .begins = define ? NULL : "hb_tests_",
                                .code = &code};
    struct job job = {.confinement = CONFINE_COMPILE,
                      .body = tcc_object_body,
                      .arg = &making,
                      .limits = worker_limits(&unit),
                      .hangup = worker->fd};
    struct ending ending;
    int err = -1;

    if (code_begin(&code)) {
        *result = result_failed("no memory to share");
        return -1;
    }
    memset(worker->report, 0, sizeof *worker->report);
    sandbox_run(ctx, worker->sandbox, &job, &ending);
    *result = result_of(ctx, worker, &unit, &ending);
    worker_messages(ctx, &unit, worker->report, result);
    worker_not_compiled(worker, &ending, result);
    if (worker->report->phase == PHASE_COMPILED && !code_settle(&code)) {
        object->bytes = code_bytes(ctx, &code, &object->len);
        object->made = 1;
        err = 0;
    }
    code_end(&code);
    return err;
}

/* What libtcc says of the scenarios is the author's business. */
static void
blame_scenarios(struct stage *stage, struct result *result)
{
    for (size_t i = 0; i < result->message_count; i++) {
        struct message *message = &result->messages[i];

        message->text = talloc_asprintf(stage, "check.c:%d: %s", message->line,
                                        message->text);
        message->line = 0;
    }
}

/* Where each test begins, and where the first code of the scenarios does. */
static const char **
entry_names(struct stage *stage)
{
    const char **names = talloc_array(stage, const char *, stage->count + 1);

    names[stage->count] = "hb_tests_";
    for (size_t i = 0; i < stage->count; i++) {
        names[i] = talloc_asprintf(names, "hb_test_%s", stage->plays[i].name);
    }
    return names;
}

/* What must be there when the code is. */
static void
start_runtime(void *arg)
{
    (void)arg;
    worker_start_runtime();
}

/* gcc and clang have answers to compile as well; libtcc links them. */
static struct result
compile_elsewhere(struct worker *worker, struct stage *stage)
{
    const char *missing =
        tools_missing(stage->unit.compiler, stage->unit.runtime);
    struct result result = {.outcome = RAN};

    if (missing) {
        result = result_failed(missing);
        result.outcome = NOT_AVAILABLE;
    }
    else if (stage->unit.compiler != COMPILER_TCC) {
        result = compile_answer(stage, worker, &stage->unit,
                                &stage->answer.bytes, &stage->answer.len);
    }
    return result;
}

/* The declaration of `name` in the author's text, on one line; NULL when
 * there is none. */
static const char *
prototype_of(struct stage *stage, const char *name)
{
    const char *text = stage->scenarios, *end = NULL;
    size_t len = strlen(name), n = 0;
    char *line;

    for (const char *at = text; (at = strstr(at, name)) != NULL; at += len) {
        end = at[len] == '(' ? strpbrk(at, ";{") : NULL;
        if (end && *end == ';') {
            text = at;
            break;
        }
    }
    if (!end || *end != ';') {
        return NULL;
    }
    while (text > stage->scenarios && !strchr(";}/\"", text[-1])) {
        text--;
    }
    line = talloc_zero_size(stage, (size_t)(end - text) + 2);
    for (; text <= end; text++) {
        if (!isspace((unsigned char)*text)) {
            line[n++] = *text;
        }
        else if (n && line[n - 1] != ' ') {
            line[n++] = ' ';
        }
    }
    return line;
}

/* What the linker misses is the function that was asked for, and the answer
 * is where it should be. */
static void
name_missing(struct stage *stage, struct result *result)
{
    static const char head[] = "undefined symbol '";

    for (size_t i = 0; i < result->message_count; i++) {
        struct message *message = &result->messages[i];
        const char *name = message->text + sizeof head - 1;
        const char *prototype;

        if (strncmp(message->text, head, sizeof head - 1)) {
            continue;
        }
        name = talloc_strndup(stage, name, strcspn(name, "'"));
        prototype = prototype_of(stage, name);
        if (prototype) {
            message->text = talloc_asprintf(
                stage, "%s is not defined here: %s", name, prototype);
        }
    }
}

static struct tcc_making
making_of(struct worker *worker, struct stage *stage)
{
    return (struct tcc_making){.sandbox = worker->sandbox,
                               .report = worker->report,
                               .text = stage->unit.text,
                               .answer = stage->answer.bytes,
                               .answer_len = stage->answer.len,
                               .object = stage->object.bytes,
                               .object_len = stage->object.len,
                               .scenarios = stage->scenarios,
                               .names = entry_names(stage),
                               .name_count = stage->count + 1,
                               .code = &stage->code};
}

/* ---- before there is anything to compile -------------------------------- */

/* Exit code of one that has got no frame, or another than it waits for. */
enum { EXIT_NO_FRAME = EXIT_NOT_COMPILED + 1 };

struct ahead {
    struct worker *worker;
    struct begun *begun;
    struct code code;
};

/* Whether the child that waits would make the same of this stage as another
 * that is forked for it. */
static int
fits_ahead(const struct stage *stage)
{
    return stage->unit.compiler == COMPILER_TCC && stage->object.bytes &&
           stage->unit.timeout_ms == SCENARIO_MS &&
           !tools_missing(stage->unit.compiler, stage->unit.runtime);
}

static int
ahead_body(void *arg)
{
    struct ahead *ahead = arg;
    size_t len;
    char *bytes = frame_receive(NULL, STDIN_FILENO, &len);
    struct wire wire = {bytes + 1, bytes + len, 0};
    struct stage *stage =
        bytes && len && bytes[0] == FRAME_SCENARIOS ? stage_read(&wire) : NULL;
    struct tcc_making making;

    if (!stage || !fits_ahead(stage)) {
        return EXIT_NO_FRAME;
    }
    stage->code = ahead->code;
    making = making_of(ahead->worker, stage);
    /* All that it leaves stands in shared memory. */
    _exit(tcc_link_body(&making));
}

void
ahead_begin(struct worker *worker, int fd)
{
    const struct unit unit = {.timeout_ms = SCENARIO_MS};
    struct ahead *ahead = talloc_zero(NULL, struct ahead);
    struct job job = {.confinement = CONFINE_COMPILE,
                      .body = ahead_body,
                      .arg = ahead,
                      .input_fd = fd,
                      .limits = worker_limits(&unit),
                      .hangup = worker->fd};

    ahead->worker = worker;
    if (code_begin(&ahead->code)) {
        close(fd);
        talloc_free(ahead);
        return;
    }
    ahead->begun = sandbox_begin(ahead, worker->sandbox, &job);
    worker->ahead = ahead;
}

/* The stage gets what the child has made; -1 when that has got nothing to
 * make it of. */
static int
take_ahead(struct worker *worker, struct stage *stage, struct ending *ending)
{
    struct ahead *ahead = worker->ahead;
    int err;

    if (!ahead) {
        return -1;
    }
    worker->ahead = NULL;
    worker_start_runtime();
    sandbox_finish(stage, ahead->begun, ending);
    err = ending->cause == ENDED_ITSELF && ending->code == EXIT_NO_FRAME;
    if (err) {
        code_end(&ahead->code);
    }
    stage->code = ahead->code;
    talloc_free(ahead);
    return err ? -1 : 0;
}

void
ahead_drop(struct worker *worker)
{
    struct ahead *ahead = worker->ahead;
    struct ending ending;

    if (ahead) {
        worker->ahead = NULL;
        sandbox_give_up(ahead->begun);
        sandbox_finish(ahead, ahead->begun, &ending);
        code_end(&ahead->code);
        talloc_free(ahead);
    }
}

/* ---- linking ------------------------------------------------------------ */

static struct result
link_all(struct worker *worker, struct stage *stage)
{
    struct tcc_making making = making_of(worker, stage);
    struct job job = {.confinement = CONFINE_COMPILE,
                      .body = tcc_link_body,
                      .arg = &making,
                      .limits = worker_limits(&stage->unit),
                      .meanwhile = start_runtime,
                      .hangup = worker->fd};
    struct ending ending;
    struct result result;

    if (take_ahead(worker, stage, &ending)) {
        if (code_begin(&stage->code)) {
            return result_failed("no memory to share");
        }
        memset(worker->report, 0, sizeof *worker->report);
        sandbox_run(stage, worker->sandbox, &job, &ending);
    }
    result = result_of(stage, worker, &stage->unit, &ending);
    worker_messages(stage, &stage->unit, worker->report, &result);
    name_missing(stage, &result);
    worker_not_compiled(worker, &ending, &result);
    if (result.outcome == RAN && code_settle(&stage->code)) {
        result.outcome = NOT_COMPILED;
        result.reason = "the compiler made nothing of it";
    }
    return result;
}

/* What gcc or clang has warned of is told, where nothing worse is. */
static struct result
with_messages(struct result linked, const struct result *compiled)
{
    if (!linked.message_count) {
        linked.messages = compiled->messages;
        linked.message_count = compiled->message_count;
    }
    return linked;
}

struct result
stage_compile(struct worker *worker, struct stage *stage)
{
    struct result result;

    if (!fits_ahead(stage)) {
        ahead_drop(worker);
    }
    if (!stage->object.bytes && object_make(stage, worker, stage->scenarios,
                                            NULL, &stage->object, &result)) {
        blame_scenarios(stage, &result);
        return result;
    }
    result = compile_elsewhere(worker, stage);
    if (result.outcome != RAN) {
        worker_start_runtime(); /* the judges say what there was to win */
        return result;
    }
    return with_messages(link_all(worker, stage), &result);
}

/* The same stage, its answer yet to be compiled. */
static struct stage *
twin_new(struct stage *stage)
{
    struct stage *twin = talloc_zero(stage, struct stage);

    twin->unit = stage->unit;
    twin->unit.compiler = COMPILER_TCC;
    twin->object = stage->object;
    twin->seed = stage->seed;
    twin->plays = stage->plays;
    twin->count = stage->count;
    twin->compiled.outcome = NOT_COMPILED;
    return twin;
}

static struct stage *
if_compiled(struct stage *twin)
{
    return twin->compiled.outcome == RAN ? twin : NULL;
}

struct stage *
stage_observed(struct worker *worker, struct stage *stage)
{
    if (stage->unit.compiler == COMPILER_TCC) {
        return stage;
    }
    if (!stage->twin) {
        stage->twin = twin_new(stage);
        stage->twin->compiled = link_all(worker, stage->twin);
    }
    return if_compiled(stage->twin);
}

struct stage *
stage_looking(struct worker *worker, struct stage *stage)
{
    struct stage *twin = stage->looking;

    if (!twin) {
        twin = stage->looking = twin_new(stage);
        if (!compile_looking(twin, worker, &twin->unit, &twin->answer.bytes,
                             &twin->answer.len)) {
            twin->compiled = link_all(worker, twin);
        }
    }
    return if_compiled(twin);
}
