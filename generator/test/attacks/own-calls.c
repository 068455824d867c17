/* Calls the other tests from within one, until no slot is left.

   verdict: is kept twice | no slot left | stack | defined
   score: 0/10 */
#include <Python.h>

void hb_test_value(void);
void hb_test_fresh(void);

PyObject *
ends(PyObject *list)
{
    hb_test_value();
    hb_test_fresh();
    return Py_NewRef(list);
}
