/* cplusplus.cpp -- an extension module written in C++17, with its program: the
 * headers declare names of C, and compile without warnings.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <string>
#include <vector>

namespace {

/* An object that holds numbers of C++. */
struct Numbers {
    PyObject_HEAD
    std::vector<double> *values;
};

std::vector<double> &
values(PyObject *self)
{
    return *reinterpret_cast<Numbers *>(self)->values;
}

PyObject *
numbers_new(PyTypeObject *type, PyObject *, PyObject *)
{
    PyObject *self = type->tp_alloc(type, 0);
    if (self != nullptr) {
        reinterpret_cast<Numbers *>(self)->values = new std::vector<double>;
    }
    return self;
}

void
numbers_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    delete reinterpret_cast<Numbers *>(self)->values;
    type->tp_free(self);
    Py_DECREF(type);
}

PyObject *
numbers_push(PyObject *self, PyObject *value)
{
    double number = PyFloat_AsDouble(value);
    if (number == -1.0 && PyErr_Occurred()) {
        return nullptr;
    }
    values(self).push_back(number);
    Py_RETURN_NONE;
}

PyObject *
numbers_sum(PyObject *self, PyObject *const *, Py_ssize_t nargs, PyObject *)
{
    double sum = 0;
    for (double value : values(self)) {
        sum += value;
    }
    return Py_BuildValue("(dn)", sum, nargs);
}

Py_ssize_t
numbers_length(PyObject *self)
{
    return static_cast<Py_ssize_t>(values(self).size());
}

PyObject *
numbers_item(PyObject *self, Py_ssize_t i)
{
    if (i < 0 || i >= numbers_length(self)) {
        return PyErr_Format(PyExc_IndexError, "%zd is out of range", i);
    }
    return PyFloat_FromDouble(values(self)[static_cast<size_t>(i)]);
}

PyMethodDef numbers_methods[] = {
    {"push", numbers_push, METH_O, "Adds a number."},
    {"sum",
     reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(numbers_sum)),
     METH_FASTCALL | METH_KEYWORDS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyType_Slot numbers_slots[] = {
    {Py_tp_new, reinterpret_cast<void *>(numbers_new)},
    {Py_tp_dealloc, reinterpret_cast<void *>(numbers_dealloc)},
    {Py_tp_methods, numbers_methods},
    {Py_sq_length, reinterpret_cast<void *>(numbers_length)},
    {Py_sq_item, reinterpret_cast<void *>(numbers_item)},
    {0, nullptr},
};

PyType_Spec numbers_spec = {"numbers.Numbers", sizeof(Numbers), 0,
                            Py_TPFLAGS_DEFAULT, numbers_slots};

int
numbers_exec(PyObject *module)
{
    PyObject *type = PyType_FromModuleAndSpec(module, &numbers_spec, nullptr);
    int status =
        type == nullptr ? -1 : PyModule_AddObjectRef(module, "Numbers", type);
    Py_XDECREF(type);
    return status;
}

PyModuleDef_Slot module_slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(numbers_exec)},
    {0, nullptr},
};

PyModuleDef numbers_module = {
    PyModuleDef_HEAD_INIT, "numbers", nullptr, 0,       nullptr,
    module_slots,          nullptr,   nullptr, nullptr,
};

} // namespace

PyMODINIT_FUNC PyInit_numbers();

PyMODINIT_FUNC
PyInit_numbers()
{
    return PyModuleDef_Init(&numbers_module);
}

static void
put(PyObject *result)
{
    if (result == nullptr) {
        PyErr_Print();
        return;
    }
    PyObject_Print(result, stdout, 0);
    std::printf("\n");
    Py_DECREF(result);
}

int
main()
{
    PyImport_AppendInittab("numbers", PyInit_numbers);
    Py_Initialize();
    PyObject *module = PyImport_ImportModule("numbers");
    PyObject *numbers = PyObject_CallMethod(module, "Numbers", nullptr);
    for (double value : {1.0, 2.5, -4.0}) {
        put(PyObject_CallMethod(numbers, "push", "d", value));
    }
    put(PyObject_CallMethod(numbers, "sum", "s", "an argument"));
    put(PySequence_List(numbers));
    put(PySequence_GetItem(numbers, -1));
    put(PySequence_GetItem(numbers, 3));

    /* The macros, and containers filled by them. */
    PyObject *list = PyList_New(2), *tuple = PyTuple_New(1);
    PyObject *dict = PyDict_New(), *set = PySet_New(nullptr);
    PyList_SET_ITEM(list, 0, PyUnicode_FromString(std::string("ab").c_str()));
    PyList_SET_ITEM(list, 1, PyBytes_FromStringAndSize("c\0d", 3));
    PyTuple_SET_ITEM(tuple, 0, Py_NewRef(list));
    PyDict_SetItemString(dict, "tuple", tuple);
    PySet_Add(set, Py_None);
    std::printf("%zd %d %d\n", Py_SIZE(list), PyList_CheckExact(list),
                PyUnicode_READ_CHAR(PyList_GET_ITEM(list, 0), 1) == 'b');
    Py_BEGIN_ALLOW_THREADS Py_END_ALLOW_THREADS put(dict);
    put(set);
    Py_DECREF(tuple);
    Py_DECREF(list);
    Py_CLEAR(numbers);
    Py_DECREF(module);
    return Py_FinalizeEx();
}
