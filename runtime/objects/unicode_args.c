/* unicode_args.c -- the methods of str that look for a substring.
 *
 * Source: CPython 3.11, Objects/unicodeobject.c, parse_args_finds_unicode().
 */
#include "internal/pycore_unicodeobject.h"
#include "unicode_methods.h"

struct find {
    PyObject *substr; /* borrowed */
    Py_ssize_t start;
    Py_ssize_t end;
};

/* Parses (sub[, start[, end]]); start and end may be None. */
static int
parse(PyObject *args, const char *format, struct find *find)
{
    PyObject *start = Py_None, *end = Py_None;
    find->start = 0;
    find->end = PY_SSIZE_T_MAX;
    if (!PyArg_ParseTuple(args, format, &find->substr, &start, &end)) {
        return -1;
    }
    if (start != Py_None && !_PyEval_SliceIndex(start, &find->start)) {
        return -1;
    }
    if (end != Py_None && !_PyEval_SliceIndex(end, &find->end)) {
        return -1;
    }
    return 0;
}

static Py_ssize_t
find(PyObject *self, PyObject *args, const char *format, int direction)
{
    struct find what;
    if (parse(args, format, &what) < 0) {
        return -2;
    }
    return PyUnicode_Find(self, what.substr, what.start, what.end, direction);
}

static PyObject *
index_or_error(Py_ssize_t index)
{
    if (index == -1) {
        PyErr_SetString(PyExc_ValueError, "substring not found");
    }
    return index < 0 ? NULL : PyLong_FromSsize_t(index);
}

PyObject *
Hb_StrFind(PyObject *self, PyObject *args)
{
    Py_ssize_t index = find(self, args, "O|OO:find", 1);
    return index == -2 ? NULL : PyLong_FromSsize_t(index);
}

PyObject *
Hb_StrRfind(PyObject *self, PyObject *args)
{
    Py_ssize_t index = find(self, args, "O|OO:rfind", -1);
    return index == -2 ? NULL : PyLong_FromSsize_t(index);
}

PyObject *
Hb_StrIndex(PyObject *self, PyObject *args)
{
    return index_or_error(find(self, args, "O|OO:index", 1));
}

PyObject *
Hb_StrRindex(PyObject *self, PyObject *args)
{
    return index_or_error(find(self, args, "O|OO:rindex", -1));
}

PyObject *
Hb_StrCount(PyObject *self, PyObject *args)
{
    struct find what;
    if (parse(args, "O|OO:count", &what) < 0) {
        return NULL;
    }
    Py_ssize_t count =
        PyUnicode_Count(self, what.substr, what.start, what.end);
    return count < 0 ? NULL : PyLong_FromSsize_t(count);
}

/* ---- startswith, endswith ----------------------------------------------- */

static PyObject *
match_any(PyObject *self, const struct find *what, int direction,
          const char *name)
{
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(what->substr); i++) {
        PyObject *item = PyTuple_GET_ITEM(what->substr, i);
        if (!PyUnicode_Check(item)) {
            PyErr_Format(PyExc_TypeError,
                         "tuple for %s must only contain str, not %.100s",
                         name, Py_TYPE(item)->tp_name);
            return NULL;
        }
        Py_ssize_t found =
            PyUnicode_Tailmatch(self, item, what->start, what->end, direction);
        if (found != 0) {
            return found < 0 ? NULL : Py_NewRef(Py_True);
        }
    }
    Py_RETURN_FALSE;
}

static PyObject *
match(PyObject *self, PyObject *args, const char *format, int direction)
{
    struct find what;
    const char *name = direction > 0 ? "endswith" : "startswith";
    if (parse(args, format, &what) < 0) {
        return NULL;
    }
    if (PyTuple_Check(what.substr)) {
        return match_any(self, &what, direction, name);
    }
    if (!PyUnicode_Check(what.substr)) {
        PyErr_Format(PyExc_TypeError,
                     "%s first arg must be str or a tuple of str, not %.100s",
                     name, Py_TYPE(what.substr)->tp_name);
        return NULL;
    }
    Py_ssize_t found = PyUnicode_Tailmatch(self, what.substr, what.start,
                                           what.end, direction);
    return found < 0 ? NULL : PyBool_FromLong(found);
}

PyObject *
Hb_StrStartswith(PyObject *self, PyObject *args)
{
    return match(self, args, "O|OO:startswith", -1);
}

PyObject *
Hb_StrEndswith(PyObject *self, PyObject *args)
{
    return match(self, args, "O|OO:endswith", 1);
}
