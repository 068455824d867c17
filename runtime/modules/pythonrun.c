/* pythonrun.c -- running Python source, which the model cannot. */
#include "Python.h"

static PyObject *
no_compiler(void)
{
    PyErr_SetString(PyExc_NotImplementedError,
                    "Python source cannot be compiled here");
    return NULL;
}

PyObject *
PyRun_StringFlags(const char *Py_UNUSED(source), int Py_UNUSED(start),
                  PyObject *Py_UNUSED(globals), PyObject *Py_UNUSED(locals),
                  PyCompilerFlags *Py_UNUSED(flags))
{
    return no_compiler();
}

PyObject *
Py_CompileStringExFlags(const char *Py_UNUSED(source),
                        const char *Py_UNUSED(filename), int Py_UNUSED(start),
                        PyCompilerFlags *Py_UNUSED(flags),
                        int Py_UNUSED(optimize))
{
    return no_compiler();
}

int
PyRun_SimpleStringFlags(const char *Py_UNUSED(source),
                        PyCompilerFlags *Py_UNUSED(flags))
{
    no_compiler();
    PyErr_Print();
    return -1;
}
