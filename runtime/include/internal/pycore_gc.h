/* pycore_gc.h -- the collector's head before an object, and its books.
 *
 *   G1  an object is tracked when _gc_next is not 0; then it stands in the
 *       doubly linked list of exactly one generation
 *   G2  outside a collection _gc_prev holds the previous head and the flag
 *       FINALIZED; during one, a copy of the reference count and the flag
 *       COLLECTING
 *   G3  generations are rings whose own head is no object
 *
 * Source: CPython 3.11, Include/internal/pycore_gc.h, Modules/gcmodule.c.
 */
#ifndef Py_INTERNAL_GC_H
#define Py_INTERNAL_GC_H

#include "Python.h"

/* A generation of two objects.  The heads stand right before their objects:
 *
 *       generation          head before a list      head before a dict
 *      +----------+        +----------+            +----------+
 *   +->| _gc_next |------->| _gc_next |----------->| _gc_next |--+
 *   |  | _gc_prev |<-------| _gc_prev |<-----------| _gc_prev |  |
 *   |  +----------+        +----------+            +----------+  |
 *   |  no object behind    | the list |            | the dict |  |
 *   +---------------------------<--------------------------------+
 *
 *    PyGC_Head: 16 bytes
 *   +----+----------+
 *   |  0 | _gc_next |     0: not tracked (G1)
 *   |  8 | _gc_prev |     the lowest two bits are flags (G2)
 *   +----+----------+
 */
typedef struct {
    uintptr_t _gc_next;
    uintptr_t _gc_prev;
} PyGC_Head;

#define _Py_AS_GC(o)               ((PyGC_Head *)(o)-1)
#define _Py_FROM_GC(g)             ((PyObject *)((PyGC_Head *)(g) + 1))
#define _PyObject_GC_IS_TRACKED(o) (_Py_AS_GC(o)->_gc_next != 0)

/* A tuple that is not tracked never will be; other objects may become. */
#define _PyObject_GC_MAY_BE_TRACKED(obj)                                      \
    (_PyObject_IS_GC(obj) &&                                                  \
     (!PyTuple_CheckExact(obj) || _PyObject_GC_IS_TRACKED(obj)))

#define _PyGC_PREV_MASK_FINALIZED  (1)
#define _PyGC_PREV_MASK_COLLECTING (2)
#define _PyGC_PREV_SHIFT           (2)
#define _PyGC_PREV_MASK            (((uintptr_t)-1) << _PyGC_PREV_SHIFT)

#define _PyGCHead_NEXT(g)        ((PyGC_Head *)(g)->_gc_next)
#define _PyGCHead_SET_NEXT(g, p) ((g)->_gc_next = (uintptr_t)(p))
#define _PyGCHead_PREV(g)        ((PyGC_Head *)((g)->_gc_prev & _PyGC_PREV_MASK))
#define _PyGCHead_SET_PREV(g, p)                                              \
    ((g)->_gc_prev = ((g)->_gc_prev & ~_PyGC_PREV_MASK) | (uintptr_t)(p))
#define _PyGCHead_FINALIZED(g)                                                \
    (((g)->_gc_prev & _PyGC_PREV_MASK_FINALIZED) != 0)
#define _PyGCHead_SET_FINALIZED(g) ((g)->_gc_prev |= _PyGC_PREV_MASK_FINALIZED)
#define _PyGC_SET_FINALIZED(o)     _PyGCHead_SET_FINALIZED(_Py_AS_GC(o))

#define NUM_GENERATIONS 3

/*    struct gc_generation: 24 bytes
 *   +----+-----------+
 *   |  0 | head      |     the ring (G3)
 *   | 16 | threshold | 700, 10, 10
 *   | 20 | count     |     above the threshold: time to collect
 *   +----+-----------+
 */
struct gc_generation {
    PyGC_Head head;
    int threshold;
    int count; /* generation 0: allocations less deallocations; else
                  collections of the generation before */
};

struct gc_generation_stats {
    Py_ssize_t collections;
    Py_ssize_t collected;
    Py_ssize_t uncollectable;
};

struct _gc_runtime_state {
    PyGC_Head *generation0; /* &generations[0].head */
    int enabled;
    int debug;
    int collecting;
    struct gc_generation generations[NUM_GENERATIONS];
    struct gc_generation permanent_generation; /* gc.freeze */
    PyGC_Head settled; /* what the runtime made before the program began */
    struct gc_generation_stats generation_stats[NUM_GENERATIONS];
    PyObject *garbage;             /* list, or NULL before it is used */
    PyObject *callbacks;           /* list: gc.callbacks */
    Py_ssize_t long_lived_total;   /* survivors of the last full collection */
    Py_ssize_t long_lived_pending; /* survivors that wait for the next */
};

/* Counts an object that has a head and is not tracked yet; may collect. */
void _PyObject_GC_Link(PyObject *op);

/* Empties all generations; thresholds 700, 10, 10. */
void _PyGC_InitState(struct _gc_runtime_state *gc);
int _PyGC_Init(PyInterpreterState *interp);
/* Takes what is alive out of the collections to come, and puts it back at the
 * end: a program's collections cost what the program made. */
void Hb_GCSettle(struct _gc_runtime_state *gc);
void Hb_GCUnsettle(struct _gc_runtime_state *gc);
void _PyGC_Fini(PyInterpreterState *interp);
/* A full collection without exceptions, also while disabled. */
Py_ssize_t _PyGC_CollectNoFail(PyThreadState *tstate);
/* What gc.collect(generation) does, flags and callbacks included. */
Py_ssize_t Hb_GCCollect(int generation);
/* Prints what gc.garbage holds at the end, as CPython's shutdown does. */
void _PyGC_DumpShutdownStats(PyInterpreterState *interp);

/* Deallocators that can go deep count how many of them there are; from this
 * one on an object waits in the trashcan (trashcan.c). */
#define Hb_TRASH_DEPTH 50

/* Reclaims what waits in the trashcan. */
void _PyTrash_thread_destroy_chain(PyThreadState *tstate);

/* Calls what each type offers to clear its free list; every full collection
 * does, and the end of the program. */
void Hb_ClearFreeLists(void);

#endif
