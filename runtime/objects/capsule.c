/* capsule.c -- a C pointer wrapped as an object.
 *
 * Source: CPython 3.11, Objects/capsule.c.
 */

#include "Python.h"

/*    PyCapsule: 48 bytes
 *   +----+------------+
 *   |  0 | ob_base    |
 *   | 16 | pointer    |---> never NULL, not owned
 *   | 24 | name       |---> not copied, or NULL
 *   | 32 | context    |---> any pointer, not owned
 *   | 40 | destructor |
 *   +----+------------+
 */
typedef struct {
    PyObject_HEAD
    void *pointer;
    const char *name;
    void *context;
    PyCapsule_Destructor destructor;
} PyCapsule;

#define CAPSULE(op) ((PyCapsule *)(op))

static int
same_name(const char *left, const char *right)
{
    return left && right ? !strcmp(left, right) : left == right;
}

static int
is_legal(PyObject *op, const char *message)
{
    if (op && PyCapsule_CheckExact(op) && CAPSULE(op)->pointer) {
        return 1;
    }
    PyErr_SetString(PyExc_ValueError, message);
    return 0;
}

/* Checks the capsule that `function` was called with. */
#define LEGAL(op, function)                                                   \
    is_legal(op, function " called with invalid PyCapsule object")

PyObject *
PyCapsule_New(void *pointer, const char *name, PyCapsule_Destructor destroy)
{
    PyCapsule *capsule;

    if (!pointer) {
        PyErr_SetString(PyExc_ValueError,
                        "PyCapsule_New called with null pointer");
        return NULL;
    }
    capsule = PyObject_New(PyCapsule, &PyCapsule_Type);
    if (!capsule) {
        return NULL;
    }
    capsule->pointer = pointer;
    capsule->name = name;
    capsule->context = NULL;
    capsule->destructor = destroy;
    return (PyObject *)capsule;
}

int
PyCapsule_IsValid(PyObject *op, const char *name)
{
    return op && PyCapsule_CheckExact(op) && CAPSULE(op)->pointer &&
           same_name(CAPSULE(op)->name, name);
}

void *
PyCapsule_GetPointer(PyObject *op, const char *name)
{
    if (!LEGAL(op, "PyCapsule_GetPointer")) {
        return NULL;
    }
    if (!same_name(name, CAPSULE(op)->name)) {
        PyErr_SetString(PyExc_ValueError,
                        "PyCapsule_GetPointer called with incorrect name");
        return NULL;
    }
    return CAPSULE(op)->pointer;
}

const char *
PyCapsule_GetName(PyObject *op)
{
    return LEGAL(op, "PyCapsule_GetName") ? CAPSULE(op)->name : NULL;
}

PyCapsule_Destructor
PyCapsule_GetDestructor(PyObject *op)
{
    return LEGAL(op, "PyCapsule_GetDestructor") ? CAPSULE(op)->destructor
                                                : NULL;
}

void *
PyCapsule_GetContext(PyObject *op)
{
    return LEGAL(op, "PyCapsule_GetContext") ? CAPSULE(op)->context : NULL;
}

int
PyCapsule_SetPointer(PyObject *op, void *pointer)
{
    if (!pointer) {
        PyErr_SetString(PyExc_ValueError,
                        "PyCapsule_SetPointer called with null pointer");
        return -1;
    }
    if (!LEGAL(op, "PyCapsule_SetPointer")) {
        return -1;
    }
    CAPSULE(op)->pointer = pointer;
    return 0;
}

int
PyCapsule_SetName(PyObject *op, const char *name)
{
    if (!LEGAL(op, "PyCapsule_SetName")) {
        return -1;
    }
    CAPSULE(op)->name = name;
    return 0;
}

int
PyCapsule_SetDestructor(PyObject *op, PyCapsule_Destructor destroy)
{
    if (!LEGAL(op, "PyCapsule_SetDestructor")) {
        return -1;
    }
    CAPSULE(op)->destructor = destroy;
    return 0;
}

int
PyCapsule_SetContext(PyObject *op, void *context)
{
    if (!LEGAL(op, "PyCapsule_SetContext")) {
        return -1;
    }
    CAPSULE(op)->context = context;
    return 0;
}

/* The object that a dotted name leads to: a module, then attributes. */
static PyObject *
follow(char *path)
{
    PyObject *object = NULL;

    while (path) {
        char *dot = strchr(path, '.');

        if (dot) {
            *dot++ = '\0';
        }
        if (!object) {
            object = PyImport_ImportModule(path);
            if (!object) {
                PyErr_Format(PyExc_ImportError,
                             "PyCapsule_Import could not import module "
                             "\"%s\"",
                             path);
            }
        }
        else {
            Py_SETREF(object, PyObject_GetAttrString(object, path));
        }
        if (!object) {
            return NULL;
        }
        path = dot;
    }
    return object;
}

void *
PyCapsule_Import(const char *name, int no_block)
{
    size_t size = strlen(name) + 1;
    char *path = PyMem_Malloc(size);
    PyObject *object;
    void *pointer = NULL;

    (void)no_block;
    if (!path) {
        PyErr_NoMemory();
        return NULL;
    }
    object = follow(memcpy(path, name, size));
    if (object && PyCapsule_IsValid(object, name)) {
        pointer = CAPSULE(object)->pointer;
    }
    else if (object) {
        PyErr_Format(PyExc_AttributeError,
                     "PyCapsule_Import \"%s\" is not valid", name);
    }
    Py_XDECREF(object);
    PyMem_Free(path);
    return pointer;
}

static void
capsule_dealloc(PyObject *op)
{
    if (CAPSULE(op)->destructor) {
        CAPSULE(op)->destructor(op);
    }
    PyObject_Free(op);
}

static PyObject *
capsule_repr(PyObject *op)
{
    const char *name = CAPSULE(op)->name;
    const char *quote = name ? "\"" : "";

    return PyUnicode_FromFormat("<capsule object %s%s%s at %p>", quote,
                                name ? name : "NULL", quote, op);
}

PyTypeObject PyCapsule_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "PyCapsule",
    .tp_basicsize = sizeof(PyCapsule),
    .tp_dealloc = capsule_dealloc,
    .tp_repr = capsule_repr,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = PyDoc_STR("A C pointer, with a name that says what it is."),
};
