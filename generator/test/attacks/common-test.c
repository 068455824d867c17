/* Has variables of the names of the tests.

   verdict: expected [ | defined twice | does not compile
   score: 1/10 */
#include <Python.h>

long hb_test_value, hb_test_fresh, hb_test_clean, hb_test_refuses;
long hb_about_value, hb_judge_value;

PyObject *
ends(PyObject *list)
{
    return Py_NewRef(list);
}
