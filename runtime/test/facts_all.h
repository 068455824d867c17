/* facts_all.h -- all facts, and how what they observe is written; see facts.h.
 *
 * Included by one source of a program, which has main and write_text:
 * facts_test.c, and site/web/facts.c in WebAssembly.
 */
#include "facts.h"

struct fact *facts;

void
write_bool(FILE *out, int truth)
{
    fputs(truth ? "true" : "false", out);
}

static void
write_items(FILE *out, PyObject *sequence)
{
    PyObject *fast = hb_keep(PySequence_Fast(sequence, "a sequence"));

    putc('[', out);
    for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(fast); i++) {
        fputs(i ? ", " : "", out);
        write_object(out, PySequence_Fast_GET_ITEM(fast, i));
    }
    putc(']', out);
}

static void
write_mapping(FILE *out, PyObject *dict)
{
    PyObject *key, *value;
    Py_ssize_t pos = 0;
    int first = 1;

    putc('{', out);
    while (PyDict_Next(dict, &pos, &key, &value)) {
        fputs(first ? "" : ", ", out);
        first = 0;
        write_text(out, PyUnicode_AsUTF8(hb_keep(PyObject_Str(key))));
        fputs(": ", out);
        write_object(out, value);
    }
    putc('}', out);
}

void
write_object(FILE *out, PyObject *object)
{
    if (object == Py_None) {
        fputs("null", out);
    }
    else if (PyBool_Check(object)) {
        write_bool(out, object == Py_True);
    }
    else if (PyUnicode_Check(object)) {
        write_text(out, PyUnicode_AsUTF8(object));
    }
    else if (PyLong_Check(object) || PyFloat_Check(object)) {
        fputs(PyUnicode_AsUTF8(hb_keep(PyObject_Repr(object))), out);
    }
    else if (PyDict_Check(object)) {
        write_mapping(out, object);
    }
    else {
        write_items(out, object);
    }
}

void
write_raised(FILE *out, PyObject *result)
{
    PyObject *type, *value, *traceback, *text;

    if (result) {
        fputs("[\"ok\", ", out);
        write_text(out, PyUnicode_AsUTF8(hb_keep(PyObject_Repr(result))));
        putc(']', out);
        return;
    }
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    text = hb_keep(PyObject_Str(value));
    putc('[', out);
    write_text(out, ((PyTypeObject *)type)->tp_name);
    fputs(", ", out);
    write_text(out, PyUnicode_AsUTF8(text));
    putc(']', out);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
}

/* One file for each group of facts. */
#include "facts/sizes.c"
#include "facts/text.c"
#include "facts/list.c"
#include "facts/set.c"
#include "facts/dict.c"
#include "facts/copy.c"
#include "facts/types.c"
#include "facts/counts.c"
#include "facts/memory.c"
#include "facts/collector.c"
#include "facts/weakrefs.c"
#include "facts/buffers.c"
#include "facts/errors.c"
#include "facts/errors_views.c"
#include "facts/containers.c"
