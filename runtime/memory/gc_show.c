/* gc_show.c -- what gc.set_debug() makes a collection print.
 *
 * Source: CPython 3.11, Modules/gcmodule.c.
 */
#include "internal/hb_gc.h"

void
Hb_GCShowList(struct _gc_runtime_state *gc, int flag, const char *message,
              PyGC_Head *list)
{
    PyGC_Head *g = _PyGCHead_NEXT(list);

    if (!(gc->debug & flag)) {
        return;
    }
    for (; g != list; g = _PyGCHead_NEXT(g)) {
        PyObject *op = _Py_FROM_GC(g);

        PySys_FormatStderr("gc: %s <%s %p>\n", message, Py_TYPE(op)->tp_name,
                           op);
    }
}

void
Hb_GCShowGenerations(struct _gc_runtime_state *gc, int generation)
{
    PySys_WriteStderr("gc: collecting generation %d...\n", generation);
    PySys_WriteStderr("gc: objects in each generation: %zd %zd %zd\n"
                      "gc: objects in permanent generation: %zd\n",
                      Hb_GCListSize(&gc->generations[0].head),
                      Hb_GCListSize(&gc->generations[1].head),
                      Hb_GCListSize(&gc->generations[2].head),
                      Hb_GCListSize(&gc->permanent_generation.head));
}

#ifdef HB_HOSTILE
static void
look_at(PyObject *op)
{
    _PyObject_CheckConsistency(op, !PyType_Check(op));
}

/* What is tracked has its turn in the ring. */
static int
look_at_held(PyObject *op, void *Py_UNUSED(arg))
{
    if (!_PyObject_IS_GC(op) || !_PyObject_GC_IS_TRACKED(op)) {
        look_at(op);
    }
    return 0;
}

void
Hb_GCLookAtAll(PyGC_Head *list)
{
    PyGC_Head *g = _PyGCHead_NEXT(list);

    for (; g != list; g = _PyGCHead_NEXT(g)) {
        PyObject *op = _Py_FROM_GC(g);

        _PyObject_ASSERT(op, _PyGCHead_PREV(_PyGCHead_NEXT(g)) == g);
        look_at(op);
        Py_TYPE(op)->tp_traverse(op, look_at_held, NULL);
    }
}
#endif
