/* stream.c -- writing to memory as to a file: see stream.h. */
#include "base/stream.h"

#include "base/diag.h"

FILE *
stream_open(char **bytes, size_t *len)
{
    FILE *stream = open_memstream(bytes, len);

    if (!stream) {
        diag_no_memory();
    }
    return stream;
}
