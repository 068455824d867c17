/* trashcan.c -- long chains die without a deep stack.
 *
 * A deallocator that stands between Py_TRASHCAN_BEGIN and _END counts its
 * depth.  At 50 the object is put aside, untracked and with a count of 0,
 * linked through its head; the outermost deallocator works the pile off.
 *
 * Source: CPython 3.11, Objects/object.c.
 */
#include "Python.h"
#include "internal/pycore_gc.h"
#include "internal/pycore_object.h"

static void
deposit(PyThreadState *tstate, PyObject *op)
{
    assert(!_PyObject_GC_IS_TRACKED(op) && Py_REFCNT(op) == 0);
    _PyGCHead_SET_PREV(_Py_AS_GC(op), tstate->trash_delete_later);
    tstate->trash_delete_later = op;
}

/* The depth is kept at one or more, so that what dies meanwhile lands on the
 * pile instead of beginning to work it off again. */
void
_PyTrash_thread_destroy_chain(PyThreadState *tstate)
{
    tstate->trash_delete_nesting++;
    while (tstate->trash_delete_later) {
        PyObject *op = tstate->trash_delete_later;

        tstate->trash_delete_later = (PyObject *)_PyGCHead_PREV(_Py_AS_GC(op));
        Py_TYPE(op)->tp_dealloc(op);
    }
    tstate->trash_delete_nesting--;
}

int
_PyTrash_begin(PyThreadState *tstate, PyObject *op)
{
    if (tstate->trash_delete_nesting >= Hb_TRASH_DEPTH) {
        deposit(tstate, op);
        return 1;
    }
    tstate->trash_delete_nesting++;
    return 0;
}

void
_PyTrash_end(PyThreadState *tstate)
{
    tstate->trash_delete_nesting--;
    if (tstate->trash_delete_later && tstate->trash_delete_nesting <= 0) {
        _PyTrash_thread_destroy_chain(tstate);
    }
}

/* Only the outermost class's deallocator counts. */
int
_PyTrash_cond(PyObject *op, destructor dealloc)
{
    return Py_TYPE(op)->tp_dealloc == dealloc;
}
