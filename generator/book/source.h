/* source.h -- one file of the author's, and the places in it.
 *
 *   S1  text is UTF-8 without NUL and other control characters, without a
 *       byte-order mark, and its lines end with a newline alone (CRLF is
 *       read as one)
 *   S2  line starts[i] is where line i + 1 begins
 */
#ifndef HEAPBOOK_BOOK_SOURCE_H
#define HEAPBOOK_BOOK_SOURCE_H

#include <stddef.h>
#include <talloc.h>

#include "base/diag.h"

struct source {
    const char *path; /* for messages */
    const char *file; /* where it was read; the path, if from bytes */
    const char *text;
    size_t len;
    const size_t *starts;
    int lines;
    int has_crlf; /* accept writes it back so */
};

/* Reads the file at `file`, known to messages as `path`.  NULL, reported. */
struct source *source_read(TALLOC_CTX *ctx, const char *file,
                           const char *path);

/* A source of these bytes; takes nothing.  NULL, reported. */
struct source *source_new(TALLOC_CTX *ctx, const char *path, const char *text,
                          size_t len);

struct place source_place(const struct source *source, int line, int column);
struct place source_place_at(const struct source *source, size_t offset);

/* Line `line` without its newline; *len its bytes.  line must exist. */
const char *source_line(const struct source *source, int line, size_t *len);

#endif
