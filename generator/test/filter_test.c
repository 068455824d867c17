/* The filters of the sandbox, run on paper: each as the kernel would run it,
 * for a table of calls. */
#include "sandbox/parts.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "tap.h"

enum { PROCESS = 4711 };

/* Above the half of an argument that the kernel looks at. */
#define HIGH ((uint64_t)1 << 32)

static const char program[] = "/scratch/program";

/* The part of classic BPF that filters are made of. */
static uint32_t
run_filter(const struct sock_filter *code, size_t len,
           const struct seccomp_data *data)
{
    uint32_t a = 0;

    for (size_t at = 0; at < len; at++) {
        const struct sock_filter *op = &code[at];
        int yes;

        switch (op->code) {
        case BPF_LD | BPF_W | BPF_ABS:
            memcpy(&a, (const char *)data + op->k, sizeof a);
            continue;
        case BPF_ALU | BPF_AND | BPF_K:
            a &= op->k;
            continue;
        case BPF_RET | BPF_K:
            return op->k;
        case BPF_JMP | BPF_JA:
            at += op->k;
            continue;
        case BPF_JMP | BPF_JEQ | BPF_K:
            yes = a == op->k;
            break;
        case BPF_JMP | BPF_JGT | BPF_K:
            yes = a > op->k;
            break;
        case BPF_JMP | BPF_JGE | BPF_K:
            yes = a >= op->k;
            break;
        case BPF_JMP | BPF_JSET | BPF_K:
            yes = (a & op->k) != 0;
            break;
        default:
            return SECCOMP_RET_KILL_PROCESS;
        }
        at += yes ? op->jt : op->jf;
    }
    return SECCOMP_RET_KILL_PROCESS;
}

/* What each confinement answers: allowed, told, or an errno. */
enum { YES = -1, NO = -2 };

static const struct {
    const char *name;
    uint64_t args[4];
    int compile, run, tool, shared, alone;
} table[] = {
    {"read", {0}, YES, YES, YES, YES, YES},
    {"write", {1}, YES, YES, YES, YES, YES},
    {"mmap", {0}, YES, YES, YES, YES, YES},
    {"mmap", {0, 1, PROT_READ | PROT_EXEC}, YES, NO, YES, YES, YES},
    {"mprotect", {0, 1, PROT_READ | PROT_WRITE}, YES, YES, YES, YES, YES},
    {"mprotect", {0, 1, 7}, YES, NO, YES, YES, YES},
    {"mprotect", {0, 1, PROT_EXEC | HIGH}, YES, NO, YES, YES, YES},
    {"mremap", {0, 1, 2, MREMAP_MAYMOVE}, YES, YES, YES, YES, YES},
    {"mremap",
     {0, 1, 2, MREMAP_FIXED | MREMAP_MAYMOVE},
     YES,
     NO,
     YES,
     YES,
     YES},
    {"mremap", {0, 1, 2, 4 | 2 | 1}, YES, NO, YES, YES, YES},
    {"pkey_mprotect", {0, 1, 0}, NO, NO, NO, NO, NO},
    {"exit_group", {0}, YES, YES, YES, YES, YES},
    {"clock_gettime", {0}, YES, YES, YES, YES, YES},
    {"open", {0}, YES, NO, YES, YES, NO},
    {"openat", {0}, YES, NO, YES, YES, NO},
    {"openat2", {0}, NO, NO, NO, NO, NO},
    {"stat", {0}, YES, NO, YES, YES, NO},
    {"newfstatat", {0}, YES, NO, YES, YES, NO},
    {"newfstatat", {1, 2, 3, AT_EMPTY_PATH}, YES, EACCES, YES, YES, EACCES},
    {"newfstatat",
     {1, 2, 3, AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW},
     YES,
     NO,
     YES,
     YES,
     NO},
    {"unlink", {0}, NO, NO, YES, NO, NO},
    {"mkdir", {0}, NO, NO, YES, NO, NO},
    {"symlink", {0}, NO, NO, NO, NO, NO},
    {"chown", {0}, NO, NO, NO, NO, NO},
    {"chroot", {0}, NO, NO, NO, NO, NO},
    {"mount", {0}, NO, NO, NO, NO, NO},
    {"unshare", {0}, NO, NO, NO, NO, NO},
    {"setns", {0}, NO, NO, NO, NO, NO},
    {"fork", {0}, NO, NO, YES, NO, NO},
    {"vfork", {0}, NO, NO, YES, NO, NO},
    {"clone", {SIGCHLD}, NO, NO, YES, NO, NO},
    {"clone", {CLONE_NEWUSER | SIGCHLD}, NO, NO, NO, NO, NO},
    {"clone", {CLONE_NEWNET}, NO, NO, NO, NO, NO},
    {"clone", {CLONE_NEWPID}, NO, NO, NO, NO, NO},
    {"clone", {CLONE_NEWNS}, NO, NO, NO, NO, NO},
    {"clone", {CLONE_NEWIPC}, NO, NO, NO, NO, NO},
    {"clone", {CLONE_NEWUTS}, NO, NO, NO, NO, NO},
    {"clone", {CLONE_NEWCGROUP}, NO, NO, NO, NO, NO},
    {"clone", {CLONE_VM | CLONE_VFORK | SIGCHLD}, NO, NO, YES, NO, NO},
    {"clone3", {0}, NO, NO, ENOSYS, ENOSYS, ENOSYS},
    {"execve", {0}, NO, NO, YES, NO, NO},
    {"execve", {(uint64_t)(uintptr_t)program}, NO, NO, YES, YES, YES},
    {"execve", {(uint64_t)(uintptr_t)program + 1}, NO, NO, YES, NO, NO},
    {"execve", {(uint64_t)(uintptr_t)program + HIGH}, NO, NO, YES, NO, NO},
    {"execveat", {0}, NO, NO, NO, NO, NO},
    {"kill", {PROCESS, 9}, YES, YES, YES, YES, YES},
    {"kill", {1, 9}, NO, NO, NO, NO, NO},
    {"kill", {(uint64_t)-1, 9}, NO, NO, NO, NO, NO},
    {"kill", {0, 9}, NO, NO, NO, NO, NO},
    {"kill", {PROCESS | HIGH, 9}, NO, NO, NO, NO, NO},
    {"kill", {(uint64_t)-PROCESS, 9}, NO, NO, NO, NO, NO},
    {"tgkill", {PROCESS, PROCESS, 6}, YES, YES, YES, YES, YES},
    {"tgkill", {1, 1, 6}, NO, NO, NO, NO, NO},
    {"tkill", {PROCESS, 6}, NO, NO, NO, NO, NO},
    {"rt_sigqueueinfo", {1}, NO, NO, NO, NO, NO},
    {"pidfd_send_signal", {3}, NO, NO, NO, NO, NO},
    {"pidfd_open", {1}, NO, NO, NO, NO, NO},
    {"ptrace", {16}, NO, NO, NO, NO, NO},
    {"process_vm_readv", {1}, NO, NO, NO, NO, NO},
    {"process_vm_writev", {1}, NO, NO, NO, NO, NO},
    {"socket", {2, 1}, NO, NO, NO, NO, NO},
    {"socketpair", {1, 1}, NO, NO, NO, NO, NO},
    {"connect", {3}, NO, NO, NO, NO, NO},
    {"sendto", {3}, NO, NO, NO, NO, NO},
    {"sendmsg", {FD_CONTROL}, YES, YES, YES, YES, YES},
    {"sendmsg", {3}, NO, NO, NO, NO, NO},
    {"sendmsg", {FD_CONTROL | HIGH}, NO, NO, NO, NO, NO},
    {"sendmmsg", {FD_CONTROL}, NO, NO, NO, NO, NO},
    {"recvmsg", {FD_CONTROL}, NO, NO, NO, NO, NO},
    {"prlimit64", {0, 7, 0}, YES, YES, YES, YES, YES},
    {"prlimit64", {0, 7, 4096}, YES, NO, YES, NO, NO},
    {"prlimit64", {1, 7, 4096}, NO, NO, NO, NO, NO},
    {"prlimit64", {1, 7, 0}, NO, YES, NO, YES, YES},
    {"prctl", {4, 1}, YES, NO, YES, EPERM, EPERM},
    {"seccomp", {1}, YES, NO, NO, NO, NO},
    {"fcntl", {3, F_DUPFD}, YES, YES, YES, YES, YES},
    {"fcntl", {3, F_DUPFD_CLOEXEC}, YES, YES, YES, YES, YES},
    {"fcntl", {3, F_GETFD}, YES, YES, YES, YES, YES},
    {"fcntl", {3, F_SETFD, 1}, YES, YES, YES, YES, YES},
    {"fcntl", {3, F_GETFL}, YES, YES, YES, YES, YES},
    {"fcntl", {3, F_SETFL, 0}, YES, YES, YES, YES, YES},
    {"fcntl", {3, F_SETLK}, NO, NO, NO, NO, NO},
    {"fcntl", {3, F_GETOWN}, NO, NO, NO, NO, NO},
    {"fcntl", {3, F_SETPIPE_SZ}, NO, NO, NO, NO, NO},
    {"fcntl", {3, F_SETLEASE}, NO, NO, NO, NO, NO},
    {"fcntl", {3, F_ADD_SEALS}, NO, NO, NO, NO, NO},
    {"fcntl", {3, F_GETFL | HIGH}, NO, NO, NO, NO, NO},
    {"fcntl", {3, F_SETOWN, 1}, NO, NO, NO, NO, NO},
    {"fcntl", {3, F_SETSIG, 9}, NO, NO, NO, NO, NO},
    {"fcntl", {3, F_NOTIFY, 9}, NO, NO, NO, NO, NO},
    {"ioctl", {0, 0x5412}, ENOTTY, ENOTTY, ENOTTY, ENOTTY, ENOTTY},
    {"setuid", {0}, NO, NO, NO, NO, NO},
    {"setsid", {0}, NO, NO, NO, NO, NO},
    {"capset", {0}, NO, NO, NO, NO, NO},
    {"bpf", {0}, NO, NO, NO, NO, NO},
    {"perf_event_open", {0}, NO, NO, NO, NO, NO},
    {"userfaultfd", {0}, NO, NO, NO, NO, NO},
    {"io_uring_setup", {0}, NO, NO, NO, NO, NO},
    {"keyctl", {0}, NO, NO, NO, NO, NO},
    {"shmget", {0}, NO, NO, NO, NO, NO},
    {"mq_open", {0}, NO, NO, NO, NO, NO},
    {"memfd_create", {0}, YES, NO, YES, NO, NO},
    {"inotify_init1", {0}, NO, NO, NO, NO, NO},
    {"reboot", {0}, NO, NO, NO, NO, NO},
    {"init_module", {0}, NO, NO, NO, NO, NO},
    {"personality", {0}, NO, NO, YES, YES, NO},
};

/* Calls that are allowed whatever their arguments, by who may make them: the
 * first letters of compile, run, tool, program and static.  All others are
 * refused, but for those of `table`. */
static const struct {
    const char *who;
    const char *calls; /* each between blanks */
} allowed[] = {
    {"crtps", " read write readv writev lseek close fstat dup dup2 dup3 poll"
              " ppoll select pselect6 mmap munmap mremap mprotect madvise"
              " brk membarrier rt_sigaction rt_sigprocmask rt_sigreturn"
              " rt_sigpending rt_sigsuspend sigaltstack pause alarm"
              " setitimer getitimer restart_syscall clock_gettime"
              " clock_getres gettimeofday time times getrusage nanosleep"
              " clock_nanosleep getpid getppid gettid getuid geteuid getgid"
              " getegid uname getrandom futex sched_yield rseq exit"
              " exit_group sysinfo "},
    {"ctp", " open openat stat lstat newfstatat statx access faccessat"
            " faccessat2 readlink readlinkat getcwd pread64 getrlimit "},
    {"ct", " memfd_create ftruncate prctl setrlimit "},
    {"tp", " getdents64 fadvise64 sched_getaffinity personality mincore "},
    {"c", " seccomp landlock_create_ruleset landlock_restrict_self"
          " close_range "},
    {"tps", " arch_prctl set_tid_address set_robust_list "},
    {"t", " execve fork vfork wait4 waitid pipe pipe2 unlink unlinkat"
          " rename renameat renameat2 mkdir mkdirat rmdir chmod fchmod"
          " fchmodat umask creat fallocate utimensat fsync pwrite64"
          " copy_file_range sendfile chdir fchdir getpgrp getpgid"
          " sched_setaffinity set_mempolicy get_mempolicy "},
};

/* What is answered without a word, whatever the arguments. */
static const struct {
    const char *name;
    int error;
    const char *who;
} silent[] = {
    {"ioctl", ENOTTY, "crtps"},  {"clone3", ENOSYS, "tps"},
    {"prctl", EPERM, "ps"},      {"readlink", ENOENT, "s"},
    {"readlinkat", ENOENT, "s"},
};

static const char *
words(uint32_t answer)
{
    static char text[32];

    switch (answer & SECCOMP_RET_ACTION_FULL) {
    case SECCOMP_RET_ALLOW:
        return "allowed";
    case SECCOMP_RET_USER_NOTIF:
        return "told";
    case SECCOMP_RET_TRACE:
        return "refused quietly";
    case SECCOMP_RET_ERRNO:
        snprintf(text, sizeof text, "errno %d",
                 (int)(answer & SECCOMP_RET_DATA));
        return text;
    default:
        return "killed";
    }
}

static const char *
expected_words(int expected, int quiet)
{
    return expected == YES ? words(SECCOMP_RET_ALLOW)
           : expected == NO
               ? words(quiet ? SECCOMP_RET_TRACE : SECCOMP_RET_USER_NOTIF)
               : words(SECCOMP_RET_ERRNO | (uint32_t)expected);
}

static void
test_confinement(TALLOC_CTX *ctx, enum confinement confinement,
                 const char *name)
{
    enum refusal refusal =
        confinement == CONFINE_COMPILE ? REFUSE_QUIETLY : REFUSE_TELLING;
    const struct filter *filter = filter_of(confinement);
    struct sock_filter *code =
        talloc_array(ctx, struct sock_filter, filter->len);

    filter_fill(filter, code, PROCESS, program, refusal);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const int answers[] = {table[i].compile, table[i].run, table[i].tool,
                               table[i].shared, table[i].alone};
        struct seccomp_data data = {
            .nr = seccomp_syscall_resolve_name(table[i].name),
            .arch = AUDIT_ARCH_X86_64};
        char expected[32];

        memcpy(data.args, table[i].args, sizeof table[i].args);
        snprintf(
            expected, sizeof expected, "%s",
            expected_words(answers[confinement], refusal == REFUSE_QUIETLY));
        is(words(run_filter(code, filter->len, &data)), expected,
           "%s: %s(%#llx, %#llx)", name, table[i].name,
           (unsigned long long)table[i].args[0],
           (unsigned long long)table[i].args[1]);
    }
}

/* ---- every number --------------------------------------------------------
 */

enum { MOST_NUMBERS = 1024, BIT_OF_X32 = 0x40000000 };

static int
has_word(const char *words, const char *word)
{
    char key[64];

    snprintf(key, sizeof key, " %s ", word);
    return strstr(words, key) != NULL;
}

/* By its name alone, for arguments that no rule is looking for. */
static int
answer_to(const char *name, char who)
{
    for (size_t i = 0; i < sizeof silent / sizeof *silent; i++) {
        if (!strcmp(silent[i].name, name) && strchr(silent[i].who, who)) {
            return silent[i].error;
        }
    }
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) {
        if (strchr(allowed[i].who, who) && has_word(allowed[i].calls, name)) {
            return YES;
        }
    }
    return NO;
}

static int
is_as_expected(const struct sock_filter *code, size_t len, char who, int nr)
{
    struct seccomp_data data = {.nr = nr,
                                .arch = AUDIT_ARCH_X86_64,
                                .args = {77777777 | HIGH, 77777777 | HIGH,
                                         77777777 | HIGH, 77777777 | HIGH}};
    char *name = seccomp_syscall_resolve_num_arch(SCMP_ARCH_X86_64, nr);
    char expected[32];
    int same;

    snprintf(expected, sizeof expected, "%s",
             expected_words(name ? answer_to(name, who) : NO, who == 'c'));
    same = !strcmp(words(run_filter(code, len, &data)), expected);
    if (!same) {
        printf("# %d, %s: %s\n", nr, name ? name : "?", expected);
    }
    free(name);
    return same;
}

/* Whether a call of another kind of machine, or by an x32 number, is let
 * through by any number. */
static int
lets_through(const struct sock_filter *code, size_t len, uint32_t arch,
             int bit)
{
    for (int nr = 0; nr < MOST_NUMBERS; nr++) {
        struct seccomp_data data = {.nr = nr | bit, .arch = arch};

        if (!strcmp(words(run_filter(code, len, &data)), "allowed")) {
            return 1;
        }
    }
    return 0;
}

static void
test_all_numbers(TALLOC_CTX *ctx, enum confinement confinement,
                 const char *name)
{
    static const uint32_t others[] = {AUDIT_ARCH_I386, AUDIT_ARCH_AARCH64,
                                      AUDIT_ARCH_ARM, 0, ~0u};
    struct seccomp_data data = {.nr = 3, .arch = AUDIT_ARCH_I386};
    const struct filter *filter = filter_of(confinement);
    struct sock_filter *code =
        talloc_array(ctx, struct sock_filter, filter->len);
    int wrong = 0, through = 0;

    filter_fill(filter, code, PROCESS, program,
                *name == 'c' ? REFUSE_QUIETLY : REFUSE_TELLING);
    for (int nr = 0; nr < MOST_NUMBERS; nr++) {
        wrong += !is_as_expected(code, filter->len, *name, nr);
    }
    ok(!wrong, "%s: %d numbers, and what is not named is refused", name,
       MOST_NUMBERS);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        through += lets_through(code, filter->len, others[i], 0);
    }
    ok(!through, "%s: no call of another machine is allowed", name);
    is(words(run_filter(code, filter->len, &data)), "killed",
       "%s: a 32-bit call ends the program", name);
    ok(!lets_through(code, filter->len, AUDIT_ARCH_X86_64, BIT_OF_X32),
       "%s: no x32 number is allowed", name);
}

int
main(void)
{
    static const char *const names[] = {"compile", "run", "tool", "program",
                                        "static"};
    TALLOC_CTX *ctx = talloc_new(NULL);

    for (int i = 0; i < CONFINE_COUNT; i++) {
        test_confinement(ctx, (enum confinement)i, names[i]);
        test_all_numbers(ctx, (enum confinement)i, names[i]);
    }
    is(sandbox_wish("socket"), "open a network connection", "a wish");
    is(sandbox_wish("sched"), "use a system call",
       "a name that is a part of another has no wish");
    talloc_free(ctx);
    return tap_end();
}
