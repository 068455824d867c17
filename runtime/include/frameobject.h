/* frameobject.h -- included by extension modules; see pyframe.h. */
#ifndef Py_FRAMEOBJECT_H
#define Py_FRAMEOBJECT_H

#include "pyframe.h"

#endif
