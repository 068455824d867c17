/* What a system call is for, in words. */
#include "sandbox/sandbox.h"

#include <string.h>

static const struct {
    const char *calls; /* each between blanks */
    const char *wish;
} wishes[] = {
    {" socket socketpair connect bind listen accept accept4 ",
     "open a network connection"},
    {" sendto sendmsg sendmmsg recvfrom recvmsg recvmmsg shutdown "
     "getpeername getsockname setsockopt getsockopt ",
     "use a network connection"},
    {" fork vfork clone clone3 ", "start a process"},
    {" execve execveat ", "start a program"},
    {" open openat openat2 creat open_by_handle_at ", "open a file"},
    {" stat lstat newfstatat statx access faccessat faccessat2 readlink "
     "readlinkat getdents getdents64 getcwd statfs getxattr "
     "name_to_handle_at ",
     "look at a file"},
    {" unlink unlinkat rmdir rename renameat renameat2 truncate ftruncate "
     "mkdir mkdirat link linkat symlink symlinkat mknod mknodat chmod "
     "fchmod fchmodat chown fchown lchown fchownat setxattr utimensat ",
     "change a file"},
    {" chdir fchdir chroot mount umount2 pivot_root unshare setns "
     "move_mount open_tree fsopen ",
     "leave its place in the file system"},
    {" kill tkill tgkill rt_sigqueueinfo rt_tgsigqueueinfo "
     "pidfd_send_signal ",
     "send a signal to another process"},
    {" ptrace process_vm_readv process_vm_writev pidfd_getfd pidfd_open "
     "kcmp ",
     "look into another process"},
    {" setuid setgid setreuid setregid setresuid setresgid setgroups "
     "setfsuid setfsgid capset setsid setpgid prctl seccomp "
     "personality ",
     "change its rights"},
    {" setrlimit prlimit64 setpriority ioprio_set sched_setscheduler "
     "sched_setparam sched_setattr sched_setaffinity ",
     "change its limits"},
    {" shmget shmat semget semop msgget msgsnd mq_open memfd_create "
     "memfd_secret ",
     "share memory with another process"},
    {" inotify_init inotify_init1 inotify_add_watch fanotify_init "
     "fanotify_mark ",
     "watch files"},
    {" timer_create timerfd_create ", "set a timer"},
    {" bpf perf_event_open userfaultfd io_uring_setup io_setup keyctl "
     "add_key request_key arch_prctl modify_ldt iopl ioperm "
     "init_module finit_module kexec_load reboot ",
     "reach into the kernel"},
    {" mmap mprotect mremap pkey_mprotect ", "change code that is run"},
};

const char *
sandbox_wish(const char *call)
{
    char key[64] = " ";

    strncat(key, call, sizeof key - 3);
    strcat(key, " ");
    for (size_t i = 0; i < sizeof wishes / sizeof *wishes; i++) {
        if (strstr(wishes[i].calls, key)) {
            return wishes[i].wish;
        }
    }
    return "use a system call";
}
