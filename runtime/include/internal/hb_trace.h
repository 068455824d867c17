/* hb_trace.h -- the books: which block is alive, and which line made it.
 *
 * While tracing, a table outside the region knows every block that the
 * PyMem_ and PyObject_ functions handed out.  Off, it costs a test.
 *
 *   T1  a serial number is given once; it is the identity of a block for
 *       snapshots.  A block keeps it when it is resized.  An object that
 *       comes out of a free list gets a new one (_Py_NewReference)
 *   T2  what a program made has a serial above Hb_TraceMark() at its start
 *   T3  one memory block, one entry: what PyObject_Malloc passes on to
 *       PyMem_RawMalloc is noted once, under the outer domain
 *
 * tracemalloc, the leak report and the probe read the same table.
 */
#ifndef Py_INTERNAL_HB_TRACE_H
#define Py_INTERNAL_HB_TRACE_H

#include "Python.h"

#include <stdint.h>

/* The table is an array of a power of two of these; an unused one has address
 * NULL.  A block is looked for from the place that its address gives, onwards.
 *
 *    struct Hb_Block: 40 bytes
 *   +----+---------+
 *   |  0 | address |
 *   |  8 | size    |
 *   | 16 | serial  |     T1
 *   | 24 | line    |
 *   | 28 | resized |
 *   | 32 | domain  |
 *   | 36 | traced  |
 *   | 38 | metered |
 *   +----+---------+
 */
struct Hb_Block {
    const void *address;
    size_t size; /* bytes asked for */
    uint64_t serial;
    int line;     /* of the example, that made it; 0 unknown */
    int resized;  /* line that gave it its size */
    int domain;   /* PyMemAllocatorDomain; above, PyTraceMalloc_Track's + 16 */
    short traced; /* made or resized while tracemalloc was tracing */
    short metered; /* the same, while there was a meter */
};

extern Py_LOCAL_SYMBOL int Hb_Tracing;

/* Tracing is on while somebody wants it: calls nest. */
Py_LOCAL_SYMBOL void Hb_TraceStart(void);
Py_LOCAL_SYMBOL void Hb_TraceStop(void);

/* The serial number that was given last. */
uint64_t Hb_TraceMark(void);

/* 1 and *block when a block begins at that address; else 0. */
int Hb_TraceFind(const void *address, struct Hb_Block *block);

/* Whether the books have no block. */
int Hb_TraceIsEmpty(void);

/* Visits all blocks with a serial above `after`, oldest first, until a visit
 * does not return 0; gives what it returned.  -1 without memory. */
int Hb_TraceEach(uint64_t after,
                 int (*visit)(const struct Hb_Block *block, void *arg),
                 void *arg);

/* tracemalloc's side: counts the bytes of blocks made or resized since. */
Py_LOCAL_SYMBOL void Hb_TraceCount(int on);
int Hb_TraceCounting(void);
void Hb_TraceMemory(size_t *now, size_t *peak);
Py_LOCAL_SYMBOL void Hb_TraceResetPeak(void);
/* Forgets what was counted so far; the blocks stay known. */
Py_LOCAL_SYMBOL void Hb_TraceForget(void);

/* What _Py_NewReference calls while Hb_Tracing: the memory of op, which may
 * have lain in a free list, is a new block from now on. */
void Hb_TraceNewReference(PyObject *op);

/* What the allocators call while Hb_Tracing. */
Py_LOCAL_SYMBOL void Hb_TraceAdd(int domain, void *address, size_t size);
Py_LOCAL_SYMBOL void Hb_TraceMove(int domain, void *from, void *to,
                                  size_t size);
Py_LOCAL_SYMBOL void Hb_TraceRemove(void *address);

/* ---- a meter --------------------------------------------------------------
 *
 * What a call asks of the memory, counted where requests come in: whoever
 * serves a domain, and whatever becomes of tracemalloc.  A program that is
 * metered can name none of this; it lies in the books (hb_books.h).
 */
struct Hb_Meter {
    int on;
    long long allocations, frees, resizes; /* requests */
    long long moved;  /* pointers that resizing has copied */
    long long refuse; /* requests until one is refused; 0 for none, or after */
    size_t now, peak; /* bytes of what was made since */
};

/* From 0.  It knows blocks, so tracing is on for as long.  The request with
 * the number `refuse`, from 1, gets no memory; 0 for none. */
Py_LOCAL_SYMBOL void Hb_MeterBegin(long long refuse);
/* Whether the request that comes in now is the one. */
Py_LOCAL_SYMBOL int Hb_MeterRefuses(void);
/* Gives what was counted. */
Py_LOCAL_SYMBOL struct Hb_Meter Hb_MeterEnd(void);

/* ---- leaks ----------------------------------------------------------------
 *
 * What is alive at the very end can no longer be described: its type may be
 * gone.  So the end of a program goes: modules and cycles are gone, then
 * Hb_LeakDescribe, then types and caches are gone, then Hb_LeakReport.
 */

/* Describes the blocks that are alive with a serial above `after`. */
void Hb_LeakDescribe(uint64_t after);
/* Writes a record for each described block that is still alive, to the
 * stream of records if there is one; forgets them; gives their number. */
int Hb_LeakReport(void);

#endif
