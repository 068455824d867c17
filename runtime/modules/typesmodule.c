/* typesmodule.c -- the module types: names of types that have none elsewhere.
 *
 * Source: CPython 3.11, Lib/types.py.
 */
#include "internal/pycore_namespace.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unionobject.h"

extern PyTypeObject _PyMethodWrapper_Type, _PyNone_Type,
    _PyNotImplemented_Type;

static const struct {
    const char *name;
    PyTypeObject *type;
} names[] = {
    {"AsyncGeneratorType", &PyAsyncGen_Type},
    {"BuiltinFunctionType", &PyCFunction_Type},
    {"BuiltinMethodType", &PyCFunction_Type},
    {"CellType", &PyCell_Type},
    {"ClassMethodDescriptorType", &PyClassMethodDescr_Type},
    {"CodeType", &PyCode_Type},
    {"CoroutineType", &PyCoro_Type},
    {"EllipsisType", &PyEllipsis_Type},
    {"FrameType", &PyFrame_Type},
    {"FunctionType", &PyFunction_Type},
    {"GeneratorType", &PyGen_Type},
    {"GenericAlias", &Py_GenericAliasType},
    {"GetSetDescriptorType", &PyGetSetDescr_Type},
    {"LambdaType", &PyFunction_Type},
    {"MappingProxyType", &PyDictProxy_Type},
    {"MemberDescriptorType", &PyMemberDescr_Type},
    {"MethodDescriptorType", &PyMethodDescr_Type},
    {"MethodType", &PyMethod_Type},
    {"MethodWrapperType", &_PyMethodWrapper_Type},
    {"ModuleType", &PyModule_Type},
    {"NoneType", &_PyNone_Type},
    {"NotImplementedType", &_PyNotImplemented_Type},
    {"SimpleNamespace", &_PyNamespace_Type},
    {"TracebackType", &PyTraceBack_Type},
    {"UnionType", &_PyUnion_Type},
    {"WrapperDescriptorType", &PyWrapperDescr_Type},
};

/* ---- making classes ------------------------------------------------------
 */

static PyObject *
call_mro_entries(PyObject *base, PyObject *bases)
{
    PyObject *method = PyObject_GetAttrString(base, "__mro_entries__");
    PyObject *entries =
        method == NULL ? NULL : PyObject_CallOneArg(method, bases);

    Py_XDECREF(method);
    return entries;
}

/* A new namespace of a class body. */
static PyObject *
new_namespace(void)
{
    return Py_BuildValue("{ss}", "__module__", "types");
}

/* A tuple with what __mro_entries__ of those bases that are no types say. */
static PyObject *
types_resolve_bases(PyObject *Py_UNUSED(module), PyObject *bases)
{
    PyObject *sequence = PySequence_Tuple(bases);
    PyObject *resolved = sequence == NULL ? NULL : PyList_New(0);
    int changed = 0;

    for (Py_ssize_t i = 0; resolved != NULL && i < PyTuple_GET_SIZE(sequence);
         i++) {
        PyObject *base = PyTuple_GET_ITEM(sequence, i), *entries;
        int status = 0;
        if (PyType_Check(base)) {
            status = PyList_Append(resolved, base);
        }
        else if (PyObject_HasAttrString(base, "__mro_entries__")) {
            entries = call_mro_entries(base, bases);
            Py_ssize_t end = PyList_GET_SIZE(resolved);
            changed = 1;
            status = entries == NULL ||
                             PyList_SetSlice(resolved, end, end, entries) < 0
                         ? -1
                         : 0;
            Py_XDECREF(entries);
        }
        else {
            status = PyList_Append(resolved, base);
        }
        if (status < 0) {
            Py_CLEAR(resolved);
        }
    }
    PyObject *result = resolved == NULL ? NULL
                       : changed        ? PyList_AsTuple(resolved)
                                        : Py_NewRef(bases);
    Py_XDECREF(sequence);
    Py_XDECREF(resolved);
    return result;
}

/* The most derived metaclass of the bases and the one that kwds may name,
 * which is taken out of it.  A borrowed reference, or NULL. */
static PyTypeObject *
take_metaclass(PyObject *bases, PyObject *kwds)
{
    PyObject *named = PyDict_GetItemString(kwds, "metaclass");
    PyTypeObject *metaclass = &PyType_Type;

    if (!PyTuple_Check(bases)) {
        PyErr_Format(PyExc_TypeError,
                     "type.__new__() argument 2 must be tuple, not %.100s",
                     Py_TYPE(bases)->tp_name);
        return NULL;
    }
    if (named != NULL) {
        if (!PyType_Check(named)) {
            PyErr_SetString(PyExc_TypeError, "metaclass must be a type");
            return NULL;
        }
        metaclass = (PyTypeObject *)named; /* lives: types are kept */
        if (PyDict_DelItemString(kwds, "metaclass") < 0) {
            return NULL;
        }
    }
    else if (PyTuple_GET_SIZE(bases) > 0) {
        metaclass = Py_TYPE(PyTuple_GET_ITEM(bases, 0));
    }
    return _PyType_CalculateMetaclass(metaclass, bases);
}

/* new_class(name, bases=(), kwds=None, exec_body=None) */
static PyObject *
types_new_class(PyObject *module, PyObject *args, PyObject *kwargs)
{
    static char *keywords[] = {"name", "bases", "kwds", "exec_body", NULL};
    PyObject *name, *bases = NULL, *given = Py_None, *body = Py_None;
    PyObject *resolved = NULL, *kwds = NULL, *namespace = NULL, *cls = NULL;

    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O|OOO:new_class", keywords,
                                     &name, &bases, &given, &body)) {
        return NULL;
    }
    bases = bases == NULL ? PyTuple_New(0) : Py_NewRef(bases);
    resolved = bases == NULL ? NULL : types_resolve_bases(module, bases);
    kwds = given == Py_None
               ? PyDict_New()
               : PyObject_CallOneArg((PyObject *)&PyDict_Type, given);
    if (resolved != NULL && kwds != NULL) {
        PyTypeObject *metaclass = take_metaclass(resolved, kwds);
        PyObject *done = NULL;
        namespace = metaclass == NULL ? NULL : new_namespace();
        if (namespace != NULL) {
            done = body == Py_None ? Py_NewRef(Py_None)
                                   : PyObject_CallOneArg(body, namespace);
        }
        if (done != NULL && resolved != bases &&
            PyDict_SetItemString(namespace, "__orig_bases__", bases) < 0) {
            Py_CLEAR(done);
        }
        PyObject *call =
            done == NULL ? NULL : PyTuple_Pack(3, name, resolved, namespace);
        cls = call == NULL ? NULL
                           : PyObject_Call((PyObject *)metaclass, call, kwds);
        Py_XDECREF(call);
        Py_XDECREF(done);
    }
    Py_XDECREF(bases);
    Py_XDECREF(resolved);
    Py_XDECREF(kwds);
    Py_XDECREF(namespace);
    return cls;
}

static PyMethodDef types_methods[] = {
    {"new_class", (PyCFunction)(void (*)(void))types_new_class,
     METH_VARARGS | METH_KEYWORDS,
     PyDoc_STR("Makes a class whose body is a function of its namespace.")},
    {"resolve_bases", types_resolve_bases, METH_O,
     PyDoc_STR("Asks __mro_entries__ of the bases that are no types.")},
    {NULL, NULL, 0, NULL},
};

static int
types_exec(PyObject *module)
{
    for (size_t i = 0; i < Py_ARRAY_LENGTH(names); i++) {
        if (PyModule_AddObjectRef(module, names[i].name,
                                  (PyObject *)names[i].type) < 0) {
            return -1;
        }
    }
    return 0;
}

static PyModuleDef_Slot types_slots[] = {
    {Py_mod_exec, (void *)types_exec},
    {0, NULL},
};

static struct PyModuleDef types_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "types",
    .m_doc = PyDoc_STR("Names of types that have none elsewhere."),
    .m_methods = types_methods,
    .m_slots = types_slots,
};

PyMODINIT_FUNC PyInit_types(void);

PyMODINIT_FUNC
PyInit_types(void)
{
    return PyModuleDef_Init(&types_module);
}
