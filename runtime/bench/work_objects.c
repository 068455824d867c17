/* work_objects.c -- instances that are updated, linked, called, watched. */
#include "work.h"

static PyObject *
add_attribute(PyObject *number, PyObject *object, const char *name)
{
    PyObject *before = bench_want(PyObject_GetAttrString(object, name));
    PyObject *now = bench_want(PyNumber_Add(before, number));

    bench_done(PyObject_SetAttrString(object, name, now));
    Py_DECREF(before);
    return now;
}

/* class.deposit(amount): self.balance += amount; self.entries += 1 */
static PyObject *
deposit(PyObject *self, PyObject *amount)
{
    PyObject *one = bench_want(PyLong_FromLong(1));

    Py_DECREF(add_attribute(one, self, "entries"));
    Py_DECREF(one);
    return add_attribute(amount, self, "balance");
}

static PyMethodDef deposit_def = {"deposit", deposit, METH_O, NULL};

static PyObject *
make_account_class(void)
{
    PyObject *type = bench_want(
        PyObject_CallFunction((PyObject *)&PyType_Type, "s(){s:i,s:i}",
                              "Account", "balance", 0, "entries", 0));
    PyObject *method =
        bench_want(PyDescr_NewMethod((PyTypeObject *)type, &deposit_def));

    bench_done(PyObject_SetAttrString(type, "deposit", method));
    Py_DECREF(method);
    return type;
}

static PyObject *
some_instances(PyObject *type, long count)
{
    PyObject *list = bench_want(PyList_New(0));
    long i;

    for (i = 0; i < count; i++) {
        PyObject *instance = bench_want(PyObject_CallNoArgs(type));

        bench_done(PyList_Append(list, instance));
        Py_DECREF(instance);
    }
    return list;
}

static void
accounts(long count)
{
    PyObject *type = make_account_class();
    long i, k, total = 0;

    bench_begin();
    for (i = 0; i < count; i++) {
        PyObject *list = some_instances(type, 100), *amount, *balance;

        for (k = 0; k < 400; k++) {
            amount = bench_want(PyLong_FromLong(k));
            balance = bench_want(PyObject_CallMethod(
                PyList_GET_ITEM(list, k % 100), "deposit", "O", amount));
            Py_DECREF(balance);
            Py_DECREF(amount);
        }
        balance = bench_want(
            PyObject_GetAttrString(PyList_GET_ITEM(list, 99), "balance"));
        total = work_long(balance);
        Py_DECREF(balance);
        Py_DECREF(list);
    }
    bench_end();
    work_expect("accounts", total, 99 + 199 + 299 + 399);
    Py_DECREF(type);
}

/* ---- a linked list ------------------------------------------------------ */

static PyObject *
linked_nodes(PyObject *type, long count)
{
    PyObject *head = Py_NewRef(Py_None);
    long i;

    for (i = 0; i < count; i++) {
        PyObject *node = bench_want(PyObject_CallNoArgs(type));
        PyObject *value = bench_want(PyLong_FromLong(i));

        bench_done(PyObject_SetAttrString(node, "value", value));
        bench_done(PyObject_SetAttrString(node, "next", head));
        Py_DECREF(value);
        Py_SETREF(head, node);
    }
    return head;
}

static long
sum_nodes(PyObject *head)
{
    PyObject *node = Py_NewRef(head);
    long sum = 0;

    while (node != Py_None) {
        PyObject *value = bench_want(PyObject_GetAttrString(node, "value"));

        sum += work_long(value);
        Py_DECREF(value);
        Py_SETREF(node, bench_want(PyObject_GetAttrString(node, "next")));
    }
    Py_DECREF(node);
    return sum;
}

static void
linked_list(long count)
{
    PyObject *type = bench_want(
        PyObject_CallFunction((PyObject *)&PyType_Type, "s(){}", "Node"));
    long i, sum = 0;

    bench_begin();
    for (i = 0; i < count; i++) {
        PyObject *head = linked_nodes(type, 300);

        sum += sum_nodes(head);
        Py_DECREF(head);
    }
    bench_end();
    work_expect("linked list", sum, 44850 * count);
    Py_DECREF(type);
}

/* ---- parents and children ----------------------------------------------- */

/* parent.children.append(child); child.parent = parent: cycles */
static long
grow_and_forget(PyObject *type, PyObject *collect, long families)
{
    PyObject *found;
    long i, k, collected;

    for (i = 0; i < families; i++) {
        PyObject *parent = bench_want(PyObject_CallNoArgs(type));
        PyObject *children = bench_want(PyList_New(0));

        bench_done(PyObject_SetAttrString(parent, "children", children));
        for (k = 0; k < 3; k++) {
            PyObject *child = bench_want(PyObject_CallNoArgs(type));

            bench_done(PyObject_SetAttrString(child, "parent", parent));
            bench_done(PyList_Append(children, child));
            Py_DECREF(child);
        }
        Py_DECREF(children);
        Py_DECREF(parent);
    }
    found = bench_want(PyObject_CallNoArgs(collect));
    collected = work_long(found);
    Py_DECREF(found);
    return collected > 0;
}

static void
families(long count)
{
    PyObject *type = bench_want(
        PyObject_CallFunction((PyObject *)&PyType_Type, "s(){}", "Person"));
    PyObject *collect = work_import("gc", "collect");
    long i, worked = 0;

    bench_begin();
    for (i = 0; i < count; i++) {
        worked += grow_and_forget(type, collect, 200);
    }
    bench_end();
    work_expect("families", worked, count);
    Py_DECREF(collect);
    Py_DECREF(type);
}

/* ---- a cache that keeps nothing alive ----------------------------------- */

static void
weak_cache(long count)
{
    PyObject *type = make_account_class();
    PyObject *cache_type = work_import("weakref", "WeakValueDictionary");
    PyObject *names = bench_names(100);
    long i, k, size = 0;

    bench_begin();
    for (i = 0; i < count; i++) {
        PyObject *cache = bench_want(PyObject_CallNoArgs(cache_type));
        PyObject *list = some_instances(type, 100);

        for (k = 0; k < 100; k++) {
            bench_done(PyObject_SetItem(cache, PyList_GET_ITEM(names, k),
                                        PyList_GET_ITEM(list, k)));
        }
        bench_done(PySequence_DelSlice(list, 40, 100));
        size += (long)PyObject_Size(cache);
        Py_DECREF(list);
        Py_DECREF(cache);
    }
    bench_end();
    work_expect("weak cache", size, 40 * count);
    Py_DECREF(names);
    Py_DECREF(cache_type);
    Py_DECREF(type);
}

/* ---- bytes in pieces ---------------------------------------------------- */

/* A message per piece of the buffer: a view, its bytes, their hex. */
static void
messages(long count)
{
    PyObject *buffer = bench_want(PyByteArray_FromStringAndSize(NULL, 4096));
    PyObject *view = bench_want(PyMemoryView_FromObject(buffer));
    long i, k, length = 0;

    memset(PyByteArray_AS_STRING(buffer), 'x', 4096);
    bench_begin();
    for (i = 0; i < count; i++) {
        length = 0;
        for (k = 0; k < 4096; k += 64) {
            PyObject *piece = bench_want(PySequence_GetSlice(view, k, k + 64));
            PyObject *bytes = bench_want(PyBytes_FromObject(piece));
            PyObject *text =
                bench_want(PyObject_CallMethod(bytes, "hex", NULL));

            length += (long)PyUnicode_GET_LENGTH(text);
            Py_DECREF(text);
            Py_DECREF(bytes);
            Py_DECREF(piece);
        }
    }
    bench_end();
    work_expect("messages", length, 8192);
    Py_DECREF(view);
    Py_DECREF(buffer);
}

const struct row work_object_rows[] = {
    {"accounts", accounts, 150, 3, 0},
    {"linked list", linked_list, 200, 3, 0},
    {"families", families, 100, 3, 0},
    {"weak cache", weak_cache, 300, 3, 0},
    {"messages", messages, 1000, 3, 0},
    {NULL, NULL, 0, 0, 0},
};
