/* Draws the inputs again, from a seed that it knows.

   verdict: expected [ | does not compile
   score: 1/10 */
#include <Python.h>

void Hb_DrawFrom(unsigned long seed, const char *name);

PyObject *
ends(PyObject *list)
{
    Hb_DrawFrom(0, "value");
    return Py_NewRef(list);
}
