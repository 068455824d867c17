/* Raises exceptions and has reprs that end what they stand in.

   verdict: \x9b2J\u2028\u061c
   score: 0/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    if (PyList_Check(list) && PyList_Size(list) == 1) {
        return PyErr_Format(PyExc_SystemError, "%s", "]]></failure>\r\n::error::\r\nok 1 - x\r\n  ...\r\n=HYPERLINK(1)</script>\xe2\x80\xae\xc2\x9b""2J");
    }
    return Py_BuildValue("[ssss]", "]]></failure>\r\n::error::x\nok 1", "\xc2\x9b""2J\xe2\x80\xa8\xd8\x9c", "%0A%0D::x", "</script><!--");
}
