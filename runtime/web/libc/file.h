/* file.h -- what stands behind FILE.
 *
 * A stream has one buffer.  Where its bytes go when it is flushed, or come
 * from, says its kind: a descriptor of the host, text that grows
 * (open_memstream), or a block of the caller's (fmemopen).
 *
 *   F1  used <= size; bytes[0 .. used-1] wait to be written
 *   F2  a stream that reads has its bytes at[0 .. left-1] still to give
 *   F3  *text and *len of open_memstream are right after each flush
 */
#ifndef HB_WEB_FILE_H
#define HB_WEB_FILE_H

#include <stdio.h>

enum kind { TO_HOST, TO_TEXT, TO_BLOCK };

struct _IO_FILE {
    enum kind kind;
    int fd;
    int mode; /* _IOFBF, _IOLBF, _IONBF */
    int failed, ended;
    int back; /* a character that was put back, or EOF */
    unsigned char *bytes;
    size_t size, used;
    const unsigned char *at;
    size_t left;
    char **text; /* TO_TEXT: what the caller sees */
    size_t *len;
    size_t written; /* bytes that have left the buffer */
    struct _IO_FILE *next;
};

/* Puts bytes into the stream.  Fails: fewer than size. */
size_t file_put(FILE *stream, const void *bytes, size_t size);

#endif
