/* pystrcmp.h -- comparing C text without regard to the case of ASCII.
 *
 * Source: CPython 3.11, Include/pystrcmp.h and Python/pystrcmp.c.
 */
#ifndef Py_STRCMP_H
#define Py_STRCMP_H

/* Below, at or above 0, as strncasecmp; at most `size` bytes are read. */
PyAPI_FUNC(int) PyOS_mystrnicmp(const char *a, const char *b, Py_ssize_t size);
PyAPI_FUNC(int) PyOS_mystricmp(const char *a, const char *b);

#define PyOS_stricmp  PyOS_mystricmp
#define PyOS_strnicmp PyOS_mystrnicmp

#endif
