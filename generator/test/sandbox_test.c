/* Programs that mean harm, and the verdict that each must get. */
#include <fcntl.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/home.h"
#include "run/pool.h"
#include "sandbox/sandbox.h"

#include "tap.h"

#define HEAD                                                                  \
    "#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n"          \
    "#include <unistd.h>\n#include <fcntl.h>\n#include <signal.h>\n"          \
    "#include <errno.h>\n"

struct attack {
    const char *name;
    const char *text; /* after HEAD */
    enum outcome outcome;
    const char *reason; /* a part of the sentence */
    const char *out;    /* all of the output; NULL for any */
};

static const struct attack attacks[] = {
    /* files */
    {"reads a file",
     "int main(void) { return open(\"/etc/passwd\", O_RDONLY) >= 0; }",
     FORBIDDEN, "tried to open a file (open", NULL},
    {"reads by stdio",
     "int main(void) { FILE *f = fopen(\"/etc/passwd\", \"r\");"
     " puts(f ? \"open\" : strerror(errno)); return 0; }",
     FORBIDDEN, "open a file", "Operation not permitted\n"},
    {"writes a file",
     "int main(void) { return open(\"/tmp/heapbook-canary\", "
     "O_CREAT | O_WRONLY, 0644) >= 0; }",
     FORBIDDEN, "open a file", NULL},
    {"deletes a file",
     "int main(void) { return unlink(\"/tmp/heapbook-keep\") == 0; }",
     FORBIDDEN, "change a file (unlink)", NULL},
    {"makes a folder",
     "int mkdir(const char *, unsigned);\n"
     "int main(void) { return mkdir(\"/tmp/heapbook-canary\", 7) == 0; }",
     FORBIDDEN, "change a file (mkdir)", NULL},
    {"looks at its parent",
     "int main(void) { char p[64]; sprintf(p, \"/proc/%d/environ\", "
     "getppid()); return open(p, O_RDONLY) >= 0; }",
     FORBIDDEN, "open a file", NULL},
    {"looks for the canary in the environment",
     "extern char **environ; int main(void) { "
     "puts(getenv(\"HEAPBOOK_CANARY\") ? \"found\" : \"empty\"); "
     "return environ && environ[0]; }",
     RAN, NULL, "empty\n"},
    {"changes its folder", "int main(void) { return chdir(\"/\") == 0; }",
     FORBIDDEN, "leave its place", NULL},
    {"asks where it is",
     "int main(void) { char b[99]; return getcwd(b, 99) != 0; }", FORBIDDEN,
     "look at a file (getcwd)", NULL},
    /* processes */
    {"forks", "int main(void) { return fork() >= 0; }", FORBIDDEN,
     "start a process (clone)", NULL},
    {"bombs",
     "int main(void) { for (int i = 0; i < 1000; i++) fork(); return 0; }",
     FORBIDDEN, "start a process", NULL},
    {"starts a shell", "int main(void) { return system(\"id\"); }", FORBIDDEN,
     "start a process", NULL},
    {"executes",
     "int main(void) { execl(\"/bin/true\", \"true\", (char *)0); "
     "return 1; }",
     FORBIDDEN, "start a program (execve)", NULL},
    {"executes by number",
     "long syscall(long, ...); int main(void) { return "
     "syscall(322, 0, \"/bin/true\", 0, 0, 0) == 0; }",
     FORBIDDEN, "start a program (execveat)", NULL},
    {"kills its parent",
     "int main(void) { return kill(getppid(), SIGKILL) == 0; }", FORBIDDEN,
     "send a signal to another process (kill)", NULL},
    {"kills everybody", "int main(void) { return kill(-1, SIGKILL) == 0; }",
     FORBIDDEN, "send a signal", NULL},
    {"traces its parent",
     "long ptrace(int, ...); int main(void) { return "
     "ptrace(16, getppid(), 0, 0) == 0; }",
     FORBIDDEN, "look into another process (ptrace)", NULL},
    {"writes into its parent",
     "long syscall(long, ...); int main(void) { return "
     "syscall(311, getppid(), 0, 0, 0, 0, 0) >= 0; }",
     FORBIDDEN, "look into another process", NULL},
    {"leaves its session", "int main(void) { return setsid() > 0; }",
     FORBIDDEN, "change its rights (setsid)", NULL},
    /* the network */
    {"opens a socket",
     "int socket(int, int, int); int main(void) { return "
     "socket(2, 1, 0) >= 0; }",
     FORBIDDEN, "open a network connection (socket)", NULL},
    {"sends by UDP",
     "int socket(int, int, int); int main(void) { return "
     "socket(2, 2, 0) >= 0; }",
     FORBIDDEN, "open a network connection", NULL},
    /* rights */
    {"becomes root", "int main(void) { return setuid(0) == 0; }", FORBIDDEN,
     "change its rights (setuid)", NULL},
    {"makes a namespace",
     "int unshare(int); int main(void) { return unshare(0x10000000) == 0; }",
     FORBIDDEN, "leave its place", NULL},
    {"lifts its limits",
     "#include <sys/resource.h>\nint main(void) { struct rlimit r = "
     "{-1, -1}; return setrlimit(RLIMIT_CPU, &r) == 0; }",
     FORBIDDEN, "change its limits", NULL},
    {"installs a filter",
     "int prctl(int, ...); int main(void) { return "
     "prctl(22, 2, 0) == 0; }",
     FORBIDDEN, "change its rights (prctl)", NULL},
    {"loads a program into the kernel",
     "long syscall(long, ...); int main(void) { return "
     "syscall(321, 0, 0, 0) >= 0; }",
     FORBIDDEN, "reach into the kernel (bpf)", NULL},
    /* time and memory */
    {"runs for ever", "int main(void) { for (;;) ; }", OVER_TIME,
     "no answer within 400 ms", NULL},
    {"sleeps", "int main(void) { for (;;) sleep(100); }", OVER_TIME,
     "no answer within", NULL},
    {"waits for input that never comes",
     "int main(void) { char b[9]; return read(0, b, 9) != 0; }", RAN, NULL,
     ""},
    {"waits for a signal", "int main(void) { for (;;) pause(); }", OVER_TIME,
     "no answer within", NULL},
    {"ignores every signal",
     "int main(void) { for (int i = 1; i < 65; i++) signal(i, SIG_IGN); "
     "for (;;) ; }",
     OVER_TIME, "no answer within", NULL},
    {"takes all memory",
     "int main(void) { for (;;) { char *p = malloc(1 << 20); "
     "if (p) memset(p, 1, 1 << 20); } }",
     OVER_MEMORY, "more than 256 MiB of memory", NULL},
    {"takes shared memory",
     "#include <sys/mman.h>\nint main(void) { for (;;) { char *p = "
     "mmap(0, 1 << 24, 3, MAP_SHARED | MAP_ANONYMOUS, -1, 0); "
     "if (p != MAP_FAILED) memset(p, 1, 1 << 24); } }",
     OVER_MEMORY, "of memory", NULL},
    {"writes for ever",
     "int main(void) { for (;;) puts(\"0123456789012345678901234567\"); }",
     OVER_OUTPUT, "more than 1024 KiB of output", NULL},
    {"writes errors for ever",
     "int main(void) { for (;;) write(2, \"0123456789\", 10); }", OVER_OUTPUT,
     "of output", NULL},
    {"writes records for ever",
     "int main(void) { char b[4096] = {0}; for (;;) write(3, b, 4096); }",
     OVER_OUTPUT, "of output", NULL},
    /* crashes */
    {"follows NULL", "int main(void) { int *p = 0; return *p; }", KILLED,
     "NULL pointer", NULL},
    {"follows a wild pointer",
     "int main(void) { return *(int *)0x123456789000; }", KILLED,
     "pointer to memory that is not there", NULL},
    {"calls itself",
     "int f(int n) { volatile char b[99]; b[0] = n; return f(n + 1) + b[0]; }"
     "\nint main(void) { return f(0); }",
     KILLED, "stack overflow at depth about", NULL},
    {"divides by zero", "int main(int c, char **v) { return 1 / (c - 1); }",
     KILLED, "division by zero", NULL},
    {"calls NULL", "int main(void) { void (*f)(void) = 0; f(); return 0; }",
     KILLED, "NULL pointer", NULL},
    {"aborts", "int main(void) { puts(\"so far\"); abort(); }", KILLED,
     "abort() was called", "so far\n"},
    {"handles its own crash",
     "void h(int n) { write(1, \"handled\\n\", 8); _exit(0); }\n"
     "int main(void) { signal(SIGSEGV, h); return *(int *)0; }",
     RAN, NULL, "handled\n"},
    /* the compiler */
    {"takes options for the compiler",
     "#pragma comment(option, \"-o/tmp/heapbook-canary\")\n"
     "int main(void) { return 0; }",
     NOT_COMPILED, "does not compile", NULL},
    {"loads a library into the compiler",
     "#pra\\\ngma /* hidden */ com\\\nment(lib, \"c\")\n"
     "int main(void) { return 0; }",
     NOT_COMPILED, "does not compile", NULL},
    {"spells it with a digraph",
     "%: pragma comment(lib, \"c\")\nint main(void) { return 0; }",
     NOT_COMPILED, "does not compile", NULL},
    {"hides it behind a quote",
     "#if 0\ndon't\n#endif\n#pragma comment(lib, \"c\")\n"
     "int main(void) { return 0; }",
     NOT_COMPILED, "does not compile", NULL},
    {"hides it behind a trigraph",
     "// ?\?/\n#pragma comment(lib, \"c\")\nint main(void) { return 0; }",
     NOT_COMPILED, "does not compile", NULL},
    {"includes a file of the system",
     "#include \"/etc/passwd\"\nint main(void) { return 0; }", NOT_COMPILED,
     "does not compile", NULL},
    {"includes by a way round",
     "#include \"../../../../../../../../etc/passwd\"\n"
     "int main(void) { return 0; }",
     NOT_COMPILED, "does not compile", NULL},
    {"includes a file by assembly",
     "__asm__(\".incbin \\\"/etc/passwd\\\"\");\n"
     "int main(void) { return 0; }",
     NOT_COMPILED, "does not compile", NULL},
    {"never ends for the preprocessor", "#include __FILE__\n", NOT_COMPILED,
     "does not compile", NULL},
    {"nests without end",
     "#define A(x) x x x x x x x x\n#define B(x) A(A(A(A(A(x)))))\n"
     "char s[] = B(B(\"0123456789\")) ;\nint main(void) { return 0; }",
     NOT_COMPILED, NULL, NULL},
};

enum { ATTACKS = sizeof attacks / sizeof *attacks };

static const char *
outcome_name(enum outcome outcome)
{
    static const char *const names[] = {
        "RAN",       "NOT_COMPILED",  "KILLED",
        "OVER_TIME", "OVER_MEMORY",   "OVER_OUTPUT",
        "FORBIDDEN", "NOT_AVAILABLE", "TOOL_FAILED"};

    return names[outcome];
}

static void
test_attack(const struct attack *attack, const struct result *result)
{
    const char *reason = result->reason ? result->reason : "";

    is(outcome_name(result->outcome), outcome_name(attack->outcome), "%s",
       attack->name);
    if (attack->reason) {
        ok(strstr(reason, attack->reason) != NULL, "%s: \"%s\" says \"%s\"",
           attack->name, reason, attack->reason);
    }
    if (attack->out) {
        is(result->out, attack->out, "%s: what it printed", attack->name);
    }
    ok(access("/tmp/heapbook-canary", F_OK) &&
           !access("/tmp/heapbook-keep", F_OK),
       "%s: no file of it, none missing", attack->name);
}

/* Processes whose parent this one, or a worker of it, is. */
static int
count_children(pid_t parent)
{
    char path[64];
    FILE *list;
    int pid, count = 0;

    snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)parent,
             (int)parent);
    list = fopen(path, "r");
    while (list && fscanf(list, "%d", &pid) == 1) {
        count += 1 + count_children(pid);
    }
    if (list) {
        fclose(list);
    }
    return count;
}

static void
test_attacks(TALLOC_CTX *ctx)
{
    struct pool_options options = {.jobs = 2};
    struct unit units[ATTACKS];
    struct result results[ATTACKS];

    for (size_t i = 0; i < ATTACKS; i++) {
        units[i] = (struct unit){
            .name = attacks[i].name,
            .path = "attack.c",
            .line = 1,
            .text = talloc_asprintf(ctx, "%s%s", HEAD, attacks[i].text),
            .timeout_ms = attacks[i].outcome == OVER_TIME ? 400 : 5000};
    }
    is_int(pool_run(ctx, units, ATTACKS, results, &options), 0,
           "the pool works");
    is_int(count_children(getpid()), 3,
           "only the two workers and the nursery are left");
    for (size_t i = 0; i < ATTACKS; i++) {
        test_attack(&attacks[i], &results[i]);
    }
    pool_stop();
    is_int(count_children(getpid()), 0, "and nobody after the end");
}

/* Another program of the same user may have descriptors on their way. */
static void
test_descriptors_on_their_way(TALLOC_CTX *ctx)
{
    struct pool_options options = {.jobs = 1};
    struct unit unit = {.name = "quiet",
                        .path = "quiet.c",
                        .line = 1,
                        .text = "int main(void) { return 0; }\n"};
    struct result result;

    struct {
        struct cmsghdr head;
        int fds[200];
    } rights = {{CMSG_LEN(sizeof rights.fds), SOL_SOCKET, SCM_RIGHTS}, {0}};
    struct iovec data = {"x", 1};
    struct msghdr message = {.msg_iov = &data,
                             .msg_iovlen = 1,
                             .msg_control = &rights,
                             .msg_controllen = sizeof rights};
    int ends[2];

    is_int(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0, "two sockets");
    is_int((int)sendmsg(ends[0], &message, 0), 1, "200 are on their way");
    is_int(pool_run(ctx, &unit, 1, &result, &options), 0, "the pool works");
    is_int(result.outcome, RAN, "and sets up its sandbox: %s",
           result.reason ? result.reason : "it ran");
    pool_stop();
    close(ends[0]);
    close(ends[1]);
}

/* ---- side by side -------------------------------------------------------
 */

enum { SIDE_BY_SIDE = 7, WHO_LOOPS = 2, WHO_SHOUTS = 4 };

static int
speak(void *arg)
{
    int n = *(int *)arg;

    for (volatile int on = n == WHO_LOOPS; on;) {
        continue;
    }
    for (int i = 0; i < (n == WHO_SHOUTS ? 1 << 16 : 1); i++) {
        printf("%d", n);
    }
    return n;
}

/* Leaves a process in a session of its own; only tools can. */
static int
stray(void *arg)
{
    if (*(int *)arg == 0 && fork() == 0) {
        setsid();
        pause();
    }
    return 0;
}

static void
run_beside(TALLOC_CTX *ctx, enum confinement confinement,
           int (*body)(void *arg), struct ending endings[SIDE_BY_SIDE])
{
    static int numbers[SIDE_BY_SIDE];
    struct sandbox_options options = {.layers = LAYERS_ALL};
    struct sandbox *sandbox = sandbox_open(ctx, &options);
    struct job jobs[SIDE_BY_SIDE];

    for (int i = 0; i < SIDE_BY_SIDE; i++) {
        numbers[i] = i;
        jobs[i] = (struct job){.confinement = confinement,
                               .body = body,
                               .arg = &numbers[i],
                               .limits = {i == WHO_LOOPS ? 300 : 20000, 30,
                                          (size_t)64 << 20, 1 << 12, 1 << 12},
                               .hangup = -1};
    }
    sandbox_run_all(ctx, sandbox, jobs, endings, SIDE_BY_SIDE);
    is_int(count_children(getpid()), 0, "side by side: nobody is left");
    talloc_free(sandbox);
}

static void
test_side_by_side(TALLOC_CTX *ctx)
{
    struct ending endings[SIDE_BY_SIDE];
    int strays = 0;

    run_beside(ctx, CONFINE_RUN, speak, endings);
    for (int i = 0; i < SIDE_BY_SIDE; i++) {
        enum ending_cause cause = i == WHO_LOOPS    ? ENDED_LATE
                                  : i == WHO_SHOUTS ? ENDED_LOUD
                                                    : ENDED_ITSELF;

        is_int((int)endings[i].cause, (int)cause, "job %d: how it ended", i);
        if (cause == ENDED_ITSELF) {
            is_int(endings[i].code, i, "job %d: its code", i);
            is(endings[i].out, talloc_asprintf(ctx, "%d", i),
               "job %d: its output and no other's", i);
            is_int(endings[i].strays, 0, "job %d: no stray", i);
        }
    }
    run_beside(ctx, CONFINE_TOOL, stray, endings);
    for (int i = 0; i < SIDE_BY_SIDE; i++) {
        strays += endings[i].strays == 1;
    }
    is_int(strays, SIDE_BY_SIDE, "a stray is held against all of them");
}

/* ---- turns -------------------------------------------------------------- */

struct crowd {
    atomic_int now, most;
};

static int
be_there(void *arg)
{
    struct crowd *crowd = arg;
    int now = atomic_fetch_add(&crowd->now, 1) + 1;

    poll(NULL, 0, 30);
    if (now > atomic_load(&crowd->most)) {
        atomic_store(&crowd->most, now);
    }
    atomic_fetch_sub(&crowd->now, 1);
    return 0;
}

static void
test_turns(TALLOC_CTX *ctx)
{
    struct sandbox_options options = {.layers = LAYERS_ALL};
    struct sandbox *sandbox = sandbox_open(ctx, &options);
    struct crowd *crowd = mmap(NULL, sizeof *crowd, PROT_READ | PROT_WRITE,
                               MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    struct ending endings[SIDE_BY_SIDE];
    struct job jobs[SIDE_BY_SIDE];
    int well = 0;

    for (int i = 0; i < SIDE_BY_SIDE; i++) {
        jobs[i] = (struct job){
            .confinement = CONFINE_RUN,
            .body = be_there,
            .arg = crowd,
            .limits = {20000, 10, (size_t)64 << 20, 1 << 12, 1 << 12},
            .hangup = -1};
    }
    sandbox_run_all(ctx, sandbox, jobs, endings, SIDE_BY_SIDE);
    for (int i = 0; i < SIDE_BY_SIDE; i++) {
        well += endings[i].cause == ENDED_ITSELF && endings[i].code == 0;
    }
    is_int(well, SIDE_BY_SIDE, "everybody gets a turn");
    ok(crowd->most <= JOBS_AT_ONCE, "and no more at once than shall: %d",
       crowd->most);
    munmap(crowd, sizeof *crowd);
    talloc_free(sandbox);
}

/* ---- what is heard of records ------------------------------------------- */

/* The second word is said when the first has been heard. */
static int
say_twice(void *arg)
{
    volatile int *heard = arg;

    if (write(3, "one", 3) != 3) {
        return 1;
    }
    while (!*heard) {
        continue;
    }
    return write(3, "two", 3) != 3;
}

static void
count_heard(void *arg)
{
    ++*(int *)arg;
}

static void
test_heard(TALLOC_CTX *ctx)
{
    struct sandbox_options options = {.layers = LAYERS_ALL};
    struct sandbox *sandbox = sandbox_open(ctx, &options);
    int *heard = mmap(NULL, sizeof *heard, PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    struct job job = {
        .confinement = CONFINE_RUN,
        .body = say_twice,
        .arg = heard,
        .heard = count_heard,
        .limits = {20000, 10, (size_t)64 << 20, 1 << 12, 1 << 12},
        .hangup = -1};
    struct ending ending;

    sandbox_run(ctx, sandbox, &job, &ending);
    is_int((int)ending.cause, ENDED_ITSELF, "a job that waits to be heard");
    is(ending.records, "onetwo", "its records, said one after the other");
    ok(*heard >= 1, "the worker hears of them while it lives");
    munmap(heard, sizeof *heard);
    talloc_free(sandbox);
}

static void
test_level(TALLOC_CTX *ctx)
{
    struct probe *probes;
    size_t count;
    enum sandbox_level level = sandbox_probe(ctx, &probes, &count);
    int layers = sandbox_available() & (LAYER_LANDLOCK | LAYER_SECCOMP);

    for (size_t i = 0; level == LEVEL_GRADING && i < count; i++) {
        ok(probes[i].held, "%s against %s: %s", probes[i].name,
           probes[i].layer, probes[i].got);
    }
    is(sandbox_level_name(level),
       layers == (LAYER_LANDLOCK | LAYER_SECCOMP) ? "GRADING"
       : layers                                   ? "PRACTICE"
                                                  : "UNSAFE",
       "the level is what the layers give");
    is(sandbox_level_name(sandbox_probe(ctx, NULL, NULL)),
       sandbox_level_name(level), "and is the same by quick attacks only");
}

int
main(void)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    int keep = open("/tmp/heapbook-keep", O_CREAT | O_WRONLY, 0644);

    setenv("HEAPBOOK_CANARY", "4711", 1);
    close(keep);
    if (home_find(".")) {
        return 3;
    }
    test_attacks(ctx);
    test_descriptors_on_their_way(ctx);
    test_side_by_side(ctx);
    test_turns(ctx);
    test_heard(ctx);
    test_level(ctx);
    unlink("/tmp/heapbook-keep");
    talloc_free(ctx);
    return tap_end();
}
