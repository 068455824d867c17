/* twin_show.h -- printing results and exceptions alike on both runtimes:
 * addresses are written as 0x…, the place of a SystemError is left out.
 */
#ifndef HB_TWIN_SHOW_H
#define HB_TWIN_SHOW_H

#include <Python.h>

#include <ctype.h>

/* Prints text with every address replaced, and without the place in the
 * interpreter's source that a SystemError begins with.
 */
static inline void
put_text(const char *text)
{
    const char *bad = strstr(text, ": bad argument to internal function");
    text = bad == NULL ? text : bad + 2;
    for (const char *p = text; *p != '\0';) {
        if (p[0] == '0' && p[1] == 'x' && isxdigit((unsigned char)p[2])) {
            fputs("0x…", stdout);
            for (p += 2; isxdigit((unsigned char)*p); p++) {
            }
        }
        else {
            putchar(*p++);
        }
    }
}

static inline void
put_object(PyObject *text)
{
    const char *utf8 = text == NULL ? NULL : PyUnicode_AsUTF8(text);
    put_text(utf8 == NULL ? "(no text)" : utf8);
    PyErr_Clear();
}

/* Prints and clears the exception that is set. */
static inline void
put_error(void)
{
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    if (type == NULL) {
        puts("no exception");
        return;
    }
    PyErr_NormalizeException(&type, &value, &traceback);
    PyObject *text = PyObject_Str(value);
    printf("%s: ", ((PyTypeObject *)type)->tp_name);
    put_object(text);
    putchar('\n');
    Py_XDECREF(text);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
}

/* Prints a result and gives it back, or the exception for NULL. */
static inline void
show(const char *label, PyObject *result)
{
    printf("%s -> ", label);
    if (result == NULL) {
        put_error();
        return;
    }
    PyObject *text = PyObject_Repr(result);
    if (text == NULL) {
        put_error();
    }
    else {
        put_object(text);
        putchar('\n');
        Py_DECREF(text);
    }
    Py_DECREF(result);
    if (PyErr_Occurred()) {
        printf("  left behind: ");
        put_error();
    }
}

/* Prints a status: 0, or the exception for -1. */
static inline void
show_int(const char *label, long status)
{
    printf("%s -> ", label);
    if (status == -1 && PyErr_Occurred()) {
        put_error();
        return;
    }
    printf("%ld\n", status);
}

#define SHOW(expression)     show(#expression, (expression))
#define SHOW_INT(expression) show_int(#expression, (long)(expression))

#endif
