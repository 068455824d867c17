/* frameobject.c -- frames that an extension module made; none ever runs.
 *
 * Source: CPython 3.11, Objects/frameobject.c.
 */
#include <stddef.h>

#include "Python.h"
#include "structmember.h"
#include "internal/pycore_frame.h"
#include "internal/pycore_object.h"

PyFrameObject *
PyFrame_New(PyThreadState *Py_UNUSED(tstate), PyCodeObject *code,
            PyObject *globals, PyObject *locals)
{
    PyFrameObject *frame = PyObject_GC_New(PyFrameObject, &PyFrame_Type);

    if (frame == NULL) {
        return NULL;
    }
    memset((char *)frame + sizeof(PyObject), 0,
           sizeof(PyFrameObject) - sizeof(PyObject));
    frame->f_trace_lines = 1;
    frame->f_code = (PyCodeObject *)Py_NewRef(code);
    frame->f_globals = Py_NewRef(globals);
    frame->f_locals = Py_XNewRef(locals);
    _PyObject_GC_TRACK(frame);
    return frame;
}

PyCodeObject *
PyFrame_GetCode(PyFrameObject *frame)
{
    return (PyCodeObject *)Py_NewRef(frame->f_code);
}

PyFrameObject *
PyFrame_GetBack(PyFrameObject *frame)
{
    return (PyFrameObject *)Py_XNewRef(frame->f_back);
}

PyObject *
PyFrame_GetGlobals(PyFrameObject *frame)
{
    return Py_NewRef(frame->f_globals);
}

PyObject *
PyFrame_GetBuiltins(PyFrameObject *Py_UNUSED(frame))
{
    return Py_NewRef(PyEval_GetBuiltins());
}

PyObject *
PyFrame_GetLocals(PyFrameObject *frame)
{
    if (frame->f_locals == NULL) {
        frame->f_locals = PyDict_New();
    }
    return Py_XNewRef(frame->f_locals);
}

int
PyFrame_GetLineNumber(PyFrameObject *frame)
{
    return frame->f_lineno != 0 ? frame->f_lineno
                                : frame->f_code->co_firstlineno;
}

int
PyFrame_GetLasti(PyFrameObject *Py_UNUSED(frame))
{
    return -1;
}

/* ---- the type ----------------------------------------------------------- */

static PyObject *
get_back(PyObject *self, void *Py_UNUSED(closure))
{
    PyFrameObject *back = PyFrame_GetBack((PyFrameObject *)self);
    return back == NULL ? Py_NewRef(Py_None) : (PyObject *)back;
}

static PyObject *
get_builtins(PyObject *self, void *Py_UNUSED(closure))
{
    return PyFrame_GetBuiltins((PyFrameObject *)self);
}

static PyObject *
get_locals(PyObject *self, void *Py_UNUSED(closure))
{
    return PyFrame_GetLocals((PyFrameObject *)self);
}

static PyObject *
get_lineno(PyObject *self, void *Py_UNUSED(closure))
{
    return PyLong_FromLong(PyFrame_GetLineNumber((PyFrameObject *)self));
}

static PyGetSetDef frame_getset[] = {
    {"f_back", get_back, NULL, NULL, NULL},
    {"f_builtins", get_builtins, NULL, NULL, NULL},
    {"f_lineno", get_lineno, NULL, NULL, NULL},
    {"f_locals", get_locals, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyMemberDef frame_members[] = {
    {"f_code", T_OBJECT, offsetof(PyFrameObject, f_code), READONLY, NULL},
    {"f_globals", T_OBJECT, offsetof(PyFrameObject, f_globals), READONLY,
     NULL},
    {"f_trace", T_OBJECT, offsetof(PyFrameObject, f_trace), READONLY, NULL},
    {"f_trace_lines", T_BOOL, offsetof(PyFrameObject, f_trace_lines), 0, NULL},
    {NULL, 0, 0, 0, NULL},
};

static int
frame_traverse(PyObject *self, visitproc visit, void *arg)
{
    PyFrameObject *frame = (PyFrameObject *)self;

    Py_VISIT(frame->f_back);
    Py_VISIT(frame->f_trace);
    Py_VISIT(frame->f_code);
    Py_VISIT(frame->f_globals);
    Py_VISIT(frame->f_locals);
    return 0;
}

/* The code and the globals stay: they are what a frame is asked for. */
static int
frame_clear(PyObject *self)
{
    PyFrameObject *frame = (PyFrameObject *)self;

    Py_CLEAR(frame->f_trace);
    Py_CLEAR(frame->f_locals);
    return 0;
}

static void
frame_dealloc(PyObject *self)
{
    PyFrameObject *frame = (PyFrameObject *)self;

    PyObject_GC_UnTrack(self);
    Py_TRASHCAN_BEGIN(self, frame_dealloc)
    frame_clear(self);
    Py_CLEAR(frame->f_back);
    Py_CLEAR(frame->f_code);
    Py_CLEAR(frame->f_globals);
    PyObject_GC_Del(self);
    Py_TRASHCAN_END
}

static PyObject *
frame_repr(PyObject *self)
{
    PyFrameObject *frame = (PyFrameObject *)self;

    return PyUnicode_FromFormat("<frame at %p, file %R, line %d, code %S>",
                                self, frame->f_code->co_filename,
                                PyFrame_GetLineNumber(frame),
                                frame->f_code->co_name);
}

PyTypeObject PyFrame_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "frame",
    .tp_basicsize = sizeof(PyFrameObject),
    .tp_dealloc = frame_dealloc,
    .tp_repr = frame_repr,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_setattro = PyObject_GenericSetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC |
                Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_traverse = frame_traverse,
    .tp_clear = frame_clear,
    .tp_members = frame_members,
    .tp_getset = frame_getset,
};
