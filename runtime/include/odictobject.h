/* odictobject.h -- OrderedDict: a dict with a list of its keys.
 *
 * Owns:   results are new references but for the values that Get… gives,
 *         which are borrowed; arguments are borrowed (O3).
 * Source: CPython 3.11, Include/cpython/odictobject.h, Objects/odictobject.c.
 */
#ifndef Py_ODICTOBJECT_H
#define Py_ODICTOBJECT_H

typedef struct _odictobject PyODictObject;

extern PyTypeObject PyODict_Type;
extern PyTypeObject PyODictIter_Type;
extern PyTypeObject PyODictKeys_Type;
extern PyTypeObject PyODictItems_Type;
extern PyTypeObject PyODictValues_Type;

/* Whether op is of this type or of a subclass; of this very type; its length,
 * unchecked. */
#define PyODict_Check(op)      PyObject_TypeCheck(op, &PyODict_Type)
#define PyODict_CheckExact(op) Py_IS_TYPE(op, &PyODict_Type)
#define PyODict_SIZE(op)       PyDict_GET_SIZE((op))

/* A new empty OrderedDict; od[key] = value, which keeps references to both;
 * del od[key]. 0, or -1 with an exception. */
PyAPI_FUNC(PyObject *) PyODict_New(void);
PyAPI_FUNC(int) PyODict_SetItem(PyObject *od, PyObject *key, PyObject *value);
PyAPI_FUNC(int) PyODict_DelItem(PyObject *od, PyObject *key);

/* The functions of dict of that name; values are borrowed. */
#define PyODict_GetItem(od, key) PyDict_GetItem((PyObject *)od, key)
#define PyODict_GetItemWithError(od, key)                                     \
    PyDict_GetItemWithError((PyObject *)od, key)
#define PyODict_Contains(od, key) PyDict_Contains((PyObject *)od, key)
#define PyODict_Size(od)          PyDict_Size((PyObject *)od)
#define PyODict_GetItemString(od, key)                                        \
    PyDict_GetItemString((PyObject *)od, key)

#endif
