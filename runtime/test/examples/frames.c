/* frames.c -- a generator, a closure and a context manager, written in C. */
#include <heapbook.h>

/* def countdown(n): while n: yield n; n -= 1 */
typedef struct {
    PyObject_HEAD
    int at;
    long n;
} Countdown;

static PyObject *
countdown_next(PyObject *self)
{
    Countdown *frame = (Countdown *)self;
    if (frame->at == 1) {
        frame->n--;
    }
    frame->at = 1;
    return frame->n > 0 ? PyLong_FromLong(frame->n) : NULL;
}

static PyType_Slot slots[] = {
    {Py_tp_iter, (void *)PyObject_SelfIter},
    {Py_tp_iternext, (void *)countdown_next},
    {0, NULL},
};

static PyType_Spec spec = {"countdown", sizeof(Countdown), 0,
                           Py_TPFLAGS_DEFAULT, slots};

/* [lambda: i for i in range(3)]: all share one cell */
static PyObject *
read_cell(PyObject *cell, PyObject *Py_UNUSED(ignored))
{
    return PyCell_Get(cell);
}

static PyMethodDef lambda = {"<lambda>", read_cell, METH_NOARGS, NULL};

static PyObject *
enter(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    puts("enter");
    return Py_NewRef(self);
}

static PyObject *
leave(PyObject *Py_UNUSED(self), PyObject *args)
{
    PyObject *type = PyTuple_GET_ITEM(args, 0);
    hb_say("exit with %s",
           type == Py_None ? "None" : ((PyTypeObject *)type)->tp_name);
    return PyBool_FromLong(type != Py_None);
}

static PyMethodDef section_methods[] = {
    {"__enter__", enter, METH_NOARGS, NULL},
    {"__exit__", leave, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static void
generator(void)
{
    PyObject *type = hb_keep(PyType_FromSpec(&spec));
    PyObject *frame = hb_keep(PyType_GenericAlloc((PyTypeObject *)type, 0));
    ((Countdown *)frame)->n = 3;
    PyObject *first = hb_keep(PyIter_Next(frame));
    PyObject *rest = hb_keep(PySequence_List(frame));
    hb_say("%R then %R", first, rest);
    PyObject *nothing = hb_keep(PySequence_List(frame));
    hb_say("exhausted: %R; size %zd", nothing, hb_sizeof(frame));
    hb_show(type);
    hb_raises(hb_try_new(hb_import("copy", "copy"), frame));
}

static void
closures(void)
{
    PyObject *cell = hb_keep(PyCell_New(NULL));
    PyObject *functions = hb_lit("[]");
    for (int i = 0; i < 3; i++) {
        PyCell_Set(cell, hb_int(i));
        PyObject *function = hb_keep(PyCFunction_New(&lambda, cell));
        hb_ok(PyList_Append(functions, function));
    }
    for (int i = 0; i < 3; i++) {
        hb_say("late binding: %R", hb_new(hb_at(functions, i)));
    }
}

static void
context_manager(void)
{
    PyObject *section = hb_class("Section", NULL, NULL, section_methods);
    PyObject *manager = hb_new(section);
    PyObject *type, *value, *traceback;
    hb_call(manager, "__enter__");
    PyErr_SetString(PyExc_KeyError, "lost");
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    hb_say("swallowed: %R",
           hb_call(manager, "__exit__", type, value, Py_None));
    Py_DECREF(type);
    Py_DECREF(value);
    Py_XDECREF(traceback);
}

HB_EXAMPLE
{
    generator();
    closures();
    context_manager();

    PyObject *a = hb_class("A", NULL, NULL, NULL);
    PyObject *b = hb_class("B", a, NULL, NULL);
    hb_say("mro: %R", ((PyTypeObject *)b)->tp_mro);
    hb_say("B: %R, type(B): %R", b, Py_TYPE(b));
    hb_raises(
        PyObject_CallFunction((PyObject *)&PyType_Type, "s(OO){}", "C", a, b));
}
