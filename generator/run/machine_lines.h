/* machine_lines.h -- from places in machine code to lines of the source.
 *
 * Read from the debugging symbols (stabs) of an object file that libtcc made
 * with -g.  The file comes from our own compiler, and yet is read as if it
 * did not.
 */
#ifndef HEAPBOOK_RUN_MACHINE_LINES_H
#define HEAPBOOK_RUN_MACHINE_LINES_H

#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

struct machine_line {
    uint64_t offset; /* into the code */
    int line;        /* from 1; 0 for code of a header, or of another source
                        than the first */
};

struct machine_function {
    uint64_t offset; /* into the code */
    char name[40];   /* cut; of a function of the source or of a header */
};

struct machine_lines {
    struct machine_line *lines; /* by rising offset */
    size_t count;
    struct machine_function *functions; /* in the order of the symbols */
    size_t named;
    uint64_t entry_offset; /* of the function `entry`, in the code */
    uint64_t code_size;
};

/* Fails: NULL when the bytes are no object file with lines. */
struct machine_lines *machine_lines_read(TALLOC_CTX *ctx, const char *bytes,
                                         size_t len, const char *entry);

/* The next name that an object file needs and does not define, from the
 * symbol *at on, which becomes the one behind it.
 *
 * Fails: NULL at the end, or when the bytes are no object file.
 * Owns:  the object file's. */
const char *machine_name_needed(const char *bytes, size_t len, size_t *at);

#endif
