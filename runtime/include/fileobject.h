/* fileobject.h -- writing objects to files.
 *
 * A file is any object with a method write(str).  The standard streams are
 * PyStdPrinter objects over descriptors 1 and 2; they write through the C
 * streams stdout and stderr, so that printf and print keep their order.
 *
 * Source: CPython 3.11, Include/fileobject.h and Objects/fileobject.c.
 */
#ifndef Py_FILEOBJECT_H
#define Py_FILEOBJECT_H

#define PY_STDIOTEXTMODE "b"

/* Writes str(v) (flags Py_PRINT_RAW) or repr(v) to the file object f. */
PyAPI_FUNC(int) PyFile_WriteObject(PyObject *v, PyObject *f, int flags);

/* Writes text; when an exception is set already it does nothing and says -1.*/
PyAPI_FUNC(int) PyFile_WriteString(const char *s, PyObject *f);

/* The descriptor of an int, or of an object with fileno(); -1 on failure. */
PyAPI_FUNC(int) PyObject_AsFileDescriptor(PyObject *o);

PyAPI_DATA(const char *) Py_FileSystemDefaultEncoding;
PyAPI_DATA(const char *) Py_FileSystemDefaultEncodeErrors;
PyAPI_DATA(int) Py_HasFileSystemDefaultEncoding;
PyAPI_DATA(int) Py_UTF8Mode;

/* A writable file over descriptor 1 or 2; NULL, without an exception, for any
 * other. */
PyAPI_FUNC(PyObject *) PyFile_NewStdPrinter(int fd);
PyAPI_DATA(PyTypeObject) PyStdPrinter_Type;

#endif
