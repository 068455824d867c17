/* quarantine.h -- an observer of wrong touches, for a second run.
 *
 * A program that has gone wrong is run again with every block apart from all
 * others: what lies behind a block, and what has been given back, cannot be
 * touched without a signal.  Who watches for the signal asks here what it was
 * that was touched.
 *
 *   K1  addresses of a block never come again in the same process
 *   K2  no free list keeps an object: what is given back is gone
 *   K3  after some ten thousand blocks there is no room; later ones are
 *       served as they are without this, and so is what the runtime makes to
 *       end itself
 *
 * Counts and addresses differ from those of an ordinary run: nothing that is
 * judged is run like this.  A program that is observed cannot name what
 * begins here: these symbols do not leave the tool.
 */
#ifndef HB_QUARANTINE_H
#define HB_QUARANTINE_H

#include <stddef.h>
#include <stdint.h>

/* Stays in the tool: libtcc's programs cannot name it. */
#define HB_LOCAL __attribute__((visibility("hidden")))

enum Hb_KeptState {
    HB_KEPT_NONE,
    HB_KEPT_ALIVE,
    HB_KEPT_FREED,
    HB_KEPT_MOVED /* given back because it got another size */
};

/* Bytes between the blocks, and of a block that nothing was put into. */
enum { HB_KEPT_FILLER = 0xFB, HB_KEPT_FRESH = 0xCB };

struct Hb_Kept {
    uintptr_t start;
    size_t size;   /* bytes asked for */
    int state;     /* enum Hb_KeptState */
    int made;      /* line of the example; 0 when it was not the example's */
    int freed;     /* the same */
    char type[28]; /* of the object in it; "" for other memory */
};

/* Moves the books that a program is judged by to where it does not come upon
 * them (internal/hb_books.h); before its code begins.
 *
 * Fails: -1 without room; nothing has changed then. */
HB_LOCAL int Hb_BooksHide(void);

/* Serves all requests for memory from now on.
 *
 * Fails: -1 without room; nothing has changed then. */
HB_LOCAL int Hb_QuarantineBegin(void);

/* The block that the address lies in, or in the wall behind.  Safe in a
 * signal handler.  0 when there is none. */
int Hb_QuarantineFind(const void *address, struct Hb_Kept *block);

/* ---- counting ------------------------------------------------------------
 *
 * Books of its own on every block that is served from now on: where, and
 * whether it has been given back.  They lie apart from the allocator's, so
 * who writes into those changes nothing here.  No block is moved apart for
 * it, and a program sees no difference; a quarantine that begins later counts
 * as well, and hands what it has no room for to this.  Memory that an
 * allocator of the program's own serves is counted, too, where it does not lie
 * in a block of the runtime's.
 */

/* Fails: -1 without room; nothing has changed then. */
HB_LOCAL int Hb_TallyBegin(void);

/* What was served and has not been given back. */
struct Hb_Left {
    size_t blocks;
    size_t bytes; /* of them; 0 where the size of one is not known */
};

/* A count, by value: the caller owns it. */
HB_LOCAL struct Hb_Left Hb_TallyLeft(void);

#endif
