/* codecs.h -- encodings and error handlers by name.
 *
 * There is no registry: the encodings that the runtime knows are those of
 * unicodeobject.h, the error handlers strict, ignore, replace,
 * backslashreplace, xmlcharrefreplace, surrogateescape and surrogatepass.
 *
 * Source: CPython 3.11, Include/codecs.h.
 */
#ifndef Py_CODECREGISTRY_H
#define Py_CODECREGISTRY_H

/* 1 when the encoding is known, else 0. */
PyAPI_FUNC(int) PyCodec_KnownEncoding(const char *encoding);

PyAPI_DATA(const char *) Py_hexdigits;

#endif
