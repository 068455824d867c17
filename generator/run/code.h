/* code.h -- machine code that one child makes and others run.
 *
 * A child that compiles (CONFINE_COMPILE) writes into a window, shared with
 * the worker, and dies.  The worker then keeps a private copy at the same
 * address, which it never runs; children forked later inherit it and do.
 *
 *   C1  code is at one address, from the child that relocated it to the
 *       children that run it: it needs no relocation in them
 *   C2  what one child writes into its copy, no other sees
 *   C3  the head was written by a process that had read a student's text:
 *       numbers are checked before use
 *
 * The same window carries other bytes out of such a child: an object file, a
 * table of lines.
 */
#ifndef HEAPBOOK_RUN_CODE_H
#define HEAPBOOK_RUN_CODE_H

#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

enum { CODE_ENTRIES = 160 };

#define CODE_ROOM ((size_t)4 << 20)

/* At the beginning of a window; the bytes follow at CODE_FIRST. */
struct code_head {
    uint64_t size;                  /* of the bytes; 0 while there are none */
    uint64_t entries[CODE_ENTRIES]; /* addresses; 0 for a name that is not
                                       there */
    uint64_t mark;                  /* address of the mark before the first
                                       text; or 0 */
};

#define CODE_FIRST ((size_t)4096)

struct code {
    unsigned char *window; /* NULL until it is begun */
    int shared;
    size_t size; /* in use, with the head; 0 while nothing is settled */
};

/* Makes the window empty and shared.
 *
 * Fails: -1 without memory. */
int code_begin(struct code *code);

/* In the child: room for `size` bytes; NULL when they are too many. */
unsigned char *code_room(const struct code *code, size_t size);

/* In the worker, when the child is dead: keeps what it made.
 *
 * Fails: -1 when it made nothing, or nonsense. */
int code_settle(struct code *code);

const struct code_head *code_head(const struct code *code);

/* The n-th entry, or NULL when it lies outside of the code. */
void *code_entry(const struct code *code, size_t n);

/* The bytes, copied. */
char *code_bytes(TALLOC_CTX *ctx, const struct code *code, size_t *len);

/* In a child that shall run it: makes it executable.  -1 with errno. */
int code_enable(const struct code *code);

void code_end(struct code *code);

#endif
