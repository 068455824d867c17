/* Tries what is refused again and again, for who answers each time.

   verdict: tried to open a file
   score: 0/10
   time: 300 */
#include <Python.h>
#include <fcntl.h>

PyObject *
ends(PyObject *list)
{
    for (;;) {
        open("/tmp/hb-attack-refused", O_RDONLY);
    }
    return list;
}
