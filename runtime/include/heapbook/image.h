/* image.h -- reading the heap of a program that has died.
 *
 * A grader shares the region of the runtime's memory with a child, and looks
 * at it when the child is dead.  What it finds there was written by a program
 * that may have wished to deceive, so nothing is trusted:
 *
 *   D1  no address is followed but into the image, into a block that is
 *       alive there, or to an object that is part of this program itself (its
 *       static types, None, the small ints): of that, the program's own copy
 *       is read
 *   D2  every walk is bounded in depth, count and bytes
 *   D3  the answer about anything that makes no sense is "not an object"
 *
 * The same functions read the heap of this process (Hb_OwnImage), so what is
 * expected and what is found are printed by the same code.
 *
 * Knows: the layouts of CPython 3.11 on LP64.  Does not know: tests, points.
 */
#ifndef HB_IMAGE_H
#define HB_IMAGE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Bytes that lay at `base`.  Owns: nothing. */
struct Hb_Dead {
    const unsigned char *bytes;
    size_t size;
    uintptr_t base;
};

/* Where the region lies, in every process that carries this runtime, and how
 * much of it is in use now: a multiple of 1 MiB. */
uintptr_t Hb_RegionPlace(size_t *used);

/* The region of this process. */
struct Hb_Dead Hb_OwnImage(void);

/* Bytes from the base on that the image says to be in use, a multiple of
 * 1 MiB and at most its size; 0 when it is none. */
size_t Hb_DeadUsed(const struct Hb_Dead *dead);

/* 1 when an object that is alive begins at this address. */
int Hb_DeadIsObject(const struct Hb_Dead *dead, uintptr_t object);

/* 1 when it might be one, but for its type: that lies neither in the image nor
 * in this program, as a static type of the dead program's own does. */
int Hb_DeadIsOfFarType(const struct Hb_Dead *dead, uintptr_t object);

/* Its type's name, without the module; 0 when it is no object. */
int Hb_DeadType(const struct Hb_Dead *dead, uintptr_t object, char name[64]);

/* Where its type lies; 0 when it is no object. */
uintptr_t Hb_DeadTypeAddress(const struct Hb_Dead *dead, uintptr_t object);

/* Its count of references; -1 when it is no object. */
long long Hb_DeadRefcount(const struct Hb_Dead *dead, uintptr_t object);

/* Prints it as Python would, but for: sets, whose elements are sorted as
 * text; a memoryview, as memoryview(b'...'); what has no literal, as
 * <NAME object>.  At most 64 KiB.
 *
 * Fails: -1 when it is no object, or something in it is none. */
int Hb_DeadRepr(const struct Hb_Dead *dead, uintptr_t object, FILE *out);

/* The same for a value that is asked for: what does not keep what its type
 * promises, a str that was changed after it was hashed, a list that has its
 * items in memory of another one, is printed as that.  At most 4 MiB.
 *
 * Fails: -1 as above; 1 when it is printed, but something in it is broken, or
 * not all of it is printed. */
int Hb_DeadValue(const struct Hb_Dead *dead, uintptr_t object, FILE *out);

/* Looks for memory that two objects of this heap take for theirs, so that
 * Hb_DeadValue knows it; until the next heap is looked at. */
void Hb_DeadLook(const struct Hb_Dead *dead);

/* What keeps the object from being what its type promises, as in "a list ...";
 * NULL when it is whole, its parts not looked at. */
const char *Hb_DeadBroken(const struct Hb_Dead *dead, uintptr_t object);

/* Prints the text of an exception, as str() would. */
int Hb_DeadErrorText(const struct Hb_Dead *dead, uintptr_t error, FILE *out);

/* Follows a path from an object: any number of `.name`, `[3]`, `['key']`.
 * `.name` finds attributes of instances, in slots and in dicts.  What is not
 * whole has no parts.
 *
 * Fails: 0, and *stop is where in the path it ended. */
uintptr_t Hb_DeadFollow(const struct Hb_Dead *dead, uintptr_t object,
                        const char *path, const char **stop);

/* Room of a list, bytearray or array, in items; -1 for others. */
long long Hb_DeadAllocated(const struct Hb_Dead *dead, uintptr_t object);

/* Buffers that a bytearray, array or memoryview has given out; -1 for
 * others. */
long long Hb_DeadExports(const struct Hb_Dead *dead, uintptr_t object);

enum Hb_State {
    HB_STATE_TABLE,    /* slots of the table of a dict or set */
    HB_STATE_ENTRIES,  /* of them used, deleted ones too */
    HB_STATE_WEAKREFS, /* weak references to it */
    HB_STATE_OFFSET,   /* of a memoryview, into its owner's buffer; bytes */
    HB_STATE_ITEMSIZE, /* of a memoryview */
    HB_STATE_READONLY, /* 1 or 0, of a memoryview */
    HB_STATE_SPLIT,    /* a dict's keys belong to the class: 1 or 0 */
    HB_STATE_ALIVE,    /* a weak reference's referent: 1 or 0 */
    HB_STATE_DICT      /* it can have attributes in a dict: 1 or 0 */
};

/* -1 when objects of its kind have no such thing, or it is none. */
long long Hb_DeadState(const struct Hb_Dead *dead, uintptr_t object,
                       enum Hb_State what);

/* The ends of the collector's rings of objects, which are no part of the
 * region: the first and the last head of each. */
enum { HB_RINGS = 5 };

struct Hb_Rings {
    uint64_t first[HB_RINGS], last[HB_RINGS];
};

/* Those of this process; the ring that begins at this address, or -1. */
void Hb_RingsRead(struct Hb_Rings *rings);
int Hb_RingOf(uintptr_t head);

/* 1 when the collector has the object, 0 when not: then its neighbours in the
 * ring know it.  `rings` are those of the program that left the heap. */
long long Hb_DeadTracked(const struct Hb_Dead *dead, uintptr_t object,
                         const struct Hb_Rings *rings);

/* Prints the shape or the strides of a memoryview as a tuple.
 *
 * Fails: -1 when it is none, or is released. */
int Hb_DeadShape(const struct Hb_Dead *dead, uintptr_t object, int strides,
                 FILE *out);

/* Visits the blocks that are alive, by address, until a visit does not return
 * 0.  Fails: -1 when the image is damaged. */
int Hb_DeadEachBlock(const struct Hb_Dead *dead,
                     int (*visit)(uintptr_t address, size_t size, void *arg),
                     void *arg);

#endif
