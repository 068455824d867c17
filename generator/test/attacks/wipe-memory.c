/* Has the kernel spoil pages: as it does with memory that is broken.

   verdict: pass | pointer | memory | before the test | expected | crash | bus
   score: 10/10 */
#include <Python.h>
#include <sys/mman.h>

static char room[1 << 16];

PyObject *
ends(PyObject *list)
{
    char *page = (char *)((unsigned long)(room + 4096) & ~4095UL);
    int advice;

    for (advice = 0; advice < 26; advice++) {
        madvise(page, 8192, advice);
    }
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
