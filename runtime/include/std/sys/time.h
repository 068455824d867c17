/* sys/time.h -- of the C library; see hb_types.h. */
#ifndef HB_STD_SYS_TIME_H
#define HB_STD_SYS_TIME_H

#include <sys/types.h>

#ifndef __timeval_defined
#define __timeval_defined 1

struct timeval {
    time_t tv_sec;
    suseconds_t tv_usec;
};
#endif

int gettimeofday(struct timeval *out, void *zone);

#endif
