/* errors.c -- setting, asking for and clearing the exception.
 *
 * The exception that is being raised is three counted references in the
 * thread state: its class, its value, its traceback.  The value may be less
 * than an exception object until somebody looks (PyErr_NormalizeException):
 * NULL, a single argument, or a tuple of arguments.
 *
 * Source: CPython 3.11, Python/errors.c.
 */
#include "Python.h"
#include "internal/pycore_ceval.h"
#include "internal/pycore_pyerrors.h"

#define NORMALIZE_LIMIT 32

/* ---- the state ---------------------------------------------------------- */

void
_PyErr_Restore(PyThreadState *tstate, PyObject *type, PyObject *value,
               PyObject *traceback)
{
    PyObject *old_type = tstate->curexc_type;
    PyObject *old_value = tstate->curexc_value;
    PyObject *old_traceback = tstate->curexc_traceback;

    if (traceback && !PyTraceBack_Check(traceback)) {
        Py_CLEAR(traceback); /* None is what an exception may have */
    }
    tstate->curexc_type = type;
    tstate->curexc_value = value;
    tstate->curexc_traceback = traceback;
    Py_XDECREF(old_type);
    Py_XDECREF(old_value);
    Py_XDECREF(old_traceback);
}

void
PyErr_Restore(PyObject *type, PyObject *value, PyObject *traceback)
{
    _PyErr_Restore(_PyThreadState_GET(), type, value, traceback);
}

void
_PyErr_Fetch(PyThreadState *tstate, PyObject **type, PyObject **value,
             PyObject **traceback)
{
    *type = tstate->curexc_type;
    *value = tstate->curexc_value;
    *traceback = tstate->curexc_traceback;
    tstate->curexc_type = NULL;
    tstate->curexc_value = NULL;
    tstate->curexc_traceback = NULL;
}

void
PyErr_Fetch(PyObject **type, PyObject **value, PyObject **traceback)
{
    _PyErr_Fetch(_PyThreadState_GET(), type, value, traceback);
}

void
_PyErr_Clear(PyThreadState *tstate)
{
    _PyErr_Restore(tstate, NULL, NULL, NULL);
}

void
PyErr_Clear(void)
{
    _PyErr_Clear(_PyThreadState_GET());
}

PyObject *
PyErr_Occurred(void)
{
    return _PyErr_Occurred(_PyThreadState_GET());
}

/* ---- the exception that is being handled -------------------------------- */

static int
is_none(PyObject *op)
{
    return op == NULL || op == Py_None;
}

_PyErr_StackItem *
_PyErr_GetTopmostException(PyThreadState *tstate)
{
    _PyErr_StackItem *item = tstate->exc_info;

    while (is_none(item->exc_value) && item->previous_item) {
        item = item->previous_item;
    }
    return item;
}

PyObject *
PyErr_GetHandledException(void)
{
    PyObject *value =
        _PyErr_GetTopmostException(_PyThreadState_GET())->exc_value;

    return is_none(value) ? NULL : Py_NewRef(value);
}

void
PyErr_SetHandledException(PyObject *exc)
{
    Py_XSETREF(_PyThreadState_GET()->exc_info->exc_value, Py_XNewRef(exc));
}

static PyObject *
handled_type(PyObject *value)
{
    return is_none(value) ? Py_NewRef(Py_None)
                          : Py_NewRef(PyExceptionInstance_Class(value));
}

static PyObject *
handled_traceback(PyObject *value)
{
    PyObject *traceback =
        is_none(value) ? NULL : PyException_GetTraceback(value);

    return traceback ? traceback : Py_NewRef(Py_None);
}

void
PyErr_GetExcInfo(PyObject **type, PyObject **value, PyObject **traceback)
{
    PyObject *handled =
        _PyErr_GetTopmostException(_PyThreadState_GET())->exc_value;

    *type = handled_type(handled);
    *value = Py_NewRef(handled ? handled : Py_None);
    *traceback = handled_traceback(handled);
}

/* Takes three references; class and traceback follow from the value. */
void
PyErr_SetExcInfo(PyObject *type, PyObject *value, PyObject *traceback)
{
    Py_XSETREF(_PyThreadState_GET()->exc_info->exc_value, value);
    Py_XDECREF(type);
    Py_XDECREF(traceback);
}

PyObject *
_PyErr_StackItemToExcInfoTuple(_PyErr_StackItem *item)
{
    PyObject *value = item->exc_value;

    return Py_BuildValue("(NON)", handled_type(value), value ? value : Py_None,
                         handled_traceback(value));
}

/* ---- exception objects -------------------------------------------------- */

/* New instance of an exception class from a value that is not one. */
static PyObject *
create_exception(PyObject *type, PyObject *value)
{
    PyObject *exc;

    if (is_none(value)) {
        exc = PyObject_CallNoArgs(type);
    }
    else if (PyTuple_Check(value)) {
        exc = PyObject_Call(type, value, NULL);
    }
    else {
        exc = PyObject_CallOneArg(type, value);
    }
    if (exc && !PyExceptionInstance_Check(exc)) {
        PyErr_Format(PyExc_TypeError,
                     "calling %R should have returned an instance of "
                     "BaseException, not %s",
                     type, Py_TYPE(exc)->tp_name);
        Py_CLEAR(exc);
    }
    return exc;
}

/* Whether a value is an instance of the exception class; -1 on error. */
static int
is_instance_of(PyObject *value, PyObject *type)
{
    if (!value || !PyExceptionInstance_Check(value)) {
        return 0;
    }
    return PyObject_IsSubclass(PyExceptionInstance_Class(value), type);
}

/* The chain of contexts that begins at `handled` must not contain `value`, or
 * it would become a ring: cuts it there.  A ring that is there already ends
 * the walk, because the slow pointer meets the fast one. */
static void
cut_context(PyObject *handled, PyObject *value)
{
    PyObject *fast = handled, *slow = handled;
    int toggle = 0;
    PyObject *context;

    while ((context = PyException_GetContext(fast)) != NULL) {
        Py_DECREF(context);
        if (context == value) {
            PyException_SetContext(fast, NULL);
            return;
        }
        fast = context;
        if (fast == slow) {
            return;
        }
        if (toggle) {
            slow = PyException_GetContext(slow);
            Py_DECREF(slow);
        }
        toggle = !toggle;
    }
}

/* Makes the exception that is being handled the context of a new one.  Takes
 * a reference to value and gives one to what it has become; NULL on error. */
static PyObject *
chain_context(PyObject *type, PyObject *value, PyObject *handled)
{
    if (!value || !PyExceptionInstance_Check(value)) {
        PyObject *made;

        PyErr_Clear(); /* what is called must not find an exception */
        made = create_exception(type, value);
        Py_XDECREF(value);
        value = made;
    }
    if (value && handled != value) {
        cut_context(handled, value);
        PyException_SetContext(value, Py_NewRef(handled));
    }
    return value;
}

void
_PyErr_SetObject(PyThreadState *tstate, PyObject *type, PyObject *value)
{
    PyObject *handled = _PyErr_GetTopmostException(tstate)->exc_value;
    PyObject *traceback = NULL;

    if (type && !PyExceptionClass_Check(type)) {
        _PyErr_Format(tstate, PyExc_SystemError,
                      "_PyErr_SetObject: exception %R is not a "
                      "BaseException subclass",
                      type);
        return;
    }
    Py_XINCREF(value);
    if (!is_none(handled)) {
        Py_INCREF(handled);
        value = chain_context(type, value, handled);
        Py_DECREF(handled);
        if (!value) {
            return;
        }
    }
    if (value && PyExceptionInstance_Check(value)) {
        traceback = PyException_GetTraceback(value);
    }
    _PyErr_Restore(tstate, Py_XNewRef(type), value, traceback);
}

void
PyErr_SetObject(PyObject *type, PyObject *value)
{
    _PyErr_SetObject(_PyThreadState_GET(), type, value);
}

void
_PyErr_SetKeyError(PyObject *key)
{
    PyObject *args = PyTuple_Pack(1, key);

    if (args) {
        PyErr_SetObject(PyExc_KeyError, args);
        Py_DECREF(args);
    }
}

void
_PyErr_SetNone(PyThreadState *tstate, PyObject *type)
{
    _PyErr_SetObject(tstate, type, NULL);
}

void
PyErr_SetNone(PyObject *type)
{
    PyErr_SetObject(type, NULL);
}

void
_PyErr_SetString(PyThreadState *tstate, PyObject *type, const char *string)
{
    PyObject *value = PyUnicode_FromString(string);

    if (value) {
        _PyErr_SetObject(tstate, type, value);
        Py_DECREF(value);
    }
}

void
PyErr_SetString(PyObject *type, const char *utf8)
{
    _PyErr_SetString(_PyThreadState_GET(), type, utf8);
}

/* ---- comparing ---------------------------------------------------------- */

static int
matches_any(PyObject *err, PyObject *tuple)
{
    Py_ssize_t i;

    for (i = 0; i < PyTuple_GET_SIZE(tuple); i++) {
        if (PyErr_GivenExceptionMatches(err, PyTuple_GET_ITEM(tuple, i))) {
            return 1;
        }
    }
    return 0;
}

int
PyErr_GivenExceptionMatches(PyObject *err, PyObject *exc)
{
    if (!err || !exc) {
        return 0;
    }
    if (PyTuple_Check(exc)) {
        return matches_any(err, exc);
    }
    if (PyExceptionInstance_Check(err)) {
        err = PyExceptionInstance_Class(err);
    }
    if (PyExceptionClass_Check(err) && PyExceptionClass_Check(exc)) {
        return PyType_IsSubtype((PyTypeObject *)err, (PyTypeObject *)exc);
    }
    return err == exc;
}

int
_PyErr_ExceptionMatches(PyThreadState *tstate, PyObject *exc)
{
    return PyErr_GivenExceptionMatches(_PyErr_Occurred(tstate), exc);
}

int
PyErr_ExceptionMatches(PyObject *exc)
{
    return _PyErr_ExceptionMatches(_PyThreadState_GET(), exc);
}

/* ---- normalizing -------------------------------------------------------- */

/* Makes *value an instance of *type.  0; -1 with another exception. */
static int
normalize_once(PyObject **type, PyObject **value)
{
    int is_instance;

    if (!*value) {
        *value = Py_NewRef(Py_None);
    }
    if (!PyExceptionClass_Check(*type)) {
        return 0;
    }
    is_instance = is_instance_of(*value, *type);
    if (is_instance < 0) {
        return -1;
    }
    if (is_instance) {
        Py_SETREF(*type, Py_NewRef(PyExceptionInstance_Class(*value)));
        return 0;
    }
    PyObject *made = create_exception(*type, *value);

    if (!made) {
        return -1;
    }
    Py_SETREF(*value, made);
    return 0;
}

/* What failed while an exception was made takes its place. */
static void
take_new_exception(PyThreadState *tstate, PyObject **type, PyObject **value,
                   PyObject **traceback)
{
    PyObject *first = *traceback;

    Py_DECREF(*type);
    Py_XDECREF(*value);
    _PyErr_Fetch(tstate, type, value, traceback);
    if (first) {
        if (*traceback) {
            Py_DECREF(first);
        }
        else {
            *traceback = first;
        }
    }
}

void
_PyErr_NormalizeException(PyThreadState *tstate, PyObject **type,
                          PyObject **value, PyObject **traceback)
{
    int failures = 0;

    tstate->recursion_headroom++;
    while (*type && normalize_once(type, value)) {
        failures++;
        if (failures == NORMALIZE_LIMIT) {
            _PyErr_SetString(tstate, PyExc_RecursionError,
                             "maximum recursion depth exceeded while "
                             "normalizing an exception");
        }
        if (failures >= NORMALIZE_LIMIT + 2) {
            Py_FatalError("Cannot recover from the recursive normalization "
                          "of an exception.");
        }
        take_new_exception(tstate, type, value, traceback);
    }
    tstate->recursion_headroom--;
}

void
PyErr_NormalizeException(PyObject **type, PyObject **value,
                         PyObject **traceback)
{
    _PyErr_NormalizeException(_PyThreadState_GET(), type, value, traceback);
}

void
_PyErr_ChainExceptions(PyObject *type, PyObject *value, PyObject *traceback)
{
    PyObject *new_type, *new_value, *new_traceback;

    if (!type) {
        return;
    }
    if (!PyErr_Occurred()) {
        PyErr_Restore(type, value, traceback);
        return;
    }
    PyErr_Fetch(&new_type, &new_value, &new_traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    if (traceback) {
        PyException_SetTraceback(value, traceback);
        Py_DECREF(traceback);
    }
    Py_DECREF(type);
    PyErr_NormalizeException(&new_type, &new_value, &new_traceback);
    PyException_SetContext(new_value, value);
    PyErr_Restore(new_type, new_value, new_traceback);
}
