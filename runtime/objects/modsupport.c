/* modsupport.c -- Py_BuildValue: objects from C values, after a format.
 *
 * A format is a row of units; brackets make tuples, lists and dicts of the
 * units between them.  When a unit fails the rest is still read, so that the
 * references that "N" gives away are not lost.
 *
 * Source: CPython 3.11, Python/modsupport.c.
 */

#include "Python.h"
#include "internal/pycore_object.h"
#include "internal/pycore_tuple.h"

#undef Py_BuildValue
#undef Py_VaBuildValue
#undef _Py_VaBuildStack

struct builder {
    const char *format;
    va_list va;
    int has_size; /* "#" reads a Py_ssize_t: PY_SSIZE_T_CLEAN */
};

static PyObject *build_one(struct builder *builder);

/* What a letter of a format is to the count of units. */
enum letter { UNIT, OPENS, CLOSES, NOTHING };

static inline enum letter
letter_of(char letter)
{
    switch (letter) {
    case '(':
    case '[':
    case '{':
        return OPENS;
    case ')':
    case ']':
    case '}':
        return CLOSES;
    case '#':
    case '&':
    case ',':
    case ':':
    case ' ':
    case '\t':
        return NOTHING;
    default:
        return UNIT;
    }
}

/* The number of units up to `end` at this depth; -1 with SystemError. */
static Py_ssize_t
count_units(const char *format, char end)
{
    Py_ssize_t count = 0;
    int depth = 0;

    for (; depth > 0 || *format != end; format++) {
        if (*format == '\0') {
            PyErr_SetString(PyExc_SystemError, "unmatched paren in format");
            return -1;
        }
        enum letter letter = letter_of(*format);
        count += depth == 0 && (letter == UNIT || letter == OPENS);
        depth += (letter == OPENS) - (letter == CLOSES);
    }
    return count;
}

/* Reads a unit for the sake of what it gives away. */
static void
read_and_drop(struct builder *builder)
{
    PyObject *type, *value, *traceback, *object;

    PyErr_Fetch(&type, &value, &traceback);
    object = build_one(builder);
    Py_XDECREF(object);
    PyErr_Clear();
    PyErr_Restore(type, value, traceback);
}

/* Moves behind the closing bracket.  Takes the container; NULL if it has
 * failed or if the format does not end here: commas stand before units only.
 */
static PyObject *
close_container(struct builder *builder, PyObject *container, char end)
{
    if (*builder->format != end) {
        Py_XDECREF(container);
        PyErr_SetString(PyExc_SystemError, "Unmatched paren in format");
        return NULL;
    }
    if (end) {
        builder->format++;
    }
    return container;
}

/* Fills items[0 .. count-1]; 0, or -1 with NULL where a unit failed. */
static int
build_items(struct builder *builder, PyObject **items, Py_ssize_t count)
{
    int result = 0;

    for (Py_ssize_t i = 0; i < count; i++) {
        if (result < 0) {
            read_and_drop(builder);
            continue;
        }
        items[i] = build_one(builder);
        result = items[i] ? 0 : -1;
    }
    return result;
}

/* Reads the units of a container that could not be made; NULL. */
static PyObject *
skip_container(struct builder *builder, char end, Py_ssize_t count)
{
    if (count < 0) {
        return NULL;
    }
    for (; count > 0; count--) {
        read_and_drop(builder);
    }
    return close_container(builder, NULL, end);
}

static PyObject *
build_tuple(struct builder *builder, char end, Py_ssize_t count)
{
    PyObject *tuple = count < 0 ? NULL : PyTuple_New(count);
    PyObject **items;

    if (!tuple) {
        return skip_container(builder, end, count);
    }
    items = ((PyTupleObject *)tuple)->ob_item;
    if (build_items(builder, items, count) < 0) {
        Py_CLEAR(tuple);
    }
    return close_container(builder, tuple, end);
}

static PyObject *
build_list(struct builder *builder, char end, Py_ssize_t count)
{
    PyObject *list = count < 0 ? NULL : PyList_New(count);

    if (!list) {
        return skip_container(builder, end, count);
    }
    if (build_items(builder, ((PyListObject *)list)->ob_item, count) < 0) {
        Py_CLEAR(list);
    }
    return close_container(builder, list, end);
}

/* Reads a key and a value into the dict; after a failure only reads. */
static int
build_pair(struct builder *builder, PyObject *dict)
{
    PyObject *key, *value;
    int result = -1;

    if (!dict) {
        read_and_drop(builder);
        read_and_drop(builder);
        return -1;
    }
    key = build_one(builder);
    if (!key) {
        read_and_drop(builder);
        return -1;
    }
    value = build_one(builder);
    if (value) {
        result = PyDict_SetItem(dict, key, value);
    }
    Py_DECREF(key);
    Py_XDECREF(value);
    return result;
}

static PyObject *
build_dict(struct builder *builder, char end, Py_ssize_t count)
{
    PyObject *dict;

    if (count < 0) {
        return NULL;
    }
    if (count % 2) {
        PyErr_SetString(PyExc_SystemError, "Bad dict format");
        return skip_container(builder, end, count);
    }
    dict = PyDict_New();
    for (Py_ssize_t i = 0; i < count; i += 2) {
        if (build_pair(builder, dict) < 0) {
            Py_CLEAR(dict);
        }
    }
    return close_container(builder, dict, end);
}

/* ---- units -----------------------------------------------------------------
 */

/* The length behind "#", or -1 for the length of the string.  -2: failed. */
static Py_ssize_t
read_length(struct builder *builder)
{
    if (*builder->format != '#') {
        return -1;
    }
    builder->format++;
    if (!builder->has_size) {
        (void)va_arg(builder->va, int);
        PyErr_SetString(PyExc_SystemError, "PY_SSIZE_T_CLEAN macro must be "
                                           "defined for '#' formats");
        return -2;
    }
    return va_arg(builder->va, Py_ssize_t);
}

static int
too_long(size_t length)
{
    if (length > PY_SSIZE_T_MAX) {
        PyErr_SetString(PyExc_OverflowError,
                        "string too long for Python string");
        return 1;
    }
    return 0;
}

static PyObject *
build_text(struct builder *builder, int is_bytes)
{
    const char *text = va_arg(builder->va, const char *);
    Py_ssize_t length = read_length(builder);

    if (length == -2) {
        return NULL;
    }
    if (!text) {
        Py_RETURN_NONE;
    }
    if (length < 0) {
        if (too_long(strlen(text))) {
            return NULL;
        }
        length = (Py_ssize_t)strlen(text);
    }
    return is_bytes ? PyBytes_FromStringAndSize(text, length)
                    : PyUnicode_FromStringAndSize(text, length);
}

static PyObject *
build_wide(struct builder *builder)
{
    const wchar_t *text = va_arg(builder->va, const wchar_t *);
    Py_ssize_t length = read_length(builder);

    if (length == -2) {
        return NULL;
    }
    if (!text) {
        Py_RETURN_NONE;
    }
    return PyUnicode_FromWideChar(text, length);
}

/* "N" gives a reference, "O" and "S" lend one, "O&" calls a converter. */
static PyObject *
build_object(struct builder *builder, char unit)
{
    typedef PyObject *(*converter)(void *);
    PyObject *object;

    if (*builder->format == '&') {
        converter function = va_arg(builder->va, converter);
        void *argument = va_arg(builder->va, void *);

        builder->format++;
        return function(argument);
    }
    object = va_arg(builder->va, PyObject *);
    if (object) {
        return unit == 'N' ? object : Py_NewRef(object);
    }
    if (!PyErr_Occurred()) {
        PyErr_SetString(PyExc_SystemError,
                        "NULL object passed to Py_BuildValue");
    }
    return NULL;
}

static PyObject *
build_character(int character)
{
    char byte = (char)character;

    return PyBytes_FromStringAndSize(&byte, 1);
}

/* A unit of one letter for a C value. */
static PyObject *
build_simple(struct builder *builder, char unit)
{
    switch (unit) {
    case 'b':
    case 'B':
    case 'h':
    case 'i':
        return PyLong_FromLong((long)va_arg(builder->va, int));
    case 'H':
        return PyLong_FromLong((long)va_arg(builder->va, unsigned int));
    case 'I':
        return PyLong_FromUnsignedLong(va_arg(builder->va, unsigned int));
    case 'n':
        return PyLong_FromSsize_t(va_arg(builder->va, Py_ssize_t));
    case 'l':
        return PyLong_FromLong(va_arg(builder->va, long));
    case 'k':
        return PyLong_FromUnsignedLong(va_arg(builder->va, unsigned long));
    case 'L':
        return PyLong_FromLongLong(va_arg(builder->va, long long));
    case 'K':
        return PyLong_FromUnsignedLongLong(
            va_arg(builder->va, unsigned long long));
    case 'd':
    case 'f':
        return PyFloat_FromDouble(va_arg(builder->va, double));
    case 'D':
        return PyComplex_FromCComplex(*va_arg(builder->va, Py_complex *));
    case 'c':
        return build_character(va_arg(builder->va, int));
    case 'C':
        return PyUnicode_FromOrdinal(va_arg(builder->va, int));
    case 's':
    case 'z':
    case 'U':
        return build_text(builder, 0);
    case 'y':
        return build_text(builder, 1);
    case 'u':
        return build_wide(builder);
    case 'N':
    case 'S':
    case 'O':
        return build_object(builder, unit);
    default:
        PyErr_SetString(PyExc_SystemError,
                        "bad format char passed to Py_BuildValue");
        return NULL;
    }
}

static PyObject *
build_one(struct builder *builder)
{
    char unit = *builder->format++;

    while (unit == ',' || unit == ':' || unit == ' ' || unit == '\t') {
        unit = *builder->format++;
    }
    switch (unit) {
    case '(':
        return build_tuple(builder, ')', count_units(builder->format, ')'));
    case '[':
        return build_list(builder, ']', count_units(builder->format, ']'));
    case '{':
        return build_dict(builder, '}', count_units(builder->format, '}'));
    default:
        return build_simple(builder, unit);
    }
}

/* ---- entry points ---- */

static PyObject *
build(const char *format, va_list va, int has_size)
{
    struct builder builder = {.format = format, .has_size = has_size};
    Py_ssize_t count = count_units(format, '\0');
    PyObject *result;

    if (count < 0) {
        return NULL;
    }
    if (count == 0) {
        Py_RETURN_NONE;
    }
    va_copy(builder.va, va);
    result =
        count == 1 ? build_one(&builder) : build_tuple(&builder, '\0', count);
    va_end(builder.va);
    return result;
}

PyObject *
Py_VaBuildValue(const char *format, va_list va)
{
    return build(format, va, 0);
}

PyObject *
_Py_VaBuildValue_SizeT(const char *format, va_list va)
{
    return build(format, va, 1);
}

PyObject *
Py_BuildValue(const char *format, ...)
{
    va_list va;
    PyObject *result;

    va_start(va, format);
    result = build(format, va, 0);
    va_end(va);
    return result;
}

PyObject *
_Py_BuildValue_SizeT(const char *format, ...)
{
    va_list va;
    PyObject *result;

    va_start(va, format);
    result = build(format, va, 1);
    va_end(va);
    return result;
}

static PyObject **
build_stack(PyObject **small_stack, Py_ssize_t small_stack_len,
            const char *format, va_list va, int has_size, Py_ssize_t *nargs)
{
    struct builder builder = {.format = format, .has_size = has_size};
    Py_ssize_t count = count_units(format, '\0');
    PyObject **stack = small_stack;

    *nargs = 0;
    if (count < 0) {
        return NULL;
    }
    if (count > small_stack_len) {
        stack = PyMem_Malloc((size_t)count * sizeof *stack);
        if (!stack) {
            PyErr_NoMemory();
            return NULL;
        }
    }
    memset(stack, 0, (size_t)count * sizeof *stack);
    va_copy(builder.va, va);
    if (build_items(&builder, stack, count) < 0) {
        for (Py_ssize_t i = 0; i < count; i++) {
            Py_XDECREF(stack[i]);
        }
        if (stack != small_stack) {
            PyMem_Free(stack);
        }
        stack = NULL;
    }
    else {
        *nargs = count;
    }
    va_end(builder.va);
    return stack;
}

PyObject **
_Py_VaBuildStack(PyObject **small_stack, Py_ssize_t small_stack_len,
                 const char *format, va_list va, Py_ssize_t *nargs)
{
    return build_stack(small_stack, small_stack_len, format, va, 0, nargs);
}

PyObject **
_Py_VaBuildStack_SizeT(PyObject **small_stack, Py_ssize_t small_stack_len,
                       const char *format, va_list va, Py_ssize_t *nargs)
{
    return build_stack(small_stack, small_stack_len, format, va, 1, nargs);
}
