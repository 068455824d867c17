/* Which system calls each confinement is allowed, as one table. */
#include "filters/calls.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/mman.h>

#include "sandbox/parts.h"

enum {
    COMPILE = 1 << CONFINE_COMPILE,
    RUN = 1 << CONFINE_RUN,
    TOOL = 1 << CONFINE_TOOL,
    PROGRAM = 1 << CONFINE_PROGRAM,
    STATIC = 1 << CONFINE_STATIC,
    ALL = COMPILE | RUN | TOOL | PROGRAM | STATIC,
    FILES = COMPILE | TOOL | PROGRAM, /* Landlock decides which files */
    SHARED = TOOL | PROGRAM,
    STARTS = TOOL | PROGRAM | STATIC /* begins with an execve */
};

struct call {
    int number;
    int who; /* bits of confinements */
};

static const struct call calls[] = {
    /* bytes, on what is open */
    {SCMP_SYS(read), ALL},
    {SCMP_SYS(write), ALL},
    {SCMP_SYS(readv), ALL},
    {SCMP_SYS(writev), ALL},
    {SCMP_SYS(lseek), ALL},
    {SCMP_SYS(close), ALL},
    {SCMP_SYS(fstat), ALL},
    {SCMP_SYS(dup), ALL},
    {SCMP_SYS(dup2), ALL},
    {SCMP_SYS(dup3), ALL},
    {SCMP_SYS(poll), ALL},
    {SCMP_SYS(ppoll), ALL},
    {SCMP_SYS(select), ALL},
    {SCMP_SYS(pselect6), ALL},
    /* memory */
    {SCMP_SYS(mmap), ALL & ~RUN},
    {SCMP_SYS(munmap), ALL},
    {SCMP_SYS(mremap), ALL & ~RUN},
    {SCMP_SYS(mprotect), ALL & ~RUN},
    {SCMP_SYS(madvise), ALL},
    {SCMP_SYS(brk), ALL},
    {SCMP_SYS(membarrier), ALL},
    /* its own signals, its own time, its own name */
    {SCMP_SYS(rt_sigaction), ALL},
    {SCMP_SYS(rt_sigprocmask), ALL},
    {SCMP_SYS(rt_sigreturn), ALL},
    {SCMP_SYS(rt_sigpending), ALL},
    {SCMP_SYS(rt_sigsuspend), ALL},
    {SCMP_SYS(sigaltstack), ALL},
    {SCMP_SYS(pause), ALL},
    {SCMP_SYS(alarm), ALL},
    {SCMP_SYS(setitimer), ALL},
    {SCMP_SYS(getitimer), ALL},
    {SCMP_SYS(restart_syscall), ALL},
    {SCMP_SYS(clock_gettime), ALL},
    {SCMP_SYS(clock_getres), ALL},
    {SCMP_SYS(gettimeofday), ALL},
    {SCMP_SYS(time), ALL},
    {SCMP_SYS(times), ALL},
    {SCMP_SYS(getrusage), ALL},
    {SCMP_SYS(nanosleep), ALL},
    {SCMP_SYS(clock_nanosleep), ALL},
    {SCMP_SYS(getpid), ALL},
    {SCMP_SYS(getppid), ALL},
    {SCMP_SYS(gettid), ALL},
    {SCMP_SYS(getuid), ALL},
    {SCMP_SYS(geteuid), ALL},
    {SCMP_SYS(getgid), ALL},
    {SCMP_SYS(getegid), ALL},
    {SCMP_SYS(uname), ALL},
    {SCMP_SYS(getrandom), ALL},
    {SCMP_SYS(futex), ALL},
    {SCMP_SYS(sched_yield), ALL},
    {SCMP_SYS(rseq), ALL},
    {SCMP_SYS(exit), ALL},
    {SCMP_SYS(exit_group), ALL},
    /* files */
    {SCMP_SYS(open), FILES},
    {SCMP_SYS(openat), FILES},
    {SCMP_SYS(stat), FILES},
    {SCMP_SYS(lstat), FILES},
    {SCMP_SYS(newfstatat), FILES},
    {SCMP_SYS(statx), FILES},
    {SCMP_SYS(access), FILES},
    {SCMP_SYS(faccessat), FILES},
    {SCMP_SYS(faccessat2), FILES},
    {SCMP_SYS(readlink), FILES},
    {SCMP_SYS(readlinkat), FILES},
    {SCMP_SYS(getcwd), FILES},
    {SCMP_SYS(pread64), FILES},
    {SCMP_SYS(getrlimit), FILES},
    {SCMP_SYS(memfd_create), COMPILE | TOOL},
    {SCMP_SYS(ftruncate), COMPILE | TOOL},
    {SCMP_SYS(getdents64), SHARED},
    {SCMP_SYS(fadvise64), SHARED},
    /* the way from compiling to running */
    {SCMP_SYS(prctl), COMPILE | TOOL},
    {SCMP_SYS(setrlimit), COMPILE | TOOL},
    {SCMP_SYS(seccomp), COMPILE},
    {SCMP_SYS(landlock_create_ruleset), COMPILE},
    {SCMP_SYS(landlock_restrict_self), COMPILE},
    {SCMP_SYS(close_range), COMPILE},
    /* the start of an executable */
    {SCMP_SYS(arch_prctl), STARTS},
    {SCMP_SYS(set_tid_address), STARTS},
    {SCMP_SYS(set_robust_list), STARTS},
    {SCMP_SYS(sched_getaffinity), SHARED},
    {SCMP_SYS(sysinfo), ALL},
    {SCMP_SYS(personality), SHARED},
    {SCMP_SYS(mincore), SHARED},
    /* a compiler driver and its helpers */
    {SCMP_SYS(execve), TOOL},
    {SCMP_SYS(fork), TOOL},
    {SCMP_SYS(vfork), TOOL},
    {SCMP_SYS(wait4), TOOL},
    {SCMP_SYS(waitid), TOOL},
    {SCMP_SYS(pipe), TOOL},
    {SCMP_SYS(pipe2), TOOL},
    {SCMP_SYS(unlink), TOOL},
    {SCMP_SYS(unlinkat), TOOL},
    {SCMP_SYS(rename), TOOL},
    {SCMP_SYS(renameat), TOOL},
    {SCMP_SYS(renameat2), TOOL},
    {SCMP_SYS(mkdir), TOOL},
    {SCMP_SYS(mkdirat), TOOL},
    {SCMP_SYS(rmdir), TOOL},
    {SCMP_SYS(chmod), TOOL},
    {SCMP_SYS(fchmod), TOOL},
    {SCMP_SYS(fchmodat), TOOL},
    {SCMP_SYS(umask), TOOL},
    {SCMP_SYS(creat), TOOL},
    {SCMP_SYS(fallocate), TOOL},
    {SCMP_SYS(utimensat), TOOL},
    {SCMP_SYS(fsync), TOOL},
    {SCMP_SYS(pwrite64), TOOL},
    {SCMP_SYS(copy_file_range), TOOL},
    {SCMP_SYS(sendfile), TOOL},
    {SCMP_SYS(chdir), TOOL},
    {SCMP_SYS(fchdir), TOOL},
    {SCMP_SYS(getpgrp), TOOL},
    {SCMP_SYS(getpgid), TOOL},
    {SCMP_SYS(sched_setaffinity), TOOL},
    {SCMP_SYS(set_mempolicy), TOOL},
    {SCMP_SYS(get_mempolicy), TOOL},
};

#define NEW_NAMESPACES                                                        \
    (CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC |            \
     CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET)

/* Calls that are allowed, or fail without a word, only with one argument of
 * a certain value. */
struct condition {
    int number;
    int who;
    int error; /* 0: allowed; else the errno, and nothing is told */
    unsigned args;
    struct scmp_arg_cmp arg;
};

static const struct condition conditions[] = {
    /* what runs has all the code that it will have, in its place: it cannot
     * write any over this program's */
    {SCMP_SYS(mmap), RUN, 0, 1, {2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0}},
    {SCMP_SYS(mprotect), RUN, 0, 1, {2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0}},
    {SCMP_SYS(mremap), RUN, 0, 1, {3, SCMP_CMP_MASKED_EQ, MREMAP_FIXED, 0}},
    /* raise() and abort() reach this process, kill() nobody else; the mark
     * stands for its id */
    {SCMP_SYS(kill), ALL, 0, 1, {0, SCMP_CMP_EQ, MARK_PROCESS, 0}},
    {SCMP_SYS(tgkill), ALL, 0, 1, {0, SCMP_CMP_EQ, MARK_PROCESS, 0}},
    /* limits may be read, not set; a tool sets its own */
    {SCMP_SYS(prlimit64),
     RUN | PROGRAM | STATIC,
     0,
     1,
     {2, SCMP_CMP_EQ, 0, 0}},
    {SCMP_SYS(prlimit64), TOOL | COMPILE, 0, 1, {0, SCMP_CMP_EQ, 0, 0}},
    /* of fcntl only what names no process */
    {SCMP_SYS(fcntl), ALL, 0, 1, {1, SCMP_CMP_EQ, F_DUPFD, 0}},
    {SCMP_SYS(fcntl), ALL, 0, 1, {1, SCMP_CMP_EQ, F_DUPFD_CLOEXEC, 0}},
    {SCMP_SYS(fcntl), ALL, 0, 1, {1, SCMP_CMP_EQ, F_GETFD, 0}},
    {SCMP_SYS(fcntl), ALL, 0, 1, {1, SCMP_CMP_EQ, F_SETFD, 0}},
    {SCMP_SYS(fcntl), ALL, 0, 1, {1, SCMP_CMP_EQ, F_GETFL, 0}},
    {SCMP_SYS(fcntl), ALL, 0, 1, {1, SCMP_CMP_EQ, F_SETFL, 0}},
    /* the notifier's descriptor is handed over, then control is closed */
    {SCMP_SYS(sendmsg), ALL, 0, 1, {0, SCMP_CMP_EQ, FD_CONTROL, 0}},
    /* one execve: of the string that the body named */
    {SCMP_SYS(execve),
     PROGRAM | STATIC,
     0,
     1,
     {0, SCMP_CMP_EQ, MARK_PROGRAM, 0}},
    {SCMP_SYS(clone), TOOL, 0, 1, {0, SCMP_CMP_MASKED_EQ, NEW_NAMESPACES, 0}},
    /* questions of the C library that are no attempt at anything: is this a
     * terminal, how large is a block of it, can I have the newer call */
    {SCMP_SYS(ioctl), ALL, ENOTTY, 0, {0}},
    {SCMP_SYS(clone3), STARTS, ENOSYS, 0, {0}},
    {SCMP_SYS(prctl), PROGRAM | STATIC, EPERM, 0, {0}},
    {SCMP_SYS(readlink), STATIC, ENOENT, 0, {0}},
    {SCMP_SYS(readlinkat), STATIC, ENOENT, 0, {0}},
    {SCMP_SYS(newfstatat),
     RUN | STATIC,
     EACCES,
     1,
     {3, SCMP_CMP_EQ, AT_EMPTY_PATH, 0}},
};

static int
add_rules(scmp_filter_ctx ctx, int who)
{
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        if (calls[i].who & who &&
            seccomp_rule_add(ctx, SCMP_ACT_ALLOW, calls[i].number, 0)) {
            return -1;
        }
    }
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
        const struct condition *rule = &conditions[i];

        if (rule->who & who &&
            seccomp_rule_add_array(ctx,
                                   rule->error ? SCMP_ACT_ERRNO(rule->error)
                                               : SCMP_ACT_ALLOW,
                                   rule->number, rule->args, &rule->arg)) {
            return -1;
        }
    }
    return 0;
}

scmp_filter_ctx
calls_rules(enum confinement confinement)
{
    scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_TRACE(MARK_REFUSAL));

    if (!ctx) {
        return NULL;
    }
    if (seccomp_attr_set(ctx, SCMP_FLTATR_CTL_OPTIMIZE, 2) ||
        add_rules(ctx, 1 << confinement)) {
        seccomp_release(ctx);
        return NULL;
    }
    return ctx;
}
