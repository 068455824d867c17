/* bisect.c -- the module bisect: places in sorted sequences, by halving.
 *
 * Source: CPython 3.11, Modules/_bisectmodule.c.
 */
#include "internal/hb_getargs.h"
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
parse(PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames,
      _PyArg_Parser *parser, struct search *search)
{
    PyObject *given[5];
    search->low = 0;
    search->high = -1;
    if (Hb_UnpackArguments(args, nargs, kwnames, parser, 2, 4, given) < 0 ||
        (given[2] != NULL && Hb_SsizeArgument(given[2], &search->low) < 0) ||
        (given[3] != NULL &&
         !_Py_convert_optional_to_ssize_t(given[3], &search->high))) {
        return -1;
    }
    search->sequence = given[0];
    search->item = given[1];
    search->key = given[4] == Py_None ? NULL : given[4];
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

/* The place; -1 with an exception.  The key of what is inserted has been asked
 * for by now, so what it raises comes before what is wrong with the bounds. */
static Py_ssize_t
find(const struct search *search)
{
    Py_ssize_t low = search->low, high = search->high;
    if (low < 0) {
        PyErr_SetString(PyExc_ValueError, "lo must be non-negative");
        return -1;
    }
    if (high == -1) {
        high = PySequence_Size(search->sequence);
        if (high < 0) {
            return -1;
        }
    }
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
bisect(PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames,
       _PyArg_Parser *parser, int right)
{
    struct search search = {.right = right};
    if (parse(args, nargs, kwnames, parser, &search) < 0) {
        return NULL;
    }
    Py_ssize_t place = find(&search);
    return place < 0 ? NULL : PyLong_FromSsize_t(place);
}

/* Inserts the item itself at the place of its key. */
static PyObject *
insort(PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames,
       _PyArg_Parser *parser, int right)
{
    struct search search = {.right = right};
    if (parse(args, nargs, kwnames, parser, &search) < 0) {
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

static const char *const names[] = {"a", "x", "lo", "hi", "key", NULL};

/* The four functions differ in the name that messages have, and the side. */
#define SIDE(what, side, right)                                               \
    static PyObject *what##_##side(PyObject *Py_UNUSED(module),               \
                                   PyObject *const *args, Py_ssize_t nargs,   \
                                   PyObject *kwnames)                         \
    {                                                                         \
        static _PyArg_Parser parser = {.keywords = names,                     \
                                       .fname = #what "_" #side};             \
        return what(args, nargs, kwnames, &parser, right);                    \
    }

SIDE(bisect, right, 1)
SIDE(bisect, left, 0)
SIDE(insort, right, 1)
SIDE(insort, left, 0)

#define ROW(name, function, text)                                             \
    {                                                                         \
        name, (PyCFunction)(void (*)(void))(function),                        \
            METH_FASTCALL | METH_KEYWORDS, PyDoc_STR(text)                    \
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
