/* descrobject.h -- attributes that live in a type and act on its instances.
 *
 * A descriptor is found in the dict of a type and asked through tp_descr_get.
 * One that also has tp_descr_set (a data descriptor) comes before the
 * instance's own attributes.
 *
 * Source: CPython 3.11, Include/descrobject.h.
 */

#ifndef Py_DESCROBJECT_H
#define Py_DESCROBJECT_H

typedef PyObject *(*getter)(PyObject *, void *);
typedef int (*setter)(PyObject *, PyObject *, void *);

struct PyGetSetDef {
    const char *name;
    getter get; /* or NULL: not readable */
    setter set; /* or NULL: not writable */
    const char *doc;
    void *closure; /* handed to both */
};

typedef PyObject *(*wrapperfunc)(PyObject *self, PyObject *args,
                                 void *wrapped);
typedef PyObject *(*wrapperfunc_kwds)(PyObject *self, PyObject *args,
                                      void *wrapped, PyObject *kwds);

/* One special method: its name, its slot, and the function that calls the
 * slot with Python arguments.
 */
struct wrapperbase {
    const char *name;
    int offset;     /* of the slot in PyHeapTypeObject */
    void *function; /* for the slot, if a class defines the method */
    wrapperfunc wrapper;
    const char *doc;
    int flags;
    PyObject *name_strobj; /* interned name */
};

#define PyWrapperFlag_KEYWORDS 1

/*    PyDescrObject: 40 bytes
 *   +----+------------+
 *   |  0 | ob_base    |
 *   | 16 | d_type     |---> the class it was made for, owned
 *   | 24 | d_name     |---> str, owned
 *   | 32 | d_qualname |---> str, made when first read
 *   +----+------------+
 */
typedef struct {
    PyObject_HEAD
    PyTypeObject *d_type;
    PyObject *d_name;
    PyObject *d_qualname;
} PyDescrObject;

/* The head of a descriptor, and its type and name, borrowed. */
#define PyDescr_COMMON  PyDescrObject d_common
#define PyDescr_TYPE(x) (((PyDescrObject *)(x))->d_type)
#define PyDescr_NAME(x) (((PyDescrObject *)(x))->d_name)

typedef struct {
    PyDescr_COMMON;
    PyMethodDef *d_method;
    vectorcallfunc vectorcall;
} PyMethodDescrObject;

typedef struct {
    PyDescr_COMMON;
    PyMemberDef *d_member;
} PyMemberDescrObject;

typedef struct {
    PyDescr_COMMON;
    PyGetSetDef *d_getset;
} PyGetSetDescrObject;

typedef struct {
    PyDescr_COMMON;
    struct wrapperbase *d_base;
    void *d_wrapped; /* the function in the slot */
} PyWrapperDescrObject;

PyAPI_DATA(PyTypeObject) PyClassMethodDescr_Type;
PyAPI_DATA(PyTypeObject) PyGetSetDescr_Type;
PyAPI_DATA(PyTypeObject) PyMemberDescr_Type;
PyAPI_DATA(PyTypeObject) PyMethodDescr_Type;
PyAPI_DATA(PyTypeObject) PyWrapperDescr_Type;
PyAPI_DATA(PyTypeObject) PyDictProxy_Type;
PyAPI_DATA(PyTypeObject) PyProperty_Type;
PyAPI_DATA(PyTypeObject) _PyMethodWrapper_Type;

/* The definition is not copied: it must outlive the descriptor. */
PyAPI_FUNC(PyObject *) PyDescr_NewMethod(PyTypeObject *type, PyMethodDef *def);
PyAPI_FUNC(PyObject *)
    PyDescr_NewClassMethod(PyTypeObject *type, PyMethodDef *def);
PyAPI_FUNC(PyObject *) PyDescr_NewMember(PyTypeObject *type, PyMemberDef *def);
PyAPI_FUNC(PyObject *) PyDescr_NewGetSet(PyTypeObject *type, PyGetSetDef *def);
PyAPI_FUNC(PyObject *)
    PyDescr_NewWrapper(PyTypeObject *type, struct wrapperbase *base,
                       void *wrapped);

/* 1 if the type of the descriptor has tp_descr_set; cannot fail. */
PyAPI_FUNC(int) PyDescr_IsData(PyObject *descr);

/* A read-only view of a mapping. */
PyAPI_FUNC(PyObject *) PyDictProxy_New(PyObject *mapping);

/* A slot wrapper bound to self. */
PyAPI_FUNC(PyObject *) PyWrapper_New(PyObject *descr, PyObject *self);

#endif
