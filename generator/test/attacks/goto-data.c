/* Goes to a label that is no label: bytes of its own data.

   verdict: before the test was over | pointer | memory
   score: 0/10 */
#include <Python.h>

static const unsigned char bytes[] = {0x31, 0xff, 0xb8, 0xe7, 0, 0,
                                      0,    0x0f, 0x05};

PyObject *
ends(PyObject *list)
{
    static const void *where[2];

    where[0] = &&here;
    where[1] = bytes;
    goto *where[list != NULL];
here:
    return Py_NewRef(list);
}
