/* Leaves marks on a file of somebody else: its times, attributes, another name.

   verdict: tried to change a file (utimensat)
   score: 0/10 */
#include <Python.h>
#include <fcntl.h>
#include <unistd.h>
#include <sys/syscall.h>

PyObject *
ends(PyObject *list)
{
    static const char canary[] = "/tmp/hb-attack-canary";

    syscall(SYS_utimensat, AT_FDCWD, canary, NULL, 0);
    syscall(SYS_setxattr, canary, "user.hb", "x", 1, 0);
    syscall(SYS_linkat, AT_FDCWD, canary, AT_FDCWD, "/tmp/hb-attack-link", 0);
    return NULL;
}
