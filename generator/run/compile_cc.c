#include "run/compile_cc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "run/arguments.h"
#include "run/endings.h"
#include "run/excerpt.h"
#include "run/messages.h"
#include "run/scratch.h"
#include "run/tools.h"

enum { MAX_ARGS = 64, COMPILE_MS = 60000, ANSWER_MS = 20000, LOOKING_S = 5 };

static const char SOURCE[] = "program.c";
static const char PROGRAM[] = "program";
static const char PYTHON_SOURCE[] = "pair.py";

/* What the web's compiler looks at as well (site/web/toolchain.js). */
static const char LOOK_AT[] = "-fsanitize=signed-integer-overflow,shift,"
                              "bounds,float-cast-overflow,vla-bound";

struct command {
    struct worker *worker;
    enum confinement confinement;
    const char *argv[MAX_ARGS];
    size_t argc;
};

static void
add(struct command *command, const char *const *words)
{
    for (; *words && command->argc < MAX_ARGS - 1; words++) {
        command->argv[command->argc++] = *words;
    }
}

#define ADD(command, ...)                                                     \
    add(command, (const char *const[]){__VA_ARGS__, NULL})

static char *const environment[] = {
    "PATH=/usr/bin:/bin",
    "LC_ALL=C.UTF-8",
    "HEAPBOOK_RECORDS=3",
    "PYTHONHASHSEED=0",
    "ASAN_OPTIONS=detect_leaks=0:abort_on_error=1:disable_coredump=0:"
    "handle_segv=0:"
    "handle_sigbus=0:handle_sigfpe=0:handle_sigill=0:handle_abort=0",
    "UBSAN_OPTIONS=abort_on_error=1:print_stacktrace=1",
    NULL};

/* Compilers speak plain English, in ASCII. */
static char *const tool_environment[] = {"PATH=/usr/bin:/bin", "LC_ALL=C",
                                         "TMPDIR=.", NULL};

static int
command_body(void *arg)
{
    struct command *command = arg;
    int tool = command->confinement == CONFINE_TOOL;
    const char *program = command->argv[0];
    char *const *argv = (char *const *)command->argv;

    if (chdir(command->worker->scratch)) {
        return 126;
    }
    sandbox_enter(command->worker->sandbox, command->confinement, program);
    execve(program, argv, tool ? tool_environment : environment);
    perror(program);
    return 127;
}

static void
run_command(TALLOC_CTX *ctx, struct command *command,
            const struct limits *limits, const char *input, int shadow,
            struct ending *ending)
{
    struct job job = {.confinement = command->confinement,
                      .body = command_body,
                      .arg = command,
                      .input = input,
                      .input_len = input ? strlen(input) : 0,
                      .limits = *limits,
                      .shadow = shadow,
                      .hangup = command->worker->fd};

    sandbox_run(ctx, command->worker->sandbox, &job, ending);
}

/* ---- compiling ---------------------------------------------------------- */

static void
add_compiler(struct command *command, const struct unit *unit)
{
    const struct tools *tools = tools_get();

    ADD(command, unit->compiler == COMPILER_GCC ? tools->gcc : tools->clang,
        "-std=c11", "-D_GNU_SOURCE", "-O0", "-pipe", "-fno-omit-frame-pointer",
        "-fdiagnostics-color=never",
        /* __FILE__ stands in messages: as libtcc has it. */
        "-fmacro-prefix-map=program.c=<string>",
        unit->compiler == COMPILER_GCC ? "-fno-diagnostics-show-caret"
                                       : "-fno-caret-diagnostics");
}

/* What every program is compiled with.  Hidden parts of an example may stay
 * unused, and CPython's idioms cast functions and leave fields out. */
static void
add_flags(struct command *command, const struct unit *unit)
{
    const struct tools *tools = tools_get();

    add_compiler(command, unit);
    ADD(command, "-g", "-Wall", "-Wextra", "-Werror", "-Wno-unused-function",
        "-Wno-unused-parameter", "-Wno-missing-field-initializers",
        "-Wno-cast-function-type");
    if (unit->runtime == RUNTIME_ASAN) {
        ADD(command, "-DHB_ASAN", "-fsanitize=address,undefined",
            "-fno-sanitize-recover=undefined");
    }
    /* The real headers go first: ours has a Python.h as well. */
    if (unit->runtime == RUNTIME_CPYTHON) {
        ADD(command, "-isystem", tools->python_include);
    }
    ADD(command, "-isystem", tools->include);
}

static struct limits
compile_limits(void)
{
    return (struct limits){COMPILE_MS, COMPILE_MS / 1000, (size_t)1 << 30,
                           (size_t)1 << 20, 1 << 16};
}

/* Compiles the helper's functions against the real headers, once in a
 * worker's life. */
static int
prepare_helper(TALLOC_CTX *ctx, struct worker *worker)
{
    const struct tools *tools = tools_get();
    char **names = folder_list(ctx, tools->helper, ".c");
    struct limits limits = compile_limits();
    size_t count = 0;

    if (worker->helper) {
        return 0;
    }
    while (names && names[count]) {
        count++;
    }
    const char **objects =
        talloc_zero_array(worker->sandbox, const char *, count + 1);
    for (size_t i = 0; i < count; i++) {
        struct command command = {.worker = worker,
                                  .confinement = CONFINE_TOOL};
        struct ending ending;
        const char *object = talloc_asprintf(objects, "helper-%zu.o", i);

        ADD(&command, tools->gcc ? tools->gcc : tools->clang, "-std=c11",
            "-D_GNU_SOURCE", "-O1", "-DHB_CPYTHON", "-isystem",
            tools->python_include, "-isystem", tools->include, "-c", "-o",
            object, path_join(ctx, tools->helper, names[i]));
        run_command(ctx, &command, &limits, NULL, 0, &ending);
        if (ending.cause != ENDED_ITSELF || ending.code != 0) {
            fprintf(stderr, "heapbook: %s: %s\n", names[i], ending.err);
            talloc_free(objects);
            return -1;
        }
        objects[i] = object;
    }
    worker->helper = objects;
    return 0;
}

static void
add_libraries(struct command *command, const struct unit *unit)
{
    const struct tools *tools = tools_get();

    switch (unit->runtime) {
    case RUNTIME_MODEL:
        /* Without shared libraries a program opens no file at all. */
        ADD(command, tools->model_library, "-static");
        break;
    case RUNTIME_ASAN:
        ADD(command, tools->asan_library);
        break;
    case RUNTIME_CPYTHON:
        add(command, command->worker->helper);
        ADD(command, tools->python_library, "-ldl");
        break;
    }
    ADD(command, "-lm");
}

/* Fails: -1, and `result` says why. */
static int
compile(TALLOC_CTX *ctx, struct worker *worker, const struct unit *unit,
        struct result *result)
{
    struct command command = {.worker = worker, .confinement = CONFINE_TOOL};
    struct limits limits = compile_limits();
    struct ending ending;

    if (unit->runtime == RUNTIME_CPYTHON && prepare_helper(ctx, worker)) {
        *result = (struct result){
            .outcome = TOOL_FAILED,
            .out = "",
            .err = "",
            .records = "",
            .reason = "heapbook.h cannot be compiled against CPython"};
        return -1;
    }
    add_flags(&command, unit);
    ADD(&command, "-o", PROGRAM, SOURCE);
    add_libraries(&command, unit);
    run_command(ctx, &command, &limits, NULL, 0, &ending);
    if (ending.cause == ENDED_ITSELF && ending.code == 0) {
        *result = result_of(ctx, worker, unit, &ending);
        return 0;
    }
    *result = result_of(ctx, worker, unit, &ending);
    messages_parse(ctx, ending.err, SOURCE, unit->line, result);
    compiler_ended(ctx, &ending, &limits, result);
    return -1;
}

/* ---- running ------------------------------------------------------------ */

static int
write_scratch(TALLOC_CTX *ctx, struct worker *worker, const char *name,
              const char *text)
{
    if (!worker->has_scratch && scratch_make(worker->scratch)) {
        return -1;
    }
    worker->has_scratch = 1;
    return file_write(path_join(ctx, worker->scratch, name), text,
                      strlen(text)) < 0
               ? -1
               : 0;
}

static void
explain_sanitizer(TALLOC_CTX *ctx, const struct unit *unit,
                  struct result *result)
{
    int line = 0;
    const char *sentence = sanitizer_sentence(ctx, result->err, SOURCE, &line);

    if (sentence && result->outcome == KILLED) {
        result->reason = sentence;
        result->line = line > 0 ? unit->line + line - 1 : 0;
    }
}

static struct result
run_program(TALLOC_CTX *ctx, struct worker *worker, const struct unit *unit,
            struct command *command)
{
    struct limits limits = worker_limits(unit);
    struct ending ending;
    struct result result;

    run_command(ctx, command, &limits, unit->input,
                unit->runtime == RUNTIME_ASAN, &ending);
    result = result_of(ctx, worker, unit, &ending);
    if (unit->runtime == RUNTIME_ASAN) {
        explain_sanitizer(ctx, unit, &result);
    }
    return result;
}

/* Nothing of a unit is left for the next one. */
static void
clean_scratch(TALLOC_CTX *ctx, const struct worker *worker)
{
    char **names = folder_list(ctx, worker->scratch, "");

    for (; names && *names; names++) {
        if (strncmp(*names, "helper-", 7)) {
            tree_remove(path_join(ctx, worker->scratch, *names));
        }
    }
}

static struct result
scratch_failed(TALLOC_CTX *ctx, const struct worker *worker)
{
    return (struct result){
        .outcome = TOOL_FAILED,
        .out = "",
        .err = "",
        .records = "",
        .reason = talloc_asprintf(
            ctx, "scratch files cannot be written in %s (TMPDIR)",
            path_folder(ctx, worker->scratch))};
}

static void
add_arguments(TALLOC_CTX *ctx, struct command *command,
              const struct unit *unit)
{
    add(command, (const char *const *)arguments_new(
                     ctx, (const char *const[]){NULL}, unit->arguments));
}

struct result
run_executable(TALLOC_CTX *ctx, struct worker *worker, const struct unit *unit)
{
    struct command command = {.worker = worker,
                              .confinement = unit->runtime == RUNTIME_MODEL
                                                 ? CONFINE_STATIC
                                                 : CONFINE_PROGRAM};
    struct result result;

    if (write_scratch(ctx, worker, SOURCE, unit->text)) {
        return scratch_failed(ctx, worker);
    }
    if (!compile(ctx, worker, unit, &result) && !unit->compile_only) {
        ADD(&command, path_join(ctx, worker->scratch, PROGRAM));
        add_arguments(ctx, &command, unit);
        result = run_program(ctx, worker, unit, &command);
    }
    clean_scratch(ctx, worker);
    return result;
}

/* Of an answer: it will lie anywhere in memory. */
static void
add_answer_flags(struct command *command, const struct unit *unit)
{
    add_compiler(command, unit);
    ADD(command, "-fno-pic", "-mcmodel=large",
        "-fno-asynchronous-unwind-tables", "-fno-stack-protector", "-isystem",
        tools_get()->include, "-c", "-o", PROGRAM, SOURCE);
}

/* Warnings are no errors, but for what is one to libtcc. */
static struct result
make_object(TALLOC_CTX *ctx, struct worker *worker, const struct unit *unit)
{
    struct command command = {.worker = worker, .confinement = CONFINE_TOOL};
    struct limits limits = compile_limits();
    struct ending ending;
    struct result result;

    limits.wall_ms = ANSWER_MS;
    add_answer_flags(&command, unit);
    ADD(&command, "-Wall", "-Werror=implicit-function-declaration");
    run_command(ctx, &command, &limits, NULL, 0, &ending);
    result = result_of(ctx, worker, unit, &ending);
    messages_parse(ctx, ending.err, SOURCE, unit->line, &result);
    if (result.outcome != RAN || result.exit_code) {
        compiler_ended(ctx, &ending, &limits, &result);
    }
    return result;
}

static const char *
read_object(TALLOC_CTX *ctx, const struct worker *worker, size_t *len)
{
    return file_read(ctx, path_join(ctx, worker->scratch, PROGRAM), len);
}

struct result
compile_answer(TALLOC_CTX *ctx, struct worker *worker, const struct unit *unit,
               const char **object, size_t *len)
{
    struct result result;

    if (write_scratch(ctx, worker, SOURCE, unit->text)) {
        return scratch_failed(ctx, worker);
    }
    result = make_object(ctx, worker, unit);
    if (result.outcome == RAN) {
        *object = read_object(ctx, worker, len);
        if (!*object) {
            result = scratch_failed(ctx, worker);
        }
    }
    clean_scratch(ctx, worker);
    return result;
}

/* Of a text that compiles: nobody waits long for a sentence. */
static int
make_looking(TALLOC_CTX *ctx, struct worker *worker, const struct unit *unit,
             const char *text)
{
    struct command command = {.worker = worker, .confinement = CONFINE_TOOL};
    struct limits limits = compile_limits();
    struct ending ending;

    if (write_scratch(ctx, worker, SOURCE, text)) {
        return -1;
    }
    limits.cpu_s = LOOKING_S;
    add_answer_flags(&command, unit);
    ADD(&command, "-w", LOOK_AT, "-isystem", tools_get()->std);
    run_command(ctx, &command, &limits, NULL, 0, &ending);
    return ending.cause == ENDED_ITSELF && ending.code == 0 ? 0 : -1;
}

int
compile_looking(TALLOC_CTX *ctx, struct worker *worker,
                const struct unit *unit, const char **object, size_t *len)
{
    struct unit looking = *unit;
    char *text;
    int err = -1;

    looking.compiler = tools_get()->gcc ? COMPILER_GCC : COMPILER_CLANG;
    if ((!tools_get()->gcc && !tools_get()->clang) ||
        !(sandbox_layers(worker->sandbox) & LAYER_LANDLOCK)) {
        return -1;
    }
    text = excerpt_before(ctx, unit->text);
    if (text) {
        err = make_looking(ctx, worker, &looking, text);
    }
    if (err) {
        err = make_looking(ctx, worker, &looking, unit->text);
    }
    *object = err ? NULL : read_object(ctx, worker, len);
    clean_scratch(ctx, worker);
    return *object ? 0 : -1;
}

struct result
run_python(TALLOC_CTX *ctx, struct worker *worker, const struct unit *unit)
{
    struct command command = {.worker = worker,
                              .confinement = CONFINE_PROGRAM};
    struct result result;

    if (write_scratch(ctx, worker, PYTHON_SOURCE, unit->text)) {
        return scratch_failed(ctx, worker);
    }
    /* -I would ignore the hash seed; the environment is ours anyway. */
    ADD(&command, tools_get()->python, "-s", "-S", "-B", "-P", "-X", "utf8",
        PYTHON_SOURCE);
    add_arguments(ctx, &command, unit);
    result = run_program(ctx, worker, unit, &command);
    clean_scratch(ctx, worker);
    return result;
}
