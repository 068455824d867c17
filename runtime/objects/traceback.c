/* traceback.c -- the type of tracebacks.
 *
 * The runtime makes none, because it has no frames; an exception carries the
 * one that it was given.
 */
#include "Python.h"
#include "internal/pycore_object.h"

static int
tb_traverse(PyObject *self, visitproc visit, void *arg)
{
    PyTracebackObject *tb = (PyTracebackObject *)self;

    Py_VISIT(tb->tb_next);
    Py_VISIT(tb->tb_frame);
    return 0;
}

static int
tb_clear(PyObject *self)
{
    PyTracebackObject *tb = (PyTracebackObject *)self;

    Py_CLEAR(tb->tb_next);
    Py_CLEAR(tb->tb_frame);
    return 0;
}

static void
tb_dealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    Py_TRASHCAN_BEGIN(self, tb_dealloc)
    tb_clear(self);
    PyObject_GC_Del(self);
    Py_TRASHCAN_END
}

PyTypeObject PyTraceBack_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "traceback",
    .tp_basicsize = sizeof(PyTracebackObject),
    .tp_dealloc = tb_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC |
                Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_traverse = tb_traverse,
    .tp_clear = tb_clear,
};

int
PyTraceBack_Here(PyFrameObject *Py_UNUSED(frame))
{
    return 0;
}

void
_PyTraceback_Add(const char *Py_UNUSED(funcname),
                 const char *Py_UNUSED(filename), int Py_UNUSED(lineno))
{
}
