/* sys/stat.h -- of the C library on x86-64; see hb_types.h. */
#if !defined(__x86_64__) && !defined(__wasm64__)
#include_next <sys/stat.h>
#elif !defined(HB_STD_SYS_STAT_H)
#define HB_STD_SYS_STAT_H

#include <sys/types.h>

#ifndef _STRUCT_TIMESPEC
#define _STRUCT_TIMESPEC 1

struct timespec {
    time_t tv_sec;
    long tv_nsec;
};
#endif

#ifndef _BITS_STRUCT_STAT_H
#define _BITS_STRUCT_STAT_H 1

struct stat {
    dev_t st_dev;
    ino_t st_ino;
    unsigned long st_nlink;
    mode_t st_mode;
    uid_t st_uid;
    gid_t st_gid;
    int hb_padding;
    dev_t st_rdev;
    off_t st_size;
    blksize_t st_blksize;
    blkcnt_t st_blocks;
    struct timespec st_atim;
    struct timespec st_mtim;
    struct timespec st_ctim;
    long hb_reserved[3];
};
#endif

/* The S_IF... constants would meet those of <fcntl.h>. */
#define S_ISDIR(mode) (((mode)&0170000) == 0040000)
#define S_ISREG(mode) (((mode)&0170000) == 0100000)

int stat(const char *path, struct stat *out);
int fstat(int fd, struct stat *out);
int lstat(const char *path, struct stat *out);
int mkdir(const char *path, mode_t mode);
int chmod(const char *path, mode_t mode);
mode_t umask(mode_t mask);

#endif
