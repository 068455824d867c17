/* Takes all memory, and uses it.

   verdict: more than 256 MiB of memory | no answer within
   score: 0/10
   layers: all */
#include <Python.h>
#include <stdlib.h>
#include <string.h>

PyObject *
ends(PyObject *list)
{
    for (;;) {
        char *block = malloc(1 << 20);

        if (block) {
            memset(block, 1, 1 << 20);
        }
    }
}
