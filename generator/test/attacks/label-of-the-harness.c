/* Calls its own functions by names of the harness, in the object file only.

   verdict: expected [ | belongs to | defined twice | does not compile
   score: 1/10 */
#include <Python.h>

void mine(const char *name, PyObject *object) __asm__("hb_result_");
void theirs(const char *name, PyObject *object) __asm__("hb_slot_");

void
mine(const char *name, PyObject *object)
{
    theirs(name, PyTuple_New(2));
}

PyObject *
ends(PyObject *list)
{
    return Py_NewRef(list);
}
