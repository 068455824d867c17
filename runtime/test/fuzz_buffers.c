/* fuzz_buffers.c -- random operations on numbers and buffers, as a transcript.
 *
 * Compiled twice, against this runtime and against CPython 3.11, it must
 * print the same bytes for the same arguments: fuzz_buffers SEED COUNT.
 *
 * The program holds ten objects: bytearrays, arrays, bytes and memoryviews of
 * them.  A step picks an operation and its operands and prints what came
 * back, then the state of the object: its value, its size, and where its
 * buffer begins and who has it.  Every fourth step is arithmetic instead.
 * Addresses are never printed and never hashed.
 */
#include "fuzz_buffer_values.h"

/* ---- steps ---- */

static void
call(PyObject *obj, const char *name, maker first, maker second)
{
    fuzz_call(obj, name, first, second, put_value, put_typed);
}

static PyObject *
make_list(void)
{
    PyObject *first = make_part(), *second = make_bytes();
    PyObject *list = Py_BuildValue("[NN]", first, second);

    return list;
}

static void
bytes_step(PyObject *obj)
{
    static const char *const plain[] = {
        "upper",   "lower",   "title",   "capitalize", "swapcase", "isalpha",
        "isalnum", "isspace", "isupper", "islower",    "istitle",  "isdigit",
        "isascii", "split",   "rsplit",  "splitlines", "strip",    "hex"};
    static const char *const with_part[] = {
        "find",       "rfind",        "index",        "rindex",
        "count",      "split",        "rsplit",       "strip",
        "lstrip",     "rstrip",       "count",        "partition",
        "rpartition", "removeprefix", "removesuffix", "startswith"};

    switch (chance(6)) {
    case 0:
    case 1:
        call(obj, plain[chance(18)], NULL, NULL);
        break;
    case 2:
    case 3:
        call(obj, with_part[chance(16)], make_part, NULL);
        break;
    case 4:
        call(obj, chance(2) ? "replace" : "translate", make_part, make_part);
        break;
    default:
        if (chance(3) == 0) {
            call(obj, "join", make_list, NULL);
        }
        else {
            call(obj, chance(2) ? "ljust" : "zfill", make_int, NULL);
        }
        break;
    }
}

/* What bytearrays and arrays do alike to their length. */
static void
resize_step(PyObject *obj, maker item, maker more)
{
    switch (chance(5)) {
    case 0:
    case 1:
        call(obj, chance(3) ? "append" : "remove", item, NULL);
        break;
    case 2:
        call(obj, "extend", more, NULL);
        break;
    case 3:
        call(obj, "pop", chance(2) ? make_int : NULL, NULL);
        break;
    default:
        call(obj, "insert", make_int, make_int);
        break;
    }
}

static void
bytearray_step(PyObject *obj)
{
    switch (chance(9)) {
    case 0:
    case 1:
    case 2:
    case 3:
    case 4:
        resize_step(obj, make_int, make_part);
        break;
    case 5:
        call(obj, chance(4) ? "reverse" : "clear", NULL, NULL);
        break;
    case 6:
        printf("resize -> ");
        if (PyByteArray_GET_SIZE(obj) > 0) {
            long size = (long)chance((unsigned)PyByteArray_GET_SIZE(obj) + 1);
            put_status(PyByteArray_Resize(obj, size));
        }
        break;
    default:
        bytes_step(obj);
        break;
    }
}

static void
array_step(PyObject *obj)
{
    switch (chance(7)) {
    case 0:
    case 1:
    case 2:
    case 3:
    case 4:
        resize_step(obj, make_number, make_array);
        break;
    case 5:
        call(obj, chance(2) ? "reverse" : "byteswap", NULL, NULL);
        break;
    default:
        call(obj, chance(2) ? "index" : "count", make_int, NULL);
        break;
    }
}

static PyObject *
make_format(void)
{
    static const char *const formats[] = {"B", "b",  "c", "h", "i",
                                          "Q", "@H", "?", "z"};

    return PyUnicode_FromString(formats[chance(9)]);
}

static PyObject *
make_shape(void)
{
    int rows = (int)chance(4), columns = (int)chance(5);

    return Py_BuildValue("[ii]", rows, columns);
}

/* Puts a part of a view, or the view cast, into a slot. */
static void
view_step(PyObject *obj)
{
    int target = (int)chance(SLOTS);
    PyObject *key, *result;

    switch (chance(6)) {
    case 0:
        key = make_key();
        result = PyObject_GetItem(obj, key);
        Py_DECREF(key);
        break;
    case 1:
        key = make_format();
        result = PyObject_CallMethod(obj, "cast", "O", key);
        Py_DECREF(key);
        break;
    case 2:
        call(obj, "cast", make_format, make_shape);
        return;
    case 3:
        call(obj, chance(2) ? "release" : "tobytes", NULL, NULL);
        return;
    case 4:
        result = PyObject_CallMethod(obj, "toreadonly", NULL);
        break;
    default:
        call(obj, chance(2) ? "hex" : "__len__", NULL, NULL);
        return;
    }
    printf("into s%d -> ", target);
    if (result == NULL || !PyMemoryView_Check(result)) {
        put_typed(result);
        return;
    }
    Py_SETREF(slots[target], result);
    put_slot(target);
}

static void
subscript_step(PyObject *obj)
{
    PyObject *key = make_key(), *value = chance(2) ? make_int() : make_part();

    put_value(key);
    switch (chance(4)) {
    case 0:
        printf(" get ");
        put_typed(PyObject_GetItem(obj, key));
        break;
    case 1:
        printf(" del ");
        put_status(PyObject_DelItem(obj, key));
        break;
    default:
        printf(" = ");
        put_value(value);
        printf(" -> ");
        put_status(PyObject_SetItem(obj, key, value));
        break;
    }
    Py_DECREF(key);
    Py_DECREF(value);
}

static void
compare_step(PyObject *obj)
{
    PyObject *other = slots[chance(SLOTS)];

    printf("compare ");
    put_value(other);
    printf(" -> ");
    put_typed(PyObject_RichCompare(obj, other, chance(2) ? Py_EQ : Py_NE));
    printf(" + ");
    put_typed(PySequence_Concat(obj, other));
}

static void
object_step(void)
{
    int i = (int)chance(SLOTS);
    PyObject *obj = Py_NewRef(slots[i]);

    printf("s%d ", i);
    switch (chance(9)) {
    case 0:
        Py_SETREF(slots[i], make_object());
        break;
    case 1:
    case 2:
        subscript_step(obj);
        break;
    case 3:
        compare_step(obj);
        break;
    default:
        if (PyByteArray_Check(obj)) {
            bytearray_step(obj);
        }
        else if (PyBytes_Check(obj)) {
            bytes_step(obj);
        }
        else if (PyMemoryView_Check(obj)) {
            view_step(obj);
        }
        else {
            array_step(obj);
        }
    }
    Py_DECREF(obj);
    put_slot(i);
}

static void
number_step(void)
{
    static const struct {
        const char *name;
        PyObject *(*call)(PyObject *, PyObject *);
    } operators[] = {
        {"+", PyNumber_Add},        {"-", PyNumber_Subtract},
        {"*", PyNumber_Multiply},   {"//", PyNumber_FloorDivide},
        {"%", PyNumber_Remainder},  {"divmod", PyNumber_Divmod},
        {"/", PyNumber_TrueDivide}, {"&", PyNumber_And},
        {"|", PyNumber_Or},         {"^", PyNumber_Xor},
        {">>", PyNumber_Rshift},
    };

    PyObject *a = make_number(), *b = make_number();
    unsigned i = chance(11);

    put_value(a);
    printf(" %s ", operators[i].name);
    put_value(b);
    printf(" -> ");
    put_typed(operators[i].call(a, b));
    printf(" hash %lld ", (long long)PyObject_Hash(a));
    put_typed(PyObject_RichCompare(a, b, (int)chance(6)));
    put_typed(PyNumber_Negative(a));
    put_typed(PyNumber_Long(a));
    PyErr_Clear();
    Py_DECREF(a);
    Py_DECREF(b);
}

/* ---- the program ---- */

static void
run(int steps)
{
    int i;

    array_type = fuzz_import_from("array", "array");
    for (i = 0; i < SLOTS; i++) {
        slots[i] = PyByteArray_FromStringAndSize("abcdefgh", i);
    }
    for (i = 0; i < steps; i++) {
        printf("%d ", i);
        if (chance(4)) {
            object_step();
        }
        else {
            number_step();
        }
        printf("\n");
    }
    for (i = 0; i < SLOTS; i++) {
        Py_DECREF(slots[i]);
    }
    Py_DECREF(array_type);
}

int
main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: %s SEED COUNT\n", argv[0]);
        return 2;
    }
    fuzz_start(argv[1]);
    run(atoi(argv[2]));
    return Py_FinalizeEx();
}
