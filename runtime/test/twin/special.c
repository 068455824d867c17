/* special.c -- special methods that are put into a class later, and the
 * errors of operations without them.
 */

#include "twin.h"

/* 1, or -1 with the exception. */
static int
can_hash(PyObject *op)
{
    return PyObject_Hash(op) == -1 ? -1 : 1;
}

static PyObject *
kind(PyObject *self, const char *what)
{
    return PyUnicode_FromFormat("%s of %s", what, Py_TYPE(self)->tp_name);
}

#define TEXT_METHOD(name)                                                     \
    static PyObject *m_##name(PyObject *self, PyObject *args)                 \
    {                                                                         \
        return PyUnicode_FromFormat("%s of %s with %R", #name,                \
                                    Py_TYPE(self)->tp_name, args);            \
    }                                                                         \
    static PyMethodDef name##_def = {"__" #name "__", m_##name, METH_VARARGS, \
                                     NULL};
TEXT_METHOD(add)
TEXT_METHOD(radd)
TEXT_METHOD(iadd)
TEXT_METHOD(pow)
TEXT_METHOD(neg)
TEXT_METHOD(getitem)
TEXT_METHOD(setitem)
TEXT_METHOD(delitem)
TEXT_METHOD(call)
TEXT_METHOD(getattr)
TEXT_METHOD(str)
TEXT_METHOD(format)
TEXT_METHOD(matmul)
TEXT_METHOD(missing)
TEXT_METHOD(class_getitem)
TEXT_METHOD(lt)

static PyObject *
one(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored))
{
    return num(1);
}

static PyObject *
minus(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored))
{
    return num(-1);
}

static PyObject *
self_again(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return Py_NewRef(self);
}

static PyObject *
unknown(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    Py_RETURN_NOTIMPLEMENTED;
}

static PyObject *
equal(PyObject *self, PyObject *other)
{
    printf("  eq asked of %s\n", Py_TYPE(self)->tp_name);
    return PyBool_FromLong(Py_TYPE(self) == Py_TYPE(other));
}

static PyObject *
big(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored))
{
    return PyLong_FromString("1267650600228229401496703205376", NULL, 10);
}

static PyMethodDef eq_def = {"__eq__", equal, METH_O, NULL};
static PyMethodDef len_def = {"__len__", one, METH_NOARGS, NULL};
static PyMethodDef hash_def = {"__hash__", one, METH_NOARGS, NULL};
static PyMethodDef repr_def = {"__repr__", one, METH_NOARGS, NULL};
static PyMethodDef iter_def = {"__iter__", self_again, METH_NOARGS, NULL};
static PyMethodDef next_def = {"__next__", one, METH_NOARGS, NULL};
static PyMethodDef badbool_def = {"__bool__", one, METH_NOARGS, NULL};
static PyMethodDef index_def = {"__index__", one, METH_NOARGS, NULL};
static PyMethodDef contains_def = {"__contains__", one, METH_O, NULL};
static PyMethodDef sub_def = {"__sub__", unknown, METH_VARARGS, NULL};
static PyMethodDef biglen_def = {"__len__", big, METH_NOARGS, NULL};
static PyMethodDef neglen_def = {"__len__", minus, METH_NOARGS, NULL};
static PyMethodDef bighash_def = {"__hash__", big, METH_NOARGS, NULL};
static PyMethodDef neghash_def = {"__hash__", minus, METH_NOARGS, NULL};
static PyMethodDef init_def = {"__init__", one, METH_NOARGS, NULL};
static PyMethodDef float_def = {"__float__", one, METH_NOARGS, NULL};
static PyMethodDef int_def = {"__int__", big, METH_NOARGS, NULL};
static PyMethodDef reversed_def = {"__reversed__", one, METH_NOARGS, NULL};

static void
without(PyObject *o)
{
    PyObject *p = PyObject_CallNoArgs((PyObject *)Py_TYPE(o)), *n = num(3);
    SHOW(PyNumber_Add(o, n));
    SHOW(PyNumber_Add(n, o));
    SHOW(PyNumber_Subtract(o, p));
    SHOW(PyNumber_Multiply(o, n));
    SHOW(PyNumber_MatrixMultiply(o, n));
    SHOW(PyNumber_TrueDivide(o, n));
    SHOW(PyNumber_FloorDivide(n, o));
    SHOW(PyNumber_Remainder(o, n));
    SHOW(PyNumber_Divmod(o, n));
    SHOW(PyNumber_Power(o, n, Py_None));
    SHOW(PyNumber_Power(o, n, n));
    SHOW(PyNumber_Lshift(o, n));
    SHOW(PyNumber_Rshift(o, n));
    SHOW(PyNumber_And(o, n));
    SHOW(PyNumber_Or(o, n));
    SHOW(PyNumber_Xor(o, n));
    SHOW(PyNumber_InPlaceAdd(o, n));
    SHOW(PyNumber_InPlaceMultiply(o, n));
    SHOW(PyNumber_InPlacePower(o, n, Py_None));
    SHOW(PyNumber_InPlaceMatrixMultiply(o, n));
    SHOW(PyNumber_Negative(o));
    SHOW(PyNumber_Positive(o));
    SHOW(PyNumber_Invert(o));
    SHOW(PyNumber_Absolute(o));
    SHOW(PyNumber_Index(o));
    SHOW(PyNumber_Long(o));
    SHOW(PyNumber_Float(o));
    SHOW_INT(PyNumber_AsSsize_t(o, PyExc_IndexError));
    SHOW_INT(PyObject_Size(o));
    SHOW_INT(PyMapping_Size(o));
    SHOW_INT(PySequence_Size(o));
    SHOW_INT(PyObject_LengthHint(o, 7));
    SHOW(PyObject_GetItem(o, n));
    SHOW_INT(PyObject_SetItem(o, n, n));
    SHOW_INT(PyObject_DelItem(o, n));
    SHOW(PySequence_GetItem(o, 1));
    SHOW_INT(PySequence_SetItem(o, 1, n));
    SHOW_INT(PySequence_DelItem(o, 1));
    SHOW(PySequence_GetSlice(o, 1, 2));
    SHOW_INT(PySequence_SetSlice(o, 1, 2, n));
    SHOW_INT(PySequence_DelSlice(o, 1, 2));
    SHOW(PySequence_Concat(o, n));
    SHOW(PySequence_Repeat(o, 3));
    SHOW(PySequence_InPlaceConcat(o, n));
    SHOW(PySequence_InPlaceRepeat(o, 3));
    SHOW_INT(PySequence_Contains(o, n));
    SHOW_INT(PySequence_Index(o, n));
    SHOW_INT(PySequence_Count(o, n));
    SHOW(PySequence_List(o));
    SHOW(PySequence_Tuple(o));
    SHOW(PySequence_Fast(o, "the message"));
    SHOW(PyMapping_Keys(o));
    SHOW(PyMapping_GetItemString(o, "k"));
    SHOW_INT(PyMapping_HasKey(o, n));
    SHOW(PyObject_GetIter(o));
    SHOW(PyObject_GetAIter(o));
    SHOW(PyObject_CallNoArgs(o));
    SHOW(PyObject_CallOneArg(o, n));
    SHOW(PyObject_RichCompare(o, n, Py_LT));
    SHOW(PyObject_RichCompare(o, n, Py_EQ));
    SHOW(PyObject_RichCompare(o, n, Py_NE));
    SHOW_INT(PyObject_RichCompareBool(o, p, Py_GE));
    SHOW_INT(PyObject_IsTrue(o));
    SHOW(PyObject_Repr(o));
    SHOW(PyObject_Str(o));
    SHOW(PyObject_ASCII(o));
    SHOW(PyObject_Bytes(o));
    SHOW(PyObject_Format(o, NULL));
    PyObject *spec = str("x");
    SHOW(PyObject_Format(o, spec));
    SHOW(PyObject_Format(o, n));
    SHOW_INT(can_hash(o));
    SHOW_INT(PyCallable_Check(o));
    SHOW_INT(PyNumber_Check(o));
    SHOW_INT(PySequence_Check(o));
    SHOW_INT(PyMapping_Check(o));
    SHOW_INT(PyIndex_Check(o));
    Py_DECREF(spec);
    Py_DECREF(p);
    Py_DECREF(n);
}

static void
with_methods(PyObject *cls, PyObject *sub)
{
    PyObject *o = PyObject_CallNoArgs(sub), *n = num(3);
    PyObject *p = PyObject_CallNoArgs(cls);
    add_method(cls, &add_def);
    SHOW(PyNumber_Add(o, n));
    SHOW(PyNumber_Add(n, o));
    add_method(cls, &radd_def);
    SHOW(PyNumber_Add(n, o));
    SHOW(PyNumber_Add(p, o));
    add_method(sub, &radd_def);
    SHOW(PyNumber_Add(p, o));
    SHOW(PyNumber_InPlaceAdd(o, n));
    add_method(cls, &iadd_def);
    SHOW(PyNumber_InPlaceAdd(o, n));
    SHOW(PySequence_Concat(o, n));
    add_method(cls, &sub_def);
    SHOW(PyNumber_Subtract(o, n));
    add_method(cls, &pow_def);
    SHOW(PyNumber_Power(o, n, Py_None));
    SHOW(PyNumber_Power(o, n, n));
    SHOW(PyNumber_Power(n, n, o));
    add_method(cls, &neg_def);
    SHOW(PyNumber_Negative(o));
    add_method(cls, &matmul_def);
    SHOW(PyNumber_MatrixMultiply(o, n));
    add_method(cls, &getitem_def);
    SHOW(PyObject_GetItem(o, n));
    SHOW(PySequence_GetItem(o, -1));
    SHOW_INT(PySequence_Check(o));
    SHOW_INT(PyMapping_Check(o));
    SHOW_INT(PyObject_SetItem(o, n, n));
    add_method(cls, &setitem_def);
    SHOW_INT(PyObject_SetItem(o, n, n));
    SHOW_INT(PyObject_DelItem(o, n));
    add_method(cls, &delitem_def);
    SHOW_INT(PyObject_DelItem(o, n));
    add_method(cls, &len_def);
    SHOW_INT(PyObject_Size(o));
    SHOW(PySequence_GetItem(o, -1));
    add_method(cls, &biglen_def);
    SHOW_INT(PyObject_Size(o));
    SHOW_INT(PyObject_IsTrue(o));
    add_method(cls, &neglen_def);
    SHOW_INT(PyObject_Size(o));
    SHOW_INT(PyObject_IsTrue(o));
    add_method(cls, &badbool_def);
    SHOW_INT(PyObject_IsTrue(o));
    add_method(cls, &call_def);
    SHOW(PyObject_CallFunction(o, "ii", 1, 2));
    SHOW(get(o, "nothing"));
    add_method(cls, &getattr_def);
    SHOW(get(o, "nothing"));
    SHOW_INT(PyObject_HasAttrString(o, "anything"));
    SHOW_INT(PyObject_SetAttrString(cls, "__getattr__", NULL));
    SHOW(get(o, "nothing"));
    add_method(cls, &str_def);
    SHOW(PyObject_Str(o));
    add_method(cls, &repr_def);
    SHOW(PyObject_Repr(o));
    SHOW_INT(PyObject_SetAttrString(cls, "__repr__", NULL));
    SHOW(PyObject_Repr(o));
    add_method(cls, &format_def);
    SHOW(PyObject_Format(o, NULL));
    SHOW(PyObject_RichCompare(o, n, Py_EQ));
    SHOW_INT(can_hash(o));
    add_method(cls, &eq_def);
    SHOW(PyObject_RichCompare(o, n, Py_EQ));
    SHOW(PyObject_RichCompare(n, o, Py_EQ));
    SHOW(PyObject_RichCompare(o, n, Py_NE));
    SHOW(PyObject_RichCompare(p, o, Py_EQ));
    SHOW_INT(can_hash(o));
    SHOW_INT(PyObject_SetAttrString(cls, "__hash__", Py_None));
    SHOW_INT(PyObject_Hash(o));
    add_method(cls, &hash_def);
    SHOW_INT(PyObject_Hash(o));
    add_method(cls, &bighash_def);
    SHOW_INT(PyObject_Hash(o));
    add_method(cls, &neghash_def);
    SHOW_INT(PyObject_Hash(o));
    add_method(cls, &lt_def);
    SHOW(PyObject_RichCompare(o, n, Py_LT));
    SHOW(PyObject_RichCompare(n, o, Py_GT));
    SHOW(PyObject_RichCompare(o, n, Py_GT));
    SHOW(PyObject_GetIter(o));
    add_method(cls, &iter_def);
    SHOW(PyObject_GetIter(o));
    add_method(cls, &next_def);
    PyObject *it = PyObject_GetIter(o);
    SHOW(PyIter_Next(it));
    Py_XDECREF(it);
    add_method(cls, &index_def);
    SHOW(PyNumber_Index(o));
    SHOW(PyNumber_Long(o));
    SHOW(PyNumber_Float(o));
    PyObject *list = Py_BuildValue("[ii]", 10, 20);
    SHOW(PyObject_GetItem(list, o));
    Py_DECREF(list);
    add_method(cls, &contains_def);
    SHOW_INT(PySequence_Contains(o, n));
    SHOW_INT(PyObject_SetAttrString(cls, "__contains__", Py_None));
    SHOW_INT(PySequence_Contains(o, n));
    SHOW_INT(PyObject_SetAttrString(cls, "__iter__", Py_None));
    SHOW(PyObject_GetIter(o));
    add_method(cls, &float_def);
    SHOW(PyNumber_Float(o));
    add_method(cls, &int_def);
    SHOW(PyNumber_Long(o));
    SHOW(PyObject_GetItem(cls, n));
    PyObject *method = PyCFunction_New(&class_getitem_def, cls);
    SHOW_INT(PyObject_SetAttrString(cls, "__class_getitem__", method));
    SHOW(PyObject_GetItem(cls, n));
    Py_DECREF(method);
    add_method(cls, &init_def);
    SHOW(PyObject_CallNoArgs(cls));
    Py_DECREF(o);
    Py_DECREF(p);
    Py_DECREF(n);
}

static void
dict_with_missing(void)
{
    PyObject *cls = make_class("M", bases1(TYPE(Dict)), NULL);
    PyObject *o = PyObject_CallNoArgs(cls), *n = num(3);
    SHOW(PyObject_GetItem(o, n));
    add_method(cls, &missing_def);
    SHOW(PyObject_GetItem(o, n));
    SHOW(PyObject_GetItem(TYPE(List), TYPE(Long)));
    SHOW(PyObject_GetItem(TYPE(Dict), Py_None));
    SHOW(PyObject_GetItem(TYPE(Type), TYPE(Long)));
    SHOW(PyObject_GetItem(TYPE(Long), n));
    Py_DECREF(o);
    Py_DECREF(n);
    Py_DECREF(cls);
}

int
scenario(void)
{
    PyObject *cls = make_class("C", NULL, NULL);
    PyObject *sub = make_class("D", bases1(cls), NULL);
    PyObject *o = PyObject_CallNoArgs(cls), *n = num(12);
    PyObject *d = PyDict_New(), *l = PyList_New(0),
             *f = PyFloat_FromDouble(2.5);
    without(o);
    Py_DECREF(o);
    without(n);
    without(d);
    without(l);
    without(f);
    with_methods(cls, sub);
    dict_with_missing();
    Py_DECREF(n);
    Py_DECREF(d);
    Py_DECREF(l);
    Py_DECREF(f);
    Py_DECREF(sub);
    Py_DECREF(cls);
    (void)kind;
    (void)reversed_def;
    return 0;
}
