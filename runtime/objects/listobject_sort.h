/* listobject_sort.h -- what the two halves of list.sort() share. */
#ifndef HB_LISTOBJECT_SORT_H
#define HB_LISTOBJECT_SORT_H

#include "Python.h"

#define MAX_RUNS     85  /* the powers on the stack rise: more than 64 bits */
#define MIN_GALLOP   7   /* wins in a row before galloping starts */
#define INLINE_ITEMS 256 /* temporary room inside the state */

/* A place in the array: keys, and values or NULL. */
typedef struct {
    PyObject **keys;
    PyObject **values;
} place;

typedef struct {
    place at;
    Py_ssize_t len;
    int power;
} run;

/* What all keys of a sort are.  Two of the first four kinds are compared
 * without running foreign code, two of the first three without a call. */
typedef enum {
    KEYS_SMALL_INT, /* exact ints of one digit at most */
    KEYS_LATIN1,    /* exact strs of one byte a character */
    KEYS_FLOAT,     /* exact floats */
    KEYS_INT,       /* exact ints */
    KEYS_TUPLE,     /* exact tuples of an item or more */
    KEYS_ONE_TYPE,  /* of one type that can be compared */
    KEYS_ANY
} keys_kind;

typedef struct {
    keys_kind kind;
    keys_kind first;     /* what the first items of KEYS_TUPLE are */
    richcmpfunc compare; /* of the type of KEYS_ONE_TYPE */
    Py_ssize_t list_len;
    PyObject **base;
    Py_ssize_t min_gallop;
    place temp;
    Py_ssize_t temp_len; /* in pairs, when there are values */
    int run_count;
    run runs[MAX_RUNS];
    PyObject *inline_items[INLINE_ITEMS];
} merge_state;

static inline Py_ssize_t
small_int(PyObject *key)
{
    return Py_SIZE(key) * (Py_ssize_t)((PyLongObject *)key)->ob_digit[0];
}

static inline int
latin1_less(PyObject *a, PyObject *b)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(a), m = PyUnicode_GET_LENGTH(b);
    int order = memcmp(PyUnicode_1BYTE_DATA(a), PyUnicode_1BYTE_DATA(b),
                       (size_t)(n < m ? n : m));

    return order != 0 ? order < 0 : n < m;
}

/* less() of the kinds that need a call. */
int Hb_SortLess(const merge_state *ms, keys_kind kind, PyObject *a,
                PyObject *b);

static inline int
less_as(const merge_state *ms, keys_kind kind, PyObject *a, PyObject *b)
{
    switch (kind) {
    case KEYS_SMALL_INT:
        return small_int(a) < small_int(b);
    case KEYS_LATIN1:
        return latin1_less(a, b);
    case KEYS_FLOAT:
        return PyFloat_AS_DOUBLE(a) < PyFloat_AS_DOUBLE(b);
    default:
        return Hb_SortLess(ms, kind, a, b);
    }
}

/* 1, 0, or -1 with an exception. */
static inline int
less(const merge_state *ms, PyObject *a, PyObject *b)
{
    return less_as(ms, ms->kind, a, b);
}

/* Merges two neighbouring runs, the first of `na` and the second of `nb`
 * items, b directly behind a; keys and values together.
 *
 * Fails:  -1 with an exception; all items are then somewhere in the two.
 */
int Hb_SortMerge(merge_state *ms, place a, Py_ssize_t na, place b,
                 Py_ssize_t nb);

/* Gives back the temporary room. */
void Hb_SortFreeTemp(merge_state *ms);

static inline place
advance(place p, Py_ssize_t n)
{
    p.keys += n;
    if (p.values != NULL) {
        p.values += n;
    }
    return p;
}

static inline void
copy_one(place dst, place src)
{
    *dst.keys = *src.keys;
    if (dst.values != NULL) {
        *dst.values = *src.values;
    }
}

/* The stretches may overlap. */
static inline void
move(place dst, place src, Py_ssize_t n)
{
    memmove(dst.keys, src.keys, (size_t)n * sizeof(PyObject *));
    if (dst.values != NULL) {
        memmove(dst.values, src.values, (size_t)n * sizeof(PyObject *));
    }
}

#endif
