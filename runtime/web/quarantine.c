/* quarantine.c -- in the page nothing is out of reach: blocks stay where they
 * are, and touches are looked at before they happen (web.h). */
#include "internal/hb_quarantine.h"

int Hb_Quarantine = 0;

void
Hb_QuarantineName(PyObject *Py_UNUSED(op))
{
}
