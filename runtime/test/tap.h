/* tap.h -- the check harness of the unit tests: TAP version 13 for prove.
 *
 * A test program includes this file once, states what must hold with ok()
 * and is(), and ends with `return tap_end();`.  Details of what fails go to
 * the standard error, where prove lets them through.
 */
#ifndef HB_TAP_H
#define HB_TAP_H

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static int tap_count_, tap_failed_;

/* States that `cond` holds; the words after it say what was claimed. */
#define ok(cond, ...) tap_ok_(!!(cond), #cond, __FILE__, __LINE__, __VA_ARGS__)

/* States that two strings are equal; shows both when they are not. */
#define is(actual, expected, ...)                                             \
    tap_is_((actual), (expected), __FILE__, __LINE__, __VA_ARGS__)

/* States that two whole numbers are equal; shows both when they are not. */
#define is_int(actual, expected, ...)                                         \
    tap_is_int_((long long)(actual), (long long)(expected), __FILE__,         \
                __LINE__, __VA_ARGS__)

static inline int
tap_line_(int holds, const char *file, int line, const char *format,
          va_list args)
{
    char name[1024];

    if (!tap_count_) {
        printf("TAP version 13\n");
    }
    vsnprintf(name, sizeof name, format, args);
    printf("%s %d - %s\n", holds ? "ok" : "not ok", ++tap_count_, name);
    if (!holds) {
        tap_failed_++;
        fflush(stdout);
        fprintf(stderr, "# %d - %s\n# at %s:%d\n", tap_count_, name, file,
                line);
    }
    return holds;
}

__attribute__((format(printf, 5, 6))) static inline int
tap_ok_(int holds, const char *text, const char *file, int line,
        const char *format, ...)
{
    va_list args;

    va_start(args, format);
    tap_line_(holds, file, line, format, args);
    va_end(args);
    if (!holds) {
        fprintf(stderr, "# not so: %s\n", text);
    }
    fflush(stdout);
    return holds;
}

__attribute__((format(printf, 5, 6))) static inline int
tap_is_(const char *actual, const char *expected, const char *file, int line,
        const char *format, ...)
{
    int holds =
        actual && expected ? !strcmp(actual, expected) : actual == expected;
    va_list args;

    va_start(args, format);
    tap_line_(holds, file, line, format, args);
    va_end(args);
    if (!holds) {
        fprintf(stderr, "#      got: %s\n# expected: %s\n",
                actual ? actual : "(null)", expected ? expected : "(null)");
    }
    fflush(stdout);
    return holds;
}

__attribute__((format(printf, 5, 6))) static inline int
tap_is_int_(long long actual, long long expected, const char *file, int line,
            const char *format, ...)
{
    va_list args;

    va_start(args, format);
    tap_line_(actual == expected, file, line, format, args);
    va_end(args);
    if (actual != expected) {
        fprintf(stderr, "#      got: %lld\n# expected: %lld\n", actual,
                expected);
    }
    fflush(stdout);
    return actual == expected;
}

/* Prints the plan; the program's exit code: 0 when every claim held. */
static inline int
tap_end(void)
{
    printf("1..%d\n", tap_count_);
    return tap_failed_ != 0;
}

#endif
