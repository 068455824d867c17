/* hb_books.h -- books that a program is judged by, and cannot come upon.
 *
 * What a program may not change lies in its own process all the same.  Where
 * it is judged, these books are moved to a page somewhere in the whole space
 * of addresses before its code begins, and what leads there is veiled.  So
 * who looks through memory for their contents, or puts back all of the
 * runtime's data as it was, does not meet them.
 *
 *   B1  no other variable holds the address of the books, or of what they
 *       point to
 *   B2  before Hb_BooksHide() they are ordinary data
 */
#ifndef Py_INTERNAL_HB_BOOKS_H
#define Py_INTERNAL_HB_BOOKS_H

#include "internal/hb_trace.h"

#include <stddef.h>
#include <stdint.h>

struct Hb_Books {
    struct Hb_Meter meter;

    /* of counted(), in probe/counting.c */
    struct {
        int on;
        long long comparisons;
        uint64_t slots; /* a bit for each that has the first of its numbers */
    } counts;

    /* of the C library's memory, in outside.c */
    struct {
        struct Hb_OutsideBlock *table;
        size_t places, taken; /* a power of two, or 0; with those that went */
        size_t blocks, bytes;
        unsigned long last_serial;
    } outside;

    /* in quarantine.c */
    struct {
        unsigned char *bits; /* one for each place of the region */
        size_t blocks;       /* bits that are set */
        size_t elsewhere;    /* blocks that others serve */
    } tally;

    uint64_t seal; /* the key of slots' seals (heapbook/slots.h) */
};

extern Py_LOCAL_SYMBOL uintptr_t Hb_BooksPlace, Hb_BooksVeil;

static inline struct Hb_Books *
Hb_Books(void)
{
    return (struct Hb_Books *)(Hb_BooksPlace ^ Hb_BooksVeil);
}

#endif
