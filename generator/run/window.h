/* window.h -- shared memory in which the heap of a scenario lies.
 *
 * A window begins with the bytes of the runtime as it was started; a play
 * has it at the region's place, the worker wherever it lies.
 */
#ifndef HEAPBOOK_RUN_WINDOW_H
#define HEAPBOOK_RUN_WINDOW_H

#include <stddef.h>

#include "heapbook/image.h"

/* Its bytes: more than any exercise needs. */
#define WINDOW_SIZE ((size_t)64 << 20)

/* A window with the bytes of the runtime as it was started.  Fails: NULL. */
unsigned char *window_open(void);
void window_close(unsigned char *window);
/* A copy of what is there now, of which this process alone knows.  NULL
 * without memory. */
unsigned char *window_copy(const unsigned char *window);
/* Whether children forked from now on have it; NULL is no window. */
void window_hide(unsigned char *window, int hidden);

/* In the worker, once, when the runtime has been started: looks where its
 * bytes are.  -1 when they are too many. */
int window_prepare(void);

/* In the child: the region becomes the window. */
int window_enter(unsigned char *window);

/* The heap of a window, as image.h wants it. */
struct Hb_Dead window_heap(const unsigned char *window);

#endif
