/* unistd.h -- of the C library; see hb_types.h. */
#ifndef HB_STD_UNISTD_H
#define HB_STD_UNISTD_H

#include <sys/types.h>

typedef long intptr_t;

#define STDIN_FILENO  0
#define STDOUT_FILENO 1
#define STDERR_FILENO 2

#define R_OK 4
#define W_OK 2
#define X_OK 1
#define F_OK 0

#ifndef SEEK_SET
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#endif

#define _SC_PAGESIZE         30
#define _SC_PAGE_SIZE        30
#define _SC_NPROCESSORS_ONLN 84

extern char **environ;

ssize_t read(int fd, void *bytes, size_t size);
ssize_t write(int fd, const void *bytes, size_t size);
ssize_t pread(int fd, void *bytes, size_t size, off_t offset);
ssize_t pwrite(int fd, const void *bytes, size_t size, off_t offset);
off_t lseek(int fd, off_t offset, int whence);
int close(int fd);
int dup(int fd);
int dup2(int fd, int other);
int pipe(int fds[2]);
int isatty(int fd);
int access(const char *path, int mode);
int unlink(const char *path);
int rmdir(const char *path);
int chdir(const char *path);
char *getcwd(char *path, size_t size);
ssize_t readlink(const char *path, char *out, size_t size);
int ftruncate(int fd, off_t size);

pid_t fork(void);
pid_t getpid(void);
pid_t getppid(void);
pid_t setsid(void);
uid_t getuid(void);
uid_t geteuid(void);
gid_t getgid(void);
int setuid(uid_t uid);
int execv(const char *path, char *const argv[]);
int execve(const char *path, char *const argv[], char *const envp[]);
int execvp(const char *file, char *const argv[]);
int execl(const char *path, const char *arg, ...);
int execlp(const char *file, const char *arg, ...);
void _exit(int code);
unsigned int sleep(unsigned int seconds);
int usleep(unsigned int microseconds);
unsigned int alarm(unsigned int seconds);
int pause(void);
long sysconf(int name);
long syscall(long number, ...);

#endif
