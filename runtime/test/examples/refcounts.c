/* refcounts.c -- who counts as a reference. */
#include <heapbook.h>

static void
refs(const char *when, PyObject *object)
{
    printf("%-20s %zd\n", when, Py_REFCNT(object));
}

HB_EXAMPLE
{
    PyObject *box = PyList_New(0);
    refs("created", box);
    PyObject *also = Py_NewRef(box);
    refs("second reference", box);
    PyObject *tuple = PyTuple_Pack(2, box, box);
    refs("twice in a tuple", box);
    PyObject *dict = PyDict_New();
    hb_ok(PyDict_SetItemString(dict, "k", box));
    refs("value in a dict", box);
    hb_raises(PyWeakref_NewRef(box, NULL));
    Py_DECREF(tuple);
    refs("tuple gone", box);
    PyDict_Clear(dict);
    refs("dict cleared", box);
    Py_DECREF(also);
    refs("second one gone", box);
    hb_ok(PyList_Append(box, box));
    refs("contains itself", box);
    hb_show(box);
    hb_ok(PyList_SetSlice(box, 0, 1, NULL));
    refs("cycle broken", box);
    Py_DECREF(box);
    Py_DECREF(dict);
}
