/* Fills the table of slots itself, says that the test is over, and ends.

   verdict: belongs to the tests | before the test was over
   score: 0/10 */
#include <Python.h>
#include <unistd.h>

void hb_slot_(const char *name, PyObject *object);
void hb_result_(const char *name, PyObject *owned);

PyObject *
ends(PyObject *list)
{
    static PyListObject fake;
    PyObject *mine = (PyObject *)&fake;

    fake.ob_base.ob_base.ob_refcnt = 1;
    fake.ob_base.ob_base.ob_type = &PyList_Type;
    hb_result_("ends", mine);
    hb_result_("ends", NULL);
    hb_slot_("list", mine);
    _exit(0);
}
