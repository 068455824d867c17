/* sys/types.h -- of the C library, LP64; see hb_types.h. */
#ifndef HB_STD_SYS_TYPES_H
#define HB_STD_SYS_TYPES_H

#include "../hb_types.h"

typedef int pid_t;
typedef unsigned int uid_t;
typedef unsigned int gid_t;
typedef unsigned int mode_t;
typedef unsigned long dev_t;
typedef unsigned long ino_t;
typedef long off_t;
typedef long blksize_t;
typedef long blkcnt_t;
typedef long time_t;
typedef unsigned int useconds_t;
typedef long suseconds_t;

#endif
