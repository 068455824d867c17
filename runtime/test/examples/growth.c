/* growth.c -- when a list moves to a larger block. */
#include <heapbook.h>

static Py_ssize_t
room(PyObject *list)
{
    return ((PyListObject *)list)->allocated;
}

HB_EXAMPLE
{
    PyObject *list = hb_lit("[]");
    Py_ssize_t last = -1;
    for (int i = 0; i <= 100; i++) {
        if (room(list) != last) {
            last = room(list);
            hb_say("len=%d allocated=%zd size=%zd", i, last, hb_sizeof(list));
        }
        hb_ok(PyList_Append(list, hb_int(i)));
    }
    hb_ok(PyList_SetSlice(list, 10, 101, NULL));
    hb_say("after del list[10:]: allocated=%zd", room(list));
    hb_say("three literals: %zd and %zd and %zd bytes",
           hb_sizeof(hb_lit("[1, 2]")), hb_sizeof(hb_lit("[1, 2, 3]")),
           hb_sizeof(hb_lit("[[], [], []]")));
}
