/* pycore_global_objects.h -- objects that are there before any program.
 *
 * Source: CPython 3.11, Include/internal/pycore_global_objects.h.
 */
#ifndef Py_INTERNAL_GLOBAL_OBJECTS_H
#define Py_INTERNAL_GLOBAL_OBJECTS_H

#include "internal/pycore_global_strings.h"
#include "internal/pycore_long.h"

#endif
