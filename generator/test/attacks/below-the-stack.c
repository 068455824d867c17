/* Takes more of its stack than there is, at once and past the page that guards it.

   verdict: stack overflow
   score: 0/10 */
#include <Python.h>
#include <alloca.h>

PyObject *
ends(PyObject *list)
{
    volatile char *room = alloca(1UL << 30);

    room[0] = 1;
    room[1 << 29] = 2;
    return room[5] ? list : NULL;
}
