/* array.h -- shared by the files of module array.
 *
 * An array.array holds numbers of one C type side by side, in a block of its
 * own that grows like a list's, but by a sixteenth.
 *
 *   A1  0 <= length <= allocated; ob_item is NULL only when allocated is 0
 *   A2  while ob_exports > 0 the length does not change
 *
 * Source: CPython 3.11, Modules/arraymodule.c.
 */
#ifndef HB_ARRAY_H
#define HB_ARRAY_H

#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

struct arrayobject;

struct arraydescr {
    char typecode;
    int itemsize; /* bytes */
    PyObject *(*getitem)(struct arrayobject *array, Py_ssize_t i);
    /* i below 0: only checks the value */
    int (*setitem)(struct arrayobject *array, Py_ssize_t i, PyObject *value);
    const char *format; /* for buffers */
};

/* array('h', [7, 8]) after one append:
 *
 *    arrayobject: 64 bytes
 *   +----+-------------+
 *   |  0 | ob_base     |     count, type, ob_size = 3
 *   | 24 | ob_item     |---> +---+---+---+-----------+
 *   | 32 | allocated   | 6   | 7 | 8 | 9 |   spare   |  2 bytes an item
 *   | 40 | ob_descr    |--   +---+---+---+-----------+
 *   | 48 | weakreflist | |
 *   | 56 | ob_exports  | +-> typecode 'h', itemsize 2
 *   +----+-------------+
 */
typedef struct arrayobject {
    PyObject_VAR_HEAD
    char *ob_item;
    Py_ssize_t allocated; /* items */
    const struct arraydescr *ob_descr;
    PyObject *weakreflist;
    Py_ssize_t ob_exports;
} arrayobject;

extern PyTypeObject Hb_ArrayType;
extern PyTypeObject Hb_ArrayIterType;
extern PyMethodDef Hb_ArrayMethods[];

#define IS_ARRAY(op) PyObject_TypeCheck((op), &Hb_ArrayType)
#define ITEM_AT(array, i)                                                     \
    ((array)->ob_item + (i) * (array)->ob_descr->itemsize)

/* array.c */
PyObject *Hb_ArrayNew(PyTypeObject *type, Py_ssize_t size,
                      const struct arraydescr *descr);
int Hb_ArrayResize(arrayobject *self, Py_ssize_t size);
int Hb_ArrayInsert(arrayobject *self, Py_ssize_t where, PyObject *value);
int Hb_ArrayExtend(arrayobject *self, PyObject *items);
PyObject *Hb_ArrayConcat(PyObject *a, PyObject *b);
PyObject *Hb_ArraySlice(arrayobject *a, Py_ssize_t low, Py_ssize_t high);
int Hb_ArrayDelete(arrayobject *a, Py_ssize_t low, Py_ssize_t high);
/* The item at i; an IndexError below 0, too. */
PyObject *Hb_ArrayItem(PyObject *self, Py_ssize_t i);
int Hb_ArrayAssItem(PyObject *self, Py_ssize_t i, PyObject *value);

/* array_items.c; NULL for an unknown code */
const struct arraydescr *Hb_ArrayDescr(Py_UCS4 typecode);

/* 1 when a descriptor lies there. */
int Hb_ArrayIsDescr(uintptr_t descr);
/* The last of the codes of ints of so many bytes; 0 when there is none. */
char Hb_ArrayIntCode(int itemsize, int is_signed);
PyObject *Hb_ArrayToList(PyObject *self, PyObject *ignored);
PyObject *Hb_ArrayGet(arrayobject *array, Py_ssize_t i);

/* array_new.c */
PyObject *Hb_ArrayTpNew(PyTypeObject *type, PyObject *args, PyObject *kwds);
PyObject *Hb_ArrayFromBytes(PyObject *self, PyObject *buffer);
int Hb_ArrayAppendText(arrayobject *self, PyObject *text);

/* array_reconstruct.c */
int Hb_ArrayMachineFormat(const struct arraydescr *descr);
PyObject *Hb_ArrayReconstructor(PyObject *module, PyObject *const *args,
                                Py_ssize_t nargs);

/* arraymodule.c */
PyObject *Hb_ArrayIter(PyObject *array);

/* array_slice.c */
PyObject *Hb_ArraySubscript(PyObject *self, PyObject *item);
int Hb_ArrayAssSubscript(PyObject *self, PyObject *item, PyObject *value);

#endif
