/* odictobject_nodes.h -- the layout of OrderedDict, for its own files.
 *
 * Beside the dict there is a doubly linked list of nodes, one for each key,
 * in the order that counts; od_fast_nodes has the node of the dict's entry
 * number i at index i.  Entries get new numbers when the dict gets another
 * table: od_resize_sentinel is the table that the numbers belong to.
 */
#ifndef HB_ODICTOBJECT_NODES_H
#define HB_ODICTOBJECT_NODES_H

#include "Python.h"
#include "odictobject.h"

typedef struct odict_node {
    PyObject *key;
    Py_hash_t hash;
    struct odict_node *next;
    struct odict_node *prev;
} odict_node;

/*    the dict's entries   0: 'a'     1: (deleted)   2: 'b'
 *    od_fast_nodes       [ node a  , NULL         , node b ]
 *                            |                         |
 *    od_first ------------> node a <--- next/prev ---> node b <--- od_last
 *
 *    struct _odictobject: 112 bytes
 *   +-----+--------------------+
 *   |   0 | od_dict            |     a PyDictObject
 *   |  48 | od_fast_nodes      |
 *   |  56 | od_fast_nodes_size |
 *   |  64 | od_resize_sentinel |
 *   |  72 | od_state           |
 *   |  80 | od_first           |
 *   |  88 | od_last            |
 *   |  96 | od_inst_dict       |
 *   | 104 | od_weakreflist     |
 *   +-----+--------------------+
 */
struct _odictobject {
    PyDictObject od_dict;
    odict_node **od_fast_nodes;
    Py_ssize_t od_fast_nodes_size;
    void *od_resize_sentinel;
    size_t od_state; /* changes with every change of the list */
    odict_node *od_first;
    odict_node *od_last;
    PyObject *od_inst_dict;
    PyObject *od_weakreflist;
};

/* The node of a key; NULL, with an exception or without: there is none. */
odict_node *Hb_ODictFind(PyODictObject *od, PyObject *key);

/* Moves a node to the end, or to the beginning. */
void Hb_ODictMove(PyODictObject *od, odict_node *node, int last);
void Hb_ODictRemoveAll(PyODictObject *od);

/* Takes a key out and gives its value, whatever a derived class does with
 * items; `fallback`, or a KeyError, when there is no such key. */
PyObject *Hb_ODictPop(PyODictObject *od, PyObject *key, PyObject *fallback);

/* Stores all pairs of a mapping or of a sequence of pairs. */
int Hb_ODictUpdate(PyObject *od, PyObject *source);
int Hb_ODictInit(PyObject *od, PyObject *args, PyObject *kwds);
extern PyMethodDef Hb_ODictMethods[];

PyObject *Hb_ODictIter(PyObject *od);
PyObject *Hb_ODictReversed(PyObject *od, PyObject *unused);
PyObject *Hb_ODictKeys(PyObject *od, PyObject *unused);
PyObject *Hb_ODictValues(PyObject *od, PyObject *unused);
PyObject *Hb_ODictItems(PyObject *od, PyObject *unused);

#endif
