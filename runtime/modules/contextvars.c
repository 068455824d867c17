/* contextvars.c -- context variables, the tokens of their changes, and the
 * module contextvars.
 *
 * Source: PEP 567; CPython 3.11, Python/context.c,
 * Modules/_contextvarsmodule.c.
 */
#include <stddef.h>

#include "Python.h"
#include "internal/pycore_context.h"
#include "internal/pycore_global_strings.h"
#include "internal/pycore_object.h"
#include "structmember.h"

static PyContextVar *
as_var(PyObject *op)
{
    return (PyContextVar *)op;
}

static PyContextToken *
as_token(PyObject *op)
{
    return (PyContextToken *)op;
}

static int
check_type(PyObject *op, PyTypeObject *type, const char *name)
{
    if (Py_IS_TYPE(op, type)) {
        return 0;
    }
    PyErr_Format(PyExc_TypeError, "an instance of %s was expected", name);
    return -1;
}

/* ---- variables ---------------------------------------------------------- */

static PyObject *
new_var(PyObject *name, PyObject *default_value)
{
    if (!PyUnicode_Check(name)) {
        PyErr_SetString(PyExc_TypeError,
                        "context variable name must be a str");
        return NULL;
    }
    PyContextVar *var = PyObject_GC_New(PyContextVar, &PyContextVar_Type);
    if (var == NULL) {
        return NULL;
    }
    var->var_name = Py_NewRef(name);
    var->var_default = Py_XNewRef(default_value);
    var->var_cached = NULL;
    var->var_cached_tsid = 0;
    var->var_cached_tsver = 0;
    var->var_hash = PyObject_Hash(name) ^ _Py_HashPointer(var);
    if (var->var_hash == -1) {
        var->var_hash = -2;
    }
    if (_PyObject_GC_MAY_BE_TRACKED(name) ||
        (default_value != NULL &&
         _PyObject_GC_MAY_BE_TRACKED(default_value))) {
        PyObject_GC_Track(var);
    }
    return (PyObject *)var;
}

PyObject *
PyContextVar_New(const char *name, PyObject *default_value)
{
    PyObject *text = PyUnicode_FromString(name);
    PyObject *var = text == NULL ? NULL : new_var(text, default_value);
    Py_XDECREF(text);
    return var;
}

static PyObject *
var_new(PyTypeObject *Py_UNUSED(type), PyObject *args, PyObject *kwds)
{
    static char *names[] = {"", "default", NULL};
    PyObject *name, *default_value = NULL;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "O|$O:ContextVar", names,
                                     &name, &default_value)) {
        return NULL;
    }
    return new_var(name, default_value);
}

int
PyContextVar_Get(PyObject *var, PyObject *default_value, PyObject **value)
{
    *value = NULL;
    if (check_type(var, &PyContextVar_Type, "ContextVar") < 0) {
        return -1;
    }
    PyObject *context = PyThreadState_Get()->context;
    PyObject *found =
        context == NULL
            ? NULL
            : PyDict_GetItemWithError(((PyContext *)context)->ctx_vars, var);
    if (found == NULL && PyErr_Occurred()) {
        return -1;
    }
    found = found != NULL           ? found
            : default_value != NULL ? default_value
                                    : as_var(var)->var_default;
    *value = Py_XNewRef(found);
    return 0;
}

/* ---- changes ------------------------------------------------------------ */

static PyObject *
new_token(PyContext *ctx, PyObject *var, PyObject *old)
{
    PyContextToken *token =
        PyObject_GC_New(PyContextToken, &PyContextToken_Type);
    if (token == NULL) {
        return NULL;
    }
    token->tok_ctx = (PyContext *)Py_NewRef(ctx);
    token->tok_var = (PyContextVar *)Py_NewRef(var);
    token->tok_oldval = Py_XNewRef(old);
    token->tok_used = 0;
    PyObject_GC_Track(token);
    return (PyObject *)token;
}

PyObject *
PyContextVar_Set(PyObject *var, PyObject *value)
{
    if (check_type(var, &PyContextVar_Type, "ContextVar") < 0) {
        return NULL;
    }
    PyContext *ctx = Hb_CurrentContext();
    if (ctx == NULL) {
        return NULL;
    }
    PyObject *old = PyDict_GetItemWithError(ctx->ctx_vars, var);
    if (old == NULL && PyErr_Occurred()) {
        return NULL;
    }
    PyObject *token = new_token(ctx, var, old);
    if (token != NULL && PyDict_SetItem(ctx->ctx_vars, var, value) < 0) {
        Py_CLEAR(token);
    }
    return token;
}

/* Whether the token is one for this variable in the current context. */
static int
check_token(PyObject *var, PyContextToken *token)
{
    if (token->tok_used) {
        PyErr_Format(PyExc_RuntimeError, "%R has already been used once",
                     token);
        return -1;
    }
    if ((PyObject *)token->tok_var != var) {
        PyErr_Format(PyExc_ValueError,
                     "%R was created by a different ContextVar", token);
        return -1;
    }
    if (Hb_CurrentContext() != token->tok_ctx) {
        PyErr_Format(PyExc_ValueError, "%R was created in a different Context",
                     token);
        return -1;
    }
    return 0;
}

int
PyContextVar_Reset(PyObject *var, PyObject *op)
{
    if (check_type(var, &PyContextVar_Type, "ContextVar") < 0 ||
        check_type(op, &PyContextToken_Type, "Token") < 0 ||
        check_token(var, as_token(op)) < 0) {
        return -1;
    }
    PyContextToken *token = as_token(op);
    PyObject *vars = token->tok_ctx->ctx_vars;
    token->tok_used = 1;
    if (token->tok_oldval != NULL) {
        return PyDict_SetItem(vars, var, token->tok_oldval);
    }
    return PyDict_Contains(vars, var) ? PyDict_DelItem(vars, var) : 0;
}

/* ---- the variable's methods --------------------------------------------- */

static PyObject *
var_get(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    PyObject *value;
    if (!_PyArg_CheckPositional("get", nargs, 0, 1) ||
        PyContextVar_Get(self, nargs > 0 ? args[0] : NULL, &value) < 0) {
        return NULL;
    }
    if (value == NULL) {
        PyErr_SetObject(PyExc_LookupError, self);
    }
    return value;
}

static PyObject *
var_reset(PyObject *self, PyObject *token)
{
    if (!PyContextToken_CheckExact(token)) {
        PyErr_Format(PyExc_TypeError, "expected an instance of Token, got %R",
                     token);
        return NULL;
    }
    return PyContextVar_Reset(self, token) < 0 ? NULL : Py_NewRef(Py_None);
}

static PyObject *
var_repr(PyObject *self)
{
    PyContextVar *var = as_var(self);
    if (var->var_default == NULL) {
        return PyUnicode_FromFormat("<ContextVar name=%R at %p>",
                                    var->var_name, self);
    }
    return PyUnicode_FromFormat("<ContextVar name=%R default=%R at %p>",
                                var->var_name, var->var_default, self);
}

static Py_hash_t
var_hash(PyObject *self)
{
    return as_var(self)->var_hash;
}

static int
var_clear(PyObject *self)
{
    Py_CLEAR(as_var(self)->var_name);
    Py_CLEAR(as_var(self)->var_default);
    return 0;
}

static int
var_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(as_var(self)->var_name);
    Py_VISIT(as_var(self)->var_default);
    return 0;
}

static void
var_dealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    var_clear(self);
    PyObject_GC_Del(self);
}

static PyMethodDef var_methods[] = {
    {"get", _PyCFunction_CAST(var_get), METH_FASTCALL,
     PyDoc_STR("The value in the current context, or a default.")},
    {"set", PyContextVar_Set, METH_O,
     PyDoc_STR("Gives it a value; the token can take that back.")},
    {"reset", var_reset, METH_O, PyDoc_STR("Takes a change back.")},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyMemberDef var_members[] = {
    {"name", T_OBJECT, offsetof(PyContextVar, var_name), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

PyTypeObject PyContextVar_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "_contextvars.ContextVar",
    .tp_basicsize = sizeof(PyContextVar),
    .tp_dealloc = var_dealloc,
    .tp_repr = var_repr,
    .tp_hash = var_hash,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = var_traverse,
    .tp_clear = var_clear,
    .tp_methods = var_methods,
    .tp_members = var_members,
    .tp_new = var_new,
    .tp_free = PyObject_GC_Del,
};

/* ---- tokens ------------------------------------------------------------- */

static PyObject *
missing_repr(PyObject *Py_UNUSED(self))
{
    return PyUnicode_FromString("<Token.MISSING>");
}

PyTypeObject Hb_TokenMissing_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "Token.MISSING",
    .tp_basicsize = sizeof(PyObject),
    .tp_repr = missing_repr,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT,
};

/* What a variable without a value had before; it lives as long as the
 * program. */
static PyObject missing = {
    _PyObject_EXTRA_INIT 1,
    &Hb_TokenMissing_Type,
};

int
_PyContext_Init(void)
{
    return PyDict_SetItem(PyContextToken_Type.tp_dict, &_Py_ID(MISSING),
                          &missing);
}

static PyObject *
token_old_value(PyObject *self, void *Py_UNUSED(closure))
{
    PyObject *old = as_token(self)->tok_oldval;
    return Py_NewRef(old == NULL ? &missing : old);
}

static PyObject *
token_var(PyObject *self, void *Py_UNUSED(closure))
{
    return Py_NewRef(as_token(self)->tok_var);
}

static PyObject *
token_repr(PyObject *self)
{
    return PyUnicode_FromFormat(as_token(self)->tok_used
                                    ? "<Token used var=%R at %p>"
                                    : "<Token var=%R at %p>",
                                as_token(self)->tok_var, self);
}

static PyObject *
token_new(PyTypeObject *Py_UNUSED(type), PyObject *Py_UNUSED(args),
          PyObject *Py_UNUSED(kwds))
{
    PyErr_SetString(PyExc_RuntimeError,
                    "Tokens can only be created by ContextVars");
    return NULL;
}

static int
token_clear(PyObject *self)
{
    Py_CLEAR(as_token(self)->tok_ctx);
    Py_CLEAR(as_token(self)->tok_var);
    Py_CLEAR(as_token(self)->tok_oldval);
    return 0;
}

static int
token_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(as_token(self)->tok_ctx);
    Py_VISIT(as_token(self)->tok_var);
    Py_VISIT(as_token(self)->tok_oldval);
    return 0;
}

static void
token_dealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    token_clear(self);
    PyObject_GC_Del(self);
}

static PyMethodDef token_methods[] = {
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef token_getset[] = {
    {"var", token_var, NULL, NULL, NULL},
    {"old_value", token_old_value, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyTypeObject PyContextToken_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "_contextvars.Token",
    .tp_basicsize = sizeof(PyContextToken),
    .tp_dealloc = token_dealloc,
    .tp_repr = token_repr,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = token_traverse,
    .tp_clear = token_clear,
    .tp_methods = token_methods,
    .tp_getset = token_getset,
    .tp_new = token_new,
};

/* ---- the module --------------------------------------------------------- */

static PyObject *
copy_context(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored))
{
    return PyContext_CopyCurrent();
}

static PyMethodDef contextvars_functions[] = {
    {"copy_context", copy_context, METH_NOARGS,
     PyDoc_STR("A copy of the current context.")},
    {NULL, NULL, 0, NULL},
};

static int
contextvars_exec(PyObject *module)
{
    PyObject *names = Py_BuildValue("(ssss)", "Context", "ContextVar", "Token",
                                    "copy_context");
    int failed = names == NULL ||
                 PyModule_AddObjectRef(module, "__all__", names) < 0 ||
                 PyModule_AddType(module, &PyContext_Type) < 0 ||
                 PyModule_AddType(module, &PyContextVar_Type) < 0 ||
                 PyModule_AddType(module, &PyContextToken_Type) < 0;
    Py_XDECREF(names);
    return failed ? -1 : 0;
}

static PyModuleDef_Slot contextvars_slots[] = {
    {Py_mod_exec, contextvars_exec},
    {0, NULL},
};

static PyModuleDef contextvars_def = {
    PyModuleDef_HEAD_INIT,
    .m_name = "contextvars",
    .m_doc = PyDoc_STR("Values that follow a context, not a scope."),
    .m_methods = contextvars_functions,
    .m_slots = contextvars_slots,
};

PyMODINIT_FUNC PyInit_contextvars(void);

PyMODINIT_FUNC
PyInit_contextvars(void)
{
    return PyModuleDef_Init(&contextvars_def);
}
