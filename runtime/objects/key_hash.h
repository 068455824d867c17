/* key_hash.h -- the hash of a key, without a call where that can be. */
#ifndef HB_KEY_HASH_H
#define HB_KEY_HASH_H

#include "Python.h"

/* The hash kept in an exact str, -1 if it has not been asked for. */
static inline Py_hash_t
str_hash(PyObject *str)
{
    return ((PyASCIIObject *)str)->hash;
}

/* PyObject_Hash, inlined for an exact str that knows its hash and an exact
 * int of 0 .. 2**30 - 1, which is its own.
 *
 * Fails:  -1 with an exception.
 */
static inline Py_hash_t
hash_of(PyObject *key)
{
    if (PyUnicode_CheckExact(key) && str_hash(key) != -1) {
        return str_hash(key);
    }
    if (PyLong_CheckExact(key) && (size_t)Py_SIZE(key) <= 1) {
        return Py_SIZE(key) * (Py_hash_t)((PyLongObject *)key)->ob_digit[0];
    }
    return PyObject_Hash(key);
}

#endif
