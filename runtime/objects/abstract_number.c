/* abstract_number.c -- the numeric operations on any two objects.
 *
 * An operation asks the slot of the left operand's type, then the right
 * one's; a right operand whose type is a subtype of the left one's is asked
 * first.  A slot answers NotImplemented when it does not know the other type;
 * if nobody knows, TypeError names the operator and both types.
 *
 * Source: CPython 3.11, Objects/abstract.c; language reference 3.3.8.
 */

#include <stddef.h>

#include "Python.h"
#include "internal/pycore_abstract.h"
#include "internal/pycore_object.h"

#define SLOT(name) offsetof(PyNumberMethods, name)

static binaryfunc
binary_slot(PyObject *op, size_t slot)
{
    PyNumberMethods *methods = Py_TYPE(op)->tp_as_number;

    return methods ? *(binaryfunc *)((char *)methods + slot) : NULL;
}

static ternaryfunc
power_slot(PyObject *op)
{
    PyNumberMethods *methods = Py_TYPE(op)->tp_as_number;

    return methods ? methods->nb_power : NULL;
}

/* Drops a NotImplemented; tells whether `result` is an answer (or NULL). */
static int
answered(PyObject *result)
{
    if (result != Py_NotImplemented) {
        return 1;
    }
    Py_DECREF(result);
    return 0;
}

/* The slots of two types: the right one goes first if it is a subclass's. */
static Py_NO_INLINE PyObject *
mixed_op1(PyObject *v, PyObject *w, size_t slot)
{
    binaryfunc left = binary_slot(v, slot);
    binaryfunc right = binary_slot(w, slot);
    PyObject *result;

    right = right == left ? NULL : right;
    if (left && right && PyType_IsSubtype(Py_TYPE(w), Py_TYPE(v))) {
        result = right(v, w);
        if (answered(result)) {
            return result;
        }
        right = NULL;
    }
    if (left) {
        result = left(v, w);
        if (answered(result)) {
            return result;
        }
    }
    if (right) {
        result = right(v, w);
        if (answered(result)) {
            return result;
        }
    }
    Py_RETURN_NOTIMPLEMENTED;
}

/* Two of one type, as they are most often, have one slot. */
static inline PyObject *
binary_op1(PyObject *v, PyObject *w, size_t slot)
{
    binaryfunc function;

    if (!Py_IS_TYPE(w, Py_TYPE(v))) {
        return mixed_op1(v, w, slot);
    }
    function = binary_slot(v, slot);
    return function ? function(v, w) : Py_NewRef(Py_NotImplemented);
}

PyObject *
Hb_BinaryOp1(PyObject *v, PyObject *w, size_t slot)
{
    return binary_op1(v, w, slot);
}

PyObject *
Hb_BinaryOpError(PyObject *v, PyObject *w, const char *op_name)
{
    return PyErr_Format(
        PyExc_TypeError,
        "unsupported operand type(s) for %.100s: '%.100s' and '%.100s'",
        op_name, Py_TYPE(v)->tp_name, Py_TYPE(w)->tp_name);
}

static PyObject *
binary_op(PyObject *v, PyObject *w, size_t slot, const char *op_name)
{
    PyObject *result = binary_op1(v, w, slot);

    return answered(result) ? result : Hb_BinaryOpError(v, w, op_name);
}

/* v op= w, or v op w; NotImplemented if nobody knows. */
static PyObject *
inplace_op1(PyObject *v, PyObject *w, size_t inplace, size_t slot)
{
    binaryfunc function = binary_slot(v, inplace);

    if (function) {
        PyObject *result = function(v, w);

        if (answered(result)) {
            return result;
        }
    }
    return Hb_BinaryOp1(v, w, slot);
}

PyObject *
Hb_InPlaceAdd1(PyObject *v, PyObject *w)
{
    return inplace_op1(v, w, SLOT(nb_inplace_add), SLOT(nb_add));
}

PyObject *
Hb_InPlaceMultiply1(PyObject *v, PyObject *w)
{
    return inplace_op1(v, w, SLOT(nb_inplace_multiply), SLOT(nb_multiply));
}

static PyObject *
inplace_op(PyObject *v, PyObject *w, size_t inplace, size_t slot,
           const char *op_name)
{
    PyObject *result = inplace_op1(v, w, inplace, slot);

    return answered(result) ? result : Hb_BinaryOpError(v, w, op_name);
}

#define BINARY(function, slot, op_name)                                       \
    PyObject *function(PyObject *o1, PyObject *o2)                            \
    {                                                                         \
        return binary_op(o1, o2, SLOT(slot), op_name);                        \
    }

#define IN_PLACE(function, inplace, slot, op_name)                            \
    PyObject *function(PyObject *o1, PyObject *o2)                            \
    {                                                                         \
        return inplace_op(o1, o2, SLOT(inplace), SLOT(slot), op_name);        \
    }

BINARY(PyNumber_Or, nb_or, "|")
BINARY(PyNumber_Xor, nb_xor, "^")
BINARY(PyNumber_And, nb_and, "&")
BINARY(PyNumber_Lshift, nb_lshift, "<<")
BINARY(PyNumber_Subtract, nb_subtract, "-")
BINARY(PyNumber_Divmod, nb_divmod, "divmod()")
BINARY(PyNumber_MatrixMultiply, nb_matrix_multiply, "@")
BINARY(PyNumber_FloorDivide, nb_floor_divide, "//")
BINARY(PyNumber_TrueDivide, nb_true_divide, "/")
BINARY(PyNumber_Remainder, nb_remainder, "%")

/* print >> file was a statement once. */
PyObject *
PyNumber_Rshift(PyObject *v, PyObject *w)
{
    PyObject *result = Hb_BinaryOp1(v, w, SLOT(nb_rshift));

    if (answered(result)) {
        return result;
    }
    if (PyCFunction_CheckExact(v) &&
        strcmp(((PyCFunctionObject *)v)->m_ml->ml_name, "print") == 0) {
        return PyErr_Format(PyExc_TypeError,
                            "unsupported operand type(s) for >>: '%.100s' and "
                            "'%.100s'. Did you mean \"print(<message>, "
                            "file=<output_stream>)\"?",
                            Py_TYPE(v)->tp_name, Py_TYPE(w)->tp_name);
    }
    return Hb_BinaryOpError(v, w, ">>");
}

IN_PLACE(PyNumber_InPlaceOr, nb_inplace_or, nb_or, "|=")
IN_PLACE(PyNumber_InPlaceXor, nb_inplace_xor, nb_xor, "^=")
IN_PLACE(PyNumber_InPlaceAnd, nb_inplace_and, nb_and, "&=")
IN_PLACE(PyNumber_InPlaceLshift, nb_inplace_lshift, nb_lshift, "<<=")
IN_PLACE(PyNumber_InPlaceRshift, nb_inplace_rshift, nb_rshift, ">>=")
IN_PLACE(PyNumber_InPlaceSubtract, nb_inplace_subtract, nb_subtract, "-=")
IN_PLACE(PyNumber_InPlaceMatrixMultiply, nb_inplace_matrix_multiply,
         nb_matrix_multiply, "@=")
IN_PLACE(PyNumber_InPlaceFloorDivide, nb_inplace_floor_divide, nb_floor_divide,
         "//=")
IN_PLACE(PyNumber_InPlaceTrueDivide, nb_inplace_true_divide, nb_true_divide,
         "/=")
IN_PLACE(PyNumber_InPlaceRemainder, nb_inplace_remainder, nb_remainder, "%=")

/* ---- addition and multiplication: sequences take part ------------------ */

PyObject *
PyNumber_Add(PyObject *o1, PyObject *o2)
{
    PyObject *result = binary_op1(o1, o2, SLOT(nb_add));
    PySequenceMethods *sequence = Py_TYPE(o1)->tp_as_sequence;

    if (answered(result)) {
        return result;
    }
    if (sequence && sequence->sq_concat) {
        return sequence->sq_concat(o1, o2);
    }
    return Hb_BinaryOpError(o1, o2, "+");
}

PyObject *
PyNumber_InPlaceAdd(PyObject *o1, PyObject *o2)
{
    PyObject *result = Hb_InPlaceAdd1(o1, o2);
    PySequenceMethods *sequence = Py_TYPE(o1)->tp_as_sequence;

    if (answered(result)) {
        return result;
    }
    if (sequence && sequence->sq_inplace_concat) {
        return sequence->sq_inplace_concat(o1, o2);
    }
    if (sequence && sequence->sq_concat) {
        return sequence->sq_concat(o1, o2);
    }
    return Hb_BinaryOpError(o1, o2, "+=");
}

static PyObject *
repeat(ssizeargfunc function, PyObject *sequence, PyObject *n)
{
    Py_ssize_t count;

    if (!_PyIndex_Check(n)) {
        return Hb_TypeError("can't multiply sequence by "
                            "non-int of type '%.200s'",
                            n);
    }
    count = PyNumber_AsSsize_t(n, PyExc_OverflowError);
    if (count == -1 && PyErr_Occurred()) {
        return NULL;
    }
    return function(sequence, count);
}

PyObject *
PyNumber_Multiply(PyObject *o1, PyObject *o2)
{
    PyObject *result = binary_op1(o1, o2, SLOT(nb_multiply));
    PySequenceMethods *left = Py_TYPE(o1)->tp_as_sequence;
    PySequenceMethods *right = Py_TYPE(o2)->tp_as_sequence;

    if (answered(result)) {
        return result;
    }
    if (left && left->sq_repeat) {
        return repeat(left->sq_repeat, o1, o2);
    }
    if (right && right->sq_repeat) {
        return repeat(right->sq_repeat, o2, o1);
    }
    return Hb_BinaryOpError(o1, o2, "*");
}

PyObject *
PyNumber_InPlaceMultiply(PyObject *o1, PyObject *o2)
{
    PyObject *result = Hb_InPlaceMultiply1(o1, o2);
    PySequenceMethods *left = Py_TYPE(o1)->tp_as_sequence;
    PySequenceMethods *right = Py_TYPE(o2)->tp_as_sequence;

    if (answered(result)) {
        return result;
    }
    if (left && left->sq_inplace_repeat) {
        return repeat(left->sq_inplace_repeat, o1, o2);
    }
    if (left && left->sq_repeat) {
        return repeat(left->sq_repeat, o1, o2);
    }
    if (!left && right && right->sq_repeat) {
        return repeat(right->sq_repeat, o2, o1);
    }
    return Hb_BinaryOpError(o1, o2, "*=");
}

/* ---- powers --------------------------------------------------------------
 */

static PyObject *
power_error(PyObject *v, PyObject *w, PyObject *z, const char *op_name)
{
    if (z == Py_None) {
        return Hb_BinaryOpError(v, w, op_name);
    }
    return PyErr_Format(PyExc_TypeError,
                        "unsupported operand type(s) for %.100s: "
                        "'%.100s', '%.100s', '%.100s'",
                        op_name, Py_TYPE(v)->tp_name, Py_TYPE(w)->tp_name,
                        Py_TYPE(z)->tp_name);
}

/* Asks v's slot, w's and at last z's, each function once. */
static PyObject *
power(PyObject *v, PyObject *w, PyObject *z, const char *op_name)
{
    ternaryfunc left = power_slot(v);
    ternaryfunc right = Py_IS_TYPE(w, Py_TYPE(v)) ? NULL : power_slot(w);
    ternaryfunc last = power_slot(z);
    ternaryfunc order[3];
    int n = 0;

    right = right == left ? NULL : right;
    last = last == left || last == right ? NULL : last;
    if (left && right && PyType_IsSubtype(Py_TYPE(w), Py_TYPE(v))) {
        order[n++] = right;
        right = NULL;
    }
    order[n] = left;
    n += left != NULL;
    order[n] = right;
    n += right != NULL;
    for (int i = 0; i <= n; i++) {
        ternaryfunc function = i < n ? order[i] : last;
        PyObject *result = function ? function(v, w, z) : NULL;

        if (function && answered(result)) {
            return result;
        }
    }
    return power_error(v, w, z, op_name);
}

PyObject *
PyNumber_Power(PyObject *o1, PyObject *o2, PyObject *o3)
{
    return power(o1, o2, o3, "** or pow()");
}

PyObject *
_PyNumber_PowerNoMod(PyObject *lhs, PyObject *rhs)
{
    return PyNumber_Power(lhs, rhs, Py_None);
}

PyObject *
PyNumber_InPlacePower(PyObject *o1, PyObject *o2, PyObject *o3)
{
    PyNumberMethods *methods = Py_TYPE(o1)->tp_as_number;

    if (methods && methods->nb_inplace_power) {
        PyObject *result = methods->nb_inplace_power(o1, o2, o3);

        if (answered(result)) {
            return result;
        }
    }
    return power(o1, o2, o3, "**=");
}

PyObject *
_PyNumber_InPlacePowerNoMod(PyObject *lhs, PyObject *rhs)
{
    return PyNumber_InPlacePower(lhs, rhs, Py_None);
}

/* ---- one operand ----------------------------------------------------------
 */

#define UNARY(function, slot, text)                                           \
    PyObject *function(PyObject *o)                                           \
    {                                                                         \
        if (!o) {                                                             \
            return Hb_NullError();                                            \
        }                                                                     \
        PyNumberMethods *methods = Py_TYPE(o)->tp_as_number;                  \
        if (methods && methods->slot) {                                       \
            return methods->slot(o);                                          \
        }                                                                     \
        return Hb_TypeError("bad operand type for " text ": '%.200s'", o);    \
    }

UNARY(PyNumber_Negative, nb_negative, "unary -")
UNARY(PyNumber_Positive, nb_positive, "unary +")
UNARY(PyNumber_Invert, nb_invert, "unary ~")
UNARY(PyNumber_Absolute, nb_absolute, "abs()")
