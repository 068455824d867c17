/* funcobject.h -- class methods and static methods.
 *
 * Functions written in Python do not exist in this runtime; their type does,
 * so that extension modules can ask whether an object is one.
 *
 * Source: CPython 3.11, Include/cpython/funcobject.h.
 */

#ifndef Py_FUNCOBJECT_H
#define Py_FUNCOBJECT_H

#include "object.h"

#include <stdint.h>

/*    PyFunctionObject: 136 bytes
 *   +-----+------------------+
 *   |   0 | ob_base          |
 *   |  16 | func_globals     |---> dict
 *   |  24 | func_builtins    |---> dict
 *   |  32 | func_name        |---> str
 *   |  40 | func_qualname    |---> str
 *   |  48 | func_code        |---> code object
 *   |  56 | func_defaults    |---> tuple, or NULL
 *   |  64 | func_kwdefaults  |---> dict, or NULL
 *   |  72 | func_closure     |---> tuple of cells, or NULL
 *   |  80 | func_doc         |---> any object
 *   |  88 | func_dict        |---> attributes; NULL until used
 *   |  96 | func_weakreflist |
 *   | 104 | func_module      |---> any object, or NULL
 *   | 112 | func_annotations |---> dict or tuple, or NULL
 *   | 120 | vectorcall       |
 *   | 128 | func_version     |
 *   +-----+------------------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *func_globals;
    PyObject *func_builtins;
    PyObject *func_name;
    PyObject *func_qualname;
    PyObject *func_code;
    PyObject *func_defaults;
    PyObject *func_kwdefaults;
    PyObject *func_closure;
    PyObject *func_doc;
    PyObject *func_dict;
    PyObject *func_weakreflist;
    PyObject *func_module;
    PyObject *func_annotations;
    vectorcallfunc vectorcall;
    uint32_t func_version;
} PyFunctionObject;

PyAPI_DATA(PyTypeObject) PyFunction_Type;

/* Whether op is a function written in Python: never, in the model. */
#define PyFunction_Check(op) Py_IS_TYPE(op, &PyFunction_Type)

/* The parts of a function; borrowed.
 *
 * Fails:  NULL with SystemError when op is not a function. */
PyAPI_FUNC(PyObject *) PyFunction_GetCode(PyObject *op);
PyAPI_FUNC(PyObject *) PyFunction_GetGlobals(PyObject *op);
PyAPI_FUNC(PyObject *) PyFunction_GetModule(PyObject *op);
PyAPI_FUNC(PyObject *) PyFunction_GetDefaults(PyObject *op);
PyAPI_FUNC(PyObject *) PyFunction_GetKwDefaults(PyObject *op);
PyAPI_FUNC(PyObject *) PyFunction_GetClosure(PyObject *op);
PyAPI_FUNC(PyObject *) PyFunction_GetAnnotations(PyObject *op);

/* The same, unchecked. */
#define PyFunction_GET_CODE(func) (((PyFunctionObject *)(func))->func_code)
#define PyFunction_GET_GLOBALS(func)                                          \
    (((PyFunctionObject *)(func))->func_globals)
#define PyFunction_GET_MODULE(func) (((PyFunctionObject *)(func))->func_module)
#define PyFunction_GET_DEFAULTS(func)                                         \
    (((PyFunctionObject *)(func))->func_defaults)
#define PyFunction_GET_KW_DEFAULTS(func)                                      \
    (((PyFunctionObject *)(func))->func_kwdefaults)
#define PyFunction_GET_CLOSURE(func)                                          \
    (((PyFunctionObject *)(func))->func_closure)
#define PyFunction_GET_ANNOTATIONS(func)                                      \
    (((PyFunctionObject *)(func))->func_annotations)

PyAPI_DATA(PyTypeObject) PyClassMethod_Type;
PyAPI_DATA(PyTypeObject) PyStaticMethod_Type;

/* classmethod(callable), staticmethod(callable): new references; they keep the
 * callable. */
PyAPI_FUNC(PyObject *) PyClassMethod_New(PyObject *callable);
PyAPI_FUNC(PyObject *) PyStaticMethod_New(PyObject *callable);

#endif
