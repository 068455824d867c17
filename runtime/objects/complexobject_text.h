/* complexobject_text.h -- shared by the files of complex.
 */
#ifndef HB_COMPLEXOBJECT_TEXT_H
#define HB_COMPLEXOBJECT_TEXT_H

#include "Python.h"

/* complex(...), from numbers or from text. */
PyObject *Hb_ComplexNew(PyTypeObject *type, PyObject *args, PyObject *kwds);

/* What op.__complex__() gives; NULL without an exception when there is no
 * such method.  A new reference. */
PyObject *Hb_ComplexSpecial(PyObject *op);

#endif
