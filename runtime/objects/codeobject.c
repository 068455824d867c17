/* codeobject.c -- code objects: names and places, without instructions.
 *
 * Source: CPython 3.11, Objects/codeobject.c.
 */
#include <stddef.h>

#include "Python.h"
#include "structmember.h"
#include "internal/pycore_object.h"

#define KIND_LOCAL 0x20
#define KIND_CELL  0x40
#define KIND_FREE  0x80

/* What a code object is made from; all references are borrowed. */
struct parts {
    int argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize, flags;
    PyObject *code, *consts, *names, *varnames, *freevars, *cellvars;
    PyObject *filename, *name, *qualname;
    int firstlineno;
    PyObject *linetable, *exceptiontable;
};

static int
check_parts(const struct parts *p)
{
    if (p->argcount < p->posonlyargcount || p->posonlyargcount < 0 ||
        p->kwonlyargcount < 0 || p->nlocals < 0 || p->stacksize < 0 ||
        p->flags < 0 || !PyBytes_Check(p->code) || !PyTuple_Check(p->consts) ||
        !PyTuple_Check(p->names) || !PyTuple_Check(p->varnames) ||
        !PyTuple_Check(p->freevars) || !PyTuple_Check(p->cellvars) ||
        !PyUnicode_Check(p->name) || !PyUnicode_Check(p->qualname) ||
        !PyUnicode_Check(p->filename) || !PyBytes_Check(p->linetable) ||
        !PyBytes_Check(p->exceptiontable)) {
        PyErr_BadInternalCall();
        return -1;
    }
    if (p->nlocals != PyTuple_GET_SIZE(p->varnames)) {
        PyErr_SetString(PyExc_ValueError,
                        "code: co_nlocals != len(co_varnames)");
        return -1;
    }
    int wanted = p->argcount + p->kwonlyargcount + !!(p->flags & CO_VARARGS) +
                 !!(p->flags & CO_VARKEYWORDS);
    if (wanted > p->nlocals) {
        PyErr_SetString(PyExc_ValueError, "code: co_varnames is too small");
        return -1;
    }
    return 0;
}

/* Appends names[..] of one kind to the names and kinds at *n. */
static void
add_names(PyObject *all, char *kinds, Py_ssize_t *n, PyObject *names, int kind)
{
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(names); i++, ++*n) {
        PyTuple_SET_ITEM(all, *n, Py_NewRef(PyTuple_GET_ITEM(names, i)));
        kinds[*n] = (char)kind;
    }
}

/* A cell of an argument is kept apart here; CPython marks the argument. */
static int
set_names(PyCodeObject *co, const struct parts *p)
{
    Py_ssize_t n = 0, len = PyTuple_GET_SIZE(p->varnames) +
                            PyTuple_GET_SIZE(p->cellvars) +
                            PyTuple_GET_SIZE(p->freevars);

    co->co_localsplusnames = PyTuple_New(len);
    co->co_localspluskinds = PyBytes_FromStringAndSize(NULL, len);
    if (co->co_localsplusnames == NULL || co->co_localspluskinds == NULL) {
        return -1;
    }
    char *kinds = PyBytes_AS_STRING(co->co_localspluskinds);
    add_names(co->co_localsplusnames, kinds, &n, p->varnames, KIND_LOCAL);
    add_names(co->co_localsplusnames, kinds, &n, p->cellvars, KIND_CELL);
    add_names(co->co_localsplusnames, kinds, &n, p->freevars, KIND_FREE);
    co->co_nlocalsplus = (int)len;
    co->co_nlocals = p->nlocals;
    co->co_ncellvars = (int)PyTuple_GET_SIZE(p->cellvars);
    co->co_nplaincellvars = co->co_ncellvars;
    co->co_nfreevars = (int)PyTuple_GET_SIZE(p->freevars);
    return 0;
}

static PyCodeObject *
new_code(const struct parts *p)
{
    if (check_parts(p) < 0) {
        return NULL;
    }
    PyCodeObject *co = PyObject_NewVar(PyCodeObject, &PyCode_Type,
                                       PyBytes_GET_SIZE(p->code) / 2);
    if (co == NULL) {
        return NULL;
    }
    memset((char *)co + sizeof(PyVarObject), 0,
           offsetof(PyCodeObject, co_code_adaptive) - sizeof(PyVarObject));
    co->co_consts = Py_NewRef(p->consts);
    co->co_names = Py_NewRef(p->names);
    co->co_exceptiontable = Py_NewRef(p->exceptiontable);
    co->co_flags = p->flags;
    co->co_argcount = p->argcount;
    co->co_posonlyargcount = p->posonlyargcount;
    co->co_kwonlyargcount = p->kwonlyargcount;
    co->co_stacksize = p->stacksize;
    co->co_firstlineno = p->firstlineno;
    co->co_filename = Py_NewRef(p->filename);
    co->co_name = Py_NewRef(p->name);
    co->co_qualname = Py_NewRef(p->qualname);
    co->co_linetable = Py_NewRef(p->linetable);
    co->_co_code = Py_NewRef(p->code);
    if (set_names(co, p) < 0) {
        Py_CLEAR(co);
    }
    return co;
}

PyCodeObject *
PyCode_NewWithPosOnlyArgs(int argcount, int posonlyargcount,
                          int kwonlyargcount, int nlocals, int stacksize,
                          int flags, PyObject *code, PyObject *consts,
                          PyObject *names, PyObject *varnames,
                          PyObject *freevars, PyObject *cellvars,
                          PyObject *filename, PyObject *name,
                          PyObject *qualname, int firstlineno,
                          PyObject *linetable, PyObject *exceptiontable)
{
    struct parts parts = {
        argcount,       posonlyargcount,
        kwonlyargcount, nlocals,
        stacksize,      flags,
        code,           consts,
        names,          varnames,
        freevars,       cellvars,
        filename,       name,
        qualname,       firstlineno,
        linetable,      exceptiontable,
    };
    return new_code(&parts);
}

PyCodeObject *
PyCode_New(int argcount, int kwonlyargcount, int nlocals, int stacksize,
           int flags, PyObject *code, PyObject *consts, PyObject *names,
           PyObject *varnames, PyObject *freevars, PyObject *cellvars,
           PyObject *filename, PyObject *name, PyObject *qualname,
           int firstlineno, PyObject *linetable, PyObject *exceptiontable)
{
    return PyCode_NewWithPosOnlyArgs(
        argcount, 0, kwonlyargcount, nlocals, stacksize, flags, code, consts,
        names, varnames, freevars, cellvars, filename, name, qualname,
        firstlineno, linetable, exceptiontable);
}

/* Nobody runs it, but its parts can be asked for: they are what CPython puts
 * there, code that raises AssertionError if it is ever run (RESUME,
 * LOAD_ASSERTION_ERROR, RAISE_VARARGS 1), all of it at the first line. */
PyCodeObject *
PyCode_NewEmpty(const char *filename, const char *funcname, int firstlineno)
{
    PyObject *nothing = PyBytes_FromStringAndSize(NULL, 0);
    PyObject *code = PyBytes_FromStringAndSize("\x97\0\x4a\0\x82\1", 6);
    PyObject *lines = PyBytes_FromStringAndSize("\xea", 2);
    PyObject *none = PyTuple_New(0);
    PyObject *file = PyUnicode_DecodeFSDefault(filename);
    PyObject *name = PyUnicode_FromString(funcname);
    PyCodeObject *co = NULL;

    if (nothing != NULL && code != NULL && lines != NULL && none != NULL &&
        file != NULL && name != NULL) {
        co = PyCode_New(0, 0, 0, 1, 0, code, none, none, none, none, none,
                        file, name, name, firstlineno, lines, nothing);
    }
    Py_XDECREF(nothing);
    Py_XDECREF(code);
    Py_XDECREF(lines);
    Py_XDECREF(none);
    Py_XDECREF(file);
    Py_XDECREF(name);
    return co;
}

/* ---- reading ------------------------------------------------------------ */

int
PyCode_Addr2Line(PyCodeObject *code, int Py_UNUSED(byte))
{
    return code->co_firstlineno;
}

PyObject *
PyCode_GetCode(PyCodeObject *code)
{
    return Py_NewRef(code->_co_code);
}

/* The names from `first` on, `len` of them. */
static PyObject *
get_names(PyCodeObject *code, Py_ssize_t first, Py_ssize_t len)
{
    return PyTuple_GetSlice(code->co_localsplusnames, first, first + len);
}

PyObject *
PyCode_GetVarnames(PyCodeObject *code)
{
    return get_names(code, 0, code->co_nlocals);
}

PyObject *
PyCode_GetCellvars(PyCodeObject *code)
{
    return get_names(code, code->co_nlocals, code->co_ncellvars);
}

PyObject *
PyCode_GetFreevars(PyCodeObject *code)
{
    return get_names(code, code->co_nlocals + code->co_ncellvars,
                     code->co_nfreevars);
}

static PyObject *
get_code(PyObject *self, void *Py_UNUSED(closure))
{
    return PyCode_GetCode((PyCodeObject *)self);
}

static PyObject *
get_varnames(PyObject *self, void *Py_UNUSED(closure))
{
    return PyCode_GetVarnames((PyCodeObject *)self);
}

static PyObject *
get_cellvars(PyObject *self, void *Py_UNUSED(closure))
{
    return PyCode_GetCellvars((PyCodeObject *)self);
}

static PyObject *
get_freevars(PyObject *self, void *Py_UNUSED(closure))
{
    return PyCode_GetFreevars((PyCodeObject *)self);
}

/* ---- replace ------------------------------------------------------------ */

static PyObject *
code_replace(PyObject *self, PyObject *args, PyObject *kwds)
{
    static char *names[] = {
        "co_argcount",
        "co_posonlyargcount",
        "co_kwonlyargcount",
        "co_nlocals",
        "co_stacksize",
        "co_flags",
        "co_firstlineno",
        "co_code",
        "co_consts",
        "co_names",
        "co_varnames",
        "co_freevars",
        "co_cellvars",
        "co_filename",
        "co_name",
        "co_qualname",
        "co_linetable",
        "co_exceptiontable",
        NULL,
    };
    PyCodeObject *co = (PyCodeObject *)self, *copy = NULL;
    PyObject *varnames = PyCode_GetVarnames(co);
    PyObject *freevars = PyCode_GetFreevars(co);
    PyObject *cellvars = PyCode_GetCellvars(co);
    struct parts p = {
        co->co_argcount,
        co->co_posonlyargcount,
        co->co_kwonlyargcount,
        co->co_nlocals,
        co->co_stacksize,
        co->co_flags,
        co->_co_code,
        co->co_consts,
        co->co_names,
        varnames,
        freevars,
        cellvars,
        co->co_filename,
        co->co_name,
        co->co_qualname,
        co->co_firstlineno,
        co->co_linetable,
        co->co_exceptiontable,
    };

    if (varnames != NULL && freevars != NULL && cellvars != NULL &&
        PyArg_ParseTupleAndKeywords(
            args, kwds, "|$iiiiiiiO!O!O!O!O!O!UUUO!O!:replace", names,
            &p.argcount, &p.posonlyargcount, &p.kwonlyargcount, &p.nlocals,
            &p.stacksize, &p.flags, &p.firstlineno, &PyBytes_Type, &p.code,
            &PyTuple_Type, &p.consts, &PyTuple_Type, &p.names, &PyTuple_Type,
            &p.varnames, &PyTuple_Type, &p.freevars, &PyTuple_Type,
            &p.cellvars, &p.filename, &p.name, &p.qualname, &PyBytes_Type,
            &p.linetable, &PyBytes_Type, &p.exceptiontable)) {
        copy = new_code(&p);
    }
    Py_XDECREF(varnames);
    Py_XDECREF(freevars);
    Py_XDECREF(cellvars);
    return (PyObject *)copy;
}

/* ---- the type ----------------------------------------------------------- */

static void
code_dealloc(PyObject *self)
{
    PyCodeObject *co = (PyCodeObject *)self;

    if (co->co_weakreflist != NULL) {
        PyObject_ClearWeakRefs(self);
    }
    Py_XDECREF(co->co_consts);
    Py_XDECREF(co->co_names);
    Py_XDECREF(co->co_exceptiontable);
    Py_XDECREF(co->co_localsplusnames);
    Py_XDECREF(co->co_localspluskinds);
    Py_XDECREF(co->co_filename);
    Py_XDECREF(co->co_name);
    Py_XDECREF(co->co_qualname);
    Py_XDECREF(co->co_linetable);
    Py_XDECREF(co->_co_code);
    PyObject_Free(self);
}

static PyObject *
code_repr(PyObject *self)
{
    PyCodeObject *co = (PyCodeObject *)self;

    return PyUnicode_FromFormat("<code object %U at %p, file \"%U\", line %d>",
                                co->co_name, self, co->co_filename,
                                co->co_firstlineno);
}

/* What makes two code objects equal; the file does not. */
static PyObject *
key_of(PyObject *self)
{
    PyCodeObject *co = (PyCodeObject *)self;

    return Py_BuildValue("(OiiiiiOOOOOO)", co->co_name, co->co_argcount,
                         co->co_posonlyargcount, co->co_kwonlyargcount,
                         co->co_flags, co->co_firstlineno, co->_co_code,
                         co->co_consts, co->co_names, co->co_localsplusnames,
                         co->co_linetable, co->co_exceptiontable);
}

static PyObject *
code_richcompare(PyObject *self, PyObject *other, int op)
{
    if ((op != Py_EQ && op != Py_NE) || !PyCode_Check(self) ||
        !PyCode_Check(other)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    PyObject *a = key_of(self), *b = key_of(other), *result = NULL;
    if (a != NULL && b != NULL) {
        result = PyObject_RichCompare(a, b, op);
    }
    Py_XDECREF(a);
    Py_XDECREF(b);
    return result;
}

static Py_hash_t
code_hash(PyObject *self)
{
    PyObject *key = key_of(self);
    Py_hash_t hash = key == NULL ? -1 : PyObject_Hash(key);

    Py_XDECREF(key);
    return hash;
}

#define INT(name)                                                             \
    {                                                                         \
#name, T_INT, offsetof(PyCodeObject, name), READONLY, NULL            \
    }
#define OBJECT(name)                                                          \
    {                                                                         \
#name, T_OBJECT, offsetof(PyCodeObject, name), READONLY, NULL         \
    }

static PyMemberDef code_members[] = {
    INT(co_argcount),       INT(co_posonlyargcount),
    INT(co_kwonlyargcount), INT(co_stacksize),
    INT(co_flags),          INT(co_nlocals),
    INT(co_firstlineno),    OBJECT(co_names),
    OBJECT(co_consts),      OBJECT(co_filename),
    OBJECT(co_name),        OBJECT(co_qualname),
    OBJECT(co_linetable),   OBJECT(co_exceptiontable),
    {NULL, 0, 0, 0, NULL},
};

static PyGetSetDef code_getset[] = {
    {"co_code", get_code, NULL, NULL, NULL},
    {"co_varnames", get_varnames, NULL, NULL, NULL},
    {"co_cellvars", get_cellvars, NULL, NULL, NULL},
    {"co_freevars", get_freevars, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

/* A code object is a whole number of words long. */
static PyObject *
code_sizeof(PyObject *self, PyObject *Py_UNUSED(unused))
{
    return PyLong_FromSize_t(_PyObject_VAR_SIZE(Py_TYPE(self), Py_SIZE(self)));
}

static PyMethodDef code_methods[] = {
    {"__sizeof__", code_sizeof, METH_NOARGS, NULL},
    {"replace", (PyCFunction)(void (*)(void))code_replace,
     METH_VARARGS | METH_KEYWORDS,
     PyDoc_STR("A copy with some attributes replaced.")},
    {NULL, NULL, 0, NULL},
};

PyTypeObject PyCode_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "code",
    .tp_basicsize = offsetof(PyCodeObject, co_code_adaptive),
    .tp_itemsize = sizeof(_Py_CODEUNIT),
    .tp_dealloc = code_dealloc,
    .tp_repr = code_repr,
    .tp_hash = code_hash,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_richcompare = code_richcompare,
    .tp_weaklistoffset = offsetof(PyCodeObject, co_weakreflist),
    .tp_methods = code_methods,
    .tp_members = code_members,
    .tp_getset = code_getset,
};
