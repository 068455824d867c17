/* output.c -- what the reader sees: lines on stdout. */

#include <stdarg.h>

#include "helper.h"

/* Writes a str and takes it. */
static void
write_text(PyObject *owned)
{
    const char *utf8;
    Py_ssize_t size;

    utf8 = owned ? PyUnicode_AsUTF8AndSize(owned, &size) : NULL;
    hb_ok_(!utf8, "a line of output");
    fwrite(utf8, 1, (size_t)size, stdout);
    Py_DECREF(owned);
}

void
hb_print_(PyObject *first, ...)
{
    va_list rest;
    PyObject *object = first;

    va_start(rest, first);
    while (object) {
        write_text(PyObject_Str(object));
        object = va_arg(rest, PyObject *);
        if (object) {
            putchar(' ');
        }
    }
    va_end(rest);
    putchar('\n');
}

void
hb_say(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    write_text(PyUnicode_FromFormatV(format, args));
    va_end(args);
    putchar('\n');
}

void
hb_show_as(const char *label, PyObject *object)
{
    hb_say("%s = %R", label, object);
}

void
hb_error(void)
{
    PyObject *type, *value, *traceback;

    PyErr_Fetch(&type, &value, &traceback);
    if (!type) {
        hb_say("no error");
        return;
    }
    PyErr_NormalizeException(&type, &value, &traceback);
    hb_say("%s: %S", ((PyTypeObject *)type)->tp_name, value);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
}
