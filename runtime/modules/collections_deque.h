/* collections_deque.h -- the deque's layout, for its own files.
 *
 * A deque is a chain of blocks of 64 slots.  The items lie without a gap from
 * leftindex of the leftmost block to rightindex of the rightmost one.
 *
 *   Q1  there is always a block; leftblock and rightblock may be the same
 *   Q2  0 <= leftindex < 64 unless the deque is empty; -1 <= rightindex < 64
 *   Q3  an empty deque of one block has leftindex == rightindex + 1
 *   Q4  `state` changes with every change of the length: that is how
 *       iterators notice
 */
#ifndef HB_COLLECTIONS_DEQUE_H
#define HB_COLLECTIONS_DEQUE_H

#include "Python.h"

#define BLOCKLEN      64
#define CENTER        ((BLOCKLEN - 1) / 2)
#define MAXFREEBLOCKS 16
#ifdef HB_HOSTILE
#define KEPT_BLOCKS 0
#else
#define KEPT_BLOCKS MAXFREEBLOCKS
#endif

/* A deque of 70 items, the first of which was put in the middle of a block:
 *
 *      leftblock                        rightblock
 *      |                                |
 *      v                                v
 *     +----+--------------------+----+    +----+----------------+----+
 *     |NULL| ... | 0 1 ... 31   |  ------>|  | | 32 ... 69 | ... |NULL|
 *     +----+--------------------+----+ <-----+-+----------------+----+
 *     left-       ^ leftindex   right-             ^ rightindex
 *     link        (32)          link               (37)
 *
 *    deque_block: 528 bytes
 *   +-----+-----------+
 *   |   0 | leftlink  |
 *   |   8 | data      |     64 owned references
 *   | 520 | rightlink |
 *   +-----+-----------+
 */
typedef struct deque_block {
    struct deque_block *leftlink;
    PyObject *data[BLOCKLEN];
    struct deque_block *rightlink;
} deque_block;

/*    dequeobject: 216 bytes
 *   +-----+---------------+
 *   |   0 | ob_base       |     ob_size: items
 *   |  24 | leftblock     |
 *   |  32 | rightblock    |
 *   |  40 | leftindex     |
 *   |  48 | rightindex    |
 *   |  56 | state         |     Q4
 *   |  64 | maxlen        |
 *   |  72 | numfreeblocks |
 *   |  80 | freeblocks    |     up to 16 blocks kept for the next append
 *   | 208 | weakreflist   |
 *   +-----+---------------+
 */
typedef struct {
    PyObject_VAR_HEAD
    deque_block *leftblock;
    deque_block *rightblock;
    Py_ssize_t leftindex;
    Py_ssize_t rightindex;
    size_t state;
    Py_ssize_t maxlen; /* -1: none */
    Py_ssize_t numfreeblocks;
    deque_block *freeblocks[MAXFREEBLOCKS];
    PyObject *weakreflist;
} dequeobject;

extern PyTypeObject Hb_Deque_Type;
extern PyTypeObject Hb_DequeIter_Type;
extern PyTypeObject Hb_DequeRevIter_Type;
extern PySequenceMethods Hb_DequeAsSequence;
extern PyMethodDef Hb_DequeMethods[];

#define Hb_Deque_Check(op) PyObject_TypeCheck(op, &Hb_Deque_Type)

/* Where an item is. */
typedef struct {
    deque_block *block;
    Py_ssize_t index;
} deque_place;

/* The place of item i, which must exist; and the one behind a place. */
deque_place Hb_DequeFind(dequeobject *deque, Py_ssize_t i);
deque_place Hb_DequeFirst(dequeobject *deque);

static inline void
deque_step(deque_place *place)
{
    if (++place->index == BLOCKLEN) {
        place->block = place->block->rightlink;
        place->index = 0;
    }
}

static inline void
deque_step_back(deque_place *place)
{
    if (--place->index < 0) {
        place->block = place->block->leftlink;
        place->index = BLOCKLEN - 1;
    }
}

static inline PyObject **
deque_slot(deque_place place)
{
    return &place.block->data[place.index];
}

/* Append takes over the reference, also when it fails; what maxlen pushes out
 * at the other end is dropped.  Pop gives a reference; the deque must not be
 * empty. */
int Hb_DequeAppend(dequeobject *deque, PyObject *item);
int Hb_DequeAppendLeft(dequeobject *deque, PyObject *item);
PyObject *Hb_DequePop(dequeobject *deque);
PyObject *Hb_DequePopLeft(dequeobject *deque);

/* 0, or -1 with an exception. */
int Hb_DequeExtend(dequeobject *deque, PyObject *iterable);
int Hb_DequeExtendLeft(dequeobject *deque, PyObject *iterable);
int Hb_DequeRotate(dequeobject *deque, Py_ssize_t n);
int Hb_DequeDelete(dequeobject *deque, Py_ssize_t i);
void Hb_DequeClear(dequeobject *deque);

PyObject *Hb_DequeNew(PyTypeObject *type, PyObject *args, PyObject *kwds);
PyObject *Hb_DequeCopy(PyObject *deque, PyObject *unused);
PyObject *Hb_DequeIter(PyObject *deque);
PyObject *Hb_DequeReversed(PyObject *deque, PyObject *unused);

#endif
