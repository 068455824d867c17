/* fileutils.h -- bytes of the system as wide characters, and back.
 *
 * The encoding is UTF-8; a byte that is none of it becomes U+DC80 .. U+DCFF.
 * Both may be used before Py_Initialize.
 *
 * Source: CPython 3.11, Include/fileutils.h.
 */
#ifndef Py_FILEUTILS_H
#define Py_FILEUTILS_H

#include "pyport.h"

/* The wide characters of a string, and their number in *size unless NULL.
 *
 * Owns:   the caller frees the result with PyMem_RawFree().
 * Fails:  NULL without memory; *size is (size_t)-1.
 */
PyAPI_FUNC(wchar_t *) Py_DecodeLocale(const char *arg, size_t *size);

/* The bytes of a string of wide characters.
 *
 * Owns:   the caller frees the result with PyMem_Free().
 * Fails:  NULL; *error_pos, unless it is NULL, is the place of the character
 *         that does not encode, or (size_t)-1 without memory.
 */
PyAPI_FUNC(char *) Py_EncodeLocale(const wchar_t *text, size_t *error_pos);

#endif
