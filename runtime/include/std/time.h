/* time.h -- of the C library; see hb_types.h. */
#ifndef HB_STD_TIME_H
#define HB_STD_TIME_H

#include "hb_types.h"

typedef long time_t;
typedef long clock_t;
typedef int clockid_t;

#ifndef _STRUCT_TIMESPEC
#define _STRUCT_TIMESPEC 1

struct timespec {
    time_t tv_sec;
    long tv_nsec;
};
#endif

#ifndef __struct_tm_defined
#define __struct_tm_defined 1

struct tm {
    int tm_sec;
    int tm_min;
    int tm_hour;
    int tm_mday;
    int tm_mon;
    int tm_year;
    int tm_wday;
    int tm_yday;
    int tm_isdst;
    long tm_gmtoff;
    const char *tm_zone;
};
#endif

#define CLOCKS_PER_SEC           1000000L
#define CLOCK_REALTIME           0
#define CLOCK_MONOTONIC          1
#define CLOCK_PROCESS_CPUTIME_ID 2

clock_t clock(void);
time_t time(time_t *out);
double difftime(time_t later, time_t earlier);
time_t mktime(struct tm *parts);
struct tm *gmtime(const time_t *when);
struct tm *localtime(const time_t *when);
struct tm *gmtime_r(const time_t *when, struct tm *out);
struct tm *localtime_r(const time_t *when, struct tm *out);
size_t strftime(char *out, size_t size, const char *format,
                const struct tm *parts);
int clock_gettime(clockid_t clock, struct timespec *out);
int nanosleep(const struct timespec *wish, struct timespec *left);

#endif
