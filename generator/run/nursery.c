#include "run/nursery.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Asked and answered over a socket: a message is the folder's path, with the
 * worker's socket; the answer is its pid, or -1. */
static struct {
    pid_t pid;
    int fd;
} nursery = {0, -1};

union room {
    struct cmsghdr head;
    char bytes[CMSG_SPACE(sizeof(int))];
};

static struct msghdr
message_of(struct iovec *data, union room *room)
{
    return (struct msghdr){.msg_iov = data,
                           .msg_iovlen = 1,
                           .msg_control = room->bytes,
                           .msg_controllen = sizeof room->bytes};
}

/* -1 when nobody asks any more. */
static int
receive(int from, char scratch[PATH_MAX], int *fd)
{
    struct iovec data = {scratch, PATH_MAX - 1};
    union room room = {0};
    struct msghdr message = message_of(&data, &room);
    ssize_t len;

    while ((len = recvmsg(from, &message, MSG_CMSG_CLOEXEC)) < 0 &&
           errno == EINTR) {
        continue;
    }
    if (len <= 0 || !CMSG_FIRSTHDR(&message)) {
        return -1;
    }
    scratch[len] = '\0';
    memcpy(fd, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof *fd);
    return 0;
}

/* The times of workers are this process's then, and so its parent's. */
static void
reap(int flags)
{
    while (waitpid(-1, NULL, flags) > 0) {
        continue;
    }
}

static _Noreturn void
serve(int own, void (*ready)(void),
      void (*become)(int fd, const char *scratch))
{
    char scratch[PATH_MAX];
    int fd;

    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    while (!receive(own, scratch, &fd)) {
        pid_t pid;

        reap(WNOHANG);
        ready();
        pid = fork();
        if (pid == 0) {
            become(fd, scratch);
        }
        close(fd);
        if (write(own, &pid, sizeof pid) != sizeof pid) {
            break;
        }
    }
    close(own);
    reap(0);
    _exit(0);
}

int
nursery_open(void (*ready)(void), void (*become)(int fd, const char *scratch))
{
    int pair[2];

    if (nursery.fd >= 0) {
        return 0;
    }
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair)) {
        return -1;
    }
    nursery.pid = fork();
    if (nursery.pid == 0) {
        int own = dup2(pair[1], 3);

        syscall(SYS_close_range, 4, ~0U, 0);
        serve(own, ready, become);
    }
    close(pair[1]);
    nursery.fd = pair[0];
    return nursery.pid < 0 ? -1 : 0;
}

int
nursery_fork(int fd, const char *scratch)
{
    struct iovec data = {(void *)scratch, strlen(scratch)};
    union room room = {0};
    struct msghdr message = message_of(&data, &room);
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    pid_t pid = -1;

    if (nursery.fd < 0) {
        return -1;
    }
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof fd);
    memcpy(CMSG_DATA(head), &fd, sizeof fd);
    return sendmsg(nursery.fd, &message, MSG_NOSIGNAL) > 0 &&
                   read(nursery.fd, &pid, sizeof pid) == sizeof pid
               ? pid
               : -1;
}

void
nursery_dismiss(void)
{
    if (nursery.fd >= 0) {
        close(nursery.fd);
        nursery.fd = -1;
    }
}

void
nursery_close(void)
{
    nursery_dismiss();
    while (nursery.pid > 0 && waitpid(nursery.pid, NULL, 0) < 0 &&
           errno == EINTR) {
        continue;
    }
    nursery.pid = 0;
}
