/* host.h -- what a program that carries the runtime in its process may ask.
 *
 * The builder runs examples in forked children of itself, with the runtime
 * linked in and started before the fork.  A program that was linked with the
 * runtime by gcc or clang needs nothing of this: it is told by
 * the environment (records.h).
 */
#ifndef HB_HOST_H
#define HB_HOST_H

#include <stddef.h>
#include <stdio.h>

/* Maps a place in an example's machine code to a line of its source.
 *
 * Shape: address ascending; line from 1, or 0 for code of a header.
 */
struct Hb_Line {
    const void *address;
    int line;
};

/* Starts the runtime (hash seed 0) without beginning a program.  Children
 * forked afterwards find it started; their Py_Initialize… only begins the
 * program: what is alive then is not theirs, and not counted as a leak. */
void Hb_HostStart(void);

/* Sends records to `out` from now on; NULL stops them.  Owns: nothing. */
void Hb_HostRecords(FILE *out);

/* The same to a descriptor, which is opened as a stream with the first
 * record.  Owns: fd, from then on. */
void Hb_HostRecordsAt(int fd);

/* Says where the example's code lies, so that blocks know the line that made
 * them.  `lines` must outlive the program; may be NULL with count 0. */
void Hb_HostCode(const void *text, size_t size, const struct Hb_Line *lines,
                 size_t count);

/* The example's line that is running, by walking the frames up from `frame`
 * (a frame pointer) or from `pc`; 0 when no frame lies in the example.  Safe
 * in a signal handler. */
int Hb_HostLine(const void *pc, const void *frame);

/* Whether the place lies in the example's code, that of its headers too. */
int Hb_HostKnows(const void *pc);

/* Hb_HostLine, and *callee is a place in the function that this line has
 * called, or NULL when the line itself is running. */
int Hb_HostPlace(const void *pc, const void *frame, const void **callee);

#endif
