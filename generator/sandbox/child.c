/* The child's side: from the fork to the body, and on to the last
 * confinement.  Nothing here allocates memory that must be freed: the child
 * only ever ends. */
#include "sandbox/parts.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/mount.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MIB ((rlim_t)1 << 20)

/* Address space of an executable that is reserved and mostly never touched:
 * the runtime's region, shared libraries. */
#define RESERVED (1536 * MIB)

/* Exit code of a child that could not be confined; sandbox.c knows from the
 * control socket that the body had not begun. */
enum { EXIT_UNCONFINED = 125 };

static int keeps_control; /* in the child: the job has something to pause */
static void (*between)(void *arg); /* job.between, in the child */
static void *between_arg;
static int has_told; /* and the notifier has been handed over */

/* Never above what was allowed before. */
static int
set_limit(const struct sandbox *sandbox, __rlimit_resource_t what, rlim_t soft,
          rlim_t hard)
{
    struct rlimit limit = sandbox->limits[what];

    limit.rlim_max = hard < limit.rlim_max ? hard : limit.rlim_max;
    limit.rlim_cur = soft < limit.rlim_max ? soft : limit.rlim_max;
    return setrlimit(what, &limit);
}

/* The kernel hands no descriptor over while a user has more of them on their
 * way than this, in all programs; and the notifier's must be handed over. */
enum { DESCRIPTORS = 4096 };

/* Room is a quarter more than the limit that is watched from outside, so
 * that a program which wants too much is found out before malloc gives
 * NULL. */
static int
set_limits(const struct sandbox *sandbox, const struct job *job)
{
    rlim_t cpu = (rlim_t)job->limits.cpu_s;
    rlim_t room = job->limits.memory + job->limits.memory / 4;
    int tool = job->confinement == CONFINE_TOOL;
    int inside =
        job->confinement == CONFINE_COMPILE || job->confinement == CONFINE_RUN;
    rlim_t size = tool                                  ? 256 * MIB
                  : job->confinement == CONFINE_COMPILE ? 16 * MIB
                  : job->place ? 64 * MIB /* until it is confined */
                               : 0;

    room += inside ? sandbox->own_memory : RESERVED;
    if (!job->shadow && set_limit(sandbox, RLIMIT_AS, room, room)) {
        return -1;
    }
    return set_limit(sandbox, RLIMIT_CPU, cpu, cpu + 1) ||
           set_limit(sandbox, RLIMIT_STACK, 8 * MIB, 8 * MIB) ||
           set_limit(sandbox, RLIMIT_FSIZE, size, size) ||
           set_limit(sandbox, RLIMIT_NOFILE, DESCRIPTORS, DESCRIPTORS) ||
           set_limit(sandbox, RLIMIT_CORE, 0, 0) ||
           set_limit(sandbox, RLIMIT_MEMLOCK, 0, 0) ||
           set_limit(sandbox, RLIMIT_MSGQUEUE, 0, 0) ||
           (!tool && set_limit(sandbox, RLIMIT_NPROC, 0, 0));
}

/* Descriptors 0 .. 4 as S1 says.  None of the given ones may lie among them
 * already: the worker holds its own low ones open. */
static int
set_descriptors(const int *descriptors)
{
    for (int i = 0; i < FD_FIRST_FREE; i++) {
        if (dup2(descriptors[i], i) < 0) {
            return -1;
        }
    }
    return 0;
}

/* Root's powers go; what remains is an ordinary user who happens to own
 * root's files. */
static void
drop_capabilities(void)
{
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct none[2] = {{0}};

    syscall(SYS_capset, &header, none);
}

/* What this child sees of the files is a copy of the mounts that can only be
 * read: modes, times and attributes are nothing that Landlock guards. */
static void
freeze_files(void)
{
    struct mount_attr frozen = {.attr_set = MOUNT_ATTR_RDONLY,
                                .propagation = MS_PRIVATE};

    long tree = syscall(SYS_open_tree, AT_FDCWD, "/",
                        AT_RECURSIVE | OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC);

    if (tree >= 0 &&
        !syscall(SYS_mount_setattr, tree, "", AT_EMPTY_PATH | AT_RECURSIVE,
                 &frozen, sizeof frozen) &&
        !fchdir((int)tree) && !chroot(".")) {
        close((int)tree);
    }
}

/* Where no filter refuses calls, namespaces take away what Landlock does not
 * know: System V memory that outlives its process, networks but TCP, the
 * modes of files.  And a program that root runs must not be root's: by its
 * user it could reach the limits and the priority of the worker.  Where this
 * is not allowed, it is left out: the level is PRACTICE anyway. */
static void
stand_in_for_seccomp(enum confinement confinement)
{
    enum { NOBODY = 65534 };

    const int own = CLONE_NEWIPC | CLONE_NEWNET | CLONE_NEWNS;
    int as_root = !unshare(own);

    if ((as_root || !unshare(own | CLONE_NEWUSER)) &&
        confinement != CONFINE_TOOL) {
        freeze_files();
    }
    if (as_root && confinement == CONFINE_RUN && !setgroups(0, NULL) &&
        !setresgid(NOBODY, NOBODY, NOBODY)) {
        setresuid(NOBODY, NOBODY, NOBODY);
    }
}

static int
send_descriptor(int fd)
{
    char byte = 'N', room[CMSG_SPACE(sizeof fd)] = {0};
    struct iovec data = {&byte, 1};
    struct msghdr message = {.msg_iov = &data,
                             .msg_iovlen = 1,
                             .msg_control = room,
                             .msg_controllen = sizeof room};
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);

    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof fd);
    memcpy(CMSG_DATA(head), &fd, sizeof fd);
    has_told = sendmsg(FD_CONTROL, &message, MSG_NOSIGNAL) == 1;
    return has_told ? 0 : -1;
}

/* Reports why, in one word, and ends. */
static _Noreturn void
give_up(const char *step)
{
    char text[160];
    int len = snprintf(text, sizeof text, "E%s: %s", step, strerror(errno));

    if (write(FD_CONTROL, text, (size_t)len) < 0) {
        _exit(EXIT_UNCONFINED);
    }
    _exit(EXIT_UNCONFINED);
}

static const char *const system_folders[] = {"/usr/lib",
                                             "/usr/lib64",
                                             "/lib",
                                             "/lib64",
                                             "/usr/bin",
                                             "/bin",
                                             "/usr/include",
                                             "/usr/local/lib",
                                             "/usr/local/include",
                                             "/usr/share",
                                             "/usr/libexec",
                                             "/etc/ld.so.cache",
                                             "/etc/alternatives",
                                             "/etc/ld.so.conf",
                                             "/etc/ld.so.conf.d",
                                             "/dev/null",
                                             "/dev/urandom"};

enum { SYSTEM_COUNT = sizeof system_folders / sizeof *system_folders };

/* Rulesets of executables name the child's own folder under /proc, which no
 * other child has: they are built in the child. */
static int
program_ruleset(const struct sandbox *sandbox, int tool)
{
    const char *read[SYSTEM_COUNT + 32];
    const char *write[] = {tool ? sandbox->scratch : NULL, NULL, NULL};
    size_t n = SYSTEM_COUNT;

    memcpy(read, system_folders, sizeof system_folders);
    for (size_t i = 0; tool && sandbox->inputs && sandbox->inputs[i] && i < 24;
         i++) {
        read[n++] = sandbox->inputs[i];
    }
    read[n++] = "/proc/self";
    if (tool) {
        write[write[0] != NULL] = "/dev/null";
    }
    else if (sandbox->scratch) {
        read[n++] = sandbox->scratch;
    }
    read[n] = NULL;
    return landlock_ruleset(sandbox->landlock_abi, read, 1, write);
}

static int
enter_landlock(const struct sandbox *sandbox, enum confinement confinement)
{
    int ruleset, err;

    if (!(sandbox->layers & LAYER_LANDLOCK)) {
        return 0;
    }
    if (confinement == CONFINE_COMPILE) {
        return landlock_enter(sandbox->headers_ruleset);
    }
    if (confinement == CONFINE_RUN && sandbox->nothing_ruleset >= 0) {
        return landlock_enter(sandbox->nothing_ruleset);
    }
    if (confinement == CONFINE_STATIC) {
        const char *const itself[] = {sandbox->scratch, NULL};

        ruleset = landlock_ruleset(sandbox->landlock_abi, itself, 1, NULL);
    }
    else if (confinement == CONFINE_RUN) {
        ruleset = landlock_ruleset(sandbox->landlock_abi, NULL, 0, NULL);
    }
    else {
        ruleset = program_ruleset(sandbox, confinement == CONFINE_TOOL);
    }
    if (ruleset < 0) {
        return -1;
    }
    err = landlock_enter(ruleset);
    close(ruleset);
    return err;
}

static int
enter_seccomp(const struct sandbox *sandbox, enum confinement confinement,
              const char *program)
{
    const struct filter *filter = filter_of(confinement);
    struct sock_filter code[filter->len];
    int telling =
        sandbox->layers & LAYER_NOTIFY && confinement != CONFINE_COMPILE;
    int listener;

    if (!(sandbox->layers & LAYER_SECCOMP)) {
        return 0;
    }
    filter_fill(filter, code, getpid(), program,
                confinement == CONFINE_COMPILE ? REFUSE_QUIETLY
                : telling                      ? REFUSE_TELLING
                                               : REFUSE_EPERM);
    listener = filter_install(code, filter->len, telling);
    if (listener < 0 && telling && errno == EBUSY) {
        /* Somebody above us listens already: refused, and not told. */
        telling = 0;
        filter_fill(filter, code, getpid(), program, REFUSE_EPERM);
        listener = filter_install(code, filter->len, 0);
    }
    if (listener < 0) {
        return -1;
    }
    if (!telling) {
        return 0;
    }
    if (send_descriptor(listener)) {
        return -1;
    }
    return close(listener);
}

/* From now on the control socket is the body's.  Who has got the notifier
 * knows. */
static void
end_control(void)
{
    if (!keeps_control) {
        close(FD_CONTROL);
    }
    else if (!has_told && write(FD_CONTROL, "B", 1) != 1) {
        _exit(EXIT_UNCONFINED);
    }
}

void
sandbox_enter(struct sandbox *sandbox, enum confinement confinement,
              const char *program)
{
    if (confinement == CONFINE_RUN && set_limit(sandbox, RLIMIT_FSIZE, 0, 0)) {
        give_up("rlimits");
    }
    if (enter_landlock(sandbox, confinement)) {
        give_up("Landlock");
    }
    syscall(SYS_close_range, FD_FIRST_FREE, ~0U, 0);
    sandbox->headers_ruleset = sandbox->nothing_ruleset = -1;
    if (between) {
        between(between_arg);
    }
    if (enter_seccomp(sandbox, confinement, program)) {
        give_up("seccomp");
    }
    if (confinement != CONFINE_COMPILE) {
        end_control();
    }
}

void
sandbox_pause(void)
{
    char answer;

    if (keeps_control && write(FD_CONTROL, "P", 1) == 1) {
        while (read(FD_CONTROL, &answer, 1) < 0 && errno == EINTR) {
            continue;
        }
    }
    close(FD_CONTROL);
}

/* Until the watcher says a word. */
static void
await_turn(void)
{
    char word;
    ssize_t n;

    while ((n = read(FD_CONTROL, &word, 1)) < 0 && errno == EINTR) {
        continue;
    }
    if (n != 1) {
        _exit(EXIT_UNCONFINED);
    }
}

static void
reset_signals(void)
{
    static const int numbers[] = {SIGHUP,  SIGINT,  SIGQUIT, SIGPIPE,
                                  SIGALRM, SIGTERM, SIGCHLD, SIGXFSZ};
    sigset_t none;

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        signal(numbers[i], SIG_DFL);
    }
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

void
sandbox_child(struct sandbox *sandbox, const struct job *job,
              const int *descriptors)
{
    static char *no_environment[] = {NULL};

    environ = no_environment;
    keeps_control = job->paused != NULL;
    between = job->between;
    between_arg = job->arg;
    if (setsid() < 0 || prctl(PR_SET_PDEATHSIG, SIGKILL) ||
        getppid() != sandbox->worker) {
        _exit(EXIT_UNCONFINED);
    }
    reset_signals();
    if (set_descriptors(descriptors)) {
        _exit(EXIT_UNCONFINED);
    }
    if (set_limits(sandbox, job)) {
        give_up("rlimits");
    }
    if (!(sandbox->layers & LAYER_SECCOMP) && !sandbox->is_bare) {
        stand_in_for_seccomp(job->confinement);
    }
    drop_capabilities();
    /* A change of user takes both away. */
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) || prctl(PR_SET_DUMPABLE, 0) ||
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) {
        give_up("prctl");
    }
    if (job->place && job->place(job->arg)) {
        give_up("memory");
    }
    if (sandbox->waits) {
        await_turn();
    }
    if (job->confinement == CONFINE_TOOL ||
        job->confinement == CONFINE_PROGRAM ||
        job->confinement == CONFINE_STATIC) {
        _exit(job->body(job->arg));
    }
    sandbox_enter(sandbox, job->confinement, NULL);
    exit(job->body(job->arg));
}
