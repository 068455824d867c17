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

/* Reads an integer in a base from 2 to 36; with base 0 the prefixes 0x, 0o and
 * 0b say it.  *end, if not NULL, is set behind it, or to text for none.
 * Fails: the greatest value of that sign, and errno ERANGE, on overflow. */
PyAPI_FUNC(unsigned long) PyOS_strtoul(const char *text, char **end, int base);
PyAPI_FUNC(long) PyOS_strtol(const char *text, char **end, int base);

#endif
