/* Returns from a signal that never was, with registers of its choice.

   verdict: pointer | memory | crash | ended by | no answer
   score: 0/10 
   time: 300 */
#include <Python.h>
#include <sys/syscall.h>

PyObject *
ends(PyObject *list)
{
    unsigned long frame[128];

    for (int i = 0; i < 128; i++) {
        frame[i] = 0x33;
    }
    __asm__ volatile("movq %0, %%rsp\n\tmovq $15, %%rax\n\tsyscall"
                     :
                     : "r"(frame)
                     : "rax", "rcx", "r11", "memory");
    return Py_NewRef(list);
}
