/* operator.c -- the module operator: the operators as functions.
 *
 * Source: CPython 3.11, Modules/_operator.c.
 */
#include "operator.h"
#include "internal/hb_getargs.h"
#include "internal/pycore_moduleobject.h"

/* ---- functions of one and two arguments --------------------------------- */

#define UNARY(name, call)                                                     \
    static PyObject *op_##name(PyObject *Py_UNUSED(module), PyObject *a)      \
    {                                                                         \
        return call(a);                                                       \
    }

#define BINARY(name, call)                                                    \
    static PyObject *op_##name(PyObject *Py_UNUSED(module),                   \
                               PyObject *const *args, Py_ssize_t nargs)       \
    {                                                                         \
        if (!_PyArg_CheckPositional(#name, nargs, 2, 2)) {                    \
            return NULL;                                                      \
        }                                                                     \
        return call(args[0], args[1]);                                        \
    }

#define COMPARE(name, op)                                                     \
    static PyObject *op_##name(PyObject *Py_UNUSED(module),                   \
                               PyObject *const *args, Py_ssize_t nargs)       \
    {                                                                         \
        if (!_PyArg_CheckPositional(#name, nargs, 2, 2)) {                    \
            return NULL;                                                      \
        }                                                                     \
        return PyObject_RichCompare(args[0], args[1], op);                    \
    }

static PyObject *
truth_of(PyObject *a)
{
    int is = PyObject_IsTrue(a);
    return is < 0 ? NULL : PyBool_FromLong(is);
}

static PyObject *
not_of(PyObject *a)
{
    int is = PyObject_IsTrue(a);
    return is < 0 ? NULL : PyBool_FromLong(!is);
}

static PyObject *
power_of(PyObject *a, PyObject *b)
{
    return PyNumber_Power(a, b, Py_None);
}

static PyObject *
power_in_place(PyObject *a, PyObject *b)
{
    return PyNumber_InPlacePower(a, b, Py_None);
}

static PyObject *
contains(PyObject *a, PyObject *b)
{
    int is = PySequence_Contains(a, b);
    return is < 0 ? NULL : PyBool_FromLong(is);
}

static PyObject *
is_same(PyObject *a, PyObject *b)
{
    return PyBool_FromLong(a == b);
}

static PyObject *
is_other(PyObject *a, PyObject *b)
{
    return PyBool_FromLong(a != b);
}

static PyObject *
count_of(PyObject *a, PyObject *b)
{
    Py_ssize_t count = PySequence_Count(a, b);
    return count < 0 ? NULL : PyLong_FromSsize_t(count);
}

static PyObject *
index_of(PyObject *a, PyObject *b)
{
    Py_ssize_t index = PySequence_Index(a, b);
    return index < 0 ? NULL : PyLong_FromSsize_t(index);
}

static PyObject *
delete_item(PyObject *a, PyObject *b)
{
    return PyObject_DelItem(a, b) < 0 ? NULL : Py_NewRef(Py_None);
}

/* One row a function; the table of methods comes from the same rows. */
#define UNARIES(X)                                                            \
    X(truth, truth_of)                                                        \
    X(not_, not_of)                                                           \
    X(neg, PyNumber_Negative)                                                 \
    X(pos, PyNumber_Positive)                                                 \
    X(abs, PyNumber_Absolute)                                                 \
    X(inv, PyNumber_Invert)                                                   \
    X(invert, PyNumber_Invert)                                                \
    X(index, PyNumber_Index)

#define BINARIES(X)                                                           \
    X(add, PyNumber_Add)                                                      \
    X(sub, PyNumber_Subtract)                                                 \
    X(mul, PyNumber_Multiply)                                                 \
    X(matmul, PyNumber_MatrixMultiply)                                        \
    X(floordiv, PyNumber_FloorDivide)                                         \
    X(truediv, PyNumber_TrueDivide)                                           \
    X(mod, PyNumber_Remainder)                                                \
    X(pow, power_of)                                                          \
    X(lshift, PyNumber_Lshift)                                                \
    X(rshift, PyNumber_Rshift)                                                \
    X(and_, PyNumber_And)                                                     \
    X(or_, PyNumber_Or)                                                       \
    X(xor, PyNumber_Xor)                                                      \
    X(iadd, PyNumber_InPlaceAdd)                                              \
    X(isub, PyNumber_InPlaceSubtract)                                         \
    X(imul, PyNumber_InPlaceMultiply)                                         \
    X(imatmul, PyNumber_InPlaceMatrixMultiply)                                \
    X(ifloordiv, PyNumber_InPlaceFloorDivide)                                 \
    X(itruediv, PyNumber_InPlaceTrueDivide)                                   \
    X(imod, PyNumber_InPlaceRemainder)                                        \
    X(ipow, power_in_place)                                                   \
    X(ilshift, PyNumber_InPlaceLshift)                                        \
    X(irshift, PyNumber_InPlaceRshift)                                        \
    X(iand, PyNumber_InPlaceAnd)                                              \
    X(ior, PyNumber_InPlaceOr)                                                \
    X(ixor, PyNumber_InPlaceXor)                                              \
    X(concat, PySequence_Concat)                                              \
    X(iconcat, PySequence_InPlaceConcat)                                      \
    X(contains, contains)                                                     \
    X(countOf, count_of)                                                      \
    X(indexOf, index_of)                                                      \
    X(is_, is_same)                                                           \
    X(is_not, is_other)                                                       \
    X(getitem, PyObject_GetItem)                                              \
    X(delitem, delete_item)

#define COMPARISONS(X)                                                        \
    X(lt, Py_LT)                                                              \
    X(le, Py_LE)                                                              \
    X(eq, Py_EQ)                                                              \
    X(ne, Py_NE)                                                              \
    X(gt, Py_GT)                                                              \
    X(ge, Py_GE)

UNARIES(UNARY)
BINARIES(BINARY)
COMPARISONS(COMPARE)

static PyObject *
op_setitem(PyObject *Py_UNUSED(module), PyObject *const *args,
           Py_ssize_t nargs)
{
    if (!_PyArg_CheckPositional("setitem", nargs, 3, 3) ||
        PyObject_SetItem(args[0], args[1], args[2]) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
op_length_hint(PyObject *Py_UNUSED(module), PyObject *const *args,
               Py_ssize_t nargs)
{
    Py_ssize_t fallback = 0;
    if (!_PyArg_CheckPositional("length_hint", nargs, 1, 2)) {
        return NULL;
    }
    if (nargs > 1 && Hb_SsizeArgument(args[1], &fallback)) {
        return NULL;
    }
    Py_ssize_t hint = PyObject_LengthHint(args[0], fallback);
    return hint == -1 && PyErr_Occurred() ? NULL : PyLong_FromSsize_t(hint);
}

static PyObject *
op_call(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t nargs,
        PyObject *kwnames)
{
    if (!_PyArg_CheckPositional("call", nargs, 1, PY_SSIZE_T_MAX)) {
        return NULL;
    }
    return PyObject_Vectorcall(args[0], args + 1, (size_t)(nargs - 1),
                               kwnames);
}

/* ---- the module --------------------------------------------------------- */

#define FAST(function)     (PyCFunction)(void (*)(void))(function)
#define UNARY_ROW(name, x) {#name, op_##name, METH_O, NULL},
#define FAST_ROW(name, x)  {#name, FAST(op_##name), METH_FASTCALL, NULL},

static PyMethodDef operator_methods[] = {
    UNARIES(UNARY_ROW) BINARIES(FAST_ROW) COMPARISONS(FAST_ROW){
        "setitem", FAST(op_setitem), METH_FASTCALL, NULL},
    {"length_hint", FAST(op_length_hint), METH_FASTCALL, NULL},
    {"call", FAST(op_call), METH_FASTCALL | METH_KEYWORDS, NULL},
    {NULL, NULL, 0, NULL},
};

/* Those that stand for an operator have its name, too: __add__ is add,
 * __and__ is and_. */
static int
add_special_names(PyObject *module)
{
    static const char plain[] =
        " truth is_ is_not countOf indexOf length_hint ";
    for (const PyMethodDef *def = operator_methods; def->ml_name; def++) {
        size_t length = strlen(def->ml_name);
        char name[32];
        snprintf(name, sizeof(name), " %s ", def->ml_name);
        if (strstr(plain, name) != NULL) {
            continue;
        }
        length -= def->ml_name[length - 1] == '_';
        snprintf(name, sizeof(name), "__%.*s__", (int)length, def->ml_name);
        PyObject *function = PyObject_GetAttrString(module, def->ml_name);
        int status = function == NULL
                         ? -1
                         : PyObject_SetAttrString(module, name, function);
        Py_XDECREF(function);
        if (status < 0) {
            return -1;
        }
    }
    return 0;
}

/* Makes a type from its description and adds it. */
static int
add_type(PyObject *module, PyType_Spec *spec)
{
    PyObject *type = PyType_FromModuleAndSpec(module, spec, NULL);
    int status =
        type == NULL ? -1 : PyModule_AddType(module, (PyTypeObject *)type);
    Py_XDECREF(type);
    return status;
}

static int
operator_exec(PyObject *module)
{
    if (Hb_ModuleAddFunctionsOf(module, "_operator", operator_methods) < 0 ||
        add_special_names(module) < 0 ||
        add_type(module, &Hb_ItemGetterSpec) < 0 ||
        add_type(module, &Hb_AttrGetterSpec) < 0 ||
        add_type(module, &Hb_MethodCallerSpec) < 0) {
        return -1;
    }
    return 0;
}

static PyModuleDef_Slot operator_slots[] = {
    {Py_mod_exec, (void *)operator_exec},
    {0, NULL},
};

static struct PyModuleDef operator_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "operator",
    .m_doc = PyDoc_STR("The operators as functions."),
    .m_slots = operator_slots,
};

PyMODINIT_FUNC PyInit_operator(void);

PyMODINIT_FUNC
PyInit_operator(void)
{
    return PyModuleDef_Init(&operator_module);
}
