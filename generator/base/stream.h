/* stream.h -- writing to memory as to a file. */
#ifndef HEAPBOOK_BASE_STREAM_H
#define HEAPBOOK_BASE_STREAM_H

#include <stdio.h>

/* A stream whose bytes, with a NUL behind them, are in *bytes once it is
 * closed; the caller frees them with free().  Never NULL. */
FILE *stream_open(char **bytes, size_t *len);

#endif
