/* array_test.c -- array.array: room, type codes, slices, the export lock. */
#include <heapbook.h>
#include "tap.h"
#include "text.h"

static PyObject *
array_of(const char *code, const char *items)
{
    return hb_new(hb_import("array", "array"), hb_str(code), hb_lit(items));
}

/* Items there is room for: 80 bytes are the object's own. */
static Py_ssize_t
room(PyObject *array, int itemsize)
{
    return (hb_sizeof(array) - 80) / itemsize;
}

static void
growing(void)
{
    static const int points[][2] = {{1, 4},   {5, 8},   {9, 16},
                                    {17, 25}, {26, 34}, {35, 44},
                                    {45, 54}, {55, 65}, {66, 77}};

    static const struct {
        const char *code;
        int itemsize;
    } kinds[] = {{"b", 1}, {"i", 4}, {"d", 8}};

    for (size_t k = 0; k < 3; k++) {
        PyObject *array = array_of(kinds[k].code, "[]");
        size_t next = 0;
        int size, wrong = 0;

        for (size = 1; size <= 66; size++) {
            hb_call(array, "append", hb_int(size));
            next += next < 9 && points[next][0] == size;
            wrong += room(array, kinds[k].itemsize) != points[next - 1][1];
        }
        is_int(wrong, 0, "room of '%s' grows as recorded", kinds[k].code);
        while (PyObject_Size(array) > 10) {
            hb_call(array, "pop");
        }
        is_int(room(array, kinds[k].itemsize), 77, "pops keep it");
        hb_ok(PySequence_DelSlice(array, 5, 10));
        is_int(room(array, kinds[k].itemsize), 77, "and so do short slices");
    }
}

static void
shrinking(void)
{
    PyObject *array = array_of("i", "[]");

    hb_call(array, "frombytes",
            hb_keep(PyByteArray_FromStringAndSize(NULL, 4000)));
    hb_ok(PySequence_DelSlice(array, 10, 1000));
    is_int(room(array, 4), 17, "a long slice deleted gives room back");
    is_int(room(array_of("i", "[1, 2, 3]"), 4), 3, "a fresh one is exact");
}

static void
codes(void)
{
    static const struct {
        const char *code;
        int itemsize;
        const char *too_large, *error;
    } rows[] = {
        {"b", 1, "128", "OverflowError: signed char is greater than maximum"},
        {"B", 1, "256",
         "OverflowError: unsigned byte integer is greater than maximum"},
        {"h", 2, "-32769",
         "OverflowError: signed short integer is less than minimum"},
        {"H", 2, "65536",
         "OverflowError: unsigned short is greater than "
         "maximum"},
        {"i", 4, "2147483648",
         "OverflowError: signed integer is greater than maximum"},
        {"I", 4, "-1",
         "OverflowError: can't convert negative value to unsigned int"},
        {"l", 8, "1.5",
         "TypeError: 'float' object cannot be interpreted as an integer"},
        {"L", 8, "-1",
         "OverflowError: can't convert negative value to unsigned int"},
        {"q", 8, "'a'",
         "TypeError: 'str' object cannot be interpreted as an integer"},
        {"Q", 8, "-1",
         "OverflowError: can't convert negative int to unsigned"},
        {"f", 4, "'a'", "TypeError: must be real number, not str"},
        {"d", 8, "None", "TypeError: must be real number, not NoneType"},
        {"u", 4, "1", "TypeError: array item must be unicode character"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        PyObject *array = array_of(rows[i].code, "[]");

        is_int(PyLong_AsLong(hb_get(array, "itemsize")), rows[i].itemsize,
               "itemsize of '%s'", rows[i].code);
        gives(hb_call_(array, "append", hb_lit(rows[i].too_large), NULL),
              rows[i].error);
        is_int(PyObject_Size(array), 0, "nothing was added");
    }
    gives(PyObject_CallFunction(hb_import("array", "array"), "s", "x"),
          "ValueError: bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, "
          "f or d)");
}

static void
slices(void)
{
    PyObject *array = array_of("i", "[1, 2, 3, 4]");
    PyObject *even = hb_keep(PySlice_New(NULL, NULL, hb_int(2)));

    gives(PyObject_GetItem(array, even), "array('i', [1, 3])");
    gives_int(PyObject_SetItem(array, even, array_of("i", "[7]")),
              "ValueError: attempt to assign array of size 1 to extended "
              "slice of size 2");
    gives_int(PyObject_SetItem(array, even, hb_lit("[7, 8]")),
              "TypeError: can only assign array (not \"list\") to array "
              "slice");
    gives_int(PyObject_SetItem(array, even, array_of("h", "[7, 8]")),
              "TypeError: bad argument type for built-in operation");
    gives_int(PyObject_SetItem(array, even, array_of("i", "[]")), "None");
    gives(Py_NewRef(array), "array('i', [2, 4])");
    gives(PySequence_Concat(array, hb_lit("[1]")),
          "TypeError: can only append array (not \"list\") to array");
    gives(PyObject_RichCompare(array, array_of("d", "[2, 4]"), Py_EQ), "True");
    gives(hb_call_(array, "tobytes", NULL),
          "b'\\x02\\x00\\x00\\x00\\x04\\x00\\x00\\x00'");
    gives(hb_call_(array, "frombytes", hb_lit("b'abc'"), NULL),
          "ValueError: bytes length not a multiple of item size");
    gives(hb_call_(array, "index", hb_int(9), NULL),
          "ValueError: array.index(x): x not in array");
}

static void
locked(void)
{
    static const char exported[] =
        "BufferError: cannot resize an array that is exporting buffers";
    PyObject *array = array_of("h", "[1, 2, 3]");
    PyObject *view = hb_keep(PyMemoryView_FromObject(array));

    gives(PyObject_GetAttrString(view, "format"), "'h'");
    gives(hb_call_(array, "append", hb_int(1), NULL), exported);
    gives(hb_call_(array, "pop", NULL), exported);
    gives_int(PySequence_DelItem(array, 0), exported);
    gives_int(PyObject_SetItem(view, hb_int(0), hb_int(-5)), "None");
    gives(Py_NewRef(array), "array('h', [-5, 2, 3])");
    gives(hb_call_(view, "release", NULL), "None");
    gives(hb_call_(array, "pop", NULL), "3");
}

static void
all(void)
{
    growing();
    shrinking();
    codes();
    slices();
    locked();
}

int
main(void)
{
    is_int(hb_main(all), 0, "the interpreter finishes");
    return tap_end();
}
