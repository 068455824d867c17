/* fuzz_methods_show.h -- what fuzz_methods.c tells of objects and exceptions.
 */
#ifndef HB_FUZZ_METHODS_SHOW_H
#define HB_FUZZ_METHODS_SHOW_H

#include "fuzz_methods_classes.h"

/* Prints text up to a length, with addresses left out. */
static void
put_text(PyObject *text)
{
    PyObject *octets =
        PyUnicode_AsEncodedString(text, "utf-8", "backslashreplace");
    char *cut = octets != NULL ? PyBytes_AS_STRING(octets) : "?";

    if (strlen(cut) > 500) {
        cut[500] = '\0';
    }
    put(cut);
    PyErr_Clear();
    Py_XDECREF(octets);
}

/* The frames of Python's functions, which CPython has more of, let go of what
 * they hold before anything is said. */
static void
put_raised(void)
{
    PyObject *type, *value, *traceback, *text;

    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    Py_XDECREF(traceback);
    printf("%s: ", Py_TYPE(value)->tp_name);
    text = PyErr_GivenExceptionMatches(type, PyExc_SystemError)
               ? PyUnicode_FromString("...") /* it names a source file */
               : PyObject_Str(value);
    PyErr_Clear();
    if (text != NULL) {
        put_text(text);
    }
    Py_XDECREF(text);
    Py_XDECREF(type);
    Py_XDECREF(value);
}

/* Classes of Python's there have no module in this name. */
static const char *
name_of(PyTypeObject *type)
{
    const char *name = type->tp_name;

    return strncmp(name, "weakref.", 8) == 0 ||
                   strncmp(name, "_weakrefset.", 12) == 0 ||
                   strncmp(name, "contextlib.", 11) == 0
               ? _PyType_Name(type)
               : name;
}

static void
show(PyObject *obj)
{
    PyObject *text;

    printf("%s ", name_of(Py_TYPE(obj)));
    if (PyAnySet_Check(obj) && !has_order(obj)) {
        printf("of %zd", PySet_GET_SIZE(obj));
        return;
    }
    text = PyObject_Repr(obj);
    if (text == NULL) {
        printf("! ");
        put_raised();
        return;
    }
    put_text(text);
    Py_DECREF(text);
}

/* Shows what came back, or was raised; takes it. */
static inline void
finish(PyObject *result)
{
    PyObject *item;
    int n = 0;

    if (result == NULL) {
        put_raised();
        return;
    }
    show(result);
    while (PyIter_Check(result) && n++ < 6) {
        item = PyIter_Next(result);
        if (item == NULL) {
            if (PyErr_Occurred()) {
                printf(" ! ");
                put_raised();
            }
            break;
        }
        printf(" next ");
        show(item);
        Py_DECREF(item);
    }
    Py_DECREF(result);
}

/* Strings, numbers and types may be shared with the runtime itself. */
static Py_ssize_t
count_of(PyObject *obj)
{
    return PyUnicode_Check(obj) || PyLong_Check(obj) || PyType_Check(obj) ||
                   PyModule_Check(obj) || PyBytes_Check(obj) ||
                   obj == Py_None || Py_REFCNT(obj) > 1000
               ? 0
               : Py_REFCNT(obj);
}

#endif
