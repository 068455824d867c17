/* codecs.h -- encodings and error handlers by name.
 *
 * The encodings that the runtime knows are those of unicodeobject.h; there is
 * no registry of others.  Error handlers may be added to strict, ignore,
 * replace, backslashreplace, xmlcharrefreplace, surrogateescape and
 * surrogatepass.
 *
 * Source: CPython 3.11, Include/codecs.h.
 */
#ifndef Py_CODECREGISTRY_H
#define Py_CODECREGISTRY_H

/* 1 when the encoding is known, else 0. */
PyAPI_FUNC(int) PyCodec_KnownEncoding(const char *encoding);

/* Makes `handler` the one of that name.  Codecs call it with the exception
 * that they would raise; it returns what to put in place of the fault, and
 * the place to go on from, or raises.
 *
 * Owns:   the registry keeps a reference.
 * Fails:  -1 with TypeError when it cannot be called.
 */
PyAPI_FUNC(int) PyCodec_RegisterError(const char *name, PyObject *handler);

/* The handler of that name; NULL is "strict".
 *
 * Owns:   a new reference.
 * Fails:  NULL with LookupError.
 */
PyAPI_FUNC(PyObject *) PyCodec_LookupError(const char *name);

/* The built-in handlers, called with an exception.
 *
 * Owns:   a new reference to a pair: text (or bytes) and the place to go on.
 * Fails:  NULL with the exception itself, or TypeError when it is none that
 *         the handler knows.
 */
PyAPI_FUNC(PyObject *) PyCodec_StrictErrors(PyObject *exception);
PyAPI_FUNC(PyObject *) PyCodec_IgnoreErrors(PyObject *exception);
PyAPI_FUNC(PyObject *) PyCodec_ReplaceErrors(PyObject *exception);
PyAPI_FUNC(PyObject *) PyCodec_XMLCharRefReplaceErrors(PyObject *exception);
PyAPI_FUNC(PyObject *) PyCodec_BackslashReplaceErrors(PyObject *exception);

PyAPI_DATA(const char *) Py_hexdigits;

#endif
