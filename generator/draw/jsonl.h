/* jsonl.h -- one line of JSON as a tree.
 *
 * A reader for records only: strings, whole numbers, booleans, null, arrays
 * and objects, as RFC 8259 has them.  Numbers with a fraction are read as
 * JSONL_OTHER: no field of a snapshot is one.  Written here, not taken from a
 * library, because this floor also runs in the page.
 */
#ifndef HEAPBOOK_DRAW_JSONL_H
#define HEAPBOOK_DRAW_JSONL_H

#include <stddef.h>

#include "draw/arena.h"

enum jsonl_kind {
    JSONL_NULL,
    JSONL_FALSE,
    JSONL_TRUE,
    JSONL_NUMBER,
    JSONL_STRING,
    JSONL_ARRAY,
    JSONL_OBJECT,
    JSONL_OTHER
};

struct jsonl {
    enum jsonl_kind kind;
    const char *key;      /* of a member; NULL in an array */
    long number;          /* JSONL_NUMBER */
    const char *string;   /* JSONL_STRING: UTF-8, no NUL in it */
    struct jsonl **items; /* array and object, in file order */
    size_t count;
};

/* Reads one value that fills text[0 .. len-1], which must be UTF-8.
 *
 * Owns:  the tree lives in the arena.
 * Fails: NULL; *reason says what was expected, *column where, from 1.
 */
struct jsonl *jsonl_parse(struct arena *arena, const char *text, size_t len,
                          const char **reason, size_t *column);

/* The member of an object, or NULL. */
const struct jsonl *jsonl_find(const struct jsonl *object, const char *key);

#endif
