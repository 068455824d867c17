/* slots.c -- instances with a dict and with slots. */
#include <heapbook.h>

static PyObject *
init(PyObject *self, PyObject *args)
{
    PyObject *x, *y;
    if (!PyArg_ParseTuple(args, "OO", &x, &y) ||
        PyObject_SetAttrString(self, "x", x) < 0 ||
        PyObject_SetAttrString(self, "y", y) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"__init__", init, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

HB_EXAMPLE
{
    PyObject *with_dict = hb_class("WithDict", NULL, NULL, methods);
    PyObject *with_slots = hb_class("WithSlots", NULL, "('x', 'y')", methods);

    PyObject *d = hb_new(with_dict, hb_int(1), hb_int(2));
    PyObject *s = hb_new(with_slots, hb_int(1), hb_int(2));
    PyObject *x = hb_get(with_slots, "x");
    hb_say("with dict:  %zd + %zd bytes", hb_sizeof(d),
           hb_sizeof(hb_get(d, "__dict__")));
    hb_say("with slots: %zd bytes, x at offset %zd", hb_sizeof(s),
           ((PyMemberDescrObject *)x)->d_member->offset);

    hb_set(d, "z", hb_int(3));
    hb_show(hb_get(d, "__dict__"));
    hb_raises(hb_try_set(s, "z", hb_int(3)));
    hb_raises(hb_try_get(s, "__dict__"));
    hb_raises(PyWeakref_NewRef(s, NULL));
}
