/* hb_search.h -- letters among letters, for str, bytes and bytearray. */
#ifndef Py_INTERNAL_HB_SEARCH_H
#define Py_INTERNAL_HB_SEARCH_H

#include "Python.h"

/* The index of the first place (direction > 0) or the last (< 0) where the m
 * letters of needle stand in the n of text; -1 when there is none.  Kinds are
 * those of str: 1, 2 or 4 bytes a letter.
 *
 * Cost: linear in n + m.
 */
Py_ssize_t Hb_FindData(int kind, const void *text, Py_ssize_t n,
                       int needle_kind, const void *needle, Py_ssize_t m,
                       int direction);

/* How often the m letters, at least one, stand in the n of text without
 * overlapping, counted up to `most`. */
Py_ssize_t Hb_CountData(int kind, const void *text, Py_ssize_t n,
                        int needle_kind, const void *needle, Py_ssize_t m,
                        Py_ssize_t most);

#endif
