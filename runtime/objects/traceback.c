/* traceback.c -- tracebacks: a chain of frames, the outermost first.
 *
 * Source: CPython 3.11, Python/traceback.c.
 */
#include <stddef.h>

#include "Python.h"
#include "structmember.h"
#include "internal/pycore_frame.h"
#include "internal/pycore_object.h"

static PyTracebackObject *
as_traceback(PyObject *self)
{
    return (PyTracebackObject *)self;
}

static int
tb_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(as_traceback(self)->tb_next);
    Py_VISIT(as_traceback(self)->tb_frame);
    return 0;
}

static int
tb_clear(PyObject *self)
{
    Py_CLEAR(as_traceback(self)->tb_next);
    Py_CLEAR(as_traceback(self)->tb_frame);
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

static PyObject *
get_next(PyObject *self, void *Py_UNUSED(closure))
{
    PyObject *next = (PyObject *)as_traceback(self)->tb_next;
    return Py_NewRef(next == NULL ? Py_None : next);
}

static PyMemberDef tb_members[] = {
    {"tb_frame", T_OBJECT, offsetof(PyTracebackObject, tb_frame), READONLY,
     NULL},
    {"tb_lasti", T_INT, offsetof(PyTracebackObject, tb_lasti), READONLY, NULL},
    {"tb_lineno", T_INT, offsetof(PyTracebackObject, tb_lineno), READONLY,
     NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyGetSetDef tb_getset[] = {
    {"tb_next", get_next, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyTypeObject PyTraceBack_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "traceback",
    .tp_basicsize = sizeof(PyTracebackObject),
    .tp_dealloc = tb_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC |
                Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_traverse = tb_traverse,
    .tp_clear = tb_clear,
    .tp_members = tb_members,
    .tp_getset = tb_getset,
};

/* ---- making ------------------------------------------------------------- */

/* A new traceback whose next one is `next`, which may be NULL or None. */
static PyObject *
new_traceback(PyObject *next, PyFrameObject *frame)
{
    PyTracebackObject *tb =
        PyObject_GC_New(PyTracebackObject, &PyTraceBack_Type);

    if (tb != NULL) {
        tb->tb_next = next == NULL || next == Py_None
                          ? NULL
                          : (PyTracebackObject *)Py_NewRef(next);
        tb->tb_frame = (PyFrameObject *)Py_NewRef(frame);
        tb->tb_lasti = PyFrame_GetLasti(frame);
        tb->tb_lineno = PyFrame_GetLineNumber(frame);
        _PyObject_GC_TRACK(tb);
    }
    return (PyObject *)tb;
}

int
PyTraceBack_Here(PyFrameObject *frame)
{
    PyObject *type, *value, *next, *traceback;

    PyErr_Fetch(&type, &value, &next);
    traceback = new_traceback(next, frame);
    if (traceback == NULL) {
        PyErr_Clear();
        PyErr_Restore(type, value, next);
        return -1;
    }
    PyErr_Restore(type, value, traceback);
    Py_XDECREF(next);
    return 0;
}

void
_PyTraceback_Add(const char *funcname, const char *filename, int lineno)
{
    PyObject *type, *value, *traceback, *globals;
    PyCodeObject *code = NULL;
    PyFrameObject *frame = NULL;

    PyErr_Fetch(&type, &value, &traceback);
    globals = PyDict_New();
    if (globals != NULL) {
        code = PyCode_NewEmpty(filename, funcname, lineno);
    }
    if (code != NULL) {
        frame = PyFrame_New(PyThreadState_Get(), code, globals, NULL);
    }
    PyErr_Clear();
    PyErr_Restore(type, value, traceback);
    if (frame != NULL) {
        PyTraceBack_Here(frame);
    }
    Py_XDECREF(globals);
    Py_XDECREF(code);
    Py_XDECREF(frame);
}

/* ---- printing ----------------------------------------------------------- */

/* Writes the line of the file, indented, if there is such a file. */
static int
print_source(PyObject *file, PyObject *filename, int lineno)
{
    const char *path = PyUnicode_AsUTF8(filename);
    FILE *source = path == NULL ? NULL : fopen(path, "r");
    char *line = NULL;
    size_t room = 0;
    ssize_t len = -1;
    int status = 0;

    PyErr_Clear();
    if (source == NULL) {
        return 0;
    }
    for (int i = 0; i < lineno; i++) {
        len = getline(&line, &room, source);
    }
    fclose(source);
    if (len > 0) {
        const char *text = line + strspn(line, " \t\f");
        line[strcspn(line, "\n")] = '\0';
        PyObject *string = PyUnicode_FromFormat("    %s\n", text);
        status = string == NULL
                     ? -1
                     : PyFile_WriteObject(string, file, Py_PRINT_RAW);
        Py_XDECREF(string);
    }
    free(line);
    return status;
}

int
PyTraceBack_Print(PyObject *traceback, PyObject *file)
{
    if (traceback == NULL) {
        return 0;
    }
    if (!PyTraceBack_Check(traceback)) {
        PyErr_BadInternalCall();
        return -1;
    }
    int status =
        PyFile_WriteString("Traceback (most recent call last):\n", file);
    PyTracebackObject *tb = as_traceback(traceback);
    for (; status == 0 && tb != NULL; tb = tb->tb_next) {
        PyCodeObject *code = tb->tb_frame->f_code;
        PyObject *text = PyUnicode_FromFormat(
            "  File \"%U\", line %d, in %U\n", code->co_filename,
            tb->tb_lineno, code->co_name);
        status =
            text == NULL ? -1 : PyFile_WriteObject(text, file, Py_PRINT_RAW);
        Py_XDECREF(text);
        if (status == 0) {
            status = print_source(file, code->co_filename, tb->tb_lineno);
        }
    }
    return status;
}
