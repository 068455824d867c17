/* Moves the thread's memory without asking the kernel.

   verdict: memory that is not there
   score: 0/10 */
#include <Python.h>
#include <stdlib.h>
#include <string.h>

static char room[1 << 16];

PyObject *
ends(PyObject *list)
{
    (void)list;
    memset(room, 0x41, sizeof room);
    __asm__ volatile(".byte 0xf3, 0x48, 0x0f, 0xae, 0xd0" : : "a"(room + 32768) : "memory");
    return NULL;
}
