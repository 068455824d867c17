/* context.h -- context variables: values that follow a context, not a scope.
 *
 * A context maps variables to values.  It is entered and left; of those that
 * are entered the last is the current one, which the first use makes when
 * there is none.  Setting a variable gives a token that can set it back.
 *
 * Source: PEP 567; CPython 3.11, Include/cpython/context.h.
 */
#ifndef Py_CONTEXT_H
#define Py_CONTEXT_H

PyAPI_DATA(PyTypeObject) PyContext_Type;
typedef struct _pycontextobject PyContext;

PyAPI_DATA(PyTypeObject) PyContextVar_Type;
typedef struct _pycontextvarobject PyContextVar;

PyAPI_DATA(PyTypeObject) PyContextToken_Type;
typedef struct _pycontexttokenobject PyContextToken;

/* Whether o is of that type, which has no subclasses.  Cannot fail. */
#define PyContext_CheckExact(o)      Py_IS_TYPE((o), &PyContext_Type)
#define PyContextVar_CheckExact(o)   Py_IS_TYPE((o), &PyContextVar_Type)
#define PyContextToken_CheckExact(o) Py_IS_TYPE((o), &PyContextToken_Type)

/* A context without values.
 *
 * Owns:   a new reference.
 * Fails:  NULL with MemoryError.
 */
PyAPI_FUNC(PyObject *) PyContext_New(void);

/* A context with the values of `context`, and of the current one.
 *
 * Owns:   a new reference.
 * Fails:  NULL with TypeError when it is no context, or MemoryError.
 */
PyAPI_FUNC(PyObject *) PyContext_Copy(PyObject *context);
PyAPI_FUNC(PyObject *) PyContext_CopyCurrent(void);

/* Makes `context` the current one, and the one before it current again.
 *
 * Owns:   the thread holds it while it is entered.
 * Fails:  -1 with RuntimeError when it is entered already, or is not the
 *         current one; TypeError when it is no context.
 */
PyAPI_FUNC(int) PyContext_Enter(PyObject *context);
PyAPI_FUNC(int) PyContext_Exit(PyObject *context);

/* A variable with a name (UTF-8) and a default, which may be NULL.
 *
 * Owns:   a new reference.
 * Fails:  NULL with an exception.
 */
PyAPI_FUNC(PyObject *)
    PyContextVar_New(const char *name, PyObject *default_value);

/* Gives the value of `var` in the current context; without one
 * `default_value`, then the variable's default, then NULL.
 *
 * Owns:   *value is a new reference.
 * Fails:  -1 with an exception; 0 when *value is NULL, too.
 */
PyAPI_FUNC(int)
    PyContextVar_Get(PyObject *var, PyObject *default_value, PyObject **value);

/* Sets `var` in the current context; the token knows what was there.
 *
 * Owns:   a new reference to the token; value is held by the context.
 * Fails:  NULL with an exception.
 */
PyAPI_FUNC(PyObject *) PyContextVar_Set(PyObject *var, PyObject *value);

/* Sets `var` back to what it was before the token was made.
 *
 * Fails:  -1 with RuntimeError when the token was used, ValueError when it is
 *         another variable's or another context's.
 */
PyAPI_FUNC(int) PyContextVar_Reset(PyObject *var, PyObject *token);

#endif
