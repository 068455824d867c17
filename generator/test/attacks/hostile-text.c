/* Prints and returns what moves cursors, turns lines round and ends tags.

   verdict: expected [
   score: 5/10 */
#include <Python.h>
#include <stdio.h>

static const char text[] =
    "\033[2J\033]0;x\007\xc2\x9b" "31m\xe2\x80\xae<script>alert(1)</script>]]>"
    "\xed\xa0\x80\xff\xfe\xef\xbf\xbe\r::error::x\n::set-output name=x::y\nok 1\n"
    "Bail out!\n1..0\n\b\b\b\t";

PyObject *
ends(PyObject *list)
{
    fwrite(text, 1, sizeof text, stdout);
    fwrite(text, 1, sizeof text, stderr);
    PyErr_Clear();
    (void)list;
    return Py_BuildValue("[Ny#]",
                         PyUnicode_DecodeLatin1(text, sizeof text - 1, NULL), text,
                         (Py_ssize_t)sizeof text - 1);
}
