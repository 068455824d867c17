/* Uses no processor time at all.

   verdict: no answer within
   score: 0/10
   time: 300 */
#include <Python.h>
#include <unistd.h>

PyObject *
ends(PyObject *list)
{
    for (;;) {
        sleep(100);
    }
}
