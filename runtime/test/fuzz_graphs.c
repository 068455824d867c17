/* fuzz_graphs.c -- random graphs of objects, copied; deques; as a transcript.
 *
 * Sixteen slots hold containers and instances that come to refer to each
 * other and to themselves.  Steps link them, change deques, copy and deepcopy
 * them, collect.  A graph is printed with its objects numbered in the order
 * in which they are met, so sharing and cycles show.
 *
 * usage: fuzz_graphs SEED COUNT
 */
#include "fuzz_graph_values.h"

/* ---- steps -------------------------------------------------------------- */

/* Lets one object refer to another. */
static void
link_step(PyObject *from, PyObject *to)
{
    PyObject *key = make_atom();

    printf("link ");
    if (PyList_Check(from)) {
        put_status(PyList_Append(from, to));
    }
    else if (PyDict_Check(from)) {
        put_status(PyDict_SetItem(from, key, to));
    }
    else if (PyObject_TypeCheck(from, (PyTypeObject *)deque_type)) {
        put_result(PyObject_CallMethod(from, "append", "O", to));
    }
    else if (PySet_Check(from)) {
        put_status(PySet_Add(from, key));
    }
    if (is_of_ours(from)) {
        printf(" attribute ");
        put_status(PyObject_SetAttrString(from, chance(2) ? "a" : "b", to));
    }
    Py_DECREF(key);
}

static void
call1(PyObject *obj, const char *name, PyObject *argument)
{
    printf("%s(", name);
    put_repr(argument);
    printf(") -> ");
    put_result(PyObject_CallMethod(obj, name, "(O)", argument));
    Py_DECREF(argument);
}

static PyObject *
make_index(void)
{
    return PyLong_FromLong((long)chance(16) - 6);
}

/* Walks along a deque that changes on the way. */
static void
iterate(PyObject *deque)
{
    PyObject *it = chance(2)
                       ? PyObject_GetIter(deque)
                       : PyObject_CallMethod(deque, "__reversed__", NULL);
    PyObject *item = NULL;
    int i, change = (int)chance(7);

    printf("iterate");
    for (i = 0; i < 6; i++) {
        if (i == change) {
            Py_XDECREF(PyObject_CallMethod(deque, "popleft", NULL));
            PyErr_Clear();
        }
        item = PyIter_Next(it);
        if (item == NULL) {
            break;
        }
        printf(" %s", Py_TYPE(item)->tp_name);
        Py_DECREF(item);
    }
    if (PyErr_Occurred()) {
        put_exception();
    }
    printf(" hint %zd", PyObject_LengthHint(it, 3));
    Py_DECREF(it);
}

static void
deque_change(PyObject *deque)
{
    static const char *const plain[] = {"pop", "popleft", "reverse", "clear",
                                        "rotate"};
    static const char *const with_atom[] = {
        "append", "appendleft", "remove", "count", "index", "__contains__"};
    PyObject *index = make_index(), *atom = make_atom();

    switch (chance(8)) {
    case 0:
        call1(deque, with_atom[chance(6)], Py_NewRef(atom));
        break;
    case 1:
        call1(deque, chance(2) ? "extend" : "extendleft", make_atoms(9));
        break;
    case 2:
        call1(deque, "rotate", Py_NewRef(index));
        break;
    case 3:
        printf("insert ");
        put_result(PyObject_CallMethod(deque, "insert", "OO", index, atom));
        break;
    case 4:
        printf("setitem ");
        put_status(PyObject_SetItem(deque, index, atom));
        break;
    case 5:
        printf("delitem ");
        put_status(PyObject_DelItem(deque, index));
        break;
    case 6:
        call1(deque, chance(2) ? "__imul__" : "__mul__",
              PyLong_FromLong((long)chance(4) - 1));
        break;
    default:
        printf("%s -> ", plain[index == NULL ? 0 : chance(5)]);
        put_result(PyObject_CallMethod(deque, plain[chance(5)], NULL));
        break;
    }
    Py_DECREF(index);
    Py_DECREF(atom);
}

static void
deque_step(PyObject *deque)
{
    PyObject *other = slots[chance(SLOTS)];
    PyObject *size;

    switch (chance(8)) {
    case 0:
        iterate(deque);
        break;
    case 1:
        printf("compare ");
        put_result(PyObject_RichCompare(deque, other, (int)chance(6)));
        break;
    case 2:
        printf("+ ");
        size = PySequence_Concat(deque, other);
        printf("%zd", size ? PyObject_Size(size) : -1);
        PyErr_Clear();
        Py_XDECREF(size);
        break;
    case 3:
        call1(deque, "__getitem__", make_index());
        break;
    case 4:
        size = PyObject_GetAttrString(deque, "maxlen");
        put_result(size);
        break;
    default:
        deque_change(deque);
        break;
    }
    size = PyObject_CallMethod(deque, "__sizeof__", NULL);
    printf(" size ");
    put_result(size);
}

static void
copy_step(PyObject *obj, PyObject **target)
{
    PyObject *result, *memo = NULL;

    if (chance(3) == 0) {
        printf("copy ");
        result = PyObject_CallMethod(copy_module, "copy", "(O)", obj);
    }
    else if (chance(3)) {
        printf("deepcopy ");
        result = PyObject_CallMethod(copy_module, "deepcopy", "(O)", obj);
    }
    else {
        memo = PyDict_New();
        printf("deepcopy with memo ");
        result = PyObject_CallMethod(copy_module, "deepcopy", "OO", obj, memo);
        printf("%zd ", PyDict_Size(memo));
    }
    if (result == NULL) {
        put_exception();
    }
    else {
        printf("same %d ", result == obj);
        show_graph(result);
        if (!is_atom(result)) {
            Py_SETREF(*target, Py_NewRef(result));
        }
        Py_DECREF(result);
    }
    Py_XDECREF(memo);
}

static void
reduce_step(PyObject *obj)
{
    PyObject *result;

    printf("reduce ");
    result = PyObject_CallMethod(obj, "__reduce_ex__", "i",
                                 chance(4) ? 4 : (int)chance(6));
    if (result == NULL) {
        put_exception();
        return;
    }
    if (PyTuple_Check(result) && PyTuple_GET_SIZE(result) > 1) {
        put_result(
            PyObject_GetAttrString(PyTuple_GET_ITEM(result, 0), "__name__"));
        seen_count = 0;
        show(PyTuple_GET_ITEM(result, 1));
        printf("size %zd", PyTuple_GET_SIZE(result));
    }
    Py_DECREF(result);
}

/* A graph that has grown too large is cut. */
static int
is_large(PyObject *obj)
{
    FILE *out = stdout;

    stdout = fopen("/dev/null", "w");
    seen_count = 0;
    show(obj);
    fclose(stdout);
    stdout = out;
    return seen_count > 40;
}

static void
step(void)
{
    int i = (int)chance(SLOTS), j = (int)chance(SLOTS);
    PyObject *obj = Py_NewRef(slots[i]);

    printf("s%d ", i);
    switch (chance(9)) {
    case 0:
        Py_SETREF(slots[i], make_object());
        show_graph(slots[i]);
        break;
    case 1:
    case 2:
    case 3:
        link_step(obj, slots[j]);
        break;
    case 4:
        reduce_step(obj);
        break;
    case 5:
    case 6:
        copy_step(obj, &slots[j]);
        break;
    default:
        if (PyObject_TypeCheck(obj, (PyTypeObject *)deque_type)) {
            deque_step(obj);
        }
        else {
            seen_count = 0;
            show(obj);
        }
        break;
    }
    Py_DECREF(obj);
    if (is_large(slots[i])) {
        Py_SETREF(slots[i], PyList_New(0));
    }
    if (chance(40) == 0) {
        PyGC_Enable();
        printf(" collected %zd", PyGC_Collect());
        PyGC_Disable();
    }
    printf("\n");
}

static void
finish(void)
{
    clear_all(slots, SLOTS);
    clear_all(classes, CLASSES);
    Py_CLEAR(copy_module);
    Py_CLEAR(deque_type);
    Py_CLEAR(array_type);
}

int
main(int argc, char **argv)
{
    int count = argc > 2 ? atoi(argv[2]) : 1000, i;

    fuzz_start(argc > 1 ? argv[1] : "1");
    copy_module = fuzz_import("copy");
    deque_type = fuzz_import_from("collections", "deque");
    array_type = fuzz_import_from("array", "array");
    make_classes();
    /* CPython's module copy is Python, whose frames count as well. */
    PyGC_Collect();
    PyGC_Disable();
    for (i = 0; i < SLOTS; i++) {
        slots[i] = PyList_New(0);
    }
    for (i = 0; i < count; i++) {
        printf("%d ", i);
        step();
    }
    finish();
    fflush(stdout);
    return Py_FinalizeEx() < 0;
}
