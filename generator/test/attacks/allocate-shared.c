/* Takes memory that is not counted as its own.

   verdict: of memory | no answer within
   score: 0/10
   layers: all */
#include <Python.h>
#include <sys/mman.h>
#include <string.h>

PyObject *
ends(PyObject *list)
{
    for (;;) {
        char *block = mmap(0, 1 << 24, PROT_READ | PROT_WRITE,
                           MAP_SHARED | MAP_ANONYMOUS, -1, 0);

        if (block != MAP_FAILED) {
            memset(block, 1, 1 << 24);
        }
    }
}
