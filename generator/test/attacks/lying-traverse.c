/* Tells the collector of references that it does not have.

   verdict: pass | abort | pointer | memory | left over | crash | no answer
   score: 10/10 
   time: 300 */
#include <Python.h>

static PyObject *victim;

static int
visit_lies(PyObject *self, visitproc visit, void *arg)
{
    for (int i = 0; i < 1000; i++) {
        visit(victim, arg);
        visit(self, arg);
    }
    return 0;
}

static int
clear_lies(PyObject *self)
{
    (void)self;
    Py_CLEAR(victim);
    return 0;
}

static PyType_Slot slots[] = {
    {Py_tp_traverse, visit_lies}, {Py_tp_clear, clear_lies}, {0, 0}};
static PyType_Spec spec = {"Liar", 32, 0,
                           Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, slots};

PyObject *
ends(PyObject *list)
{
    PyObject *type = PyType_FromSpec(&spec);

    victim = list;
    PyObject_CallNoArgs(type);
    PyGC_Collect();
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
