/* fuzz_containers.c -- random operations on containers, as a transcript.
 *
 * Compiled twice, against this runtime and against CPython 3.11, it must
 * print the same bytes for the same arguments: fuzz_containers SEED COUNT.
 * The differential test compares the two; a difference names the step.
 *
 * Nothing whose hash is an address is ever hashed: no None, no instance.
 * Only the public interface is used.  The program holds sixteen objects in
 * slots.  A step picks an operation and operands, and prints what came back:
 * the repr or the exception, and for the slots it touched the repr, the size,
 * the capacity, the reference count and whether the collector tracks it.
 */
#include "fuzz_steps.h"

/* ---- steps for every type ---- */

static void
copy_step(int i)
{
    int target = (int)chance(SLOTS);
    const char *name = chance(2) ? "copy" : "deepcopy";
    PyObject *result;

    printf("%s into s%d -> ", name, target);
    result = PyObject_CallMethod(copy_module, name, "(O)", slots[i]);
    if (result == NULL) {
        put_exception();
        return;
    }
    printf("same %d", result == slots[i]);
    take(&slots[target], result);
    printf("\n");
    put_slot(target);
}

static void
convert_step(int i)
{
    static PyTypeObject *const types[] = {&PyList_Type, &PyTuple_Type,
                                          &PySet_Type, &PyFrozenSet_Type,
                                          &PyDict_Type};
    PyTypeObject *type = types[chance(5)];
    PyObject *result = PyObject_CallOneArg((PyObject *)type, slots[i]);

    printf("%s(s%d) -> ", type->tp_name, i);
    if (result != NULL) {
        printf("size %ld same %d ", call_sizeof(result), result == slots[i]);
    }
    put_result(result);
}

static void
typed_step(PyObject *obj)
{
    if (PyList_Check(obj)) {
        list_step(obj);
    }
    else if (PyDict_Check(obj)) {
        dict_step(obj);
    }
    else if (PyAnySet_Check(obj)) {
        set_step(obj);
    }
    else if (PyTuple_Check(obj)) {
        tuple_step(obj);
    }
    else {
        instance_step(obj);
    }
}

/* Keeps reprs short: a container that has grown too large is replaced. */
static void
prune(int i)
{
    PyObject *text = PyObject_Repr(slots[i]);

    if (text == NULL || PyUnicode_GET_LENGTH(text) > MAX_REPR ||
        PyObject_Size(slots[i]) > MAX_ITEMS) {
        take(&slots[i], make_container());
        printf("  new s%d\n", i);
    }
    PyErr_Clear();
    Py_XDECREF(text);
}

static void
step(int number)
{
    int i = (int)chance(SLOTS), other = (int)chance(SLOTS);
    PyObject *obj = Py_NewRef(slots[i]);

    printf("%d s%d ", number, i);
    switch (chance(24)) {
    case 0:
        take(&slots[i], make_container());
        break;
    case 1:
        copy_step(i);
        break;
    case 2:
        binary(obj, slots[other]);
        break;
    case 3:
        compare(obj, slots[other]);
        break;
    case 4:
        convert_step(i);
        break;
    case 5:
        iterate(obj);
        break;
    case 6:
        range_step();
        break;
    case 7:
        slice_step();
        break;
    case 8:
        if (!chance(10)) {
            sort_many();
        }
        break;
    default:
        typed_step(obj);
        break;
    }
    printf("\n");
    Py_DECREF(obj);
    prune(i);
    put_slot(i);
}

/* ---- the program ---- */

static void
start(const char *seed)
{
    fuzz_start(seed);
    PyGC_Disable();
    copy_module = fuzz_import("copy");
    point_type =
        PyObject_CallFunction((PyObject *)&PyType_Type, "s(){}", "Point");
}

int
main(int argc, char **argv)
{
    int count = argc > 2 ? atoi(argv[2]) : 1000, i;

    start(argc > 1 ? argv[1] : "1");
    for (i = 0; i < SLOTS; i++) {
        slots[i] = PyTuple_New(0);
    }
    for (i = 0; i < SLOTS; i++) {
        take(&slots[i], make_container());
    }
    for (i = 0; i < count; i++) {
        step(i);
    }
    for (i = 0; i < SLOTS; i++) {
        take(&slots[i], Py_NewRef(Py_None));
    }
    Py_DECREF(point_type);
    Py_DECREF(copy_module);
    fflush(stdout);
    return Py_FinalizeEx() < 0;
}
