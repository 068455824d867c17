/* work_main.c -- the workloads' table, and what they share. */
#include "work.h"

const struct row *const bench_tables[] = {
    work_text_rows, work_list_rows, work_table_rows, work_object_rows, NULL,
};

void
work_expect(const char *workload, long answer, long expected)
{
    if (answer != expected) {
        fprintf(stderr, "bench: %s: the answer is %ld, not %ld\n", workload,
                answer, expected);
        exit(1);
    }
}

PyObject *
work_import(const char *module, const char *name)
{
    PyObject *from = bench_want(PyImport_ImportModule(module));
    PyObject *value = bench_want(PyObject_GetAttrString(from, name));

    Py_DECREF(from);
    return value;
}

long
work_long(PyObject *number)
{
    long value = PyLong_AsLong(number);

    bench_done(value == -1 && PyErr_Occurred() ? -1 : 0);
    return value;
}

void
work_method(PyObject *object, const char *name, PyObject *argument)
{
    Py_DECREF(bench_want(PyObject_CallMethod(object, name, "(O)", argument)));
}
