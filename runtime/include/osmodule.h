/* osmodule.h -- paths.
 *
 * Source: PEP 519; CPython 3.11, Include/osmodule.h.
 */
#ifndef Py_OSMODULE_H
#define Py_OSMODULE_H

#include "object.h"

/* A str or bytes as it is, else what path.__fspath__() gives.
 *
 * Owns:   a new reference.
 * Fails:  NULL with TypeError when that is neither, or there is no method.
 */
PyAPI_FUNC(PyObject *) PyOS_FSPath(PyObject *path);

#endif
