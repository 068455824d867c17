/* found_codecs.c -- error handlers that are called more than once in one call
 * of a codec: there is one exception, whose fields change and whose args stay
 * those of the first fault; a handler may answer with bytes, give another
 * object to decode, go back, or fail.
 */
#define PY_SSIZE_T_CLEAN
#include <heapbook.h>

#include "answer.h"

static PyObject *seen; /* the exception of the first call */
static int calls;

static void
put_exception(PyObject *exception)
{
    static const char *const fields[] = {"args",  "encoding", "object",
                                         "start", "end",      "reason"};

    printf("  %d: %s exception", ++calls,
           seen == NULL || seen == exception ? "the same" : "another");
    if (seen == NULL) {
        seen = Py_NewRef(exception);
    }
    for (size_t i = 0; i < Py_ARRAY_LENGTH(fields); i++) {
        PyObject *value = PyObject_GetAttrString(exception, fields[i]);
        PyObject *repr = PyObject_Repr(value);

        printf(" %s", PyUnicode_AsUTF8(repr));
        Py_DECREF(repr);
        Py_DECREF(value);
    }
    printf("\n");
}

/* The answer: what replaces, and the end of the fault. */
static PyObject *
go_on(PyObject *exception, PyObject *replacement)
{
    PyObject *end = PyObject_GetAttrString(exception, "end");

    return Py_BuildValue("(NN)", replacement, end);
}

static PyObject *
with_text(PyObject *Py_UNUSED(self), PyObject *exception)
{
    put_exception(exception);
    return go_on(exception, PyUnicode_FromString("X"));
}

static PyObject *
with_two_bytes(PyObject *Py_UNUSED(self), PyObject *exception)
{
    put_exception(exception);
    return go_on(exception, PyBytes_FromString("XY"));
}

static PyObject *
with_another_object(PyObject *Py_UNUSED(self), PyObject *exception)
{
    put_exception(exception);
    if (calls > 1) {
        return go_on(exception, PyUnicode_FromString("X"));
    }
    PyObject *object = PyBytes_FromString("ab\xff"
                                          "cd\xfe");
    PyObject_SetAttrString(exception, "object", object);
    Py_DECREF(object);
    return Py_BuildValue("(si)", "M", 0);
}

static PyObject *
back_from_the_end(PyObject *Py_UNUSED(self), PyObject *exception)
{
    put_exception(exception);
    if (calls > 2) {
        PyErr_SetString(PyExc_ValueError, "enough");
        return NULL;
    }
    return Py_BuildValue("(si)", "<", -1);
}

static PyObject *
too_far(PyObject *Py_UNUSED(self), PyObject *exception)
{
    put_exception(exception);
    return Py_BuildValue("(si)", "<", 100);
}

static PyObject *
strict_in_the_end(PyObject *self, PyObject *exception)
{
    if (calls == 0) {
        return with_text(self, exception);
    }
    put_exception(exception);
    return PyCodec_StrictErrors(exception);
}

static PyMethodDef handlers[] = {
    {"with_text", with_text, METH_O, NULL},
    {"with_two_bytes", with_two_bytes, METH_O, NULL},
    {"with_another_object", with_another_object, METH_O, NULL},
    {"back_from_the_end", back_from_the_end, METH_O, NULL},
    {"too_far", too_far, METH_O, NULL},
    {"strict_in_the_end", strict_in_the_end, METH_O, NULL},
};

static const char *const builtin[] = {"surrogateescape", "surrogatepass",
                                      "backslashreplace"};

static const char *const encodings[] = {
    "ascii",     "latin-1",        "utf-8",
    "utf-16",    "utf-16-le",      "utf-32-be",
    "utf-16-be", "unicode_escape", "raw_unicode_escape"};

/* What a failure looks like: its args and where it comes from. */
static void
put_failure(void)
{
    PyObject *type, *value, *traceback;

    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    PyObject *args = PyObject_GetAttrString(value, "args");
    PyObject *cause = PyException_GetCause(value);
    PyObject *context = PyException_GetContext(value);

    printf("%s is %s; args ", cause ? Py_TYPE(cause)->tp_name : "no cause",
           context ? "chained" : "not chained");
    put(args);
    Py_XDECREF(cause);
    Py_XDECREF(context);
    PyErr_Restore(type, value, traceback);
    put(NULL);
}

static void
put_call(const char *what, const char *encoding, const char *errors,
         PyObject *result)
{
    printf("%s %s %s: ", what, encoding, errors);
    if (result == NULL) {
        put_failure();
    }
    else {
        put(result);
    }
    Py_CLEAR(seen);
    calls = 0;
}

static void
try_handler(const char *errors, PyObject *text)
{
    static const struct {
        const char *bytes;
        Py_ssize_t len;
    } faulty[] = {
        {"a\xff"
         "b\xfe"
         "c\\u12 \\x1\xe2\x82",
         15},
        {"\xff\xfe\0\xd8"
         "ab\0\xdc\0\xd8",
         10},
        {"\xff\xfe\0\0\0\xd8\0\0"
         "abcd\0\xdc\0\0x",
         17},
    };

    static const size_t without_handlers = 7; /* when they encode */

    for (size_t i = 0; i < Py_ARRAY_LENGTH(encodings); i++) {
        for (size_t k = 0; k < Py_ARRAY_LENGTH(faulty); k++) {
            PyObject *result = PyUnicode_Decode(faulty[k].bytes, faulty[k].len,
                                                encodings[i], errors);

            put_call("decode", encodings[i], errors, result);
        }
        if (i < without_handlers) {
            put_call("encode", encodings[i], errors,
                     PyUnicode_AsEncodedString(text, encodings[i], errors));
        }
    }
}

int
main(void)
{
    static const Py_UCS4 letters[] = {'a',    0xd800, 'b',    0xdc80, 0xdcff,
                                      0x20ac, 'c',    0xdc81, 'd'};

    Py_Initialize();
    PyObject *text = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, letters,
                                               Py_ARRAY_LENGTH(letters));
    for (size_t i = 0; i < Py_ARRAY_LENGTH(handlers); i++) {
        PyObject *handler = PyCFunction_New(&handlers[i], NULL);

        PyCodec_RegisterError(handlers[i].ml_name, handler);
        Py_DECREF(handler);
        try_handler(handlers[i].ml_name, text);
    }
    for (size_t i = 0; i < Py_ARRAY_LENGTH(builtin); i++) {
        try_handler(builtin[i], text);
    }
    Py_DECREF(text);
    return Py_FinalizeEx();
}
