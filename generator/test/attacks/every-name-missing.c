/* Misses functions of the longest names there are, and of those of terminals.

   verdict: does not compile
   score: 0/10 */
#include <Python.h>

#define TWICE(x) x##x
#define A8(x) x##x##x##x##x##x##x##x
#define B8(x) A8(x)
PyObject *B8(missing_name_of_a_function_)(PyObject *);
PyObject *missing(PyObject *) __asm__("missing\033[2J\033[31m\n::error::10/10");

PyObject *
ends(PyObject *list)
{
    return missing(B8(missing_name_of_a_function_)(list));
}
