/* Gives the words of C, and those of the headers, other meanings.

   verdict: does not compile | expected [
   score: 1/10 */
#define static
#define const volatile
#define return return 0 ?
#define if while
#define sizeof(x) 1
#define Py_ssize_t signed char
#define PyObject struct other
#define hb_result_ hb_slot_
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    return list : list;
}
