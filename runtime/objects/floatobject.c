/* floatobject.c -- float: making, freeing, reading from text.
 *
 * Source: CPython 3.11, Objects/floatobject.c.
 */
#include "floatobject.h"
#include "internal/hb_quarantine.h"
#include "internal/hb_small.h"
#include "internal/pycore_structseq.h"

#include <float.h>

struct _Py_float_state _PyFloat_state;

/* ---- life --------------------------------------------------------------- */

PyObject *
PyFloat_FromDouble(double value)
{
    PyFloatObject *op = _PyFloat_state.free_list;
    if (op != NULL) {
        _PyFloat_state.free_list = (PyFloatObject *)Py_TYPE(op);
        _PyFloat_state.numfree--;
    }
    else {
        op = Hb_ObjectMalloc(sizeof *op);
        if (op == NULL) {
            return PyErr_NoMemory();
        }
    }
    _PyObject_Init((PyObject *)op, &PyFloat_Type);
    op->ob_fval = value;
    return (PyObject *)op;
}

void
_PyFloat_ExactDealloc(PyObject *op)
{
    if (_PyFloat_state.numfree >= PyFloat_MAXFREELIST || Hb_Quarantine) {
        PyObject_Free(op);
        return;
    }
    _PyFloat_state.numfree++;
    Py_SET_TYPE(op, (PyTypeObject *)_PyFloat_state.free_list);
    _PyFloat_state.free_list = (PyFloatObject *)op;
}

static void
float_dealloc(PyObject *op)
{
    if (PyFloat_CheckExact(op)) {
        _PyFloat_ExactDealloc(op);
    }
    else {
        Py_TYPE(op)->tp_free(op);
    }
}

void
_PyFloat_ClearFreeList(void)
{
    while (_PyFloat_state.free_list != NULL) {
        PyFloatObject *op = _PyFloat_state.free_list;
        _PyFloat_state.free_list = (PyFloatObject *)Py_TYPE(op);
        PyObject_Free(op);
    }
    _PyFloat_state.numfree = 0;
}

void
_PyFloat_Fini(void)
{
    _PyFloat_ClearFreeList();
}

void
_PyFloat_DebugMallocStats(FILE *out)
{
    fprintf(out, "%d free PyFloatObjects of %zu bytes\n",
            _PyFloat_state.numfree, sizeof(PyFloatObject));
}

/* ---- sys.float_info ----------------------------------------------------- */

static PyTypeObject float_info_type;

static PyStructSequence_Field float_info_fields[] = {
    {"max", "DBL_MAX, the greatest finite value"},
    {"max_exp", "DBL_MAX_EXP"},
    {"max_10_exp", "DBL_MAX_10_EXP"},
    {"min", "DBL_MIN, the least positive normalized value"},
    {"min_exp", "DBL_MIN_EXP"},
    {"min_10_exp", "DBL_MIN_10_EXP"},
    {"dig", "DBL_DIG, decimal digits that survive"},
    {"mant_dig", "DBL_MANT_DIG, binary digits"},
    {"epsilon", "DBL_EPSILON, from 1 to the next value"},
    {"radix", "FLT_RADIX"},
    {"rounds", "FLT_ROUNDS"},
    {NULL, NULL},
};

static PyStructSequence_Desc float_info_desc = {
    "sys.float_info", "What the doubles of this machine can hold.",
    float_info_fields, 11};

int
_PyFloat_InitTypes(void)
{
    return PyStructSequence_InitType2(&float_info_type, &float_info_desc);
}

void
_PyFloat_FiniType(void)
{
    _PyStructSequence_FiniType(&float_info_type);
}

PyObject *
PyFloat_GetInfo(void)
{
    PyObject *values[] = {
        PyFloat_FromDouble(DBL_MAX),     PyLong_FromLong(DBL_MAX_EXP),
        PyLong_FromLong(DBL_MAX_10_EXP), PyFloat_FromDouble(DBL_MIN),
        PyLong_FromLong(DBL_MIN_EXP),    PyLong_FromLong(DBL_MIN_10_EXP),
        PyLong_FromLong(DBL_DIG),        PyLong_FromLong(DBL_MANT_DIG),
        PyFloat_FromDouble(DBL_EPSILON), PyLong_FromLong(FLT_RADIX),
        PyLong_FromLong(FLT_ROUNDS),
    };
    PyObject *info = PyStructSequence_New(&float_info_type);
    for (size_t i = 0; i < Py_ARRAY_LENGTH(values); i++) {
        if (info == NULL) {
            Py_XDECREF(values[i]);
            continue;
        }
        PyStructSequence_SET_ITEM(info, (Py_ssize_t)i, values[i]);
    }
    if (PyErr_Occurred()) {
        Py_CLEAR(info);
    }
    return info;
}

double
PyFloat_GetMax(void)
{
    return DBL_MAX;
}

double
PyFloat_GetMin(void)
{
    return DBL_MIN;
}

/* ---- from text ---------------------------------------------------------- */

static PyObject *
parse_float(const char *text, Py_ssize_t len, void *op)
{
    char *end;
    double value = PyOS_string_to_double(text, &end, NULL);
    if (end != text + len) {
        PyErr_Format(PyExc_ValueError, "could not convert string to float: %R",
                     (PyObject *)op);
        return NULL;
    }
    return value == -1.0 && PyErr_Occurred() ? NULL
                                             : PyFloat_FromDouble(value);
}

/* The text must end with a zero. */
static PyObject *
from_text(const char *text, Py_ssize_t len, PyObject *op)
{
    const char *end = text + len;
    while (text < end && Py_ISSPACE(*text)) {
        text++;
    }
    while (text < end - 1 && Py_ISSPACE(end[-1])) {
        end--;
    }
    if (text == end) {
        PyErr_Format(PyExc_ValueError, "could not convert string to float: %R",
                     op);
        return NULL;
    }
    /* What stands behind the number is white space: cut it off. */
    char *copy = PyMem_Malloc((size_t)(end - text) + 1);
    if (copy == NULL) {
        return PyErr_NoMemory();
    }
    memcpy(copy, text, (size_t)(end - text));
    copy[end - text] = '\0';
    PyObject *result = _Py_string_to_number_with_underscores(
        copy, end - text, "float", op, op, parse_float);
    PyMem_Free(copy);
    return result;
}

PyObject *
PyFloat_FromString(PyObject *v)
{
    Py_buffer view;
    PyObject *result;
    if (PyUnicode_Check(v)) {
        PyObject *ascii = _PyUnicode_TransformDecimalAndSpaceToASCII(v);
        if (ascii == NULL) {
            return NULL;
        }
        Py_ssize_t len;
        const char *text = PyUnicode_AsUTF8AndSize(ascii, &len);
        result = from_text(text, len, v);
        Py_DECREF(ascii);
        return result;
    }
    if (PyObject_CheckBuffer(v) &&
        PyObject_GetBuffer(v, &view, PyBUF_SIMPLE) == 0) {
        result = from_text(view.buf, view.len, v);
        PyBuffer_Release(&view);
        return result;
    }
    PyErr_Clear();
    PyErr_Format(PyExc_TypeError,
                 "float() argument must be a string or a real number, "
                 "not '%.200s'",
                 Py_TYPE(v)->tp_name);
    return NULL;
}

/* ---- from objects ------------------------------------------------------- */

/* The float that __float__ gives, or the object's own value; a new
 * reference. */
static PyObject *
call_float(PyObject *op)
{
    PyObject *result = Py_TYPE(op)->tp_as_number->nb_float(op);
    if (result == NULL || PyFloat_CheckExact(result)) {
        return result;
    }
    if (!PyFloat_Check(result)) {
        PyErr_Format(PyExc_TypeError,
                     "%.50s.__float__ returned non-float (type %.50s)",
                     Py_TYPE(op)->tp_name, Py_TYPE(result)->tp_name);
        Py_DECREF(result);
        return NULL;
    }
    if (PyErr_WarnFormat(PyExc_DeprecationWarning, 1,
                         "%.50s.__float__ returned non-float (type %.50s).  "
                         "The ability to return an instance of a strict "
                         "subclass of float is deprecated, and may not be "
                         "supported in a future version of Python.",
                         Py_TYPE(op)->tp_name, Py_TYPE(result)->tp_name) < 0) {
        Py_CLEAR(result);
    }
    return result;
}

double
PyFloat_AsDouble(PyObject *op)
{
    if (op == NULL) {
        PyErr_BadArgument();
        return -1.0;
    }
    if (PyFloat_Check(op)) {
        return PyFloat_AS_DOUBLE(op);
    }
    PyNumberMethods *methods = Py_TYPE(op)->tp_as_number;
    PyObject *number;
    if (methods != NULL && methods->nb_float != NULL) {
        number = call_float(op);
        if (number == NULL) {
            return -1.0;
        }
        double value = PyFloat_AS_DOUBLE(number);
        Py_DECREF(number);
        return value;
    }
    if (methods != NULL && methods->nb_index != NULL) {
        number = PyNumber_Index(op);
        if (number == NULL) {
            return -1.0;
        }
        double value = PyLong_AsDouble(number);
        Py_DECREF(number);
        return value;
    }
    PyErr_Format(PyExc_TypeError, "must be real number, not %.50s",
                 Py_TYPE(op)->tp_name);
    return -1.0;
}

/* ---- float(...) --------------------------------------------------------- */

static PyObject *
float_of(PyTypeObject *type, PyObject *x)
{
    PyObject *value = x == NULL                 ? PyFloat_FromDouble(0.0)
                      : PyUnicode_CheckExact(x) ? PyFloat_FromString(x)
                                                : PyNumber_Float(x);
    if (value == NULL || type == &PyFloat_Type) {
        return value;
    }
    PyObject *self = type->tp_alloc(type, 0);
    if (self != NULL) {
        ((PyFloatObject *)self)->ob_fval = PyFloat_AS_DOUBLE(value);
    }
    Py_DECREF(value);
    return self;
}

static PyObject *
float_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    if ((type == &PyFloat_Type || type->tp_init == PyFloat_Type.tp_init) &&
        !_PyArg_NoKeywords("float", kwds)) {
        return NULL;
    }
    Py_ssize_t n = PyTuple_GET_SIZE(args);
    if (!_PyArg_CheckPositional("float", n, 0, 1)) {
        return NULL;
    }
    return float_of(type, n == 0 ? NULL : PyTuple_GET_ITEM(args, 0));
}

static PyObject *
float_vectorcall(PyObject *type, PyObject *const *args, size_t nargsf,
                 PyObject *kwnames)
{
    Py_ssize_t n = PyVectorcall_NARGS(nargsf);
    if (!_PyArg_NoKwnames("float", kwnames) ||
        !_PyArg_CheckPositional("float", n, 0, 1)) {
        return NULL;
    }
    return float_of((PyTypeObject *)type, n == 0 ? NULL : args[0]);
}

static PyObject *
float_repr(PyObject *v)
{
    char *text = PyOS_double_to_string(PyFloat_AS_DOUBLE(v), 'r', 0,
                                       Py_DTSF_ADD_DOT_0, NULL);
    if (text == NULL) {
        return NULL;
    }
    PyObject *result = _PyUnicode_FromASCII(text, (Py_ssize_t)strlen(text));
    PyMem_Free(text);
    return result;
}

static Py_hash_t
float_hash(PyObject *v)
{
    return _Py_HashDouble(v, PyFloat_AS_DOUBLE(v));
}

PyTypeObject PyFloat_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "float",
    .tp_basicsize = sizeof(PyFloatObject),
    .tp_dealloc = float_dealloc,
    .tp_repr = float_repr,
    .tp_as_number = &Hb_FloatAsNumber,
    .tp_hash = float_hash,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags =
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | _Py_TPFLAGS_MATCH_SELF,
    .tp_doc = PyDoc_STR("float(x=0)\n--\n\nA number as the processor holds "
                        "it; text is read."),
    .tp_richcompare = Hb_FloatRichCompare,
    .tp_methods = Hb_FloatMethods,
    .tp_getset = Hb_FloatGetSet,
    .tp_new = float_new,
    .tp_vectorcall = float_vectorcall,
};
