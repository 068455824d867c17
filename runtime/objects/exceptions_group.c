/* exceptions_group.c -- BaseExceptionGroup: several exceptions as one.
 *
 * BaseExceptionGroup(message, exceptions) makes an ExceptionGroup when all of
 * them are Exceptions.  split() and subgroup() need handlers written in
 * Python, which the model does not run: they are left out.
 *
 * Source: CPython 3.11, Objects/exceptions.c; PEP 654.
 */

#include "internal/hb_exceptions.h"
#include "internal/pycore_call.h"
#include "internal/pycore_object.h"
#include "internal/pycore_pyerrors.h"

extern PyTypeObject EXCEPTION_TYPE(BaseExceptionGroup);

/* class ExceptionGroup(BaseExceptionGroup, Exception) */
static PyObject *exception_group;

/* Checks the members; *all tells whether each is an Exception. */
static int
check_members(PyObject *members, int *all)
{
    Py_ssize_t size = PyTuple_GET_SIZE(members);

    *all = 1;
    if (size == 0) {
        PyErr_SetString(PyExc_ValueError,
                        "second argument (exceptions) must be a "
                        "non-empty sequence");
        return -1;
    }
    for (Py_ssize_t i = 0; i < size; i++) {
        PyObject *member = PyTuple_GET_ITEM(members, i);
        int is_exception = PyObject_IsInstance(member, PyExc_Exception);

        if (!PyExceptionInstance_Check(member)) {
            PyErr_Format(PyExc_ValueError,
                         "Item %zd of second argument (exceptions) is not "
                         "an exception",
                         i);
            return -1;
        }
        if (is_exception < 0) {
            return -1;
        }
        *all = *all && is_exception;
    }
    return 0;
}

/* The class to make; NULL when an ExceptionGroup cannot hold the members. */
static PyTypeObject *
class_for(PyTypeObject *type, int all)
{
    if (type == &EXCEPTION_TYPE(BaseExceptionGroup)) {
        return all ? (PyTypeObject *)exception_group : type;
    }
    if (all) {
        return type;
    }
    if (type == (PyTypeObject *)exception_group) {
        PyErr_SetString(PyExc_TypeError,
                        "Cannot nest BaseExceptions in an ExceptionGroup");
        return NULL;
    }
    if (PyType_IsSubtype(type, (PyTypeObject *)PyExc_Exception)) {
        PyErr_Format(PyExc_TypeError, "Cannot nest BaseExceptions in '%.200s'",
                     type->tp_name);
        return NULL;
    }
    return type;
}

static PyObject *
group_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(kwargs))
{
    PyObject *message, *sequence, *members, *self = NULL;
    int all;

    if (!PyArg_ParseTuple(args, "UO:BaseExceptionGroup.__new__", &message,
                          &sequence)) {
        return NULL;
    }
    if (!PySequence_Check(sequence)) {
        PyErr_SetString(PyExc_TypeError,
                        "second argument (exceptions) must be a sequence");
        return NULL;
    }
    members = PySequence_Tuple(sequence);
    if (!members) {
        return NULL;
    }
    type = check_members(members, &all) < 0 ? NULL : class_for(type, all);
    if (type) {
        self = Hb_BaseExceptionNew(type, args, NULL);
    }
    if (!self) {
        Py_DECREF(members);
        return NULL;
    }
    ((PyBaseExceptionGroupObject *)self)->msg = Py_NewRef(message);
    ((PyBaseExceptionGroupObject *)self)->excs = members;
    return self;
}

static PyObject *
group_str(PyObject *self)
{
    PyBaseExceptionGroupObject *group = (PyBaseExceptionGroupObject *)self;
    Py_ssize_t count = PyTuple_GET_SIZE(group->excs);

    return PyUnicode_FromFormat("%S (%zd sub-exception%s)", group->msg, count,
                                count > 1 ? "s" : "");
}

EXCEPTION_FIELDS(group, offsetof(PyBaseExceptionGroupObject, msg),
                 offsetof(PyBaseExceptionGroupObject, excs))

static PyMemberDef group_members[] = {
    {"message", T_OBJECT, offsetof(PyBaseExceptionGroupObject, msg), READONLY,
     NULL},
    {"exceptions", T_OBJECT, offsetof(PyBaseExceptionGroupObject, excs),
     READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyMethodDef group_methods[] = {
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, NULL},
    {NULL, NULL, 0, NULL},
};

EXCEPTION_WITH(BaseException, BaseExceptionGroup, "Several exceptions.",
               PyBaseExceptionGroupObject, EXCEPTION_LIFE(group),
               .tp_str = group_str, .tp_members = group_members,
               .tp_methods = group_methods, .tp_init = Hb_BaseExceptionInit,
               .tp_new = group_new)

PyObject *
Hb_ExceptionGroup(void)
{
    if (!exception_group) {
        PyObject *bases =
            PyTuple_Pack(2, PyExc_BaseExceptionGroup, PyExc_Exception);

        if (bases) {
            exception_group =
                PyErr_NewException("builtins.ExceptionGroup", bases, NULL);
            Py_DECREF(bases);
        }
    }
    return exception_group;
}

void
Hb_ExceptionGroupApart(void)
{
    if (exception_group) {
        PyType_Type.tp_clear(exception_group);
    }
}

void
Hb_ExceptionGroupFree(void)
{
    Py_CLEAR(exception_group);
}
