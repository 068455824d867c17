/* Puts its stack into the shared heap and runs on there, deep.

   verdict: pointer to memory that is not there | stack
   score: 0/10 */
#include <Python.h>
#include <ucontext.h>

static ucontext_t here, there;
static long depth;

static int
deeper(int n)
{
    volatile char room[100] = {0};

    depth++;
    return room[n % 100] + (depth < 100000 ? deeper(n + 1) : 0);
}

static void
run(void)
{
    deeper(0);
}

PyObject *
ends(PyObject *list)
{
    static char *room;

    room = PyMem_Malloc(65536);
    getcontext(&there);
    there.uc_stack.ss_sp = room;
    there.uc_stack.ss_size = 65536;
    there.uc_link = &here;
    makecontext(&there, run, 0);
    swapcontext(&here, &there);
    return Py_NewRef(list);
}
