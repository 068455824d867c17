/* Maps and touches all pages of the heap's window and asks for huge ones.

   verdict: expected | memory | ended early | damaged
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
    madvise(heap, 64UL << 20, 14);
    madvise(heap, 64UL << 20, 10);
    madvise(heap, 64UL << 20, 18);
    for (unsigned long i = 8UL << 20; i < 64UL << 20; i += 4096) heap[i] = 1;
    madvise(heap, 64UL << 20, 9);
    return Py_NewRef(list);
}
