/* time.c -- clocks; dates are those of UTC. */
#include <sys/time.h>
#include <time.h>

#include "host.h"

#define NANOSECONDS 1000000000L
#define DAY         86400L

int
clock_gettime(clockid_t clock, struct timespec *out)
{
    long now = host_clock(clock);

    out->tv_sec = now / NANOSECONDS;
    out->tv_nsec = now % NANOSECONDS;
    return 0;
}

time_t
time(time_t *out)
{
    time_t now = host_clock(CLOCK_REALTIME) / NANOSECONDS;

    if (out) {
        *out = now;
    }
    return now;
}

int
gettimeofday(struct timeval *out, void *zone)
{
    long now = host_clock(CLOCK_REALTIME);

    (void)zone;
    out->tv_sec = now / NANOSECONDS;
    out->tv_usec = now % NANOSECONDS / 1000;
    return 0;
}

clock_t
clock(void)
{
    return host_clock(CLOCK_PROCESS_CPUTIME_ID) / 1000;
}

double
difftime(time_t later, time_t earlier)
{
    return (double)(later - earlier);
}

/* Years begin in March here, so that a leap day is the last of its year; 400
 * years have 146,097 days. */
struct tm *
gmtime_r(const time_t *when, struct tm *out)
{
    long days = *when / DAY - (*when % DAY < 0);
    long second = *when - days * DAY;
    long era, of_era, year, of_year, month;

    *out = (struct tm){.tm_zone = "GMT"};
    out->tm_hour = (int)(second / 3600);
    out->tm_min = (int)(second / 60 % 60);
    out->tm_sec = (int)(second % 60);
    out->tm_wday = (int)((days % 7 + 11) % 7);
    days += 719468;
    era = (days >= 0 ? days : days - 146096) / 146097;
    of_era = days - era * 146097;
    year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    of_year = of_era - (365 * year + year / 4 - year / 100);
    month = (5 * of_year + 2) / 153;
    out->tm_mday = (int)(of_year - (153 * month + 2) / 5 + 1);
    out->tm_mon = (int)(month < 10 ? month + 2 : month - 10);
    year += era * 400 + (out->tm_mon < 2);
    out->tm_year = (int)(year - 1900);
    out->tm_yday =
        (int)(out->tm_mon < 2 ? of_year - 306
                              : of_year + 59 +
                                    (year % 4 == 0 &&
                                     (year % 100 != 0 || year % 400 == 0)));
    return out;
}

struct tm *
gmtime(const time_t *when)
{
    static struct tm parts;

    return gmtime_r(when, &parts);
}

struct tm *
localtime_r(const time_t *when, struct tm *out)
{
    return gmtime_r(when, out);
}

struct tm *
localtime(const time_t *when)
{
    return gmtime(when);
}

/* Days from 1970-01-01 to the first of a month; months may be any number. */
static long
days_before(long year, long month)
{
    long march, era, of_era;

    year += month / 12 - (month % 12 < 0);
    month = (month % 12 + 12) % 12;
    march = (month + 10) % 12;
    year -= month < 2;
    era = (year >= 0 ? year : year - 399) / 400;
    of_era = year - era * 400;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
           (153 * march + 2) / 5 - 719468;
}

time_t
mktime(struct tm *parts)
{
    time_t when = (days_before(parts->tm_year + 1900L, parts->tm_mon) +
                   parts->tm_mday - 1) *
                      DAY +
                  parts->tm_hour * 3600L + parts->tm_min * 60L + parts->tm_sec;

    gmtime_r(&when, parts);
    return when;
}

/* Nobody can be asked to wake an instance: it looks at the clock. */
int
nanosleep(const struct timespec *wish, struct timespec *left)
{
    long end = host_clock(CLOCK_MONOTONIC) + wish->tv_sec * NANOSECONDS +
               wish->tv_nsec;

    host_wait((double)wish->tv_sec + (double)wish->tv_nsec / NANOSECONDS);
    while (host_clock(CLOCK_MONOTONIC) < end) {
        continue;
    }
    if (left) {
        *left = (struct timespec){0};
    }
    return 0;
}
