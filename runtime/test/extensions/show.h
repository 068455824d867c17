/* show.h -- what the programs of this folder print: a label and a value.
 *
 * Each is a whole program over the public C interface and runs on CPython as
 * on the model.  Addresses are printed as 0x?, so that both print the same.
 */
#ifndef HB_EXTENSIONS_SHOW_H
#define HB_EXTENSIONS_SHOW_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <ctype.h>
#include <string.h>

static inline void
show_text(const char *text)
{
    for (; *text; text++) {
        putchar(*text);
        if (strncmp(text, "0x", 2) == 0) {
            fputs("x?", stdout);
            for (text += 2; isxdigit((unsigned char)*text); text++) {
            }
            text--;
        }
    }
}

/* Prints the exception that is set, and clears it. */
static inline void
show_exception(void)
{
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    if (type == NULL) {
        puts("nothing");
        return;
    }
    PyErr_NormalizeException(&type, &value, &traceback);
    printf("%s: ", ((PyTypeObject *)type)->tp_name);
    PyObject *text = PyObject_Str(value);
    show_text(text != NULL ? PyUnicode_AsUTF8(text) : "?");
    PyObject *context = PyException_GetContext(value);
    printf(context != NULL ? " (after %s)\n" : "\n",
           context != NULL ? Py_TYPE(context)->tp_name : "");
    Py_XDECREF(context);
    Py_XDECREF(text);
    Py_DECREF(type);
    Py_DECREF(value);
    Py_XDECREF(traceback);
}

/* Prints a value, or the exception when it is NULL; takes the reference. */
static inline void
show(const char *label, PyObject *value)
{
    printf("%s: ", label);
    PyObject *text = value == NULL ? NULL : PyObject_Repr(value);
    if (text != NULL) {
        show_text(PyUnicode_AsUTF8(text));
        putchar('\n');
    }
    else {
        show_exception();
    }
    Py_XDECREF(text);
    Py_XDECREF(value);
}

/* Starts with hash seed 0, which an isolated CPython does not read from the
 * environment. */
static inline void
begin(void)
{
    PyConfig config;
    PyConfig_InitIsolatedConfig(&config);
    config.use_hash_seed = 1;
    config.hash_seed = 0;
    Py_InitializeFromConfig(&config);
    PyConfig_Clear(&config);
}

static inline int
end(void)
{
    int status = Py_FinalizeEx();
    printf("end %d\n", status);
    return status;
}

#endif
