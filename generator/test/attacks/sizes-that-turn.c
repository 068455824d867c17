/* Has a struct whose size turns round.

   verdict: does not compile
   score: 0/10 */
#include <Python.h>

struct one { char a[0x7fffffffffffffff]; char b[0x7fffffffffffffff]; char c[64]; };
struct all { struct one x[0x100000001]; char y; };
static struct all data;

PyObject *
ends(PyObject *list)
{
    struct one local;

    (void)list;
    local.c[0] = 1;
    data.y = local.c[0];
    return PyLong_FromSize_t(sizeof data + (size_t)&data.x[3].c[5]);
}
