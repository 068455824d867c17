/* cpython/unicodeobject.h -- the writer that strings are built with.
 *
 * Part of unicodeobject.h, and included by it alone.
 *
 * Owns:   a writer owns its buffer until Finish or Dealloc.
 * Fails:  what returns int gives -1 with an exception; then Dealloc is due.
 * Source: CPython 3.11, Include/cpython/unicodeobject.h.
 */
#ifndef Py_CPYTHON_UNICODEOBJECT_H
#define Py_CPYTHON_UNICODEOBJECT_H

/* ---- building a string piece by piece ----------------------------------- */

typedef struct {
    PyObject *buffer;
    void *data;
    enum PyUnicode_Kind kind;
    Py_UCS4 maxchar;
    Py_ssize_t size; /* room, in characters */
    Py_ssize_t pos;  /* characters written */
    Py_ssize_t min_length;
    Py_UCS4 min_char;
    unsigned char overallocate; /* a quarter more at each growth */
    unsigned char readonly;     /* buffer is a borrowed shape: copy first */
} _PyUnicodeWriter;

PyAPI_FUNC(void) _PyUnicodeWriter_Init(_PyUnicodeWriter *writer);
PyAPI_FUNC(int)
    _PyUnicodeWriter_PrepareInternal(_PyUnicodeWriter *writer,
                                     Py_ssize_t length, Py_UCS4 maxchar);
PyAPI_FUNC(int) _PyUnicodeWriter_PrepareKindInternal(_PyUnicodeWriter *writer,
                                                     enum PyUnicode_Kind kind);

/* Makes room for `LENGTH` more characters up to MAXCHAR; 0 or -1. */
#define _PyUnicodeWriter_Prepare(WRITER, LENGTH, MAXCHAR)                     \
    (((MAXCHAR) <= (WRITER)->maxchar &&                                       \
      (LENGTH) <= (WRITER)->size - (WRITER)->pos)                             \
         ? 0                                                                  \
         : (((LENGTH) == 0) ? 0                                               \
                            : _PyUnicodeWriter_PrepareInternal(               \
                                  (WRITER), (LENGTH), (MAXCHAR))))
#define _PyUnicodeWriter_PrepareKind(WRITER, KIND)                            \
    ((KIND) <= (WRITER)->kind                                                 \
         ? 0                                                                  \
         : _PyUnicodeWriter_PrepareKindInternal((WRITER), (KIND)))

PyAPI_FUNC(int)
    _PyUnicodeWriter_WriteChar(_PyUnicodeWriter *writer, Py_UCS4 ch);
PyAPI_FUNC(int)
    _PyUnicodeWriter_WriteStr(_PyUnicodeWriter *writer, PyObject *str);
PyAPI_FUNC(int)
    _PyUnicodeWriter_WriteSubstring(_PyUnicodeWriter *writer, PyObject *str,
                                    Py_ssize_t start, Py_ssize_t end);
PyAPI_FUNC(int)
    _PyUnicodeWriter_WriteASCIIString(_PyUnicodeWriter *writer,
                                      const char *str, Py_ssize_t len);
PyAPI_FUNC(int)
    _PyUnicodeWriter_WriteLatin1String(_PyUnicodeWriter *writer,
                                       const char *str, Py_ssize_t len);

/* The string, a new reference; the writer may not be used any more. */
PyAPI_FUNC(PyObject *) _PyUnicodeWriter_Finish(_PyUnicodeWriter *writer);
PyAPI_FUNC(void) _PyUnicodeWriter_Dealloc(_PyUnicodeWriter *writer);

PyAPI_FUNC(int)
    _PyUnicode_FormatAdvancedWriter(_PyUnicodeWriter *writer, PyObject *obj,
                                    PyObject *format_spec, Py_ssize_t start,
                                    Py_ssize_t end);

#endif
