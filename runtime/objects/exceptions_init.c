/* exceptions_init.c -- the hierarchy, and its life in the interpreter.
 *
 * Source: CPython 3.11, Objects/exceptions.c.
 */

#include "internal/hb_exceptions.h"
#include "internal/pycore_pyerrors.h"

/* In an order in which each base comes before its subclasses. */
static PyObject **const classes[] = {
    &PyExc_BaseException,
    &PyExc_BaseExceptionGroup,
    &PyExc_Exception,
    &PyExc_GeneratorExit,
    &PyExc_KeyboardInterrupt,
    &PyExc_SystemExit,
    &PyExc_ArithmeticError,
    &PyExc_AssertionError,
    &PyExc_AttributeError,
    &PyExc_BufferError,
    &PyExc_EOFError,
    &PyExc_ImportError,
    &PyExc_LookupError,
    &PyExc_MemoryError,
    &PyExc_NameError,
    &PyExc_OSError,
    &PyExc_ReferenceError,
    &PyExc_RuntimeError,
    &PyExc_StopAsyncIteration,
    &PyExc_StopIteration,
    &PyExc_SyntaxError,
    &PyExc_SystemError,
    &PyExc_TypeError,
    &PyExc_ValueError,
    &PyExc_Warning,
    &PyExc_FloatingPointError,
    &PyExc_OverflowError,
    &PyExc_ZeroDivisionError,
    &PyExc_ModuleNotFoundError,
    &PyExc_IndexError,
    &PyExc_KeyError,
    &PyExc_UnboundLocalError,
    &PyExc_BlockingIOError,
    &PyExc_ChildProcessError,
    &PyExc_ConnectionError,
    &PyExc_FileExistsError,
    &PyExc_FileNotFoundError,
    &PyExc_InterruptedError,
    &PyExc_IsADirectoryError,
    &PyExc_NotADirectoryError,
    &PyExc_PermissionError,
    &PyExc_ProcessLookupError,
    &PyExc_TimeoutError,
    &PyExc_NotImplementedError,
    &PyExc_RecursionError,
    &PyExc_IndentationError,
    &PyExc_TabError,
    &PyExc_UnicodeError,
    &PyExc_BytesWarning,
    &PyExc_DeprecationWarning,
    &PyExc_EncodingWarning,
    &PyExc_FutureWarning,
    &PyExc_ImportWarning,
    &PyExc_PendingDeprecationWarning,
    &PyExc_ResourceWarning,
    &PyExc_RuntimeWarning,
    &PyExc_SyntaxWarning,
    &PyExc_UnicodeWarning,
    &PyExc_UserWarning,
    &PyExc_BrokenPipeError,
    &PyExc_ConnectionAbortedError,
    &PyExc_ConnectionRefusedError,
    &PyExc_ConnectionResetError,
    &PyExc_UnicodeDecodeError,
    &PyExc_UnicodeEncodeError,
    &PyExc_UnicodeTranslateError,
};

int
_PyExc_InitTypes(PyInterpreterState *interp)
{
    (void)interp;
    for (size_t i = 0; i < Py_ARRAY_LENGTH(classes); i++) {
        if (PyType_Ready((PyTypeObject *)*classes[i]) < 0) {
            return -1;
        }
    }
    return 0;
}

int
_PyExc_InitState(PyInterpreterState *interp)
{
    (void)interp;
    return Hb_MemoryErrorsFill();
}

int
_PyBuiltins_AddExceptions(PyObject *bltinmod)
{
    PyObject *names = PyModule_GetDict(bltinmod);
    PyObject *group = Hb_ExceptionGroup();

    for (size_t i = 0; names && i < Py_ARRAY_LENGTH(classes); i++) {
        if (PyDict_SetItemString(names, ((PyTypeObject *)*classes[i])->tp_name,
                                 *classes[i]) < 0) {
            return -1;
        }
    }
    if (!names || !group ||
        PyDict_SetItemString(names, "ExceptionGroup", group) < 0 ||
        PyDict_SetItemString(names, "EnvironmentError", PyExc_OSError) < 0 ||
        PyDict_SetItemString(names, "IOError", PyExc_OSError) < 0) {
        return -1;
    }
    return 0;
}

void
_PyExc_Fini(PyInterpreterState *interp)
{
    (void)interp;
    Hb_ExceptionGroupFree();
    Hb_MemoryErrorsFree();
}
