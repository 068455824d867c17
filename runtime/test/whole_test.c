/* Objects that are whole, and those that only look like it; see
 * probe/image_whole.c. */
#include "heapbook.h"
#include "heapbook/image.h"
#include "../modules/array.h"
#include "internal/pycore_dict.h"

#include <stdlib.h>
#include <string.h>

#include "tap.h"

static uintptr_t
at(PyObject *object)
{
    return (uintptr_t)object;
}

/* What a claim would show of it now, and whether it is broken. */
static const char *
value(PyObject *object, int *broken)
{
    static char text[1 << 17];
    struct Hb_Dead own = Hb_OwnImage();
    FILE *out = fmemopen(text, sizeof(text) - 1, "w");

    memset(text, 0, 200);
    Hb_DeadLook(&own);
    *broken = Hb_DeadValue(&own, at(object), out);
    fclose(out);
    return text;
}

/* ---- whole -------------------------------------------------------------- */

static int
whole(PyObject *object, const char *what)
{
    int broken;
    const char *text = value(object, &broken);

    return ok(!broken, "%s: %.60s", what, text);
}

static void
test_sequences(void)
{
    PyObject *list = hb_lit("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]");
    PyObject *array = hb_keep(PyByteArray_FromStringAndSize("abcdefgh", 8));

    for (int i = 0; i < 9; i++) {
        hb_ok(PyList_SetSlice(list, 0, 1, NULL));
        whole(list, "a list that shrinks");
    }
    hb_ok(PyList_SetSlice(list, 0, 1, NULL));
    whole(list, "and is empty");
    hb_ok(PySequence_DelSlice(array, 0, 3));
    whole(array, "a bytearray that begins behind its memory");
    hb_ok(PyByteArray_Resize(array, 0));
    whole(array, "and is empty");
    whole(hb_keep(PyByteArray_FromStringAndSize(NULL, 0)), "and never was");
    whole(hb_lit("(1, (2, (b'', b'x', 'x', '')))"), "tuples");
    whole(hb_lit("[0, -1, 2, 123456789012345678901234567890, -99999999999]"),
          "ints");
}

static void
test_text(void)
{
    PyObject *texts =
        hb_lit("['abc', 'caf\xc3\xa9', '\xe2\x82\xac', '\xf0\x9f\x90\x8d']");
    PyObject *sub = hb_class("Sub", (PyObject *)&PyUnicode_Type, NULL, NULL);

    whole(texts, "texts");
    for (Py_ssize_t i = 0; i < 4; i++) {
        PyObject *text = PyList_GET_ITEM(texts, i);

        PyObject_Hash(text);
        whole(text, "hashed");
        whole(hb_new(sub, text), "of a subclass");
        PyUnicode_AsUTF8(text);
        whole(hb_keep(PyUnicode_AsUTF8String(text)), "as bytes");
        whole(hb_keep(PyUnicode_Substring(text, 0, 1)), "cut");
    }
}

static void
test_tables(void)
{
    PyObject *dict = hb_keep(PyDict_New()), *set = hb_keep(PySet_New(NULL));

    for (int i = 0; i < 300; i++) {
        PyObject *key = i % 3 == 0   ? hb_int(1024LL * i - 5000)
                        : i % 3 == 1 ? hb_keep(PyUnicode_FromFormat("k%d", i))
                                     : hb_keep(PyFloat_FromDouble(i / 7.0));

        hb_ok(PyDict_SetItem(dict, key, key));
        hb_ok(PySet_Add(set, key));
        if (i % 4 == 0) {
            hb_ok(PyDict_DelItem(dict, key));
            hb_ok(PySet_Discard(set, key));
        }
    }
    whole(dict, "a dict with holes");
    whole(set, "a set with holes");
    whole(hb_keep(PyFrozenSet_New(set)), "a frozenset");
    whole(hb_keep(PyDict_Copy(dict)), "a copy");
    hb_keep(PyObject_CallMethod(dict, "popitem", NULL));
    whole(dict, "without its last");
    PyDict_Clear(dict);
    whole(dict, "cleared");
    PySet_Clear(set);
    whole(set, "cleared");
    whole(hb_lit("{'a': 1, 'b': {2: {3, 4}}}"), "nested");
}

/* Every way in which a table gets its size. */
static void
test_sizes(void)
{
    PyObject *dict = hb_keep(PyDict_New()), *set = hb_keep(PySet_New(NULL));

    for (int i = 0; i < 400; i++) {
        PyObject *key =
            i % 2 ? hb_int(i - 200)
                  : hb_keep(Py_BuildValue("(iy(si))", i, "b", "s", i));
        int failed;

        hb_ok(PyDict_SetItem(dict, key, Py_None));
        hb_ok(PySet_Add(set, key));
        value(dict, &failed);
        value(set, &failed);
        if (failed || i % 50 == 0) {
            whole(dict, "a dict of ints and tuples");
            whole(hb_keep(PyDict_Copy(dict)), "its copy");
            whole(hb_new((PyObject *)&PyDict_Type, dict), "from it");
            whole(hb_call((PyObject *)&PyDict_Type, "fromkeys", set), "of it");
            whole(set, "a set of them");
            whole(hb_keep(PySet_New(set)), "its copy");
            whole(hb_keep(PyNumber_Subtract(set, hb_lit("{1, 3}"))), "less");
            whole(hb_keep(PyNumber_Or(set, hb_lit("{1, 3}"))), "more");
        }
    }
    whole(hb_keep(_PyDict_NewPresized(1000)), "with much room");
    whole(hb_lit("{1.5: 1, True: 2, None: 3, b'x': 4, -1: 5, -2: 6, 2.0: 7}"),
          "keys of every kind");
    whole(hb_keep(Py_BuildValue("{OiOi}", &PyLong_Type, 1,
                                hb_new(hb_class("C", NULL, NULL, NULL)), 2)),
          "types and instances");
}

static void
test_arrays(void)
{
    PyObject *type = hb_import("array", "array");

    for (const char *code = "bBuhHiIlLqQfd"; *code; code++) {
        char name[] = {*code, '\0'};
        PyObject *array = hb_new(type, hb_str(name));

        whole(array, "an empty array");
        for (int i = 0; i < 70; i++) {
            hb_call(array, "append", *code == 'u' ? hb_str("x") : hb_int(i));
        }
        whole(array, "that grows");
        whole(hb_keep(PySequence_GetSlice(array, 3, 9)), "a slice");
        whole(hb_keep(PySequence_Concat(array, array)), "a sum");
        for (int i = 0; i < 70; i++) {
            hb_call(array, "pop");
            whole(array, "that shrinks");
        }
    }
}

static void
test_views(void)
{
    PyObject *bytes = hb_lit("b'abcdefghijkl'");
    PyObject *array = hb_new((PyObject *)&PyByteArray_Type, bytes);
    PyObject *view = hb_keep(PyMemoryView_FromObject(array));
    PyObject *table = hb_call(view, "cast", hb_str("B"), hb_lit("[2, 6]"));

    whole(hb_keep(PyMemoryView_FromObject(bytes)), "a view");
    whole(view, "that can be written");
    whole(hb_slice(view, 3, 9), "a part");
    whole(hb_slice(view, 3, 3), "of nothing");
    whole(hb_slice_step(view, Py_None, Py_None, hb_int(-2)), "backwards");
    whole(table, "of two dimensions");
    whole(hb_call(view, "cast", hb_str("i")), "of ints");
    whole(hb_call(view, "toreadonly"), "to be read");
    whole(hb_keep(PyMemoryView_FromMemory(PyBytes_AS_STRING(bytes), 3,
                                          PyBUF_READ)),
          "of memory");
    hb_call(table, "release");
    whole(table, "released");
}

static void
test_instances(void)
{
    PyObject *object = hb_new(hb_class("Bus", NULL, NULL, NULL));

    hb_set(object, "people", hb_lit("['Ann']"));
    whole(hb_keep(PyObject_GetAttrString(object, "__dict__")),
          "a dict of shared keys");
    hb_set(object, "seats", hb_int(7));
    whole(hb_keep(PyObject_GetAttrString(object, "__dict__")), "and more");
}

struct census {
    struct Hb_Dead heap;
    size_t objects, broken;
};

static int
look_at_block(uintptr_t address, size_t size, void *arg)
{
    struct census *census = arg;
    FILE *nowhere = fmemopen(NULL, 1 << 17, "w");

    (void)size;
    for (uintptr_t object = address; object <= address + 16; object += 16) {
        if (nowhere && Hb_DeadIsObject(&census->heap, object)) {
            census->objects++;
            rewind(nowhere);
            census->broken += Hb_DeadValue(&census->heap, object, nowhere) > 0;
        }
    }
    if (nowhere) {
        fclose(nowhere);
    }
    return 0;
}

/* Modules, types, what is interned: all that there is. */
static void
test_all(void)
{
    struct Hb_Dead own = Hb_OwnImage();
    struct census census = {.heap = own};
    unsigned char *bytes = malloc(own.size);

    memcpy(bytes, own.bytes, own.size);
    census.heap.bytes = bytes;
    Hb_DeadLook(&census.heap);
    Hb_DeadEachBlock(&census.heap, look_at_block, &census);
    ok(census.objects > 100, "%zu objects", census.objects);
    is_int((long long)census.broken, 0, "none of them is broken");
    free(bytes);
}

/* ---- broken ------------------------------------------------------------- */

static void
broken(PyObject *object, const char *words)
{
    int failed;
    const char *text = value(object, &failed);

    ok(failed == 1 && strstr(text, words), "%s: %.90s", words, text);
}

static void
test_lists(void)
{
    PyObject *one = hb_lit("[1, 2, 3]"), *two = hb_lit("[]");
    PyListObject *list = (PyListObject *)one, *copy = (PyListObject *)two;
    PyListObject kept = *list;

    list->allocated = 2;
    broken(one, "more items than room");
    list->allocated = kept.allocated + 100;
    broken(one, "no block of its own");
    list->allocated = kept.allocated;
    list->ob_item++;
    broken(one, "no block of its own");
    list->ob_item = kept.ob_item;
    copy->ob_item = list->ob_item;
    copy->allocated = list->allocated;
    broken(one, "another's as well");
    broken(two, "another's as well");
    copy->ob_item = NULL;
    broken(two, "without its items");
    copy->allocated = 0;
    whole(one, "mended");
}

static void
test_digits(void)
{
    PyObject *number = hb_lit("1234567890123");
    PyLongObject *digits = (PyLongObject *)number;
    uint32_t last = digits->ob_digit[1];

    digits->ob_digit[1] = 0;
    broken(number, "first digit is 0");
    digits->ob_digit[1] = last;
    Py_SET_SIZE(number, 40);
    broken(number, "more in it than its block");
    Py_SET_SIZE(number, 2);
}

static void
test_strs(void)
{
    PyObject *text = hb_keep(PyUnicode_FromString("abracadabra"));
    PyObject *wide = hb_keep(PyUnicode_New(2, 0xffff));
    char *bytes = PyUnicode_DATA(text);

    PyObject_Hash(text);
    bytes[0] = 'b';
    broken(text, "changed after it was hashed");
    bytes[0] = 'a';
    bytes[11] = '!';
    broken(text, "without a 0");
    bytes[11] = '\0';
    bytes[3] = (char)0xe9;
    broken(text, "wrong about being ASCII");
    bytes[3] = 'a';
    PyUnicode_WriteChar(wide, 0, 'h');
    PyUnicode_WriteChar(wide, 1, 'i');
    broken(wide, "take more room than needed");
}

static void
test_bytes(void)
{
    PyObject *text = hb_keep(PyBytes_FromString("abracadabra"));
    PyObject *array = hb_keep(PyByteArray_FromStringAndSize("abc", 3));
    char *bytes = PyBytes_AS_STRING(text);

    PyObject_Hash(text);
    bytes[0] = 'b';
    broken(text, "changed after it was hashed");
    bytes[11] = '!';
    broken(text, "without a 0");
    bytes[11] = '\0';
    PyByteArray_AS_STRING(array)[3] = '!';
    broken(array, "without a 0");
    PyByteArray_AS_STRING(array)[3] = '\0';
    ((PyByteArrayObject *)array)->ob_start--;
    broken(array, "more bytes than room");
    ((PyByteArrayObject *)array)->ob_start++;
}

static void
test_dicts(void)
{
    PyObject *dict = hb_lit("{'a': 1, 2: 'b'}");
    PyDictObject *table = (PyDictObject *)dict;
    char kept[8];

    table->ma_used++;
    broken(dict, "another length");
    table->ma_used--;
    memcpy(kept, table->ma_keys->dk_indices, 8);
    memset(table->ma_keys->dk_indices, 0xff, 8);
    broken(dict, "not every key is found");
    memcpy(table->ma_keys->dk_indices, kept, 8);
    table->ma_keys->dk_usable++;
    broken(dict, "room for more than its table has");
    table->ma_keys->dk_usable--;
    whole(dict, "mended");
    hb_ok(_PyDict_SetItem_KnownHash(dict, hb_lit("(1, 2.5, b'x')"), Py_None,
                                    4711));
    broken(dict, "not every key is found");
}

static void
test_sets(void)
{
    PyObject *object = hb_keep(PySet_New(hb_lit("[1, 'x']")));
    PySetObject *set = (PySetObject *)object;
    setentry kept = set->table[1];

    set->fill++;
    broken(object, "other entries");
    set->fill--;

    set->used++;
    broken(object, "another length");
    set->used--;
    set->table[1].hash = 9;
    broken(object, "not every element is found");
    set->table[1] = (setentry){NULL, 0};
    set->table[0] = kept;
    broken(object, "not every element is found");
    set->table[1] = kept;
    set->table[0] = (setentry){NULL, 0};
}

static void
test_numbers(void)
{
    PyObject *array =
        hb_new(hb_import("array", "array"), hb_str("i"), hb_lit("[1, 2]"));
    arrayobject *numbers = (arrayobject *)array, kept = *numbers;
    PyObject *truth = hb_lit("[1234567]");

    numbers->allocated = 40;
    broken(array, "no block of its own");
    numbers->allocated = 1;
    broken(array, "more items than room");
    *numbers = kept;
    hb_ok(Hb_ArrayResize(numbers, 100));
    Py_SET_SIZE(array, 2);
    numbers->allocated = 2;
    broken(array, "less room than it has");
    numbers->ob_descr = (const void *)&kept;
    broken(array, "of no size");
    numbers->ob_descr = kept.ob_descr;
    numbers->allocated = 100;
    Py_SET_TYPE(PyList_GET_ITEM(truth, 0), &PyBool_Type);
    broken(truth, "neither True nor False");
    Py_SET_TYPE(PyList_GET_ITEM(truth, 0), &PyLong_Type);
}

static void
test_lent(void)
{
    PyObject *array = hb_new((PyObject *)&PyByteArray_Type, hb_lit("b'abcd'"));
    PyObject *object = hb_keep(PyMemoryView_FromObject(array));
    PyMemoryViewObject *view = (PyMemoryViewObject *)object;
    Py_ssize_t shape = 4;

    view->view.len = 3;
    broken(object, "another length");
    view->view.len = 4;
    view->ob_array[0] = -4;
    broken(object, "without a shape");
    view->ob_array[0] = 4;
    view->view.shape = &shape;
    broken(object, "without a shape");
    view->view.shape = view->ob_array;
    view->view.obj = NULL;
    broken(object, "nobody has lent");
    view->view.obj = array;
    whole(object, "mended");
}

/* What lists are tried with above: one piece of memory has two owners. */
static void
test_owners(void)
{
    static const char many[] = "[1, 2, 3, 4, 5, 6, 7, 8, 9]";
    PyObject *bytes[] = {hb_keep(PyByteArray_FromStringAndSize("abc", 3)),
                         hb_keep(PyByteArray_FromStringAndSize("def", 3))};
    PyObject *dicts[] = {hb_lit("{'a': 1}"), hb_lit("{'a': 2}")};
    PyObject *sets[] = {hb_keep(PySet_New(hb_lit(many))),
                        hb_keep(PySet_New(hb_lit(many)))};
    PyByteArrayObject *array = (PyByteArrayObject *)bytes[1];
    PyByteArrayObject own_bytes = *array;
    PyDictObject *dict = (PyDictObject *)dicts[1];
    PyDictKeysObject *own_keys = dict->ma_keys;
    PySetObject *set = (PySetObject *)sets[1];
    setentry *own_table = set->table;

    array->ob_bytes = ((PyByteArrayObject *)bytes[0])->ob_bytes;
    array->ob_start = array->ob_bytes;
    broken(bytes[0], "another's as well");
    array->ob_bytes = own_bytes.ob_bytes;
    array->ob_start = own_bytes.ob_start;
    dict->ma_keys = ((PyDictObject *)dicts[0])->ma_keys;
    broken(dicts[0], "another's as well");
    dict->ma_keys = own_keys;
    set->table = ((PySetObject *)sets[0])->table;
    broken(sets[0], "another's as well");
    set->table = own_table;
}

HB_EXAMPLE
{
    if (Hb_OwnImage().size == 0) {
        ok(1, "# SKIP this build has no region");
        tap_end();
        return;
    }
    test_sequences();
    test_text();
    test_tables();
    test_sizes();
    test_arrays();
    test_views();
    test_instances();
    test_all();
    test_lists();
    test_digits();
    test_strs();
    test_bytes();
    test_dicts();
    test_sets();
    test_numbers();
    test_lent();
    test_owners();
    if (tap_end()) {
        exit(1);
    }
}
