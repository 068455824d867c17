/* Wants memory that nobody else can read.

   verdict: tried to share memory with another process (memfd_secret)
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
    syscall(SYS_memfd_secret, 0);
    return Py_NewRef(list);
}
