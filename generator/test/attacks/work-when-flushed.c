/* Has its work done when streams are flushed, by a stream that is its own.

   exercise: counted
   verdict: call.resizes: expected 0
   score: 6/10 */
#include <Python.h>
#include <stdio.h>

struct functions {
    void *read;
    ssize_t (*write)(void *, const char *, size_t);
    void *seek, *close;
};
FILE *fopencookie(void *cookie, const char *mode, struct functions functions);

static PyObject *result, *items[100];
static Py_ssize_t n;

static ssize_t
work(void *cookie, const char *bytes, size_t len)
{
    for (Py_ssize_t i = 0; i < 2 * n; i++) {
        PyList_Append(result, items[i % n]);
    }
    return (ssize_t)len;
}

PyObject *
twice(PyObject *list)
{
    FILE *out = fopencookie(NULL, "w", (struct functions){.write = work});

    n = PyList_GET_SIZE(list);
    for (Py_ssize_t i = 0; i < n; i++) {
        items[i] = PyList_GET_ITEM(list, i);
        Py_INCREF(items[i]);
    }
    if (out) {
        fputs("x", out);
    }
    return result = PyList_New(0);
}
