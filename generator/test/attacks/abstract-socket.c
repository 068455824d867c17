/* Binds a socket whose name is in no folder, and sends its own descriptors through it.

   verdict: tried to open a network connection (socket)
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
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_DGRAM, 0);
    memcpy(to.sun_path, "\0heapbook", 9);
    bind(fd, (struct sockaddr *)&to, sizeof to);
    sendto(fd, "x", 1, 0, (struct sockaddr *)&to, sizeof to);
    return Py_NewRef(list);
}
