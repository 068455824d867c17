/* bytes_query.c -- searches, questions and case as methods of bytes and
 * bytearray.
 */

#include "Python.h"
#include "internal/hb_bytes.h"
#include "internal/pycore_bytes_methods.h"

#define WITH_ARGS(method, function)                                           \
    PyObject *method(PyObject *self, PyObject *args)                          \
    {                                                                         \
        struct run run = Hb_BytesRun(self);                                   \
                                                                              \
        return function(run.data, run.size, args);                            \
    }

WITH_ARGS(Hb_BytesFind, _Py_bytes_find)
WITH_ARGS(Hb_BytesIndex, _Py_bytes_index)
WITH_ARGS(Hb_BytesRFind, _Py_bytes_rfind)
WITH_ARGS(Hb_BytesRIndex, _Py_bytes_rindex)
WITH_ARGS(Hb_BytesCount, _Py_bytes_count)
WITH_ARGS(Hb_BytesStartsWith, _Py_bytes_startswith)
WITH_ARGS(Hb_BytesEndsWith, _Py_bytes_endswith)

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

/* One byte and no byte are shared objects: they are made from their text. */
#define CASE_SHARED(method, function)                                         \
    PyObject *method(PyObject *self, PyObject *ignored)                       \
    {                                                                         \
        struct run run = Hb_BytesRun(self);                                   \
        char byte;                                                            \
                                                                              \
        if (run.size > 1) {                                                   \
            return method##Long(self, ignored);                               \
        }                                                                     \
        function(&byte, run.data, run.size);                                  \
        return Hb_BytesMake(self, &byte, run.size);                           \
    }

#define CASES(method, function)                                               \
    static CASE(method##Long, function) CASE_SHARED(method, function)

CASES(Hb_BytesLower, _Py_bytes_lower)
CASES(Hb_BytesUpper, _Py_bytes_upper)
CASES(Hb_BytesTitle, _Py_bytes_title)
CASES(Hb_BytesCapitalize, _Py_bytes_capitalize)
CASES(Hb_BytesSwapCase, _Py_bytes_swapcase)
