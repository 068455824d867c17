/* osdefs.h -- how paths are written.
 *
 * Source: CPython 3.11, Include/osdefs.h.
 */
#ifndef Py_OSDEFS_H
#define Py_OSDEFS_H

/* Between the parts of a path, and between paths. */
#define SEP   L'/'
#define DELIM L':'

/* Bytes of the longest path, with its end. */
#define MAXPATHLEN 4096

#endif
