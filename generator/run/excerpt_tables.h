/* excerpt_tables.h -- <Python.h> in items: what generator/excerpt/make.c
 * writes, and excerpt.c reads.
 *
 * An item is one directive or one declaration; items stand in the order of
 * the headers.  A header that <Python.h> does not include is an item without
 * text, which uses what its own text names.  There are no pointers, so
 * nothing has to be relocated when the program starts.
 */
#ifndef HEAPBOOK_RUN_EXCERPT_TABLES_H
#define HEAPBOOK_RUN_EXCERPT_TABLES_H

#include <stdint.h>

/* How the headers may have been asked for. */
enum { EXCERPT_BARE = 1, EXCERPT_CLEAN = 2 }; /* with PY_SSIZE_T_CLEAN */

struct excerpt_item {
    uint32_t text; /* begins in excerpt_text, with a newline at its end */
    uint16_t len;
    uint8_t variants;
    uint8_t always; /* the mark of a header that has been read */
    uint32_t uses;  /* begins in excerpt_uses; item numbers */
    uint32_t use_count;
};

struct excerpt_name {
    uint32_t text; /* begins in excerpt_names_text */
    uint32_t len;
    uint32_t items; /* begins in excerpt_uses: those that declare it */
    uint32_t item_count;
};

extern const char excerpt_text[], excerpt_names_text[];
extern const struct excerpt_item excerpt_items[];
extern const struct excerpt_name excerpt_names[];
extern const uint16_t excerpt_uses[];
extern const uint16_t excerpt_slots[]; /* number of a name plus one; or 0 */
extern const uint32_t excerpt_item_count, excerpt_slot_count;

/* Where a name is looked for first; goes on to the next slot. */
static inline uint32_t
excerpt_hash(const char *name, uint32_t len)
{
    uint32_t hash = 2166136261u;

    for (uint32_t i = 0; i < len; i++) {
        hash = (hash ^ (unsigned char)name[i]) * 16777619u;
    }
    return hash;
}

#endif
