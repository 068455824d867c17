/* arguments.c -- every unit of PyArg_Parse* and Py_BuildValue, with each of a
 * row of values, and the faster ways of taking arguments.
 */
#include "show.h"
#include "structmember.h"

static PyObject *values;

/* ---- one unit, all values --------------------------------------------------
 */

static union {
    char character;
    unsigned char byte;
    short a_short;
    unsigned short a_ushort;
    int an_int;
    unsigned int a_uint;
    long a_long;
    unsigned long a_ulong;
    long long a_longlong;
    unsigned long long a_ulonglong;
    Py_ssize_t size;
    float a_float;
    double a_double;
    Py_complex a_complex;
    const char *text;
    PyObject *object;
    Py_buffer buffer;
} out;

static Py_ssize_t length;

static void
print_value(const char *unit)
{
    switch (*unit) {
    case 'b':
    case 'B':
        printf("%d\n", out.byte);
        break;
    case 'h':
        printf("%d\n", out.a_short);
        break;
    case 'H':
        printf("%d\n", out.a_ushort);
        break;
    case 'i':
    case 'C':
    case 'p':
        printf("%d\n", out.an_int);
        break;
    case 'I':
        printf("%u\n", out.a_uint);
        break;
    case 'l':
    case 'n':
    case 'L':
        printf("%lld\n", out.a_longlong);
        break;
    case 'k':
    case 'K':
        printf("%llu\n", out.a_ulonglong);
        break;
    case 'f':
        printf("%g\n", (double)out.a_float);
        break;
    case 'd':
        printf("%g\n", out.a_double);
        break;
    case 'D':
        printf("%g %g\n", out.a_complex.real, out.a_complex.imag);
        break;
    case 'c':
        printf("%d\n", out.character);
        break;
    default:
        show("object", Py_NewRef(out.object));
    }
}

static void
numbers(void)
{
    const char *units[] = {"b", "B", "h", "H", "i", "I", "l",
                           "k", "L", "K", "n", "c", "C", "f",
                           "d", "D", "p", "O", "S", "U", "Y"};
    for (size_t u = 0; u < Py_ARRAY_LENGTH(units); u++) {
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(values); i++) {
            PyObject *args = PyTuple_GetSlice(values, i, i + 1);
            char format[16];
            snprintf(format, sizeof(format), "%s:take", units[u]);
            memset(&out, 0, sizeof(out));
            printf("%s %zd ", units[u], i);
            if (PyArg_ParseTuple(args, format, &out)) {
                print_value(units[u]);
            }
            else {
                show_exception();
            }
            Py_DECREF(args);
        }
    }
}

static void
texts(void)
{
    const char *units[] = {"s",  "z",  "y",  "s#", "z#",
                           "y#", "s*", "z*", "y*", "w*"};
    for (size_t u = 0; u < Py_ARRAY_LENGTH(units); u++) {
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(values); i++) {
            PyObject *args = PyTuple_GetSlice(values, i, i + 1);
            memset(&out, 0, sizeof(out));
            length = -1;
            printf("%s %zd ", units[u], i);
            if (!PyArg_ParseTuple(args, units[u], &out, &length)) {
                show_exception();
            }
            else if (strchr(units[u], '*')) {
                printf("%zd bytes, %s\n", out.buffer.len,
                       out.buffer.readonly ? "read-only" : "writable");
                PyBuffer_Release(&out.buffer);
            }
            else {
                printf("%s, length %zd\n", out.text ? out.text : "NULL",
                       length);
            }
            Py_DECREF(args);
        }
    }
}

static void
encoded(void)
{
    const char *units[] = {"es", "et", "es#", "et#"};
    for (size_t u = 0; u < Py_ARRAY_LENGTH(units); u++) {
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(values); i++) {
            PyObject *args = PyTuple_GetSlice(values, i, i + 1);
            char *text = NULL;
            printf("%s %zd ", units[u], i);
            if (PyArg_ParseTuple(args, units[u], "latin-1", &text, &length)) {
                printf("%s\n", text);
                PyMem_Free(text);
            }
            else {
                show_exception();
            }
            Py_DECREF(args);
        }
    }
}

/* ---- whole formats
 * ---------------------------------------------------------- */

static int
convert(PyObject *object, void *address)
{
    if (object == NULL) {
        printf("(taken back) ");
        return 1;
    }
    if (!PyLong_Check(object)) {
        PyErr_SetString(PyExc_ValueError, "converter wants int");
        return 0;
    }
    *(long *)address = PyLong_AsLong(object) * 2;
    return Py_CLEANUP_SUPPORTED;
}

static PyObject *
function(PyObject *Py_UNUSED(self), PyObject *args, PyObject *kwds)
{
    static char *names[] = {"", "pair", "list", "twice", "flag", "name", NULL};
    int first, left = 0, right = 0, flag = 0;
    long twice = 0;
    const char *name = NULL;
    PyObject *list = NULL;
    if (!PyArg_ParseTupleAndKeywords(
            args, kwds, "i|(ii)O!O&$pz:function", names, &first, &left, &right,
            &PyList_Type, &list, convert, &twice, &flag, &name)) {
        return NULL;
    }
    return Py_BuildValue("{s:i,s:(ii),s:O,s:l,s:i,s:z}", "first", first,
                         "pair", left, right, "list", list ? list : Py_None,
                         "twice", twice, "flag", flag, "name", name);
}

static PyObject *
fast(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t nargs,
     PyObject *kwnames)
{
    static const char *const names[] = {"", "b", "c", NULL};
    static _PyArg_Parser parser = {.keywords = names, .fname = "fast"};
    PyObject *room[3];
    PyObject *const *all = _PyArg_UnpackKeywords(args, nargs, NULL, kwnames,
                                                 &parser, 1, 2, 1, room);
    if (all == NULL) {
        return NULL;
    }
    return Py_BuildValue("[OOO]", all[0], all[1] ? all[1] : Py_None, all[2]);
}

static PyObject *
unpack(PyObject *Py_UNUSED(self), PyObject *args)
{
    PyObject *a, *b = Py_None;
    return PyArg_UnpackTuple(args, "unpack", 1, 2, &a, &b)
               ? PyTuple_Pack(2, b, a)
               : NULL;
}

static PyMethodDef defs[] = {
    {"function", (PyCFunction)(void (*)(void))function,
     METH_VARARGS | METH_KEYWORDS, NULL},
    {"fast", (PyCFunction)(void (*)(void))fast, METH_FASTCALL | METH_KEYWORDS,
     NULL},
    {"unpack", unpack, METH_VARARGS, NULL},
};

static void
call(int which, PyObject *args, PyObject *kwds)
{
    PyObject *callable = PyCFunction_New(&defs[which], NULL);
    PyObject *tuple =
        PyTuple_Check(args) ? Py_NewRef(args) : PyTuple_Pack(1, args);
    show(defs[which].ml_name, PyObject_Call(callable, tuple, kwds));
    Py_DECREF(callable);
    Py_DECREF(tuple);
    Py_DECREF(args);
    Py_XDECREF(kwds);
}

static void
whole(void)
{
    call(0, Py_BuildValue("()"), NULL);
    call(0, Py_BuildValue("(i)", 1), NULL);
    call(0, Py_BuildValue("(i(ii))", 1, 2, 3), NULL);
    call(0, Py_BuildValue("(i[ii])", 1, 2, 3), NULL);
    call(0, Py_BuildValue("(ii)", 1, 2), NULL);
    call(0, Py_BuildValue("(i(i))", 1, 2), NULL);
    call(0, Py_BuildValue("(i(is))", 1, 2, "x"), NULL);
    call(0, Py_BuildValue("(i(ii)[])", 1, 2, 3), NULL);
    call(0, Py_BuildValue("(i(ii)())", 1, 2, 3), NULL);
    call(0, Py_BuildValue("(i(ii)[]i)", 1, 2, 3, 4), NULL);
    call(0, Py_BuildValue("(i(ii)[]s)", 1, 2, 3, "x"), NULL);
    call(0, Py_BuildValue("(i(ii)[]iO)", 1, 2, 3, 4, Py_True), NULL);
    call(0, Py_BuildValue("(i)", 1), Py_BuildValue("{sO}", "flag", Py_True));
    call(0, Py_BuildValue("(i)", 1),
         Py_BuildValue("{siss}", "twice", 4, "name", "n"));
    call(0, Py_BuildValue("(i)", 1),
         Py_BuildValue("{sisi}", "twice", 4, "name", 5));
    call(0, Py_BuildValue("(i)", 1), Py_BuildValue("{si}", "nothing", 4));
    call(0, Py_BuildValue("(i(ii))", 1, 2, 3),
         Py_BuildValue("{s(ii)}", "pair", 4, 5));
    call(0, Py_BuildValue("()"), Py_BuildValue("{si}", "", 4));
    call(1, Py_BuildValue("()"), NULL);
    call(1, Py_BuildValue("(i)", 1), NULL);
    call(1, Py_BuildValue("(i)", 1), Py_BuildValue("{si}", "c", 4));
    call(1, Py_BuildValue("(ii)", 1, 2), Py_BuildValue("{si}", "c", 4));
    call(1, Py_BuildValue("(iii)", 1, 2, 3), NULL);
    call(1, Py_BuildValue("(ii)", 1, 2),
         Py_BuildValue("{sisi}", "c", 4, "b", 1));
    call(1, Py_BuildValue("(i)", 1), Py_BuildValue("{sisi}", "c", 4, "d", 1));
    call(2, Py_BuildValue("()"), NULL);
    call(2, Py_BuildValue("(ii)", 1, 2), NULL);
    call(2, Py_BuildValue("(iii)", 1, 2, 3), NULL);
    call(2, Py_BuildValue("(i)", 1), Py_BuildValue("{si}", "a", 4));
}

static void
built(void)
{
    Py_complex number = {1, -2};
    show("none", Py_BuildValue(""));
    show("one", Py_BuildValue("i", 1));
    show("tuple of one", Py_BuildValue("(i)", 1));
    show("numbers", Py_BuildValue("bBhHiIlkLKn", -1, 255, -2, 65535, -3, 7u,
                                  -4L, 5UL, -6LL, 7ULL, (Py_ssize_t)8));
    show("floats", Py_BuildValue("fdD", 1.5, -2.5, &number));
    show("texts", Py_BuildValue("szUy", "a", NULL, "u", "by"));
    show("lengths", Py_BuildValue("s#y#z#", "abc", (Py_ssize_t)2, "abc",
                                  (Py_ssize_t)1, NULL, (Py_ssize_t)9));
    show("characters", Py_BuildValue("cC", 'x', 0x20ac));
    show("wide", Py_BuildValue("u", L"w\u20ac"));
    show("nested",
         Py_BuildValue("[i{s:[()],i:O}(ii)]", 1, "k", 2, Py_None, 3, 4));
    show("objects",
         Py_BuildValue("(ONS)", Py_None, PyLong_FromLong(5), Py_True));
    show("converted", Py_BuildValue("O&", PyLong_FromVoidPtr, NULL));
    show("odd", Py_BuildValue("{i}", 1));
    show("open", Py_BuildValue("(i", 1));
    show("bad", Py_BuildValue("!", 1));
    show("no object", Py_BuildValue("O", NULL));
}

int
main(void)
{
    begin();
    values = Py_BuildValue("(iiiiLKdssyzOO[i](i)y#N)", 0, 65, -1, 300,
                           1LL << 40, ~0ULL, 2.5, "a", "text", "bytes", NULL,
                           Py_True, Py_Ellipsis, 1, 1, "a\0b", (Py_ssize_t)3,
                           PyByteArray_FromStringAndSize("room", 4));
    numbers();
    texts();
    encoded();
    whole();
    built();
    Py_DECREF(values);
    return end();
}
