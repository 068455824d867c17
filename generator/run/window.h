/* window.h -- shared memory in which the heap of a scenario lies.
 *
 * A play begins in one with the bytes of the runtime as it was started: it
 * puts them there itself, beside others that do.  It has the window at the
 * region's place, the worker wherever it lies.
 */
#ifndef HEAPBOOK_RUN_WINDOW_H
#define HEAPBOOK_RUN_WINDOW_H

#include <stddef.h>

#include "heapbook/image.h"

/* Its bytes: more than any exercise needs. */
#define WINDOW_SIZE ((size_t)64 << 20)

/* An empty one.  Fails: NULL. */
unsigned char *window_open(void);
void window_close(unsigned char *window);
/* A copy of what is there now, of which this process alone knows.  NULL
 * without memory. */
unsigned char *window_copy(const unsigned char *window);
/* Whether children forked from now on have it; NULL is no window.  One that
 * has been hidden cannot be entered any more. */
void window_hide(unsigned char *window, int hidden);

/* In the worker, once, when the runtime has been started: looks where its
 * bytes are.  -1 when they are too many. */
int window_prepare(void);

/* In the child that is forked next: the window gets the region's bytes, and
 * takes its place. */
int window_enter(unsigned char *window);

/* The heap of a window, as image.h wants it. */
struct Hb_Dead window_heap(const unsigned char *window);

#endif
