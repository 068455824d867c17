/* unicode_args.c -- the methods of str that look for a substring.
 *
 * Source: CPython 3.11, Objects/unicodeobject.c, parse_args_finds_unicode().
 */
#include "internal/hb_getargs.h"
#include "internal/pycore_unicodeobject.h"
#include "unicode_methods.h"

static Py_ssize_t
find(PyObject *self, const char *name, PyObject *const *args, Py_ssize_t nargs,
     int direction)
{
    struct hb_find what;
    if (Hb_FindArguments(name, args, nargs, &what) < 0) {
        return -2;
    }
    return PyUnicode_Find(self, what.sub, what.start, what.end, direction);
}

static PyObject *
index_or_error(Py_ssize_t index)
{
    if (index == -1) {
        PyErr_SetString(PyExc_ValueError, "substring not found");
    }
    return index < 0 ? NULL : PyLong_FromSsize_t(index);
}

HB_STR_ARGS(Hb_StrFind)
{
    Py_ssize_t index = find(self, "find", args, nargs, 1);
    return index == -2 ? NULL : PyLong_FromSsize_t(index);
}

HB_STR_ARGS(Hb_StrRfind)
{
    Py_ssize_t index = find(self, "rfind", args, nargs, -1);
    return index == -2 ? NULL : PyLong_FromSsize_t(index);
}

HB_STR_ARGS(Hb_StrIndex)
{
    return index_or_error(find(self, "index", args, nargs, 1));
}

HB_STR_ARGS(Hb_StrRindex)
{
    return index_or_error(find(self, "rindex", args, nargs, -1));
}

HB_STR_ARGS(Hb_StrCount)
{
    struct hb_find what;
    if (Hb_FindArguments("count", args, nargs, &what) < 0) {
        return NULL;
    }
    Py_ssize_t count = PyUnicode_Count(self, what.sub, what.start, what.end);
    return count < 0 ? NULL : PyLong_FromSsize_t(count);
}

/* ---- startswith, endswith ----------------------------------------------- */

static PyObject *
match_any(PyObject *self, const struct hb_find *what, int direction,
          const char *name)
{
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(what->sub); i++) {
        PyObject *item = PyTuple_GET_ITEM(what->sub, i);
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
match(PyObject *self, PyObject *const *args, Py_ssize_t nargs, int direction)
{
    struct hb_find what;
    const char *name = direction > 0 ? "endswith" : "startswith";
    if (Hb_FindArguments(name, args, nargs, &what) < 0) {
        return NULL;
    }
    if (PyTuple_Check(what.sub)) {
        return match_any(self, &what, direction, name);
    }
    if (!PyUnicode_Check(what.sub)) {
        PyErr_Format(PyExc_TypeError,
                     "%s first arg must be str or a tuple of str, not %.100s",
                     name, Py_TYPE(what.sub)->tp_name);
        return NULL;
    }
    Py_ssize_t found =
        PyUnicode_Tailmatch(self, what.sub, what.start, what.end, direction);
    return found < 0 ? NULL : PyBool_FromLong(found);
}

HB_STR_ARGS(Hb_StrStartswith)
{
    return match(self, args, nargs, -1);
}

HB_STR_ARGS(Hb_StrEndswith)
{
    return match(self, args, nargs, 1);
}
