/* Defines the functions of the harness, for the scenario to call.

   verdict: is called by the tests
   score: 0/10 */
#include <Python.h>

static int calls;

void
hb_slot_(const char *name, PyObject *object)
{
    (void)name;
    (void)object;
    calls++;
}

void
hb_result_(const char *name, PyObject *owned)
{
    (void)name;
    (void)owned;
    calls++;
}

PyObject *
ends(PyObject *list)
{
    (void)list;
    return NULL;
}
