/* hb_gc.h -- what the files of the collector share. */
#ifndef Py_INTERNAL_HB_GC_H
#define Py_INTERNAL_HB_GC_H

#include "Python.h"
#include "internal/hb_poison.h"
#include "internal/pycore_gc.h"
#include "internal/pycore_object.h"
#include "internal/pycore_pystate.h"

/* gc.DEBUG_… */
#define HB_GC_STATS         1
#define HB_GC_COLLECTABLE   2
#define HB_GC_UNCOLLECTABLE 4
#define HB_GC_SAVEALL       32
#define HB_GC_LEAK          (2 | 4 | 32)

struct Hb_GCResult {
    Py_ssize_t collected;
    Py_ssize_t uncollectable;
};

/* Collects one generation and all that are younger. */
void Hb_GCCollectMain(int generation, struct Hb_GCResult *result, int nofail);
/* The same between the calls of gc.callbacks; the sum of the result. */
Py_ssize_t Hb_GCCollectWithCallback(int generation);

/* Prints each object of the list, if gc.set_debug() asked for this flag; how
 * long the generations are (gc_show.c). */
void Hb_GCShowList(struct _gc_runtime_state *gc, int flag, const char *message,
                   PyGC_Head *list);
void Hb_GCShowGenerations(struct _gc_runtime_state *gc, int generation);

/* Collects if generation 0 is above its threshold and nothing forbids it. */
void Hb_GCWhenDue(struct _gc_runtime_state *gc);

/* Counts the head of a new object, and collects when that is due. */
static inline void
Hb_GCLink(PyObject *op)
{
    struct _gc_runtime_state *gc = &Hb_Interpreter.gc;
    PyGC_Head *head = _Py_AS_GC(op);

    head->_gc_next = 0;
    head->_gc_prev = 0;
    if (++gc->generations[0].count > gc->generations[0].threshold ||
        HB_MOVES) {
        Hb_GCWhenDue(gc);
    }
}

#ifdef HB_HOSTILE
/* At each allocation: collects every generation by itself and moves nobody.
 * Behind a pass over n objects n / 200 allocations go by without. */
void Hb_GCHarass(struct _gc_runtime_state *gc);

/* Ends the program unless the ring (G2), every container in it, and what those
 * hold keep their invariants (gc_show.c). */
void Hb_GCLookAtAll(PyGC_Head *list);
#endif

/* ---- rings of heads (G3) ------------------------------------------------ */

static inline void
Hb_GCListInit(PyGC_Head *list)
{
    list->_gc_prev = (uintptr_t)list;
    list->_gc_next = (uintptr_t)list;
}

static inline int
Hb_GCListIsEmpty(PyGC_Head *list)
{
    return list->_gc_next == (uintptr_t)list;
}

static inline void
Hb_GCListAppend(PyGC_Head *node, PyGC_Head *list)
{
    PyGC_Head *last = (PyGC_Head *)list->_gc_prev;

    _PyGCHead_SET_PREV(node, last);
    _PyGCHead_SET_NEXT(last, node);
    _PyGCHead_SET_NEXT(node, list);
    list->_gc_prev = (uintptr_t)node;
}

static inline void
Hb_GCListRemove(PyGC_Head *node)
{
    PyGC_Head *prev = _PyGCHead_PREV(node);
    PyGC_Head *next = _PyGCHead_NEXT(node);

    _PyGCHead_SET_NEXT(prev, next);
    _PyGCHead_SET_PREV(next, prev);
    node->_gc_next = 0;
}

static inline void
Hb_GCListMove(PyGC_Head *node, PyGC_Head *list)
{
    Hb_GCListRemove(node);
    Hb_GCListAppend(node, list);
}

/* Puts all of `from` behind `to`; `from` is empty then. */
static inline void
Hb_GCListMerge(PyGC_Head *from, PyGC_Head *to)
{
    PyGC_Head *to_last, *from_first, *from_last;

    if (!Hb_GCListIsEmpty(from)) {
        to_last = _PyGCHead_PREV(to);
        from_first = _PyGCHead_NEXT(from);
        from_last = _PyGCHead_PREV(from);
        _PyGCHead_SET_NEXT(to_last, from_first);
        _PyGCHead_SET_PREV(from_first, to_last);
        _PyGCHead_SET_NEXT(from_last, to);
        _PyGCHead_SET_PREV(to, from_last);
    }
    Hb_GCListInit(from);
}

static inline Py_ssize_t
Hb_GCListSize(PyGC_Head *list)
{
    PyGC_Head *g = _PyGCHead_NEXT(list);
    Py_ssize_t n = 0;

    for (; g != list; g = _PyGCHead_NEXT(g)) {
        n++;
    }
    return n;
}

#endif
