/* Makes a view of memory that nobody has lent, and says whose it is.

   exercise: states
   verdict: <memoryview 
   score: 0/10 */
#include <Python.h>

PyObject *
made(PyObject *kind, PyObject *from)
{
    PyMemoryViewObject *view;

    if (PyUnicode_ReadChar(kind, 0) != 'v') {
        return NULL;
    }
    view = (PyMemoryViewObject *)PyMemoryView_FromMemory(PyByteArray_AS_STRING(from) + 1, 3, PyBUF_WRITE);
    view->view.obj = Py_NewRef(from);
    ((PyByteArrayObject *)from)->ob_exports = 1;
    return (PyObject *)view;
}
