/* bisect.c -- the module bisect: places in sorted sequences, by halving.
 *
 * Source: CPython 3.11, Modules/_bisectmodule.c.
 */
#include "internal/pycore_object.h"
#include "internal/pycore_moduleobject.h"

struct search {
    PyObject *sequence;
    PyObject *item;
    Py_ssize_t low;
    Py_ssize_t high;
    PyObject *key; /* NULL for none */
    int right;     /* behind equal items */
};

static int
parse(PyObject *args, PyObject *kwds, const char *format,
      struct search *search)
{
    static char *names[] = {"a", "x", "lo", "hi", "key", NULL};
    PyObject *high = Py_None, *key = Py_None;
    search->low = 0;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, format, names,
                                     &search->sequence, &search->item,
                                     &search->low, &high, &key)) {
        return -1;
    }
    if (search->low < 0) {
        PyErr_SetString(PyExc_ValueError, "lo must be non-negative");
        return -1;
    }
    search->high = high == Py_None
                       ? PySequence_Size(search->sequence)
                       : PyNumber_AsSsize_t(high, PyExc_OverflowError);
    if (search->high == -1 && PyErr_Occurred()) {
        return -1;
    }
    search->key = key == Py_None ? NULL : key;
    return 0;
}

/* Whether the place is behind item `middle`; -1 with an exception. */
static int
is_behind(const struct search *search, Py_ssize_t middle)
{
    PyObject *other = PySequence_GetItem(search->sequence, middle);
    if (other != NULL && search->key != NULL) {
        Py_SETREF(other, PyObject_CallOneArg(search->key, other));
    }
    if (other == NULL) {
        return -1;
    }
    int is = search->right
                 ? PyObject_RichCompareBool(search->item, other, Py_LT)
                 : PyObject_RichCompareBool(other, search->item, Py_LT);
    Py_DECREF(other);
    return is < 0 ? -1 : search->right ? !is : is;
}

/* The place; -1 with an exception. */
static Py_ssize_t
find(const struct search *search)
{
    Py_ssize_t low = search->low, high = search->high;
    while (low < high) {
        Py_ssize_t middle = low + (high - low) / 2;
        int behind = is_behind(search, middle);
        if (behind < 0) {
            return -1;
        }
        if (behind) {
            low = middle + 1;
        }
        else {
            high = middle;
        }
    }
    return low;
}

static PyObject *
bisect(PyObject *args, PyObject *kwds, const char *format, int right)
{
    struct search search = {.right = right};
    if (parse(args, kwds, format, &search) < 0) {
        return NULL;
    }
    Py_ssize_t place = find(&search);
    return place < 0 ? NULL : PyLong_FromSsize_t(place);
}

/* Inserts the item itself at the place of its key. */
static PyObject *
insort(PyObject *args, PyObject *kwds, const char *format, int right)
{
    struct search search = {.right = right};
    if (parse(args, kwds, format, &search) < 0) {
        return NULL;
    }
    PyObject *item = search.item, *key = NULL;
    if (search.key != NULL) {
        key = PyObject_CallOneArg(search.key, item);
        if (key == NULL) {
            return NULL;
        }
        search.item = key;
    }
    Py_ssize_t place = find(&search);
    Py_XDECREF(key);
    if (place < 0) {
        return NULL;
    }
    if (PyList_CheckExact(search.sequence)) {
        return PyList_Insert(search.sequence, place, item) < 0
                   ? NULL
                   : Py_NewRef(Py_None);
    }
    PyObject *none =
        PyObject_CallMethod(search.sequence, "insert", "nO", place, item);
    Py_XDECREF(none);
    return none == NULL ? NULL : Py_NewRef(Py_None);
}

static PyObject *
bisect_right(PyObject *Py_UNUSED(module), PyObject *args, PyObject *kwds)
{
    return bisect(args, kwds, "OO|nO$O:bisect_right", 1);
}

static PyObject *
bisect_left(PyObject *Py_UNUSED(module), PyObject *args, PyObject *kwds)
{
    return bisect(args, kwds, "OO|nO$O:bisect_left", 0);
}

static PyObject *
insort_right(PyObject *Py_UNUSED(module), PyObject *args, PyObject *kwds)
{
    return insort(args, kwds, "OO|nO$O:insort_right", 1);
}

static PyObject *
insort_left(PyObject *Py_UNUSED(module), PyObject *args, PyObject *kwds)
{
    return insort(args, kwds, "OO|nO$O:insort_left", 0);
}

#define ROW(name, function, text)                                             \
    {                                                                         \
        name, (PyCFunction)(void (*)(void))(function),                        \
            METH_VARARGS | METH_KEYWORDS, PyDoc_STR(text)                     \
    }

static PyMethodDef bisect_methods[] = {
    ROW("bisect_right", bisect_right, "The place behind equal items."),
    ROW("bisect", bisect_right, "The place behind equal items."),
    ROW("bisect_left", bisect_left, "The place before equal items."),
    ROW("insort_right", insort_right, "Inserts behind equal items."),
    ROW("insort", insort_right, "Inserts behind equal items."),
    ROW("insort_left", insort_left, "Inserts before equal items."),
    {NULL, NULL, 0, NULL},
};

static int
bisect_exec(PyObject *module)
{
    return Hb_ModuleAddFunctionsOf(module, "_bisect", bisect_methods);
}

static PyModuleDef_Slot bisect_slots[] = {
    {Py_mod_exec, (void *)bisect_exec},
    {0, NULL},
};

static struct PyModuleDef bisect_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "bisect",
    .m_doc = PyDoc_STR("Places in sorted sequences."),
    .m_slots = bisect_slots,
};

PyMODINIT_FUNC PyInit_bisect(void);

PyMODINIT_FUNC
PyInit_bisect(void)
{
    return PyModuleDef_Init(&bisect_module);
}
