/* Leaks an object that comes to life again whenever it is given back.

   verdict: pass | left over | no answer | did not work | stack
   score: 10/10 
   time: 300 */
#include <Python.h>

static PyObject *keep;

static void
live(PyObject *self)
{
    keep = Py_NewRef(self);
}

static PyType_Slot slots[] = {{Py_tp_finalize, live}, {0, 0}};
static PyType_Spec spec = {"Phoenix", 0, 0, Py_TPFLAGS_DEFAULT, slots};

PyObject *
ends(PyObject *list)
{
    PyObject *type = PyType_FromSpec(&spec);
    PyObject *bird = PyObject_CallNoArgs(type);

    Py_XDECREF(bird);
    Py_XDECREF(type);
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
