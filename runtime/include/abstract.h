/* abstract.h -- operations on objects whatever their type.
 *
 * The sections follow the language: calls, objects, numbers, sequences,
 * mappings, iterators.  Rules O3 and O4 of object.h hold throughout: results
 * are new references, arguments are borrowed, NULL or -1 is failure.
 *
 * Source: CPython 3.11, Include/abstract.h and Include/cpython/abstract.h.
 */

#ifndef Py_ABSTRACTOBJECT_H
#define Py_ABSTRACTOBJECT_H

/* del O.A: 0, or -1 with AttributeError. */
#define PyObject_DelAttrString(O, A) PyObject_SetAttrString((O), (A), NULL)
#define PyObject_DelAttr(O, A)       PyObject_SetAttr((O), (A), NULL)

/* ---- calls ------------------------------------------------------------- */

#ifdef PY_SSIZE_T_CLEAN
#define PyObject_CallFunction  _PyObject_CallFunction_SizeT
#define PyObject_CallMethod    _PyObject_CallMethod_SizeT
#define _PyObject_CallMethodId _PyObject_CallMethodId_SizeT
#endif

/* Calls with a tuple and a dict or NULL. */
PyAPI_FUNC(PyObject *)
    PyObject_Call(PyObject *callable, PyObject *args, PyObject *kwargs);

/* Calls with a tuple, or with nothing for NULL. */
PyAPI_FUNC(PyObject *) PyObject_CallObject(PyObject *callable, PyObject *args);

/* func() and func(arg): a new reference to what the call returned. */
PyAPI_FUNC(PyObject *) PyObject_CallNoArgs(PyObject *func);
PyAPI_FUNC(PyObject *) PyObject_CallOneArg(PyObject *func, PyObject *arg);

/* Call with what Py_BuildValue makes of the format.  One value that is a
 * tuple becomes all arguments: "O" spreads a tuple, "(O)" passes it.
 */
PyAPI_FUNC(PyObject *)
    PyObject_CallFunction(PyObject *callable, const char *format, ...);
PyAPI_FUNC(PyObject *) PyObject_CallMethod(PyObject *obj, const char *name,
                                           const char *format, ...);
PyAPI_FUNC(PyObject *)
    _PyObject_CallFunction_SizeT(PyObject *callable, const char *format, ...);
PyAPI_FUNC(PyObject *)
    _PyObject_CallMethod_SizeT(PyObject *obj, const char *name,
                               const char *format, ...);
PyAPI_FUNC(PyObject *) _PyObject_CallMethod(PyObject *obj, PyObject *name,
                                            const char *format, ...);
PyAPI_FUNC(PyObject *)
    _PyObject_CallMethodId(PyObject *obj, _Py_Identifier *name,
                           const char *format, ...);
PyAPI_FUNC(PyObject *)
    _PyObject_CallMethodId_SizeT(PyObject *obj, _Py_Identifier *name,
                                 const char *format, ...);

/* Call with objects (borrowed); NULL ends them. */
PyAPI_FUNC(PyObject *) PyObject_CallFunctionObjArgs(PyObject *callable, ...);
PyAPI_FUNC(PyObject *)
    PyObject_CallMethodObjArgs(PyObject *obj, PyObject *name, ...);
PyAPI_FUNC(PyObject *)
    _PyObject_CallMethodIdObjArgs(PyObject *obj, _Py_Identifier *name, ...);

/* ---- vectorcall ----------------------------------------------------------
 *
 * Arguments lie in an array; those for the names in the tuple kwnames follow
 * the positional ones.  The flag in nargsf lets the callee overwrite args[-1]
 * for a while, so that a bound method can put its instance there.
 */

#define PY_VECTORCALL_ARGUMENTS_OFFSET ((size_t)1 << (8 * sizeof(size_t) - 1))

/* The number of positional arguments in nargsf, without the flag. */
static inline Py_ssize_t
PyVectorcall_NARGS(size_t n)
{
    return (Py_ssize_t)(n & ~PY_VECTORCALL_ARGUMENTS_OFFSET);
}

/* The function in the callable's vectorcall slot, or NULL; cannot fail. */
PyAPI_FUNC(vectorcallfunc) PyVectorcall_Function(PyObject *callable);

/* Calls with an array: through the callable's vectorcall slot, or with a tuple
 * and a dict made for it.  New reference; the arguments stay the caller's. */
PyAPI_FUNC(PyObject *)
    PyObject_Vectorcall(PyObject *callable, PyObject *const *args,
                        size_t nargsf, PyObject *kwnames);

/* With a dict of keyword arguments instead of names. */
PyAPI_FUNC(PyObject *)
    PyObject_VectorcallDict(PyObject *callable, PyObject *const *args,
                            size_t nargsf, PyObject *kwargs);

/* Calls the method name of args[0]; nargsf counts args[0]. */
PyAPI_FUNC(PyObject *)
    PyObject_VectorcallMethod(PyObject *name, PyObject *const *args,
                              size_t nargsf, PyObject *kwnames);

/* tp_call of a type that has a vectorcall slot. */
PyAPI_FUNC(PyObject *)
    PyVectorcall_Call(PyObject *callable, PyObject *tuple, PyObject *dict);
PyAPI_FUNC(PyObject *)
    _PyObject_FastCall(PyObject *func, PyObject *const *args,
                       Py_ssize_t nargs);

/* self.name() without a bound method in between; new reference. */
static inline PyObject *
PyObject_CallMethodNoArgs(PyObject *self, PyObject *name)
{
    size_t nargsf = 1 | PY_VECTORCALL_ARGUMENTS_OFFSET;
    return PyObject_VectorcallMethod(name, &self, nargsf, NULL);
}

/* self.name(arg), likewise. */
static inline PyObject *
PyObject_CallMethodOneArg(PyObject *self, PyObject *name, PyObject *arg)
{
    PyObject *args[2];
    args[0] = self;
    args[1] = arg;
    size_t nargsf = 2 | PY_VECTORCALL_ARGUMENTS_OFFSET;
    return PyObject_VectorcallMethod(name, args, nargsf, NULL);
}

#define _PyObject_Vectorcall       PyObject_Vectorcall
#define _PyObject_VectorcallMethod PyObject_VectorcallMethod
#define _PyObject_FastCallDict     PyObject_VectorcallDict
#define _PyVectorcall_Function     PyVectorcall_Function
#define _PyObject_CallOneArg       PyObject_CallOneArg
#define _PyObject_CallMethodNoArgs PyObject_CallMethodNoArgs
#define _PyObject_CallMethodOneArg PyObject_CallMethodOneArg

/* Arguments of calls up to this many are kept in an array on the stack. */
#define _PY_FASTCALL_SMALL_STACK 5

/* A dict of the names and the values in the same order. */
PyAPI_FUNC(PyObject *)
    _PyStack_AsDict(PyObject *const *values, PyObject *kwnames);

/* Calls tp_call with a tuple and a dict made for it; keywords is a tuple of
 * names, a dict or NULL.
 */
PyAPI_FUNC(PyObject *)
    _PyObject_MakeTpCall(PyThreadState *tstate, PyObject *callable,
                         PyObject *const *args, Py_ssize_t nargs,
                         PyObject *keywords);

/* Returns result if it agrees with the exception state, else NULL with
 * SystemError.  Takes result.
 */
PyAPI_FUNC(PyObject *)
    _Py_CheckFunctionResult(PyThreadState *tstate, PyObject *callable,
                            PyObject *result, const char *where);

/* The interned str of an identifier, borrowed: it lives as long as the
 * runtime. */
PyAPI_FUNC(PyObject *) _PyUnicode_FromId(_Py_Identifier *);

/* The same three with the name as an identifier; new references. */
static inline PyObject *
_PyObject_VectorcallMethodId(_Py_Identifier *name, PyObject *const *args,
                             size_t nargsf, PyObject *kwnames)
{
    PyObject *oname = _PyUnicode_FromId(name);
    if (oname == NULL) {
        return NULL;
    }
    return PyObject_VectorcallMethod(oname, args, nargsf, kwnames);
}

/* self.name(); new reference. */
static inline PyObject *
_PyObject_CallMethodIdNoArgs(PyObject *self, _Py_Identifier *name)
{
    size_t nargsf = 1 | PY_VECTORCALL_ARGUMENTS_OFFSET;
    return _PyObject_VectorcallMethodId(name, &self, nargsf, NULL);
}

/* self.name(arg); new reference. */
static inline PyObject *
_PyObject_CallMethodIdOneArg(PyObject *self, _Py_Identifier *name,
                             PyObject *arg)
{
    PyObject *args[2];
    args[0] = self;
    args[1] = arg;
    size_t nargsf = 2 | PY_VECTORCALL_ARGUMENTS_OFFSET;
    return _PyObject_VectorcallMethodId(name, args, nargsf, NULL);
}

/* ---- objects ----------------------------------------------------------- */

/* type(o), as a new reference. */
PyAPI_FUNC(PyObject *) PyObject_Type(PyObject *o);

/* len(o), or -1. */
PyAPI_FUNC(Py_ssize_t) PyObject_Size(PyObject *o);
#undef PyObject_Length
PyAPI_FUNC(Py_ssize_t) PyObject_Length(PyObject *o);
#define PyObject_Length PyObject_Size

/* len(o), else what __length_hint__ says, else the default; or -1. */
PyAPI_FUNC(Py_ssize_t)
    PyObject_LengthHint(PyObject *o, Py_ssize_t defaultvalue);
PyAPI_FUNC(int) _PyObject_HasLen(PyObject *o);

/* o[key], o[key] = v, del o[key]. */
PyAPI_FUNC(PyObject *) PyObject_GetItem(PyObject *o, PyObject *key);
PyAPI_FUNC(int) PyObject_SetItem(PyObject *o, PyObject *key, PyObject *v);
PyAPI_FUNC(int) PyObject_DelItem(PyObject *o, PyObject *key);
PyAPI_FUNC(int) PyObject_DelItemString(PyObject *o, const char *key);

/* format(obj, spec); spec is a str or NULL. */
PyAPI_FUNC(PyObject *) PyObject_Format(PyObject *obj, PyObject *format_spec);

/* 1 or 0, or -1.  cls is a type, a tuple of such, or has a hook. */
PyAPI_FUNC(int) PyObject_IsInstance(PyObject *object, PyObject *cls);
PyAPI_FUNC(int) PyObject_IsSubclass(PyObject *object, PyObject *cls);
PyAPI_FUNC(int) _PyObject_RealIsInstance(PyObject *inst, PyObject *cls);
PyAPI_FUNC(int) _PyObject_RealIsSubclass(PyObject *derived, PyObject *cls);

/* The old buffer interface: the pointer outlives its lock.  Use
 * PyObject_GetBuffer.
 */
PyAPI_FUNC(int) PyObject_AsCharBuffer(PyObject *obj, const char **buffer,
                                      Py_ssize_t *buffer_len);
PyAPI_FUNC(int) PyObject_CheckReadBuffer(PyObject *obj);
PyAPI_FUNC(int) PyObject_AsReadBuffer(PyObject *obj, const void **buffer,
                                      Py_ssize_t *buffer_len);
PyAPI_FUNC(int) PyObject_AsWriteBuffer(PyObject *obj, void **buffer,
                                       Py_ssize_t *buffer_len);

/* ---- iterators --------------------------------------------------------- */

/* iter(o), aiter(o).  Fails: NULL with TypeError when o is not iterable, or
 * gives something that is no iterator. */
PyAPI_FUNC(PyObject *) PyObject_GetIter(PyObject *o);
PyAPI_FUNC(PyObject *) PyObject_GetAIter(PyObject *o);

/* 1 or 0; cannot fail. */
PyAPI_FUNC(int) PyIter_Check(PyObject *o);
PyAPI_FUNC(int) PyAIter_Check(PyObject *o);

/* The next item; NULL without exception at the end. */
PyAPI_FUNC(PyObject *) PyIter_Next(PyObject *iter);

/* Sends value into iter; *result is owned. */
PyAPI_FUNC(PySendResult)
    PyIter_Send(PyObject *iter, PyObject *value, PyObject **result);

/* ---- numbers ----------------------------------------------------------- */

/* 1 if o has nb_int, nb_float or nb_index, or is complex; cannot fail. */
PyAPI_FUNC(int) PyNumber_Check(PyObject *o);

/* o1 op o2 for any two objects: either may know the answer.  Fails: NULL with
 * TypeError when neither does. */
PyAPI_FUNC(PyObject *) PyNumber_Add(PyObject *o1, PyObject *o2);
PyAPI_FUNC(PyObject *) PyNumber_Subtract(PyObject *o1, PyObject *o2);
PyAPI_FUNC(PyObject *) PyNumber_Multiply(PyObject *o1, PyObject *o2);
PyAPI_FUNC(PyObject *) PyNumber_MatrixMultiply(PyObject *o1, PyObject *o2);
PyAPI_FUNC(PyObject *) PyNumber_FloorDivide(PyObject *o1, PyObject *o2);
PyAPI_FUNC(PyObject *) PyNumber_TrueDivide(PyObject *o1, PyObject *o2);
PyAPI_FUNC(PyObject *) PyNumber_Remainder(PyObject *o1, PyObject *o2);
PyAPI_FUNC(PyObject *) PyNumber_Divmod(PyObject *o1, PyObject *o2);
PyAPI_FUNC(PyObject *) PyNumber_Lshift(PyObject *o1, PyObject *o2);
PyAPI_FUNC(PyObject *) PyNumber_Rshift(PyObject *o1, PyObject *o2);
PyAPI_FUNC(PyObject *) PyNumber_And(PyObject *o1, PyObject *o2);
PyAPI_FUNC(PyObject *) PyNumber_Xor(PyObject *o1, PyObject *o2);
PyAPI_FUNC(PyObject *) PyNumber_Or(PyObject *o1, PyObject *o2);

/* pow(o1, o2, o3); o3 may be None. */
PyAPI_FUNC(PyObject *)
    PyNumber_Power(PyObject *o1, PyObject *o2, PyObject *o3);

/* -o, +o, abs(o), ~o. */
PyAPI_FUNC(PyObject *) PyNumber_Negative(PyObject *o);
PyAPI_FUNC(PyObject *) PyNumber_Positive(PyObject *o);
PyAPI_FUNC(PyObject *) PyNumber_Absolute(PyObject *o);
PyAPI_FUNC(PyObject *) PyNumber_Invert(PyObject *o);

/* o1 op= o2: the result may be o1 itself, changed. */
PyAPI_FUNC(PyObject *) PyNumber_InPlaceAdd(PyObject *o1, PyObject *o2);
PyAPI_FUNC(PyObject *) PyNumber_InPlaceSubtract(PyObject *o1, PyObject *o2);
PyAPI_FUNC(PyObject *) PyNumber_InPlaceMultiply(PyObject *o1, PyObject *o2);
PyAPI_FUNC(PyObject *)
    PyNumber_InPlaceMatrixMultiply(PyObject *o1, PyObject *o2);
PyAPI_FUNC(PyObject *) PyNumber_InPlaceFloorDivide(PyObject *o1, PyObject *o2);
PyAPI_FUNC(PyObject *) PyNumber_InPlaceTrueDivide(PyObject *o1, PyObject *o2);
PyAPI_FUNC(PyObject *) PyNumber_InPlaceRemainder(PyObject *o1, PyObject *o2);
PyAPI_FUNC(PyObject *)
    PyNumber_InPlacePower(PyObject *o1, PyObject *o2, PyObject *o3);
PyAPI_FUNC(PyObject *) PyNumber_InPlaceLshift(PyObject *o1, PyObject *o2);
PyAPI_FUNC(PyObject *) PyNumber_InPlaceRshift(PyObject *o1, PyObject *o2);
PyAPI_FUNC(PyObject *) PyNumber_InPlaceAnd(PyObject *o1, PyObject *o2);
PyAPI_FUNC(PyObject *) PyNumber_InPlaceXor(PyObject *o1, PyObject *o2);
PyAPI_FUNC(PyObject *) PyNumber_InPlaceOr(PyObject *o1, PyObject *o2);

/* 1 if o has nb_index; cannot fail. */
PyAPI_FUNC(int) PyIndex_Check(PyObject *o);

/* An exact int without loss; the second may give a subclass of int. */
PyAPI_FUNC(PyObject *) PyNumber_Index(PyObject *o);
PyAPI_FUNC(PyObject *) _PyNumber_Index(PyObject *o);

/* The int o as a C number, or -1.  Too large: sets exc, or clips if NULL. */
PyAPI_FUNC(Py_ssize_t) PyNumber_AsSsize_t(PyObject *o, PyObject *exc);

/* int(o), float(o): o itself, with another reference, when it is exactly that.
 */
PyAPI_FUNC(PyObject *) PyNumber_Long(PyObject *o);
PyAPI_FUNC(PyObject *) PyNumber_Float(PyObject *o);

/* str of the int n in base 2, 8, 10 or 16, with its prefix. */
PyAPI_FUNC(PyObject *) PyNumber_ToBase(PyObject *n, int base);

/* ---- sequences --------------------------------------------------------- */

/* 1 if o has sq_item and is no dict; cannot fail. */
PyAPI_FUNC(int) PySequence_Check(PyObject *o);

/* len(o), or -1; TypeError for what has mp_length only. */
PyAPI_FUNC(Py_ssize_t) PySequence_Size(PyObject *o);
#undef PySequence_Length
PyAPI_FUNC(Py_ssize_t) PySequence_Length(PyObject *o);
#define PySequence_Length PySequence_Size

/* o1 + o2 and o * count of sequences; the last two may change o1 or o and
 * return that, with another reference. */
PyAPI_FUNC(PyObject *) PySequence_Concat(PyObject *o1, PyObject *o2);
PyAPI_FUNC(PyObject *) PySequence_Repeat(PyObject *o, Py_ssize_t count);
PyAPI_FUNC(PyObject *) PySequence_InPlaceConcat(PyObject *o1, PyObject *o2);
PyAPI_FUNC(PyObject *) PySequence_InPlaceRepeat(PyObject *o, Py_ssize_t count);

/* A negative index counts from the end. */
PyAPI_FUNC(PyObject *) PySequence_GetItem(PyObject *o, Py_ssize_t i);
PyAPI_FUNC(int) PySequence_SetItem(PyObject *o, Py_ssize_t i, PyObject *v);
PyAPI_FUNC(int) PySequence_DelItem(PyObject *o, Py_ssize_t i);

/* o[i1:i2], o[i1:i2] = v, del o[i1:i2]. */
PyAPI_FUNC(PyObject *)
    PySequence_GetSlice(PyObject *o, Py_ssize_t i1, Py_ssize_t i2);
PyAPI_FUNC(int) PySequence_SetSlice(PyObject *o, Py_ssize_t i1, Py_ssize_t i2,
                                    PyObject *v);
PyAPI_FUNC(int) PySequence_DelSlice(PyObject *o, Py_ssize_t i1, Py_ssize_t i2);

/* tuple(o), list(o); PySequence_Tuple gives an exact tuple itself, with
 * another reference. */
PyAPI_FUNC(PyObject *) PySequence_Tuple(PyObject *o);
PyAPI_FUNC(PyObject *) PySequence_List(PyObject *o);

/* o itself if a list or tuple, else a new list; m is the TypeError's text. */
PyAPI_FUNC(PyObject *) PySequence_Fast(PyObject *o, const char *m);

/* Length, an item (borrowed) and the array of items of what PySequence_Fast
 * returned; nothing is checked. */
#define PySequence_Fast_GET_SIZE(o)                                           \
    (PyList_Check(o) ? PyList_GET_SIZE(o) : PyTuple_GET_SIZE(o))
#define PySequence_Fast_GET_ITEM(o, i)                                        \
    (PyList_Check(o) ? PyList_GET_ITEM(o, i) : PyTuple_GET_ITEM(o, i))
#define PySequence_Fast_ITEMS(sf)                                             \
    (PyList_Check(sf) ? ((PyListObject *)(sf))->ob_item                       \
                      : ((PyTupleObject *)(sf))->ob_item)

/* Unchecked; a negative index is not corrected. */
#define PySequence_ITEM(o, i) (Py_TYPE(o)->tp_as_sequence->sq_item(o, i))

/* How often value is in o; 1 or 0; the first index. Fails: -1, ValueError when
 * there is no index. */
PyAPI_FUNC(Py_ssize_t) PySequence_Count(PyObject *o, PyObject *value);
PyAPI_FUNC(int) PySequence_Contains(PyObject *seq, PyObject *ob);
#undef PySequence_In
PyAPI_FUNC(int) PySequence_In(PyObject *o, PyObject *value);
#define PySequence_In PySequence_Contains
PyAPI_FUNC(Py_ssize_t) PySequence_Index(PyObject *o, PyObject *value);

/* The three searches by iteration. */
#define PY_ITERSEARCH_COUNT    1
#define PY_ITERSEARCH_INDEX    2
#define PY_ITERSEARCH_CONTAINS 3
PyAPI_FUNC(Py_ssize_t)
    _PySequence_IterSearch(PyObject *seq, PyObject *obj, int operation);

/* An array of C strings from a sequence of bytes, ended by NULL; freed by the
 * second.
 */
PyAPI_FUNC(char *const *) _PySequence_BytesToCharpArray(PyObject *self);
PyAPI_FUNC(void) _Py_FreeCharPArray(char *const array[]);

/* Step an index through a shape, last or first dimension fastest. */
PyAPI_FUNC(void)
    _Py_add_one_to_index_F(int nd, Py_ssize_t *index, const Py_ssize_t *shape);
PyAPI_FUNC(void)
    _Py_add_one_to_index_C(int nd, Py_ssize_t *index, const Py_ssize_t *shape);

/* Converter for "O&": None leaves the Py_ssize_t as it is. */
PyAPI_FUNC(int) _Py_convert_optional_to_ssize_t(PyObject *, void *);

/* ---- mappings ---------------------------------------------------------- */

/* 1 if o has mp_subscript; cannot fail. */
PyAPI_FUNC(int) PyMapping_Check(PyObject *o);

/* len(o), or -1; TypeError for what has sq_length only. */
PyAPI_FUNC(Py_ssize_t) PyMapping_Size(PyObject *o);
#undef PyMapping_Length
PyAPI_FUNC(Py_ssize_t) PyMapping_Length(PyObject *o);
#define PyMapping_Length PyMapping_Size

/* del O[K]: 0, or -1 with KeyError or another exception. */
#define PyMapping_DelItemString(O, K) PyObject_DelItemString((O), (K))
#define PyMapping_DelItem(O, K)       PyObject_DelItem((O), (K))

/* 1 or 0: every exception counts as "no" and is dropped. */
PyAPI_FUNC(int) PyMapping_HasKey(PyObject *o, PyObject *key);
PyAPI_FUNC(int) PyMapping_HasKeyString(PyObject *o, const char *key);

/* New lists. */
PyAPI_FUNC(PyObject *) PyMapping_Keys(PyObject *o);
PyAPI_FUNC(PyObject *) PyMapping_Values(PyObject *o);
PyAPI_FUNC(PyObject *) PyMapping_Items(PyObject *o);

/* o[key], a new reference; o[key] = value. */
PyAPI_FUNC(PyObject *) PyMapping_GetItemString(PyObject *o, const char *key);
PyAPI_FUNC(int)
    PyMapping_SetItemString(PyObject *o, const char *key, PyObject *value);

#endif
