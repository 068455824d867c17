/* consistency_test.c -- each numbered invariant is missed when it is broken.
 *
 * An object is damaged in place, looked at, and mended again.
 */
#include <heapbook.h>
#include "internal/hb_consistency.h"
#include "internal/pycore_dict.h"
#include "tap.h"

static void
names(PyObject *op, const char *law)
{
    const char *broken = Hb_BrokenInvariant(op);

    if (!law) {
        ok(!broken, "%s is sound", Py_TYPE(op)->tp_name);
        return;
    }
    ok(broken && !strncmp(broken, law, 2), "%s without %s",
       Py_TYPE(op)->tp_name, law);
}

/* Puts another value in a field, expects the law to be named, and puts back
 * what was there. */
#define BREAK(op, field, value, law)                                          \
    do {                                                                      \
        __typeof__(field) was_ = field;                                       \
        field = value;                                                        \
        names(op, law);                                                       \
        field = was_;                                                         \
        names(op, NULL);                                                      \
    } while (0)

static void
test_lists(void)
{
    PyObject *op = hb_lit("[1, 2, 3]"), *pair = hb_lit("(1, 2)");
    PyListObject *list = (PyListObject *)op;

    BREAK(op, list->allocated, 2, "I1");
    BREAK(op, list->ob_item, NULL, "I2");
    BREAK(op, list->allocated, -2, "I3");
    BREAK(pair, ((PyVarObject *)pair)->ob_size, -1, "U1");
    BREAK(pair, ((PyVarObject *)pair)->ob_size, 0, "U2");
}

static void
test_sets(void)
{
    PyObject *op = hb_lit("{1, 2, 3}");
    PySetObject *set = (PySetObject *)op;

    BREAK(op, set->mask, 6, "E1");
    BREAK(op, set->mask, 15, "E1");
    BREAK(op, set->fill, 8, "E2");
    BREAK(op, set->used, 2, "E3");
    BREAK(op, set->fill, 4, "E3");
    BREAK(op, set->table[1].hash, -1, "E4");
}

static void
test_dicts(void)
{
    PyObject *op = hb_lit("{'a': 1, 'b': 2}");
    PyDictObject *dict = (PyDictObject *)op;

    BREAK(op, dict->ma_used, 1, "D5");
    BREAK(op, dict->ma_keys->dk_usable, 4, "D2");
    BREAK(op, dict->ma_keys->dk_usable, -1, "D2");
    BREAK(op, dict->ma_keys->dk_nentries, 1, "D1");
    for (int i = 0; i < 8; i++) {
        if (dict->ma_keys->dk_indices[i] == 1) {
            BREAK(op, dict->ma_keys->dk_indices[i], 2, "D1");
        }
    }
}

static void
test_buffers(void)
{
    PyObject *op = hb_keep(PyByteArray_FromStringAndSize("abc", 3)),
             *bytes = hb_keep(PyBytes_FromString("abc"));
    PyObject *text = hb_lit("'abc'"), *number = hb_lit("1000000000000");
    PyByteArrayObject *array = (PyByteArrayObject *)op;

    BREAK(op, array->ob_alloc, 3, "A1");
    BREAK(op, array->ob_start[3], 'x', "A2");
    BREAK(bytes, ((PyBytesObject *)bytes)->ob_sval[3], 'x', "B1");
    BREAK(text, ((char *)PyUnicode_DATA(text))[3], 'x', "S2");
    BREAK(number, ((PyLongObject *)number)->ob_digit[1], 0, "L3");
}

static void
test_references(void)
{
    PyObject *set = hb_lit("{1}");
    PyObject *op = hb_keep(PyWeakref_NewRef(set, NULL));
    PyWeakReference *reference = (PyWeakReference *)op;

    BREAK(op, reference->wr_next, reference, "W1");
}

static void
tests(void)
{
    test_lists();
    test_sets();
    test_dicts();
    test_buffers();
    test_references();
}

int
main(void)
{
    is_int(hb_main(tests), 0, "the interpreter finishes");
    return tap_end();
}
