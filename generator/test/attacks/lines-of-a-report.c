/* Says that its lines are those of a file with a name of a report's.

   verdict: 'no' undeclared
   score: 0/10 */
#line 2147483647 "::error file=x::\x1b[2J<script>\nok 1 - all"
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    return no such thing;
}
