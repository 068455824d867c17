/* exceptions_simple.c -- the classes that add little or nothing of their own.
 *
 * Source: CPython 3.11, Objects/exceptions.c; library reference, "Exception
 * hierarchy".
 */

#include "internal/hb_exceptions.h"
#include "internal/pycore_object.h"

EXCEPTION(BaseException, Exception, "Common base class for all errors.")
EXCEPTION(BaseException, GeneratorExit, "A generator is asked to end.")
EXCEPTION(BaseException, KeyboardInterrupt, "The user interrupts.")

EXCEPTION(Exception, TypeError, "An argument has a type that does not fit.")
EXCEPTION(Exception, StopAsyncIteration, "The end of __anext__.")
EXCEPTION(Exception, ArithmeticError, "Base of arithmetic errors.")
EXCEPTION(ArithmeticError, FloatingPointError, "A float operation failed.")
EXCEPTION(ArithmeticError, OverflowError, "A result is too large.")
EXCEPTION(ArithmeticError, ZeroDivisionError, "A divisor is zero.")
EXCEPTION(Exception, LookupError, "Base of look-up errors.")
EXCEPTION(LookupError, IndexError, "An index is out of range.")
EXCEPTION(Exception, AssertionError, "An assertion does not hold.")
EXCEPTION(Exception, BufferError, "A buffer cannot be used this way.")
EXCEPTION(Exception, EOFError, "The input has ended.")
EXCEPTION(Exception, RuntimeError, "An error without a class of its own.")
EXCEPTION(RuntimeError, RecursionError, "Calls are nested too deeply.")
EXCEPTION(RuntimeError, NotImplementedError, "A method is left to others.")
EXCEPTION(Exception, ReferenceError, "A proxy's referent is gone.")
EXCEPTION(Exception, SystemError, "The interpreter was misused.")
EXCEPTION(Exception, ValueError, "The type fits, the value does not.")
EXCEPTION(ValueError, UnicodeError, "Text and bytes do not fit.")

EXCEPTION(Exception, Warning, "Base of warning categories.")
EXCEPTION(Warning, UserWarning, "Made by user code.")
EXCEPTION(Warning, DeprecationWarning, "A feature is on its way out.")
EXCEPTION(Warning, PendingDeprecationWarning, "A feature will be deprecated.")
EXCEPTION(Warning, SyntaxWarning, "Dubious syntax.")
EXCEPTION(Warning, RuntimeWarning, "Dubious behaviour.")
EXCEPTION(Warning, FutureWarning, "A construct will change its meaning.")
EXCEPTION(Warning, ImportWarning, "A probable mistake in an import.")
EXCEPTION(Warning, UnicodeWarning, "About text.")
EXCEPTION(Warning, BytesWarning, "About bytes.")
EXCEPTION(Warning, ResourceWarning, "A resource was not released.")
EXCEPTION(Warning, EncodingWarning, "About encodings.")

/* ---- KeyError: the key is shown as repr
 * -------------------------------------- */

static PyObject *
key_error_str(PyObject *self)
{
    PyObject *args = ((PyBaseExceptionObject *)self)->args;

    /* So that a missing '' or 'a b' shows as what it is. */
    if (PyTuple_GET_SIZE(args) == 1) {
        return PyObject_Repr(PyTuple_GET_ITEM(args, 0));
    }
    return Hb_BaseExceptionStr(self);
}

EXCEPTION_WITH(LookupError, KeyError, "A key is not there.",
               PyBaseExceptionObject, .tp_dealloc = Hb_BaseExceptionDealloc,
               .tp_traverse = Hb_BaseExceptionTraverse,
               .tp_clear = Hb_BaseExceptionClear, .tp_str = key_error_str,
               .tp_init = Hb_BaseExceptionInit)

/* ---- StopIteration: value
 * -------------------------------------------------------- */

static int
stop_init(PyObject *self, PyObject *args, PyObject *kwargs)
{
    PyStopIterationObject *stop = (PyStopIterationObject *)self;
    PyObject *value = Py_None;

    if (Hb_BaseExceptionInit(self, args, kwargs) < 0) {
        return -1;
    }
    if (PyTuple_GET_SIZE(args) > 0) {
        value = PyTuple_GET_ITEM(args, 0);
    }
    Py_XSETREF(stop->value, Py_NewRef(value));
    return 0;
}

EXCEPTION_FIELDS(stop, offsetof(PyStopIterationObject, value))

static PyMemberDef stop_members[] = {
    {"value", T_OBJECT, offsetof(PyStopIterationObject, value), 0, NULL},
    {NULL, 0, 0, 0, NULL},
};

EXCEPTION_WITH(Exception, StopIteration, "The end of __next__.",
               PyStopIterationObject, EXCEPTION_LIFE(stop),
               .tp_members = stop_members, .tp_init = stop_init)

/* ---- SystemExit: code
 * ------------------------------------------------------------- */

static int
exit_init(PyObject *self, PyObject *args, PyObject *kwargs)
{
    PySystemExitObject *exit = (PySystemExitObject *)self;
    Py_ssize_t size = PyTuple_GET_SIZE(args);

    if (Hb_BaseExceptionInit(self, args, kwargs) < 0) {
        return -1;
    }
    if (size > 0) {
        PyObject *code = size == 1 ? PyTuple_GET_ITEM(args, 0) : args;

        Py_XSETREF(exit->code, Py_NewRef(code));
    }
    return 0;
}

EXCEPTION_FIELDS(exit, offsetof(PySystemExitObject, code))

static PyMemberDef exit_members[] = {
    {"code", T_OBJECT, offsetof(PySystemExitObject, code), 0, NULL},
    {NULL, 0, 0, 0, NULL},
};

EXCEPTION_WITH(BaseException, SystemExit, "The program ends.",
               PySystemExitObject, EXCEPTION_LIFE(exit),
               .tp_members = exit_members, .tp_init = exit_init)

/* ---- MemoryError: a reserve
 * ---------------------------------------------------------
 *
 * Some MemoryErrors are made beforehand and come back after use, linked by
 * their dict field, which is NULL in any that is in use.
 */

#define RESERVE 16

extern PyTypeObject EXCEPTION_TYPE(MemoryError);

static PyBaseExceptionObject *reserve;
static int reserve_count;

static PyObject *
memory_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    PyBaseExceptionObject *self = reserve;

    if (type != &EXCEPTION_TYPE(MemoryError) || !reserve) {
        return Hb_BaseExceptionNew(type, args, kwargs);
    }
    reserve = (PyBaseExceptionObject *)self->dict;
    reserve_count--;
    self->dict = NULL;
    self->args = PyTuple_New(0); /* the empty tuple always exists */
    _Py_NewReference((PyObject *)self);
    _PyObject_GC_TRACK(self);
    return (PyObject *)self;
}

static void
memory_dealloc(PyObject *self)
{
    PyBaseExceptionObject *base = (PyBaseExceptionObject *)self;

    PyObject_GC_UnTrack(self);
    Hb_BaseExceptionClear(self);
    base->suppress_context = 0;
    if (!Py_IS_TYPE(self, &EXCEPTION_TYPE(MemoryError)) ||
        reserve_count >= RESERVE) {
        Py_TYPE(self)->tp_free(self);
        return;
    }
    base->dict = (PyObject *)reserve;
    reserve = base;
    reserve_count++;
}

EXCEPTION_WITH(Exception, MemoryError, "There is no memory.",
               PyBaseExceptionObject, .tp_dealloc = memory_dealloc,
               .tp_traverse = Hb_BaseExceptionTraverse,
               .tp_clear = Hb_BaseExceptionClear,
               .tp_init = Hb_BaseExceptionInit, .tp_new = memory_new)

int
Hb_MemoryErrorsFill(void)
{
    PyObject *made[RESERVE];
    PyObject *args = PyTuple_New(0);
    int count = 0;

    while (args && count < RESERVE) {
        made[count] =
            Hb_BaseExceptionNew(&EXCEPTION_TYPE(MemoryError), args, NULL);
        if (!made[count]) {
            break;
        }
        count++;
    }
    Py_XDECREF(args);
    for (int i = 0; i < count; i++) {
        Py_DECREF(made[i]);
    }
    return count == RESERVE ? 0 : -1;
}

void
Hb_MemoryErrorsFree(void)
{
    while (reserve) {
        PyBaseExceptionObject *self = reserve;

        reserve = (PyBaseExceptionObject *)self->dict;
        self->dict = NULL;
        Py_TYPE(self)->tp_free((PyObject *)self);
    }
    reserve_count = 0;
}
