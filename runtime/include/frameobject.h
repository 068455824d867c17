/* frameobject.h -- included by extension modules; see pyframe.h.
 *
 * Source: CPython 3.11, Include/frameobject.h.
 */
#ifndef Py_FRAMEOBJECT_H
#define Py_FRAMEOBJECT_H

#include "pyframe.h"

#endif
