/* slots.h -- what a scenario leaves for its judge, beside the heap.
 *
 * The table lies in memory that the scenario's process shares with the one
 * that judges.  Its reader trusts nothing in it: counts are checked, names
 * are cut, addresses are looked up in the image (image.h).
 */
#ifndef HB_SLOTS_H
#define HB_SLOTS_H

#include <stdint.h>

#include "heapbook/image.h"
#include "heapbook/quarantine.h"

enum { HB_MAX_SLOTS = 64, HB_SLOT_NAME = 40 };

enum Hb_SlotKind {
    HB_SLOT_OBJECT, /* address of an object */
    HB_SLOT_ERROR,  /* address of the exception that was set */
    HB_SLOT_NULL,   /* NULL came back, and no exception was set */
    HB_SLOT_NUMBER
};

struct Hb_Slot {
    char name[HB_SLOT_NAME];
    uint16_t kind;
    uint16_t numbered; /* the call gave a number, whatever the kind */
    uint16_t borrowed; /* an argument: one reference to it is the harness's */
    uint16_t both;     /* an object came back, and an exception was set too */
    uint64_t address;
    int64_t number;
};

enum { HB_DONE_DROPPED = 2 };

struct Hb_Slots {
    uint32_t count;
    uint32_t done; /* the scenario came to its end; HB_DONE_DROPPED: and so
                      did giving everything back */
    struct Hb_Slot items[HB_MAX_SLOTS];
    uint64_t seals[HB_MAX_SLOTS]; /* of each item, at its place */

    struct {
        uint64_t lent; /* references that the answer had left to the pool */
        struct Hb_Rings rings; /* as the scenario left them */
    } end;

    uint64_t end_seal; /* of that, and of how many slots there are */
};

/* How a scenario ends. */
enum Hb_CheckEnd {
    HB_CHECK_KEEP, /* slots stay alive: the heap is to be read */
    HB_CHECK_DROP  /* all is given back: what is left is a leak */
};

/* Called with DROP when the scenario is over and the table is full, before
 * anything is given back; or NULL.  Who shares the heap may look at it now. */
extern void (*Hb_CheckDone)(void);

/* Where the code of tests lies; nowhere else may the functions be called from
 * that keep what comes of a test.  Fails: never; NULL is everywhere. */
HB_LOCAL void Hb_CheckCode(const void *tests, const void *end);

/* 1 when that is an address in the code of tests, or nobody knows where that
 * is.  An answer's functions may also be called by way of the C library. */
HB_LOCAL int Hb_CheckIsTest(const void *caller);

/* Who has called the function that this stands in; unknown in WebAssembly. */
#ifdef __wasm__
#define HB_CALLER NULL
#else
#define HB_CALLER __builtin_return_address(0)
#endif

/* Seals slots with that key from now on.  It stays in the books, where a
 * program does not come upon it (internal/hb_books.h). */
HB_LOCAL void Hb_CheckKey(uint64_t key);

/* A number that who has not the key cannot make, for what the pool of
 * heapbook.h holds. */
struct _object; /* PyObject */
HB_LOCAL uint32_t Hb_CheckMark(struct _object *object, uint32_t serial,
                               int lent);

/* 1 when each slot, and what is kept at the end, is as it was left by who has
 * the key: written by this harness, at this place of the table, and not
 * changed since. */
HB_LOCAL int Hb_CheckSeals(const struct Hb_Slots *slots, uint64_t key);

/* Ends the process with a sentence unless `caller` is behind a call of the
 * callee's in the code of tests.  An address alone would not do: an answer can
 * push that of any `ret` there, and jump. */
HB_LOCAL void Hb_CheckCaller(const void *caller, uintptr_t callee,
                             const char *what);

/* Keep what a call returned, which is taken over, or a number under that name,
 * for the harness itself. */
HB_LOCAL void Hb_CheckResult(const char *name, struct _object *owned);
HB_LOCAL void Hb_CheckNumber(const char *name, long long number);

/* How many slots there are. */
HB_LOCAL uint32_t Hb_CheckSlots(void);

/* The slot with that number once more, sealed, with so much added. */
HB_LOCAL void Hb_CheckAdd(uint32_t at, long long number);

/* Around the end of what a test has made: what an answer has put off until
 * then is added to all that was counted. */
HB_LOCAL void Hb_CountRest(void);
HB_LOCAL void Hb_CountRested(void);

/* Plays a scenario: starts the interpreter, runs the test, fills the table.
 * With KEEP the process ends here; with DROP the exit code comes back. */
int Hb_CheckPlay(void (*test)(void), struct Hb_Slots *slots,
                 enum Hb_CheckEnd end);

#endif
