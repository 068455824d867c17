/* hb_poison.h -- memory that shows who touches it (FLAVOUR=hostile).
 *
 * There a new block is full of HB_CLEAN.  A free one is full of HB_DEAD but
 * for the words by which the allocators link it, and is looked at when it is
 * taken again and at the end of the runtime: a byte that was written to ends
 * the program.  No block stays where it is when its size changes.  Elsewhere
 * all of this is nothing.
 */
#ifndef Py_INTERNAL_HB_POISON_H
#define Py_INTERNAL_HB_POISON_H

#include <stddef.h>
#include <string.h>

#ifdef HB_HOSTILE
#define HB_MOVES                1
#define HB_FILL(at, byte, size) memset(at, byte, size)
#define HB_CLEAN                0xCD
#define HB_DEAD                 0xDD

/* Ends the program if one of these bytes, which are free, was written to. */
void Hb_PoisonCheck(const void *at, size_t size);

/* The same for all free memory of the heap and of the arenas. */
void Hb_HeapCheckPoison(void);
void Hb_ArenasCheckPoison(void);

/* The place of a block of PyMem_Malloc from now on: another one, if there is
 * memory for it. */
void *Hb_Moved(void *block, size_t size);
#else
#define HB_MOVES                 0
#define HB_FILL(at, byte, size)  ((void)0)
#define Hb_PoisonCheck(at, size) ((void)0)
#define Hb_HeapCheckPoison()     ((void)0)
#define Hb_ArenasCheckPoison()   ((void)0)
#define Hb_Moved(block, size)    (block)
#endif

#endif
