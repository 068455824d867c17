#include <Python.h>
#include <math.h>
#include <strings.h>
static double far = 1e20;
PyObject *first(PyObject *list)
{
    double (*call)(double) = sin;
    printf("%.15g %.15g %d %ld %d", pow(2.5, 3.7), call(1e10), (int)far,
           lround(2.5), strcasecmp("A", "a"));
    return Py_NewRef(PyList_GetItem(list, 0));
}

/* line: 8
   explanation: converts 1e+20, which does not fit in an int */
