/* How far this machine's sandbox can be trusted: found out by attacking it.
 *
 * /sys/kernel/security/lsm and version numbers lie now and then; what an
 * attack got does not. */
#include "sandbox/parts.h"

#include <errno.h>
#include <limits.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- the attacks: what became of them ----------------------------------- */

/* A busy machine refuses what a sandbox would, for a moment: that says nothing
 * of the sandbox. */
enum fate { GOT_THROUGH, HELD, UNCLEAR };

static const char *met; /* by the last one, in a word */

static int
is_passing(int number)
{
    return number == EAGAIN || number == ENOMEM || number == EMFILE ||
           number == ENFILE || number == EINTR;
}

static int
refused(int result)
{
    if (result >= 0) {
        return GOT_THROUGH;
    }
    met = strerrorname_np(errno);
    return is_passing(errno) ? UNCLEAR : HELD;
}

static int
read_a_file(void *arg)
{
    (void)arg;
    return refused(open("/etc/passwd", O_RDONLY));
}

static int
make_a_file(void *arg)
{
    char path[] = "/tmp/heapbook-probe-XXXXXX";
    int fd = mkstemp(path);

    (void)arg;
    if (fd >= 0) {
        unlink(path);
    }
    return refused(fd);
}

static int
start_a_program(void *arg)
{
    char *argv[] = {"true", NULL};

    (void)arg;
    return refused(execv("/bin/true", argv)); /* its exit code is 0 */
}

static int
start_a_process(void *arg)
{
    pid_t pid = fork();

    (void)arg;
    if (pid == 0) {
        _exit(0);
    }
    return refused(pid);
}

static int
open_a_connection(void *arg)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(9)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    (void)arg;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd < 0) {
        return refused(fd);
    }
    if (connect(fd, (struct sockaddr *)&address, sizeof address) &&
        errno == ECONNREFUSED) {
        return 0; /* it did get as far as the other end */
    }
    return refused(-1);
}

static int
signal_the_parent(void *arg)
{
    (void)arg;
    return refused(kill(getppid(), 0));
}

/* There is no process of that number: who gets as far as that could trace one.
 * A child that lets itself be traced would stop for ever at its next program.
 */
static int
trace_somebody(void *arg)
{
    (void)arg;
    if (ptrace(PTRACE_ATTACH, INT_MAX, NULL, NULL) && errno == ESRCH) {
        return GOT_THROUGH;
    }
    return refused(-1);
}

static int
read_the_environment(void *arg)
{
    (void)arg;
    if (environ && environ[0]) {
        return GOT_THROUGH;
    }
    met = "empty";
    return HELD;
}

static int
take_all_memory(void *arg)
{
    (void)arg;
    for (;;) {
        char *block = malloc(1 << 20);

        if (!block) {
            met = "NULL";
            return HELD;
        }
        memset(block, 1, 1 << 20);
    }
}

static int
run_for_ever(void *arg)
{
    (void)arg;
    for (volatile int on = 1; on;) {
        continue;
    }
    return 0;
}

static int
write_for_ever(void *arg)
{
    (void)arg;
    while (puts("................................................") >= 0) {
        continue;
    }
    return 0;
}

/* ---- the table ---------------------------------------------------------- */

enum { ALONE_LANDLOCK = 1, ALONE_SECCOMP = 2, TOGETHER = 4 };

struct attack {
    const char *name;
    int (*body)(void *arg);
    int setups;             /* in which it must be held */
    enum ending_cause ends; /* ENDED_ITSELF: by a refusal */
    const char *expected;
};

/* Those that end by a refusal are quick, and run in one child, one after the
 * other: so the one that would replace it comes last. */
static const struct attack attacks[] = {
    {"read a file", read_a_file, ALONE_LANDLOCK | ALONE_SECCOMP | TOGETHER,
     ENDED_ITSELF, "refused"},
    {"make a file", make_a_file, ALONE_LANDLOCK | ALONE_SECCOMP | TOGETHER,
     ENDED_ITSELF, "refused"},
    {"start a process", start_a_process, ALONE_SECCOMP | TOGETHER,
     ENDED_ITSELF, "refused"},
    {"open a connection", open_a_connection, ALONE_SECCOMP | TOGETHER,
     ENDED_ITSELF, "refused"},
    {"signal the parent", signal_the_parent, ALONE_SECCOMP | TOGETHER,
     ENDED_ITSELF, "refused"},
    {"trace", trace_somebody, ALONE_SECCOMP | TOGETHER, ENDED_ITSELF,
     "refused"},
    {"read the environment", read_the_environment, TOGETHER, ENDED_ITSELF,
     "refused"},
    {"start a program", start_a_program,
     ALONE_LANDLOCK | ALONE_SECCOMP | TOGETHER, ENDED_ITSELF, "refused"},
    {"take all memory", take_all_memory, TOGETHER, ENDED_BIG, "over memory"},
    {"run for ever", run_for_ever, TOGETHER, ENDED_LATE, "over time"},
    {"write for ever", write_for_ever, TOGETHER, ENDED_LOUD, "over output"},
};

enum { ATTACKS = sizeof attacks / sizeof *attacks };

enum { LANDLOCK_ALONE, SECCOMP_ALONE, ALL_LAYERS, SETUPS };

static const struct {
    int bit, layers;
    const char *name;
} setups[SETUPS] = {
    {ALONE_LANDLOCK, LAYER_LANDLOCK, "Landlock alone"},
    {ALONE_SECCOMP, LAYER_SECCOMP, "seccomp alone"},
    {TOGETHER, LAYERS_ALL, "all layers"},
};

static const char *
ending_words(const struct ending *ending)
{
    static const char *const words[] = {
        [ENDED_ITSELF] = "got through",   [ENDED_LATE] = "over time",
        [ENDED_BIG] = "over memory",      [ENDED_LOUD] = "over output",
        [ENDED_GIVEN_UP] = "interrupted", [ENDED_NEVER_BEGAN] = "no sandbox"};

    return words[ending->cause];
}

/* Only who runs for ever uses up its time; all others have plenty, so that a
 * busy machine is not taken for one without a sandbox: what goes on without an
 * end uses up processor time. */
enum { SHORT_MS = 150, LONG_MS = 60000 };

/* How often is tried what nothing can be learnt from, and after what pause. */
enum { TRIES = 10, PAUSE_US = 100000 };

static struct job
job_of(int (*body)(void *arg), void *arg, int wall_ms)
{
    return (struct job){
        .confinement = CONFINE_RUN,
        .body = body,
        .arg = arg,
        .limits = {wall_ms, 5, (size_t)48 << 20, 1 << 16, 1 << 16},
        .hangup = -1};
}

static int
is_quick(size_t i, size_t setup)
{
    return attacks[i].ends == ENDED_ITSELF &&
           attacks[i].setups & setups[setup].bit;
}

static int
is_held(const struct attack *attack)
{
    int fate = attack->body(NULL);

    for (int i = 1; fate == UNCLEAR && i < TRIES; i++) {
        usleep(PAUSE_US);
        fate = attack->body(NULL);
    }
    return fate == HELD;
}

/* The quick ones: a line for each, with the errno that it met, or empty when
 * it got through. */
static void
attack_one_by_one(size_t setup)
{
    for (size_t i = 0; i < ATTACKS; i++) {
        if (is_quick(i, setup)) {
            puts(is_held(&attacks[i]) ? met : "");
            fflush(stdout);
        }
    }
}

/* A body. */
static int
attack_quickly(void *setup)
{
    attack_one_by_one(*(size_t *)setup);
    _exit(0); /* what else would be done at exit is not asked */
}

static struct probe
probe_of(size_t i, size_t setup)
{
    return (struct probe){attacks[i].name, setups[setup].name,
                          attacks[i].expected, "no sandbox", 0};
}

/* Reads the next line of what the quick ones have said. */
static void
take_answer(TALLOC_CTX *ctx, const char **at, struct probe *probe)
{
    size_t len = strcspn(*at, "\n");

    probe->held = len > 0 && (*at)[len] == '\n';
    probe->got = probe->held
                     ? talloc_asprintf(ctx, "refused (%.*s)", (int)len, *at)
                     : "got through";
    *at += len + ((*at)[len] == '\n');
}

/* A kernel that is short of memory ends such children first. */
static int
is_taken_away(const struct ending *ending)
{
    return ending->cause == ENDED_ITSELF && ending->signal == SIGKILL;
}

/* Runs the job until it has begun, and was not taken away.  0, or -1. */
static int
run_clearly(TALLOC_CTX *ctx, const struct sandbox_options *options,
            const struct job *job, struct ending *ending)
{
    for (int i = 0; i < TRIES; i++) {
        struct sandbox *sandbox = sandbox_open(ctx, options);
        int begun = sandbox && !sandbox_run(ctx, sandbox, job, ending) &&
                    !is_taken_away(ending);

        talloc_free(sandbox);
        if (begun) {
            return 0;
        }
        usleep(PAUSE_US);
    }
    return -1;
}

static void
attack_slowly(TALLOC_CTX *ctx, const struct sandbox_options *options,
              const struct attack *attack, struct probe *probe)
{
    struct job job = job_of(attack->body, NULL,
                            attack->ends == ENDED_LATE ? SHORT_MS : LONG_MS);
    struct ending ending;

    if (!run_clearly(ctx, options, &job, &ending)) {
        probe->got = ending_words(&ending);
        probe->held = ending.cause == attack->ends;
    }
}

/* Gives 1 when all attacks of the setup were held. */
static int
attack_setup(TALLOC_CTX *ctx, size_t setup, struct probe *probes,
             size_t *count)
{
    struct sandbox_options options = {.layers = setups[setup].layers,
                                      .is_bare = 1};
    struct job job = job_of(attack_quickly, &setup, LONG_MS);
    struct ending ending;
    int begun = !run_clearly(ctx, &options, &job, &ending);
    const char *answers = begun ? ending.out : "";
    int held = 1;

    for (size_t i = 0; i < ATTACKS; i++) {
        struct probe probe = probe_of(i, setup);

        if (!(attacks[i].setups & setups[setup].bit)) {
            continue;
        }
        if (begun && is_quick(i, setup)) {
            take_answer(ctx, &answers, &probe);
        }
        else if (begun) {
            attack_slowly(ctx, &options, &attacks[i], &probe);
        }
        held = held && probe.held;
        probes[(*count)++] = probe;
    }
    return held;
}

static enum sandbox_level
level_of(const int held[SETUPS])
{
    if (held[LANDLOCK_ALONE] && held[SECCOMP_ALONE] && held[ALL_LAYERS]) {
        return LEVEL_GRADING;
    }
    return held[LANDLOCK_ALONE] || held[SECCOMP_ALONE] ? LEVEL_PRACTICE
                                                       : LEVEL_UNSAFE;
}

static enum sandbox_level
attack_all(TALLOC_CTX *ctx, struct probe *list, size_t *count)
{
    int held[SETUPS];

    *count = 0;
    for (size_t i = 0; i < SETUPS; i++) {
        held[i] = attack_setup(ctx, i, list, count);
    }
    return level_of(held);
}

/* ---- for the level only --------------------------------------------------
 */

static void
attack_landlock(void *setup)
{
    (void)setup;
    attack_one_by_one(LANDLOCK_ALONE);
}

static int
all_held(TALLOC_CTX *ctx, size_t setup, const char **answers)
{
    int held = 1;

    for (size_t i = 0; i < ATTACKS; i++) {
        if (is_quick(i, setup)) {
            struct probe probe = probe_of(i, setup);

            take_answer(ctx, answers, &probe);
            held = held && probe.held;
        }
    }
    return held;
}

/* A child is attacked when Landlock holds alone, and again when seccomp has
 * come. */
static void
attack_child(TALLOC_CTX *ctx, int held[SETUPS])
{
    struct sandbox_options options = {.layers = LAYERS_ALL, .is_bare = 1};
    size_t setup = ALL_LAYERS;
    struct job job = job_of(attack_quickly, &setup, LONG_MS);
    struct ending ending;
    const char *answers = "";

    job.between = attack_landlock;
    if (!run_clearly(ctx, &options, &job, &ending)) {
        answers = ending.out;
    }
    held[LANDLOCK_ALONE] = all_held(ctx, LANDLOCK_ALONE, &answers);
    held[ALL_LAYERS] = all_held(ctx, ALL_LAYERS, &answers);
}

/* A body: no attack comes after one that got through. */
static int
attack_itself(void *arg)
{
    int *held = arg;

    held[SECCOMP_ALONE] = 1;
    for (size_t i = 0; i < ATTACKS && held[SECCOMP_ALONE]; i++) {
        if (is_quick(i, SECCOMP_ALONE)) {
            held[SECCOMP_ALONE] = is_held(&attacks[i]);
        }
    }
    _exit((int)level_of(held));
}

/* The quick attacks of all setups in a child and in this process, which was
 * forked for that: it becomes what seccomp alone has to hold. */
static _Noreturn void
find_level(pid_t parent)
{
    struct sandbox_options options = {.layers = LAYER_SECCOMP, .is_bare = 1};
    int held[SETUPS] = {0}, nowhere[FD_FIRST_FREE] = {0};
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct job job = job_of(attack_itself, held, LONG_MS);
    struct sandbox *sandbox;

    attack_child(ctx, held);
    sandbox = sandbox_open(ctx, &options);
    if (sandbox && sandbox_layers(sandbox) & LAYER_SECCOMP) {
        sandbox->worker = parent;
        job.shadow = 1; /* no attack takes memory */
        sandbox_child(sandbox, &job, nowhere);
    }
    _exit((int)level_of(held));
}

/* It must not hold what this process has open: an attack could get there. */
static _Noreturn void
become_probe(pid_t parent)
{
    int nothing = open("/dev/null", O_RDWR);

    if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0) {
        _exit((int)LEVEL_UNSAFE);
    }
    syscall(SYS_close_range, STDERR_FILENO + 1, ~0U, 0);
    find_level(parent);
}

/* Of the process that was forked for it; -1 when it could not find out. */
static int
await_level(int pid)
{
    int status = 0;

    while (pid > 0 && waitpid(pid, &status, 0) < 0) {
        if (errno != EINTR) {
            return -1;
        }
    }
    return pid > 0 && WIFEXITED(status) && WEXITSTATUS(status) <= LEVEL_GRADING
               ? WEXITSTATUS(status)
               : -1;
}

int
sandbox_probe_begin(void)
{
    pid_t own = getpid(), pid;

    fflush(NULL);
    pid = fork();
    if (pid == 0) {
        become_probe(own);
    }
    return pid;
}

enum sandbox_level
sandbox_probe_end(int pid)
{
    int level = await_level(pid);

    for (int i = 1; level < 0 && i < TRIES; i++) {
        usleep(PAUSE_US);
        level = await_level(sandbox_probe_begin());
    }
    return level < 0 ? LEVEL_UNSAFE : (enum sandbox_level)level;
}

enum sandbox_level
sandbox_probe(TALLOC_CTX *ctx, struct probe **probes, size_t *count)
{
    if (!probes) {
        return sandbox_probe_end(sandbox_probe_begin());
    }
    *probes = talloc_zero_array(ctx, struct probe, ATTACKS * SETUPS);
    return attack_all(ctx, *probes, count);
}

const char *
sandbox_level_name(enum sandbox_level level)
{
    static const char *const names[] = {"UNSAFE", "PRACTICE", "GRADING"};

    return names[level];
}
