/* host.h -- what a WebAssembly instance asks of whoever runs it.
 *
 * In the page and under node the runtime is a WebAssembly module for 64-bit
 * addresses, so that its layouts are those of the native build.  It has no
 * operating system below: this list is all that it gets.  The other side is
 * site/web/machine.js.
 *
 * Knows: nothing of the runtime; the pieces of the C library in libc/ and the
 * frame of a program (program.c, judging.c) are built on it.
 */
#ifndef HB_WEB_HOST_H
#define HB_WEB_HOST_H

#include <stddef.h>

#define HB_HOST(name) __attribute__((import_module("host"), import_name(name)))

/* Takes all bytes: 1 output, 2 errors, 3 records.  Does not return when the
 * limit of bytes is reached.  Fails: -1 for another descriptor. */
HB_HOST("write") long host_write(int fd, const void *bytes, size_t size);

/* Gives the next bytes of stdin; 0 at its end. */
HB_HOST("read") long host_read(int fd, void *bytes, size_t size);

HB_HOST("exit") _Noreturn void host_exit(int code);

/* Says that the program is broken, as a signal does natively. */
HB_HOST("abort") _Noreturn void host_abort(void);

/* Ends a program that needs more memory than it may have. */
HB_HOST("full") _Noreturn void host_full(void);

/* Notes what the program has asked for in vain, the first time: "open a file
 * (openat)". */
HB_HOST("refuse") void host_refuse(const char *what);

/* Ends a program that would wait for longer than it may run. */
HB_HOST("wait") void host_wait(double seconds);

/* Units: nanoseconds; clocks as in <time.h>. */
HB_HOST("clock") long host_clock(int clock);

HB_HOST("random") void host_random(void *bytes, size_t size);

/* Writes a finite number that is not negative as printf's conversion (one of
 * e f g a, or its capital) with this precision (-1: the usual one) would.
 * Gives the length, of which at most room bytes were written. */
HB_HOST("format")
size_t host_format(double x, int conversion, int precision, int alternate,
                   char *out, size_t room);

/* Reads the longest number at the beginning of the text, as strtod; *used is
 * its length, 0 for none. */
HB_HOST("parse")
double host_parse(const char *text, size_t len, size_t *used);

#endif
