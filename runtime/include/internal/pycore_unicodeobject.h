/* pycore_unicodeobject.h -- what the runtime knows about str besides the API.
 *
 * Who may include it: files of the runtime only.
 *
 * Source: CPython 3.11, Include/internal/pycore_unicodeobject.h.
 */
#ifndef Py_INTERNAL_UNICODEOBJECT_H
#define Py_INTERNAL_UNICODEOBJECT_H

#include "Python.h"
#include "internal/pycore_global_strings.h"

void _PyUnicode_InitGlobalObjects(void);
void _PyUnicode_ClearInterned(void);
void _PyUnicode_Fini(void);

/* The dict of interned strings, NULL before the first; borrowed. */
PyObject *Hb_UnicodeInterned(void);

/* ---- singletons --------------------------------------------------------- */

PyObject *_PyUnicode_GetEmpty(void);        /* new reference */
PyObject *Hb_UnicodeLatin1Char(Py_UCS1 ch); /* new reference */

/* Changes *unicode to the singleton that equals it, if there is one. */
PyObject *Hb_UnicodeResult(PyObject *unicode);

/* unicode itself when it is exactly a str, else a str copy of it. */
PyObject *Hb_UnicodeUnchanged(PyObject *unicode);

/* ---- internal operations ------------------------------------------------ */

/* Calls an inline function with the kind as a constant: each kind of
 * characters has loops of its own. */
#define HB_BY_KIND(kind, function, ...)                                       \
    ((kind) == PyUnicode_1BYTE_KIND                                           \
         ? function(PyUnicode_1BYTE_KIND, __VA_ARGS__)                        \
     : (kind) == PyUnicode_2BYTE_KIND                                         \
         ? function(PyUnicode_2BYTE_KIND, __VA_ARGS__)                        \
         : function(PyUnicode_4BYTE_KIND, __VA_ARGS__))

/* Whether a str is this ASCII text.  In line, so that the compiler knows the
 * length of a text that is written in the code. */
static inline int
Hb_EqualsASCII(PyObject *left, const char *right)
{
    size_t n = strlen(right);
    return PyUnicode_IS_ASCII(left) &&
           (size_t)PyUnicode_GET_LENGTH(left) == n &&
           memcmp(PyUnicode_DATA(left), right, n) == 0;
}

/* Whether no byte has its highest bit set; looks at words. */
static inline int
Hb_IsASCII(const char *src, Py_ssize_t size)
{
    uint64_t bits = 0, word;
    while (size >= 8 && bits == 0) {
        Py_ssize_t block = Py_MIN(size, 512) & ~7;
        for (Py_ssize_t i = 0; i < block; i += 8) {
            memcpy(&word, src + i, 8);
            bits |= word & 0x8080808080808080U;
        }
        src += block;
        size -= block;
    }
    for (; size > 0; size--, src++) {
        bits |= (unsigned char)*src & 0x80;
    }
    return bits == 0;
}

int Hb_UnicodeModifiable(PyObject *unicode);
int Hb_UnicodeResize(PyObject **unicode, Py_ssize_t length);
int Hb_UnicodeCheck(PyObject *object); /* -1 with TypeError if not a str */
Py_UCS4 Hb_FindMaxChar(int kind, const void *data, Py_ssize_t size);
Py_UCS4 _PyUnicode_FindMaxChar(PyObject *unicode, Py_ssize_t start,
                               Py_ssize_t end);

/* Copies characters between kinds; the target must be wide enough. */
void Hb_UnicodeConvert(int to_kind, void *to, int from_kind, const void *from,
                       Py_ssize_t count);

PyObject *Hb_UnicodeRepr(PyObject *unicode);
PyObject *Hb_UnicodeReprBytes(const char *data, Py_ssize_t len,
                              int smartquotes);

/* Writes text, a reference that it takes; -1 also when text is NULL. */
int Hb_WriterTake(_PyUnicodeWriter *writer, PyObject *text);

/* ---- full case mappings: up to three code points, the count returned ---- */

int _PyUnicode_ToLowerFull(Py_UCS4 ch, Py_UCS4 *res);
int _PyUnicode_ToTitleFull(Py_UCS4 ch, Py_UCS4 *res);
int _PyUnicode_ToUpperFull(Py_UCS4 ch, Py_UCS4 *res);
int _PyUnicode_ToFoldedFull(Py_UCS4 ch, Py_UCS4 *res);
int _PyUnicode_IsCaseIgnorable(Py_UCS4 ch);
int _PyUnicode_IsCased(Py_UCS4 ch);

/* ---- format() of the other types ---------------------------------------- */

int _PyLong_FormatAdvancedWriter(_PyUnicodeWriter *writer, PyObject *obj,
                                 PyObject *format_spec, Py_ssize_t start,
                                 Py_ssize_t end);
int _PyFloat_FormatAdvancedWriter(_PyUnicodeWriter *writer, PyObject *obj,
                                  PyObject *format_spec, Py_ssize_t start,
                                  Py_ssize_t end);
int _PyComplex_FormatAdvancedWriter(_PyUnicodeWriter *writer, PyObject *obj,
                                    PyObject *format_spec, Py_ssize_t start,
                                    Py_ssize_t end);

#endif
