/* bytes_query.c -- questions and case as methods of bytes and bytearray. */

#include "Python.h"
#include "internal/hb_bytes.h"
#include "internal/pycore_bytes_methods.h"

#define QUESTION(method, function)                                            \
    PyObject *method(PyObject *self, PyObject *ignored)                       \
    {                                                                         \
        struct run run = Hb_BytesRun(self);                                   \
                                                                              \
        (void)ignored;                                                        \
        return function(run.data, run.size);                                  \
    }

QUESTION(Hb_BytesIsAlnum, _Py_bytes_isalnum)
QUESTION(Hb_BytesIsAlpha, _Py_bytes_isalpha)
QUESTION(Hb_BytesIsAscii, _Py_bytes_isascii)
QUESTION(Hb_BytesIsDigit, _Py_bytes_isdigit)
QUESTION(Hb_BytesIsLower, _Py_bytes_islower)
QUESTION(Hb_BytesIsSpace, _Py_bytes_isspace)
QUESTION(Hb_BytesIsTitle, _Py_bytes_istitle)
QUESTION(Hb_BytesIsUpper, _Py_bytes_isupper)

/* A result of one byte is a new object, not the shared one. */
#define CASE(method, function)                                                \
    PyObject *method(PyObject *self, PyObject *ignored)                       \
    {                                                                         \
        struct run run = Hb_BytesRun(self);                                   \
        PyObject *result = Hb_BytesMake(self, NULL, run.size);                \
                                                                              \
        (void)ignored;                                                        \
        if (result) {                                                         \
            function(Hb_BytesFill(result), run.data, run.size);               \
        }                                                                     \
        return result;                                                        \
    }

CASE(Hb_BytesLower, _Py_bytes_lower)
CASE(Hb_BytesUpper, _Py_bytes_upper)
CASE(Hb_BytesTitle, _Py_bytes_title)
CASE(Hb_BytesCapitalize, _Py_bytes_capitalize)
CASE(Hb_BytesSwapCase, _Py_bytes_swapcase)
