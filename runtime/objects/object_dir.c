/* object_dir.c -- listing and printing objects. */

#include "Python.h"

#include "internal/pycore_call.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

/* ---- dir()
 * ------------------------------------------------------------------- */

static PyObject *
dir_object(PyObject *op)
{
    PyObject *method = _PyObject_LookupSpecial(op, &_Py_ID(__dir__));
    if (method == NULL) {
        if (!PyErr_Occurred()) {
            PyErr_SetString(PyExc_TypeError,
                            "object does not provide __dir__");
        }
        return NULL;
    }
    PyObject *names = _PyObject_CallNoArgs(method);
    Py_DECREF(method);
    if (names == NULL) {
        return NULL;
    }
    PyObject *list = PySequence_List(names);
    Py_DECREF(names);
    if (list != NULL && PyList_Sort(list) < 0) {
        Py_CLEAR(list);
    }
    return list;
}

PyObject *
PyObject_Dir(PyObject *op)
{
    if (op == NULL) {
        /* Local names are those of a frame, and none ever runs. */
        PyErr_SetString(PyExc_SystemError, "frame does not exist");
        return NULL;
    }
    return dir_object(op);
}

/* ---- printing
 * ------------------------------------------------------------------ */

static int
print_text(PyObject *op, FILE *stream, int flags)
{
    PyObject *text =
        flags & Py_PRINT_RAW ? PyObject_Str(op) : PyObject_Repr(op);
    if (text == NULL) {
        return -1;
    }
    PyObject *bytes =
        PyUnicode_AsEncodedString(text, "utf-8", "backslashreplace");
    Py_DECREF(text);
    if (bytes == NULL) {
        return -1;
    }
    fwrite(PyBytes_AS_STRING(bytes), 1, (size_t)PyBytes_GET_SIZE(bytes),
           stream);
    Py_DECREF(bytes);
    return 0;
}

int
PyObject_Print(PyObject *op, FILE *stream, int flags)
{
    int result = 0;
    if (PyErr_CheckSignals()) {
        return -1;
    }
    clearerr(stream);
    if (op == NULL) {
        fprintf(stream, "<nil>");
    }
    else if (Py_REFCNT(op) <= 0) {
        fprintf(stream, "<refcnt %zd at %p>", Py_REFCNT(op), (void *)op);
    }
    else {
        result = print_text(op, stream, flags);
    }
    if (result == 0 && ferror(stream)) {
        PyErr_SetFromErrno(PyExc_OSError);
        clearerr(stream);
        result = -1;
    }
    return result;
}

/* ---- cycles in repr
 * ---------------------------------------------------------------
 *
 * The objects that are being printed stand in a list in the dict of the
 * thread state.
 */

static PyObject *
repr_stack(int create)
{
    PyObject *dict = PyThreadState_GetDict();
    if (dict == NULL) {
        return NULL;
    }
    PyObject *list = PyDict_GetItemWithError(dict, &_Py_ID(Py_Repr));
    if (list != NULL || PyErr_Occurred() || !create) {
        return list;
    }
    list = PyList_New(0);
    if (list == NULL) {
        return NULL;
    }
    int error = PyDict_SetItem(dict, &_Py_ID(Py_Repr), list);
    Py_DECREF(list);
    return error < 0 ? NULL : list;
}

int
Py_ReprEnter(PyObject *op)
{
    PyObject *list = repr_stack(1);
    if (list == NULL) {
        return PyErr_Occurred() ? -1 : 0;
    }
    for (Py_ssize_t i = PyList_GET_SIZE(list); --i >= 0;) {
        if (PyList_GET_ITEM(list, i) == op) {
            return 1;
        }
    }
    return PyList_Append(list, op) < 0 ? -1 : 0;
}

void
Py_ReprLeave(PyObject *op)
{
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyObject *list = repr_stack(0);
    if (list != NULL && PyList_Check(list)) {
        Py_ssize_t i = PyList_GET_SIZE(list);
        while (--i >= 0 && PyList_GET_ITEM(list, i) != op) {
        }
        if (i >= 0) {
            PyList_SetSlice(list, i, i + 1, NULL);
        }
    }
    PyErr_Restore(type, value, traceback);
}
