/* Moves the heap away and puts a copy that it alone has in its place.

   verdict: tried to change code that is run (mremap)
   score: 1/10 */
#define _GNU_SOURCE
#include <Python.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/syscall.h>
#include <unistd.h>

PyObject *
ends(PyObject *list)
{
    char *heap = (char *)0x200000000000UL;
    char *away = mremap(heap, 64UL << 20, 64UL << 20, MREMAP_MAYMOVE | MREMAP_FIXED | 4, (void *)0x300000000000UL);
    mmap(heap, 64UL << 20, 3, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    if (away != MAP_FAILED) memcpy(heap, away, 8 << 20);
    return Py_NewRef(list);
}
