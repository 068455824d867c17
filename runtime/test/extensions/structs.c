/* structs.c -- the module struct: formats against values, with what fails. */
#include "show.h"

static PyObject *module;

/* Calls struct.NAME with the arguments that Py_BuildValue makes. */
static void
call(const char *name, const char *format, ...)
{
    va_list va;
    va_start(va, format);
    PyObject *args = Py_VaBuildValue(format, va);
    va_end(va);
    PyObject *function = PyObject_GetAttrString(module, name);
    PyObject *text = PyObject_Repr(args);
    printf("%s%s ", name, PyUnicode_AsUTF8(text));
    Py_DECREF(text);
    PyObject *result = PyObject_Call(function, args, NULL);
    if (result != NULL && Py_TYPE(result)->tp_iternext != NULL) {
        Py_SETREF(result, PySequence_List(result));
    }
    show("", result);
    Py_DECREF(function);
    Py_DECREF(args);
}

/* Each code packs each value, native and standard. */
static void
values(void)
{
    const char *prefixes[] = {"", "<", ">"};
    PyObject *list =
        Py_BuildValue("[iiiiiiLLKdddssyyO]", 0, -1, 127, -129, 40000, -70000,
                      1LL << 31, (long long)(1ULL << 63), ~0ULL, 1.5, 1e300,
                      -0.1, "x", "", "a", "ab", Py_None);
    PyObject *big = PyLong_FromString("99999999999999999999", NULL, 10);
    PyList_Append(list, big);
    Py_DECREF(big);
    for (const char *code = "cbBhHiIlLqQnNP?efdsp"; *code; code++) {
        for (size_t p = 0; p < Py_ARRAY_LENGTH(prefixes); p++) {
            char format[4];
            snprintf(format, sizeof(format), "%s%c", prefixes[p], *code);
            for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
                call("pack", "(sO)", format, PyList_GET_ITEM(list, i));
            }
            PyObject *size =
                PyObject_CallMethod(module, "calcsize", "s", format);
            Py_ssize_t n = size == NULL ? 0 : PyLong_AsSsize_t(size);
            PyErr_Clear();
            Py_XDECREF(size);
            call("unpack", "(sy#)", format, "\x81\x02\x03\x04\x05\x06\x07\xfa",
                 n);
            call("unpack", "(sy#)", format, "\xff\xff\xff\xff\xff\xff\xff\xff",
                 n);
        }
    }
    Py_DECREF(list);
}

static void
formats(void)
{
    const char *texts[] = {"",
                           "bi",
                           "ib0i",
                           "bq",
                           "<bq",
                           "3h2x",
                           "?5s",
                           "b0q",
                           "=bq",
                           "xxi",
                           "z",
                           "3",
                           "2 i",
                           "i 2",
                           " h  b",
                           "@n",
                           "<n",
                           "=P",
                           "!i",
                           "0s",
                           "0p",
                           "3x",
                           "iiii",
                           "9999999999999999999999s",
                           "9223372036854775807i",
                           "9223372036854775800sq"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(texts); i++) {
        call("calcsize", "(s)", texts[i]);
        PyObject *compiled =
            PyObject_CallMethod(module, "Struct", "s", texts[i]);
        if (compiled != NULL) {
            show("format", PyObject_GetAttrString(compiled, "format"));
            show("sizeof", PyObject_CallMethod(compiled, "__sizeof__", NULL));
        }
        PyErr_Clear();
        Py_XDECREF(compiled);
    }
    call("calcsize", "(i)", 5);
    call("calcsize", "(y)", "hh");
    call("calcsize", "(s#)", "i\0i", (Py_ssize_t)3);
    call("calcsize", "(s)", "\xe2\x82\xac");
    call("calcsize", "()");
}

static void
buffers(void)
{
    PyObject *room = PyByteArray_FromStringAndSize("12345678", 8);
    const int offsets[] = {0, 4, 5, 8, -4, -2, -9};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(offsets); i++) {
        call("pack_into", "(sOii)", "i", room, offsets[i], 7);
        call("unpack_from", "(sOi)", "i", room, offsets[i]);
    }
    call("pack_into", "()");
    call("pack_into", "(s)", "i");
    call("pack_into", "(sO)", "i", room);
    call("pack_into", "(sOi)", "i", room, 0);
    call("pack_into", "(sOsi)", "i", room, "x", 1);
    call("pack_into", "(syii)", "i", "read-only", 0, 1);
    call("pack_into", "(siii)", "i", 5, 0, 1);
    PyObject *far =
        PyLong_FromString("123456789012345678901234567890", NULL, 10);
    call("unpack_from", "(sOO)", "i", room, far);
    call("pack_into", "(sOOi)", "i", room, far, 1);
    Py_DECREF(far);
    call("unpack_from", "()");
    call("unpack_from", "(s)", "i");
    call("unpack_from", "(sOii)", "i", room, 0, 1);
    call("unpack", "(sO)", "ii", room);
    call("unpack", "(sO)", "i", room);
    call("unpack", "(s)", "i");
    call("unpack", "(si)", "i", 5);
    call("iter_unpack", "(sO)", "h", room);
    call("iter_unpack", "(sO)", "3s", room);
    call("iter_unpack", "(sO)", "", room);
    call("pack", "()");
    call("pack", "(s)", "i");
    call("pack", "(sii)", "i", 1, 2);
    call("pack", "(siysy)", "<b4s2p", 1, "abcdef", "x", "yz");
    call("pack", "(siyy)", "<b4s3p", 1, "abcdef", "pascal");
    call("unpack", "(sy#)", "<b4s3p",
         "\x01"
         "abcd\x09xy",
         (Py_ssize_t)8);
    call("unpack", "(sy)", "0p", "");
    Py_DECREF(room);
}

int
main(void)
{
    begin();
    module = PyImport_ImportModule("struct");
    values();
    formats();
    buffers();
    Py_DECREF(module);
    return end();
}
