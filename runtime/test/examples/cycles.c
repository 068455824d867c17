/* cycles.c -- two objects that keep each other alive. */
#include <heapbook.h>

static PyObject *
bye(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    hb_say("__del__ of %S", hb_get(self, "name"));
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"__del__", bye, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyObject *
node(PyObject *type, const char *name)
{
    PyObject *self = PyObject_CallNoArgs(type);
    hb_set(self, "name", hb_str(name));
    return self;
}

HB_EXAMPLE
{
    PyObject *collect = hb_import("gc", "collect");
    PyGC_Disable();
    hb_new(collect);
    PyObject *type = hb_class("Node", NULL, NULL, methods);

    PyObject *lone = node(type, "lone");
    Py_DECREF(lone);

    PyObject *a = node(type, "parent");
    PyObject *b = node(type, "child");
    PyObject *weak = hb_keep(PyWeakref_NewRef(a, NULL));
    hb_set(a, "child", b);
    hb_set(b, "parent", a);
    Py_DECREF(a);
    Py_DECREF(b);
    hb_show(hb_bool(PyWeakref_GetObject(weak) != Py_None));
    hb_say("PyGC_Collect: %zd", PyGC_Collect());
    hb_say("gc.collect: %R", hb_new(collect));
    hb_show(hb_bool(PyWeakref_GetObject(weak) != Py_None));
}
