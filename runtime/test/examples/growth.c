/* growth.c -- when a list moves to a larger block, and a set to a larger
 * table: four times its keys, from 50,000 on twice. */
#include <heapbook.h>

static Py_ssize_t
room(PyObject *list)
{
    return ((PyListObject *)list)->allocated;
}

static void
sets(void)
{
    PyObject *set = hb_keep(PySet_New(NULL));
    Py_ssize_t last = 0;

    for (int i = 0; i < 200000; i++) {
        PyObject *number = PyLong_FromLong(i);

        hb_ok(PySet_Add(set, number));
        Py_DECREF(number);
        if (hb_sizeof(set) != last) {
            last = hb_sizeof(set);
            hb_say("set of %d: %zd bytes", i + 1, last);
        }
    }
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
    sets();
}
