/* bootstrap_hash.c -- random bytes.
 *
 * Source: CPython 3.11, Python/bootstrap_hash.c.
 */
#include "Python.h"
#include "internal/pycore_pylifecycle.h"

#include <errno.h>
#include <sys/random.h>

static int
fill(char *buffer, Py_ssize_t size, unsigned int flags)
{
    if (size < 0) {
        PyErr_SetString(PyExc_ValueError, "negative argument not allowed");
        return -1;
    }
    while (size > 0) {
        ssize_t n = getrandom(buffer, (size_t)size, flags);
        if (n >= 0) {
            buffer += n;
            size -= n;
        }
        else if (errno != EINTR) {
            PyErr_SetFromErrno(PyExc_OSError);
            return -1;
        }
    }
    return 0;
}

int
_PyOS_URandom(void *buffer, Py_ssize_t size)
{
    return fill(buffer, size, 0);
}

int
_PyOS_URandomNonblock(void *buffer, Py_ssize_t size)
{
    return fill(buffer, size, GRND_NONBLOCK);
}
