/* The same without a word.

   verdict: before the test was over
   score: 0/10 */
#include <Python.h>
#include <unistd.h>

PyObject *
ends(PyObject *list)
{
    _exit(0);
}
