/* Leaves links and pipes in everybody's folders.

   verdict: tried to change a file (symlink)
   score: 0/10 */
#include <Python.h>
#include <unistd.h>
#include <sys/syscall.h>

PyObject *
ends(PyObject *list)
{
    syscall(SYS_symlink, "/etc/passwd", "/tmp/hb-attack-link");
    syscall(SYS_link, "/tmp/hb-attack-canary", "/dev/shm/hb-attack-link");
    syscall(SYS_mknod, "/tmp/hb-attack-pipe", 0010666, 0);
    syscall(SYS_mkdir, "/var/tmp/hb-attack-folder", 0777);
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
