#include "heapbook.h"

/* ANCHOR: take */
static PyObject *
take(void)
{
    /* ANCHOR: make */
    return hb_lit("[1]");
    /* ANCHOR_END: make */
}
/* ANCHOR_END: take */

HB_EXAMPLE {
    PyObject *shelf = take();
    hb_print(shelf);
    Py_DECREF(shelf);
}
