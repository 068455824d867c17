/* Edits a view of the whole to look like one of a part.

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
    view = (PyMemoryViewObject *)PyMemoryView_FromObject(from);
    view->view.buf = (char *)view->view.buf + 1;
    view->view.len = 3;
    view->view.shape = (Py_ssize_t *)((char *)PyBytes_AsString(PyBytes_FromStringAndSize("\3\0\0\0\0\0\0\0", 8)));
    view->view.itemsize = 4;
    return (PyObject *)view;
}
