/* system.c -- what a program may not ask for.  It is told so when it has
 * ended, in the words of the native sandbox; till then the call has failed. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "host.h"

enum { NO_SHELL = 127 };

static int
refuse(const char *what)
{
    host_refuse(what);
    errno = EPERM;
    return -1;
}

/* ---- processes ---------------------------------------------------------- */

pid_t
fork(void)
{
    return refuse("start a process (clone)");
}

/* As a shell that could not be started ends. */
int
system(const char *command)
{
    if (command) {
        refuse("start a process (clone3)");
    }
    return command ? NO_SHELL << 8 : 0;
}

FILE *
popen(const char *command, const char *mode)
{
    (void)command;
    (void)mode;
    refuse("start a process (clone3)");
    return NULL;
}

int
execve(const char *path, char *const argv[], char *const envp[])
{
    (void)path;
    (void)argv;
    (void)envp;
    return refuse("start a program (execve)");
}

int
execv(const char *path, char *const argv[])
{
    return execve(path, argv, NULL);
}

int
execvp(const char *file, char *const argv[])
{
    return execve(file, argv, NULL);
}

/* ---- files -------------------------------------------------------------- */

int
access(const char *path, int mode)
{
    (void)path;
    (void)mode;
    return refuse("look at a file (access)");
}

char *
getcwd(char *path, size_t size)
{
    (void)path;
    (void)size;
    refuse("look at a file (getcwd)");
    return NULL;
}

ssize_t
readlink(const char *path, char *out, size_t size)
{
    (void)path;
    (void)out;
    (void)size;
    return refuse("look at a file (readlink)");
}

int
unlink(const char *path)
{
    (void)path;
    return refuse("change a file (unlink)");
}

int
rmdir(const char *path)
{
    (void)path;
    return refuse("change a file (rmdir)");
}

int
chdir(const char *path)
{
    (void)path;
    return refuse("leave its place in the file system (chdir)");
}

int
remove(const char *path)
{
    return unlink(path);
}

int
rename(const char *from, const char *to)
{
    (void)from;
    (void)to;
    return refuse("change a file (rename)");
}

int
mkdir(const char *path, mode_t mode)
{
    (void)path;
    (void)mode;
    return refuse("change a file (mkdir)");
}

int
stat(const char *path, struct stat *out)
{
    (void)path;
    (void)out;
    return refuse("look at a file (newfstatat)");
}

int
lstat(const char *path, struct stat *out)
{
    return stat(path, out);
}

/* ---- waiting ------------------------------------------------------------ */

unsigned int
sleep(unsigned int seconds)
{
    nanosleep(&(struct timespec){seconds, 0}, NULL);
    return 0;
}

int
usleep(unsigned int microseconds)
{
    return nanosleep(&(struct timespec){microseconds / 1000000,
                                        microseconds % 1000000 * 1000L},
                     NULL);
}
