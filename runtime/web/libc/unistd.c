/* unistd.c -- descriptors 0 to 3; what else there is natively, is refused. */
#include <errno.h>
#include <unistd.h>

#include "host.h"

ssize_t
write(int fd, const void *bytes, size_t size)
{
    long done = host_write(fd, bytes, size);

    if (done < 0) {
        errno = EBADF;
    }
    return done;
}

ssize_t
read(int fd, void *bytes, size_t size)
{
    if (fd != STDIN_FILENO) {
        errno = EBADF;
        return -1;
    }
    return host_read(fd, bytes, size);
}

int
close(int fd)
{
    if (fd < 0 || fd > 3) {
        errno = EBADF;
        return -1;
    }
    return 0;
}

int
isatty(int fd)
{
    errno = fd < 0 || fd > 3 ? EBADF : ENOTTY;
    return 0;
}

pid_t
getpid(void)
{
    return 1;
}
