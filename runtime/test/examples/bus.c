/* bus.c -- a class that copies the list it is given, and one that does not. */
#include <heapbook.h>

static PyObject *
init(PyObject *self, PyObject *args)
{
    PyObject *passengers = Py_None;
    if (!PyArg_ParseTuple(args, "|O", &passengers)) {
        return NULL;
    }
    PyObject *own =
        passengers == Py_None ? PyList_New(0) : PySequence_List(passengers);
    if (own == NULL) {
        return NULL;
    }
    int failed = PyObject_SetAttrString(self, "passengers", own);
    Py_DECREF(own);
    return failed ? NULL : Py_NewRef(Py_None);
}

static PyObject *
unsafe_init(PyObject *self, PyObject *passengers)
{
    if (PyObject_SetAttrString(self, "passengers", passengers) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
drop(PyObject *self, PyObject *name)
{
    PyObject *passengers = PyObject_GetAttrString(self, "passengers");
    if (passengers == NULL) {
        return NULL;
    }
    PyObject *none = PyObject_CallMethod(passengers, "remove", "(O)", name);
    Py_DECREF(passengers);
    return none;
}

static PyMethodDef safe[] = {
    {"__init__", init, METH_VARARGS, NULL},
    {"drop", drop, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static PyMethodDef unsafe[] = {
    {"__init__", unsafe_init, METH_O, NULL},
    {"drop", drop, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

HB_EXAMPLE
{
    PyObject *team = hb_lit("['Ann', 'Bo', 'Cy']");
    PyObject *safe_bus = hb_class("Bus", NULL, NULL, safe);
    PyObject *unsafe_bus = hb_class("UnsafeBus", NULL, NULL, unsafe);

    PyObject *first = hb_new(safe_bus, team);
    PyObject *shallow = hb_new(hb_import("copy", "copy"), first);
    PyObject *deep = hb_new(hb_import("copy", "deepcopy"), first);
    hb_call(first, "drop", hb_str("Bo"));
    hb_show(team);
    hb_show(hb_get(first, "passengers"));
    hb_show(hb_get(shallow, "passengers"));
    hb_show(hb_get(deep, "passengers"));

    PyObject *alias = hb_new(unsafe_bus, team);
    hb_call(alias, "drop", hb_str("Ann"));
    hb_show(team);
    hb_raises(hb_try_call(first, "drop", hb_str("Bo")));
}
