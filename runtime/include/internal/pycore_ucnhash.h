/* pycore_ucnhash.h -- what unicodedata tells of the names of characters.
 *
 * Source: CPython 3.11, Include/internal/pycore_ucnhash.h.
 */
#ifndef Py_INTERNAL_UCNHASH_H
#define Py_INTERNAL_UCNHASH_H

#include "Python.h"

#define PyUnicodeData_CAPSULE_NAME "unicodedata._ucnhash_CAPI"

/* From a character to its name and back; 1, or 0 without an exception. */
typedef struct {
    int (*getname)(Py_UCS4 ch, char *name, int size, int with_aliases);
    int (*getcode)(const char *name, int len, Py_UCS4 *ch, int with_sequences);
} _PyUnicode_Name_CAPI;

#endif
