/* heapq.c -- the module heapq: a list whose first item is the least.
 *
 *   Q1  heap[k] <= heap[2*k+1] and heap[k] <= heap[2*k+2]
 *
 * With `greatest` it is the other way round (_heapify_max and its like).
 *
 * A comparison may run any code: the length is looked at again after each.
 *
 * Known limit: no merge, which is Python code.
 *
 * Source: CPython 3.11, Modules/_heapqmodule.c; Lib/heapq.py.
 */
#include "heapq.h"
#include "internal/pycore_object.h"
#include "internal/pycore_moduleobject.h"

/* ---- sifting ------------------------------------------------------------ */

/* Whether heap[a] is nearer to the root: less, or greater, than heap[b];
 * -1 with an exception. */
static int
above(PyObject *heap, Py_ssize_t a, Py_ssize_t b, int greatest)
{
    Py_ssize_t n = PyList_GET_SIZE(heap);
    PyObject *x = Py_NewRef(PyList_GET_ITEM(heap, a));
    PyObject *y = Py_NewRef(PyList_GET_ITEM(heap, b));
    int is = greatest ? PyObject_RichCompareBool(y, x, Py_LT)
                      : PyObject_RichCompareBool(x, y, Py_LT);
    Py_DECREF(x);
    Py_DECREF(y);
    if (is >= 0 && PyList_GET_SIZE(heap) != n) {
        PyErr_SetString(PyExc_RuntimeError,
                        "list changed size during iteration");
        return -1;
    }
    return is;
}

static void
swap(PyObject *heap, Py_ssize_t a, Py_ssize_t b)
{
    PyObject *item = PyList_GET_ITEM(heap, a);
    PyList_SET_ITEM(heap, a, PyList_GET_ITEM(heap, b));
    PyList_SET_ITEM(heap, b, item);
}

/* Moves the item at `at` towards the root, not above `root`. */
static int
sift_down(PyObject *heap, Py_ssize_t root, Py_ssize_t at, int greatest)
{
    while (at > root) {
        Py_ssize_t parent = (at - 1) / 2;
        int is = above(heap, at, parent, greatest);
        if (is <= 0) {
            return is;
        }
        swap(heap, at, parent);
        at = parent;
    }
    return 0;
}

/* Moves the item at `at` to a leaf along the children that are nearer to the
 * root, and from there up to its place: fewer comparisons than stopping on the
 * way. */
static int
sift_up(PyObject *heap, Py_ssize_t at, int greatest)
{
    Py_ssize_t root = at;
    for (;;) {
        Py_ssize_t n = PyList_GET_SIZE(heap), child = 2 * at + 1;
        if (child >= n) {
            return sift_down(heap, root, at, greatest);
        }
        if (child + 1 < n) {
            int is = above(heap, child, child + 1, greatest);
            if (is < 0) {
                return -1;
            }
            child += !is;
        }
        swap(heap, at, child);
        at = child;
    }
}

/* ---- functions ---------------------------------------------------------- */

static int
check_heap(const char *name, PyObject *heap)
{
    if (PyList_Check(heap)) {
        return 0;
    }
    _PyArg_BadArgument(name, "argument 1", "list", heap);
    return -1;
}

static PyObject *
heapq_heappush(PyObject *Py_UNUSED(module), PyObject *const *args,
               Py_ssize_t nargs)
{
    if (!_PyArg_CheckPositional("heappush", nargs, 2, 2) ||
        check_heap("heappush", args[0]) < 0 ||
        PyList_Append(args[0], args[1]) < 0 ||
        sift_down(args[0], 0, PyList_GET_SIZE(args[0]) - 1, 0) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
empty_heap(void)
{
    PyErr_SetString(PyExc_IndexError, "index out of range");
    return NULL;
}

static PyObject *
pop(const char *name, PyObject *heap, int greatest)
{
    if (!PyList_Check(heap)) {
        _PyArg_BadArgument(name, "argument", "list", heap);
        return NULL;
    }
    Py_ssize_t n = PyList_GET_SIZE(heap);
    if (n == 0) {
        return empty_heap();
    }
    PyObject *last = Py_NewRef(PyList_GET_ITEM(heap, n - 1));
    if (PyList_SetSlice(heap, n - 1, n, NULL) < 0) {
        Py_DECREF(last);
        return NULL;
    }
    if (n == 1) {
        return last;
    }
    PyObject *first = Hb_HeapReplace(heap, last, greatest);
    Py_DECREF(last);
    return first;
}

static PyObject *
heapq_heappop(PyObject *Py_UNUSED(module), PyObject *heap)
{
    return pop("heappop", heap, 0);
}

static PyObject *
heapq_heappop_max(PyObject *Py_UNUSED(module), PyObject *heap)
{
    return pop("_heappop_max", heap, 1);
}

PyObject *
Hb_HeapReplace(PyObject *heap, PyObject *item, int greatest)
{
    PyObject *first = PyList_GET_ITEM(heap, 0);
    PyList_SET_ITEM(heap, 0, Py_NewRef(item));
    if (sift_up(heap, 0, greatest) < 0) {
        Py_DECREF(first);
        return NULL;
    }
    return first;
}

static PyObject *
replace(const char *name, PyObject *const *args, Py_ssize_t nargs,
        int greatest)
{
    if (!_PyArg_CheckPositional(name, nargs, 2, 2) ||
        check_heap(name, args[0]) < 0) {
        return NULL;
    }
    return PyList_GET_SIZE(args[0]) == 0
               ? empty_heap()
               : Hb_HeapReplace(args[0], args[1], greatest);
}

static PyObject *
heapq_heapreplace(PyObject *Py_UNUSED(module), PyObject *const *args,
                  Py_ssize_t nargs)
{
    return replace("heapreplace", args, nargs, 0);
}

static PyObject *
heapq_heapreplace_max(PyObject *Py_UNUSED(module), PyObject *const *args,
                      Py_ssize_t nargs)
{
    return replace("_heapreplace_max", args, nargs, 1);
}

static PyObject *
heapq_heappushpop(PyObject *Py_UNUSED(module), PyObject *const *args,
                  Py_ssize_t nargs)
{
    if (!_PyArg_CheckPositional("heappushpop", nargs, 2, 2) ||
        check_heap("heappushpop", args[0]) < 0) {
        return NULL;
    }
    if (PyList_GET_SIZE(args[0]) == 0) {
        return Py_NewRef(args[1]);
    }
    PyObject *top = Py_NewRef(PyList_GET_ITEM(args[0], 0));
    int is = PyObject_RichCompareBool(top, args[1], Py_LT);
    Py_DECREF(top);
    if (is <= 0) {
        return is < 0 ? NULL : Py_NewRef(args[1]);
    }
    return PyList_GET_SIZE(args[0]) == 0 ? empty_heap()
                                         : Hb_HeapReplace(args[0], args[1], 0);
}

int
Hb_HeapMake(PyObject *list, int greatest)
{
    for (Py_ssize_t i = PyList_GET_SIZE(list) / 2 - 1; i >= 0; i--) {
        if (sift_up(list, i, greatest) < 0) {
            return -1;
        }
    }
    return 0;
}

static PyObject *
make(const char *name, PyObject *list, int greatest)
{
    if (!PyList_Check(list)) {
        _PyArg_BadArgument(name, "argument", "list", list);
        return NULL;
    }
    return Hb_HeapMake(list, greatest) < 0 ? NULL : Py_NewRef(Py_None);
}

static PyObject *
heapq_heapify(PyObject *Py_UNUSED(module), PyObject *list)
{
    return make("heapify", list, 0);
}

static PyObject *
heapq_heapify_max(PyObject *Py_UNUSED(module), PyObject *list)
{
    return make("_heapify_max", list, 1);
}

#define FAST(function) (PyCFunction)(void (*)(void))(function)

static PyMethodDef core_functions[] = {
    {"heappush", FAST(heapq_heappush), METH_FASTCALL,
     PyDoc_STR("Adds an item.")},
    {"heappop", heapq_heappop, METH_O, PyDoc_STR("Takes the least item.")},
    {"heapreplace", FAST(heapq_heapreplace), METH_FASTCALL,
     PyDoc_STR("Takes the least item, then adds one.")},
    {"heappushpop", FAST(heapq_heappushpop), METH_FASTCALL,
     PyDoc_STR("Adds an item, then takes the least.")},
    {"heapify", heapq_heapify, METH_O, PyDoc_STR("Makes a heap of a list.")},
    {"_heappop_max", heapq_heappop_max, METH_O, NULL},
    {"_heapreplace_max", FAST(heapq_heapreplace_max), METH_FASTCALL, NULL},
    {"_heapify_max", heapq_heapify_max, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

/* What is Python there. */
static PyMethodDef heapq_methods[] = {
    {"nlargest", FAST(Hb_HeapqLargest), METH_VARARGS | METH_KEYWORDS,
     PyDoc_STR("The n greatest items.")},
    {"nsmallest", FAST(Hb_HeapqSmallest), METH_VARARGS | METH_KEYWORDS,
     PyDoc_STR("The n least items.")},
    {NULL, NULL, 0, NULL},
};

static int
heapq_exec(PyObject *module)
{
    return Hb_ModuleAddFunctionsOf(module, "_heapq", core_functions);
}

static PyModuleDef_Slot heapq_slots[] = {
    {Py_mod_exec, (void *)heapq_exec},
    {0, NULL},
};

static struct PyModuleDef heapq_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "heapq",
    .m_doc = PyDoc_STR("A list whose first item is the least."),
    .m_methods = heapq_methods,
    .m_slots = heapq_slots,
};

PyMODINIT_FUNC PyInit_heapq(void);

PyMODINIT_FUNC
PyInit_heapq(void)
{
    return PyModuleDef_Init(&heapq_module);
}
