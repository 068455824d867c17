/* bytearray_test.c -- bytearray: room, the cut front, the export lock. */
#include <heapbook.h>
#include "tap.h"
#include "text.h"

#define ALLOC(op) (((PyByteArrayObject *)(op))->ob_alloc)
#define FRONT(op)                                                             \
    (((PyByteArrayObject *)(op))->ob_start -                                  \
     ((PyByteArrayObject *)(op))->ob_bytes)

/* Under the hostile flavour every change of size moves to a new buffer. */
#ifdef HB_HOSTILE
#define CUT(bytes) 0
#else
#define CUT(bytes) (bytes)
#endif

static PyObject *
of_size(Py_ssize_t size)
{
    PyObject *array = hb_keep(PyByteArray_FromStringAndSize(NULL, size));

    memset(PyByteArray_AS_STRING(array), 'x', (size_t)size);
    return array;
}

/* ---- room ---- */

static void
growing(void)
{
    static const int points[][2] = {
        {0, 0},   {1, 2},   {2, 5},    {5, 8},     {8, 12},
        {12, 19}, {19, 27}, {27, 36},  {36, 46},   {46, 57},
        {57, 70}, {70, 84}, {84, 100}, {100, 118},
    };
    PyObject *array = of_size(0);
    size_t next = 1;
    int size;

    is_int(ALLOC(array), 0, "an empty one has no buffer");
    is_int(hb_sizeof(array), 56, "and 56 bytes");
    for (size = 1; size <= 100; size++) {
        hb_ok(PyByteArray_Resize(array, size));
        if (next < sizeof points / sizeof *points && points[next][0] == size) {
            is_int(ALLOC(array), points[next][1], "room at %d bytes", size);
            next++;
        }
    }
    is_int(next, sizeof points / sizeof *points, "every step was reached");
    is_int(ALLOC(of_size(10)), 11, "a fresh one has room for a zero more");
    is_int(hb_sizeof(of_size(10)), 67, "getsizeof counts the room");
}

static void
shrinking(void)
{
    PyObject *array = of_size(100);

    hb_ok(PySequence_DelSlice(array, 0, 50));
    is_int(ALLOC(array), 101, "half of the front cut: the buffer stays");
    is_int(FRONT(array), CUT(50), "and begins later");
    hb_ok(PySequence_DelSlice(array, 0, 10));
    is_int(ALLOC(array), 41, "below half: an exact one");
    is_int(FRONT(array), 0, "that begins at its beginning");
    hb_ok(PyByteArray_Resize(array, 0));
    is_int(ALLOC(array), 1, "nothing but the zero is left");
}

/* The new room equals the old one, and the front was cut: it must move. */
static void
moving_to_the_same_room(void)
{
    PyObject *array = of_size(8);

    hb_ok(PySequence_DelSlice(array, 0, 4));
    is_int(FRONT(array), CUT(4), "four cut from eight");
    hb_ok(PyByteArray_Resize(array, 6));
    is_int(ALLOC(array), 9, "room for six is what there was");
    is_int(FRONT(array), 0, "in another buffer");
    ok(!memcmp(PyByteArray_AS_STRING(array), "xxxx", 4), "same bytes");
    is_int(PyByteArray_AS_STRING(array)[6], 0, "a zero behind them");
}

/* ---- the lock ---- */

static void
locked(void)
{
    static const char exported[] = "BufferError: Existing exports of data: "
                                   "object cannot be re-sized";
    PyObject *array = of_size(4),
             *view = hb_keep(PyMemoryView_FromObject(array));
    PyObject *one = hb_int(1);

    is_int(((PyByteArrayObject *)array)->ob_exports, 1, "a view is an export");
    gives(hb_call_(array, "append", one, NULL), exported);
    gives(hb_call_(array, "extend", hb_lit("b'ab'"), NULL), exported);
    gives(hb_call_(array, "insert", one, one, NULL), exported);
    gives(hb_call_(array, "pop", NULL), exported);
    gives(hb_call_(array, "remove", hb_int('x'), NULL), exported);
    gives(hb_call_(array, "clear", NULL), exported);
    gives(PySequence_InPlaceConcat(array, hb_lit("b'a'")), exported);
    gives(PySequence_InPlaceRepeat(array, 2), exported);
    gives_int(PySequence_DelItem(array, 0), exported);
    gives_int(PyByteArray_Resize(array, 9), exported);
    gives_int(PyByteArray_Resize(array, 4), "None");
    gives_int(PySequence_SetItem(array, 0, hb_int('a')), "None");
    gives(hb_call_(array, "reverse", NULL), "None");
    gives(hb_call_(view, "release", NULL), "None");
    is_int(((PyByteArrayObject *)array)->ob_exports, 0, "released");
    gives(hb_call_(array, "append", one, NULL), "None");
}

/* ---- items and methods ---- */

static void
items(void)
{
    PyObject *array = hb_keep(PyByteArray_FromStringAndSize("abcdef", 6));

    gives(PyObject_GetItem(array, hb_int(-1)), "102");
    gives_int(PySequence_SetItem(array, 9, hb_int(1)),
              "IndexError: bytearray index out of range");
    gives_int(PySequence_SetItem(array, 0, hb_int(256)),
              "ValueError: byte must be in range(0, 256)");
    gives_int(PySequence_SetItem(array, 0, hb_str("a")),
              "TypeError: 'str' object cannot be interpreted as an integer");
    gives(hb_call_(array, "pop", hb_int(0), NULL), "97");
    gives(hb_call_(array, "remove", hb_int('z'), NULL),
          "ValueError: value not found in bytearray");
    gives(hb_call_(array, "insert", hb_int(-1), hb_int('!'), NULL), "None");
    gives(Py_NewRef(array), "bytearray(b'bcde!f')");
    gives_int(PyObject_SetItem(array,
                               hb_keep(PySlice_New(NULL, NULL, hb_int(2))),
                               hb_lit("b'12'")),
              "ValueError: attempt to assign bytes of size 2 to extended "
              "slice of size 3");
    gives_int(
        PyObject_DelItem(array, hb_keep(PySlice_New(NULL, NULL, hb_int(2)))),
        "None");
    gives(Py_NewRef(array), "bytearray(b'cef')");
    gives_int(PySequence_SetSlice(array, 1, 1, array), "None");
    gives(Py_NewRef(array), "bytearray(b'ccefef')");
    gives(hb_call_(of_size(0), "pop", NULL),
          "IndexError: pop from empty bytearray");
    gives(PyObject_CallOneArg((PyObject *)&PyByteArray_Type, hb_int(-1)),
          "ValueError: negative count");
    gives(PyByteArray_Concat(array, hb_int(1)),
          "TypeError: can't concat int to bytearray");
    gives_int(PyObject_Hash(array), "TypeError: unhashable type: 'bytearray'");
}

static void
shared_methods(void)
{
    PyObject *array = hb_keep(PyByteArray_FromStringAndSize("a,b", 3));

    gives(hb_call_(array, "upper", NULL), "bytearray(b'A,B')");
    gives(hb_call_(array, "split", hb_lit("b','"), NULL),
          "[bytearray(b'a'), bytearray(b'b')]");
    gives(hb_call_(array, "partition", hb_lit("b','"), NULL),
          "(bytearray(b'a'), bytearray(b','), bytearray(b'b'))");
    gives(hb_call_(array, "hex", NULL), "'612c62'");
    ok(hb_call(array, "strip") != array, "a method never gives self");
    gives(PyObject_RichCompare(array, hb_lit("b'a,b'"), Py_EQ), "True");
}

static void
all(void)
{
    growing();
    shrinking();
    moving_to_the_same_room();
    locked();
    items();
    shared_methods();
}

int
main(void)
{
    is_int(hb_main(all), 0, "the interpreter finishes");
    return tap_end();
}
