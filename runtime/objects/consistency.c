/* consistency.c -- whether an object keeps the numbered invariants that its
 * header states.
 *
 * The hostile flavour asks for every container at each of its collections and
 * for what they hold, and ends the program at the first that does not; so do
 * _PyObject_ASSERT() and whoever calls _PyObject_CheckConsistency().
 *
 * Source: the headers named at each function; the idea is that of CPython
 *         3.11, Objects/dictobject.c, _PyDict_CheckConsistency().
 */
#include "internal/hb_consistency.h"
#include "dictobject_lookup.h"
#include "internal/pycore_object.h"

#define HOLDS(law, condition)                                                 \
    do {                                                                      \
        if (!(condition)) {                                                   \
            return law ": " #condition;                                       \
        }                                                                     \
    } while (0)

/* ---- lists, tuples, sets ------------------------------------------------ */

static const char *
broken_list(const PyListObject *list)
{
    Py_ssize_t size = Py_SIZE(list);

    if (list->allocated < 0) {
        HOLDS("I3", list->allocated == -1);
        return NULL;
    }
    HOLDS("I1", size >= 0 && size <= list->allocated);
    HOLDS("I2", list->ob_item || list->allocated == 0);
    return NULL;
}

static const char *
broken_tuple(const PyTupleObject *tuple)
{
    HOLDS("U1", Py_SIZE(tuple) >= 0);
    if (PyTuple_CheckExact(tuple) && Py_SIZE(tuple) == 0) {
        PyObject *empty = PyTuple_New(0);

        Py_DECREF(empty);
        HOLDS("U2", (const PyObject *)tuple == empty);
    }
    return NULL;
}

static const char *
broken_set(const PySetObject *set)
{
    Py_ssize_t active = 0, dummies = 0;

    HOLDS("E1", set->mask >= PySet_MINSIZE - 1);
    HOLDS("E1", (set->mask & (set->mask + 1)) == 0);
    HOLDS("E1",
          (set->table == set->smalltable) == (set->mask == PySet_MINSIZE - 1));
    HOLDS("E2", 0 <= set->used && set->used <= set->fill);
    HOLDS("E2", set->fill <= set->mask);
    for (Py_ssize_t i = 0; i <= set->mask; i++) {
        const setentry *entry = &set->table[i];

        HOLDS("E4", entry->key != _PySet_Dummy || entry->hash == -1);
        HOLDS("E4",
              !entry->key || entry->key == _PySet_Dummy || entry->hash != -1);
        dummies += entry->key == _PySet_Dummy;
        active += entry->key && entry->key != _PySet_Dummy;
    }
    HOLDS("E3", active == set->used);
    HOLDS("E3", active + dummies == set->fill);
    return NULL;
}

/* ---- dicts -------------------------------------------------------------- */

static const char *
broken_keys(PyDictKeysObject *keys)
{
    Py_ssize_t found = 0;

    HOLDS("D2", keys->dk_nentries >= 0 && keys->dk_usable >= 0);
    HOLDS("D2", keys->dk_kind == DICT_KEYS_SPLIT ||
                    keys->dk_nentries + keys->dk_usable <=
                        USABLE_FRACTION(DK_SIZE(keys)));
    for (int64_t slot = 0; slot < DK_SIZE(keys); slot++) {
        Py_ssize_t ix = get_index(keys, (size_t)slot);

        HOLDS("D1", ix >= DKIX_DUMMY && ix < keys->dk_nentries);
        found += ix >= 0;
    }
    HOLDS("D1", found <= keys->dk_nentries);
    return NULL;
}

static const char *
broken_dict(const PyDictObject *dict)
{
    PyDictKeysObject *keys = dict->ma_keys;
    const char *broken = broken_keys(keys);
    Py_ssize_t values = 0;

    if (broken) {
        return broken;
    }
    HOLDS("D5", is_combined(dict) || keys->dk_kind == DICT_KEYS_SPLIT);
    for (Py_ssize_t ix = 0; ix < keys->dk_nentries; ix++) {
        PyObject *key = entry_key(keys, ix);
        PyObject *value = is_combined(dict) ? *entry_value(keys, ix)
                                            : dict->ma_values->values[ix];

        HOLDS("D3", !value || key);
        HOLDS("D4", !DK_IS_UNICODE(keys) || !key || PyUnicode_CheckExact(key));
        values += value != NULL;
    }
    HOLDS("D5", values == dict->ma_used);
    return NULL;
}

/* ---- what does not change ----------------------------------------------- */

static const char *
broken_int(PyLongObject *number)
{
    Py_ssize_t digits = Py_ABS(Py_SIZE(number));

    HOLDS("L3", digits == 0 || number->ob_digit[digits - 1] != 0);
    for (Py_ssize_t i = 0; i < digits; i++) {
        HOLDS("L3", number->ob_digit[i] < PyLong_BASE);
    }
    return NULL;
}

static const char *
broken_text(PyObject *text)
{
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);

    HOLDS("S2", PyUnicode_READ_CHAR(text, length) == 0);
    return NULL;
}

static const char *
broken_bytes(const PyBytesObject *bytes)
{
    HOLDS("B1", bytes->ob_sval[Py_SIZE(bytes)] == 0);
    return NULL;
}

static const char *
broken_bytearray(const PyByteArrayObject *array)
{
    HOLDS("A3", array->ob_bytes || array->ob_alloc == 0);
    if (array->ob_bytes) {
        HOLDS("A1", array->ob_bytes <= array->ob_start);
        HOLDS("A1", array->ob_start + Py_SIZE(array) <
                        array->ob_bytes + array->ob_alloc);
        HOLDS("A2", array->ob_start[Py_SIZE(array)] == 0);
    }
    return NULL;
}

static const char *
broken_reference(const PyWeakReference *reference)
{
    HOLDS("W2", reference->wr_object != Py_None ||
                    (!reference->wr_prev && !reference->wr_next));
    HOLDS("W1",
          !reference->wr_next || reference->wr_next->wr_prev == reference);
    HOLDS("W1",
          !reference->wr_prev || reference->wr_prev->wr_next == reference);
    return NULL;
}

const char *
Hb_BrokenInvariant(PyObject *op)
{
    if (_PyType_HasFeature(Py_TYPE(op), Py_TPFLAGS_MANAGED_DICT)) {
        HOLDS("V1", !*_PyObject_ValuesPointer(op) ||
                        !*_PyObject_ManagedDictPointer(op));
    }
    return PyList_Check(op)        ? broken_list((PyListObject *)op)
           : PyTuple_Check(op)     ? broken_tuple((PyTupleObject *)op)
           : PyDict_Check(op)      ? broken_dict((PyDictObject *)op)
           : PyLong_Check(op)      ? broken_int((PyLongObject *)op)
           : PyUnicode_Check(op)   ? broken_text(op)
           : PyBytes_Check(op)     ? broken_bytes((PyBytesObject *)op)
           : PyAnySet_Check(op)    ? broken_set((PySetObject *)op)
           : PyByteArray_Check(op) ? broken_bytearray((PyByteArrayObject *)op)
           : PyWeakref_Check(op)   ? broken_reference((PyWeakReference *)op)
                                   : NULL;
}
