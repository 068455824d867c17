/* structseq.h -- tuples whose items have names, for C's own records.
 *
 * Source: CPython 3.11, Include/structseq.h, Objects/structseq.c.
 */
#ifndef Py_STRUCTSEQ_H
#define Py_STRUCTSEQ_H

typedef struct PyStructSequence_Field {
    const char
        *name; /* PyStructSequence_UnnamedField: reached by index only */
    const char *doc;
} PyStructSequence_Field;

/* Fields from n_in_sequence on are attributes but no items.  The fields end
 * with one whose name is NULL.  All of it must outlive the type. */
typedef struct PyStructSequence_Desc {
    const char *name;
    const char *doc;
    PyStructSequence_Field *fields;
    int n_in_sequence;
} PyStructSequence_Desc;

typedef PyTupleObject PyStructSequence;

extern const char *const PyStructSequence_UnnamedField;

/* Make a type of records: in static memory (the second says -1 when it fails),
 * or a new heap type. */
PyAPI_FUNC(void)
    PyStructSequence_InitType(PyTypeObject *type, PyStructSequence_Desc *desc);
PyAPI_FUNC(int) PyStructSequence_InitType2(PyTypeObject *type,
                                           PyStructSequence_Desc *desc);
PyAPI_FUNC(PyTypeObject *)
    PyStructSequence_NewType(PyStructSequence_Desc *desc);

/* A record of NULLs; fill all of them.  SetItem takes over the reference,
 * GetItem borrows. */
PyAPI_FUNC(PyObject *) PyStructSequence_New(PyTypeObject *type);
PyAPI_FUNC(void) PyStructSequence_SetItem(PyObject *record, Py_ssize_t index,
                                          PyObject *value);
PyAPI_FUNC(PyObject *)
    PyStructSequence_GetItem(PyObject *record, Py_ssize_t index);

/* Unchecked: SET takes the reference, GET borrows. */
#define PyStructSequence_SET_ITEM(op, i, v) PyTuple_SET_ITEM(op, i, v)
#define PyStructSequence_GET_ITEM(op, i)    PyTuple_GET_ITEM(op, i)

#endif
