/* fuzz_mixed_show.h -- printing any graph of objects for fuzz_mixed.c.
 *
 * Objects are numbered in the order in which they are met, so that sharing
 * and cycles show; each container shows its references, its size and whether
 * the collector tracks it.
 */
#ifndef HB_FUZZ_MIXED_SHOW_H
#define HB_FUZZ_MIXED_SHOW_H

#include "fuzz_common.h"

#define SEEN    300
#define AT_MOST 80 /* a graph of more objects is cut */

static PyObject *array_type, *deque_type;
static PyObject *seen[SEEN];
static int seen_count;
static int quiet; /* count, do not print */

static void show(PyObject *obj);

#define say(...)                                                              \
    do {                                                                      \
        if (!quiet) {                                                         \
            printf(__VA_ARGS__);                                              \
        }                                                                     \
    } while (0)

/* Does its repr say all there is to say? */
static int
is_atom(PyObject *obj)
{
    return PyUnicode_CheckExact(obj) || PyBytes_CheckExact(obj) ||
           PyFloat_CheckExact(obj) || PyLong_CheckExact(obj) ||
           PyBool_Check(obj) || PyComplex_CheckExact(obj) || obj == Py_None ||
           obj == Py_NotImplemented || PyType_Check(obj) ||
           PySlice_Check(obj) || PyRange_Check(obj);
}

/* Sizes of what is written in C there as well. */
static int
has_size(PyObject *obj)
{
    return PyList_CheckExact(obj) || PyTuple_CheckExact(obj) ||
           PyDict_CheckExact(obj) || PyAnySet_CheckExact(obj) ||
           PyByteArray_CheckExact(obj) || PyODict_CheckExact(obj) ||
           Py_IS_TYPE(obj, (PyTypeObject *)array_type) ||
           Py_IS_TYPE(obj, (PyTypeObject *)deque_type);
}

static void
show_head(PyObject *obj)
{
    say("%d=%s(", seen_count - 1, Py_TYPE(obj)->tp_name);
    if (quiet || PyMemoryView_Check(obj) ||
        (PyTuple_CheckExact(obj) && PyTuple_GET_SIZE(obj) == 0)) {
        return;
    }
    printf("r%zd t%d", Py_REFCNT(obj), PyObject_GC_IsTracked(obj));
    if (has_size(obj)) {
        printf(" s%ld", call_sizeof(obj));
    }
    if (PyList_Check(obj)) {
        printf(" a%zd", ((PyListObject *)obj)->allocated);
    }
    if (PyByteArray_Check(obj)) {
        printf(" a%zd e%zd", ((PyByteArrayObject *)obj)->ob_alloc,
               ((PyByteArrayObject *)obj)->ob_exports);
    }
    printf(": ");
}

static void
show_items(PyObject *obj)
{
    PyObject *list = PySequence_List(obj);
    Py_ssize_t i;

    for (i = 0; list != NULL && i < PyList_GET_SIZE(list); i++) {
        Py_DECREF(PyList_GET_ITEM(list, i)); /* not counted by the list */
        show(PyList_GET_ITEM(list, i));
        Py_INCREF(PyList_GET_ITEM(list, i));
    }
    PyErr_Clear();
    Py_XDECREF(list);
}

static void
show_dict(PyObject *dict)
{
    PyObject *key, *value;
    Py_ssize_t position = 0;

    while (PyDict_Next(dict, &position, &key, &value)) {
        show(key);
        say(": ");
        show(value);
    }
}

static void
show_attributes(PyObject *obj)
{
    static const char *const names[] = {"id", "at", "by"};
    int i;

    for (i = 0; i < 3; i++) {
        PyObject *value = PyObject_GetAttrString(obj, names[i]);

        PyErr_Clear();
        if (value != NULL) {
            Py_DECREF(value); /* the object has it */
            say(" %s=", names[i]);
            show(value);
        }
    }
}

static void
show_view(PyObject *obj)
{
    PyMemoryViewObject *view = (PyMemoryViewObject *)obj;
    PyObject *items;
    int i;

    if (quiet) {
        return;
    }
    printf("flags %d exports %zd", view->flags, view->exports);
    if (view->flags & _Py_MEMORYVIEW_RELEASED) {
        return;
    }
    printf(" %s len %zd readonly %d managed %zd", view->view.format,
           view->view.len, view->view.readonly, view->mbuf->exports);
    for (i = 0; i < view->view.ndim; i++) {
        printf(" %zd/%zd", view->view.shape[i], view->view.strides[i]);
    }
    items = PyObject_CallMethod(obj, "tolist", NULL);
    printf(" ");
    put_result(items);
}

static void
show_parts(PyObject *obj)
{
    if (PyMemoryView_Check(obj)) {
        show_view(obj);
    }
    else if (PyWeakref_CheckRef(obj)) {
        PyObject *target = PyWeakref_GET_OBJECT(obj);

        say("%s ", target == Py_None ? "dead" : Py_TYPE(target)->tp_name);
    }
    else if (PyDict_Check(obj)) {
        show_dict(obj);
    }
    else if (PyList_Check(obj) || PyTuple_Check(obj) || PyAnySet_Check(obj) ||
             PyObject_TypeCheck(obj, (PyTypeObject *)deque_type)) {
        show_items(obj);
    }
    else if (PyByteArray_Check(obj) ||
             Py_IS_TYPE(obj, (PyTypeObject *)array_type)) {
        if (!quiet) {
            put_repr(obj);
        }
    }
    if (Py_TYPE(obj)->tp_flags & Py_TPFLAGS_HEAPTYPE &&
        !Py_IS_TYPE(obj, (PyTypeObject *)array_type)) {
        show_attributes(obj);
    }
}

static void
show(PyObject *obj)
{
    int i;

    if (is_atom(obj)) {
        if (!quiet) {
            put_repr(obj);
            printf(" ");
        }
        return;
    }
    for (i = 0; i < seen_count; i++) {
        if (seen[i] == obj) {
            say("#%d ", i);
            return;
        }
    }
    if (seen_count == SEEN) {
        say("... ");
        return;
    }
    seen[seen_count++] = obj;
    show_head(obj);
    show_parts(obj);
    say(") ");
}

static void
show_graph(PyObject *obj)
{
    seen_count = 0;
    show(obj);
}

/* How many items and bytes it has itself. */
static Py_ssize_t
extent(PyObject *obj)
{
    Py_ssize_t size;

    if (!has_size(obj) && !PyUnicode_Check(obj) && !PyBytes_Check(obj)) {
        return 0;
    }
    size = PyObject_Size(obj);
    PyErr_Clear();
    return size;
}

static int
is_large(PyObject *obj)
{
    Py_ssize_t most = 0;
    int i;

    if (extent(obj) > 200) {
        return 1;
    }
    quiet = 1;
    show_graph(obj);
    quiet = 0;
    for (i = 0; i < seen_count; i++) {
        most += extent(seen[i]);
    }
    return seen_count > AT_MOST || most > 600;
}

/* Prints what came back, or what was raised; the reference stays. */
static void
show_result(PyObject *result)
{
    if (result == NULL) {
        put_exception();
    }
    else if (is_large(result)) {
        printf("%s, large", Py_TYPE(result)->tp_name);
    }
    else {
        show_graph(result);
    }
}

#endif
