/* unicode_private.h -- shared by the files that make up str; nobody else.
 *
 * Knows: the fields of the three layouts that the public macros hide.
 */
#ifndef HB_UNICODE_PRIVATE_H
#define HB_UNICODE_PRIVATE_H

#include "internal/pycore_unicodeobject.h"

#define UTF8(op)        (_PyCompactUnicodeObject_CAST(op)->utf8)
#define UTF8_LENGTH(op) (_PyCompactUnicodeObject_CAST(op)->utf8_length)
#define WSTR(op)        (_PyASCIIObject_CAST(op)->wstr)
#define HASH(op)        (_PyASCIIObject_CAST(op)->hash)

/* Whether the UTF-8 form, the wchar_t form, are blocks of their own. */
#define HAS_UTF8_MEMORY(op)                                                   \
    (!PyUnicode_IS_COMPACT_ASCII(op) && UTF8(op) != NULL &&                   \
     (void *)UTF8(op) != PyUnicode_DATA(op))
#define HAS_WSTR_MEMORY(op)                                                   \
    (WSTR(op) != NULL && (void *)WSTR(op) != PyUnicode_DATA(op))

/* Removes a dying string from the table of interned ones. */
void Hb_UnicodeForget(PyObject *unicode);

/* Fills the header of a string that lies in static memory. */
void Hb_UnicodeInitStatic(PyASCIIObject *header, Py_ssize_t length,
                          int is_ascii);

/* Whether no byte has its highest bit set; looks at words. */
static inline int
Hb_IsASCII(const char *src, Py_ssize_t size)
{
    uint64_t bits = 0, word;
    for (; size >= 8; size -= 8, src += 8) {
        memcpy(&word, src, 8);
        bits |= word;
    }
    for (; size > 0; size--, src++) {
        bits |= (unsigned char)*src;
    }
    return (bits & 0x8080808080808080U) == 0;
}

PyObject *Hb_UnicodeChar(Py_UCS4 ch); /* new reference */
const char *Hb_UnicodeKindName(PyObject *unicode);

/* Clips a slice of n characters, as Python does with negative indices. */
void Hb_AdjustIndices(Py_ssize_t *start, Py_ssize_t *end, Py_ssize_t n);
PyObject *Hb_UnicodePad(PyObject *self, Py_ssize_t left, Py_ssize_t right,
                        Py_UCS4 fill);
PyObject *Hb_UnicodeIter(PyObject *unicode);
Py_ssize_t Hb_UnicodeSizeOf(PyObject *unicode);

extern PyMethodDef Hb_UnicodeMethods[];

/* ---- error handlers of the codecs --------------------------------------- */

enum hb_errors {
    HB_STRICT,
    HB_IGNORE,
    HB_REPLACE,
    HB_BACKSLASHREPLACE,
    HB_XMLCHARREFREPLACE,
    HB_SURROGATEESCAPE,
    HB_SURROGATEPASS,
    HB_UNKNOWN
};

enum hb_errors Hb_ErrorsFromName(const char *errors);

/* What does not decode: src[start .. end-1]. */
struct hb_undecodable {
    const char *encoding;
    const char *reason;
    const char *src;
    Py_ssize_t len;
    Py_ssize_t start;
    Py_ssize_t end;
};

/* Writes what the handler puts in place of the bytes; moves `end` when the
 * handler resumes earlier.  -1 with the exception when it gives up. */
int Hb_HandleDecode(_PyUnicodeWriter *writer, struct hb_undecodable *bad,
                    const char *errors);

/* What does not encode: unicode[start .. end-1]. */
struct hb_unencodable {
    const char *encoding;
    const char *reason;
    PyObject *unicode;
    Py_ssize_t start;
    Py_ssize_t end;
};

int Hb_EncodeUTF8Char(Py_UCS4 ch, char *out);

/* A growing run of bytes on its way to a bytes object. */
struct hb_bytes {
    char *data; /* PyMem block */
    size_t len;
    size_t room;
};

/* Makes room for len bytes more, and some. */
int Hb_BytesReserve(struct hb_bytes *out, size_t len);

int Hb_BytesAdd(struct hb_bytes *out, const char *src, size_t len);

/* The bytes object, or NULL when `failed`; frees the run either way. */
PyObject *Hb_BytesFinish(struct hb_bytes *out, int failed);

/* Adds what the handler puts in place of the characters; moves `end` when the
 * handler takes fewer.  -1 with the exception when it gives up. */
int Hb_HandleEncode(struct hb_bytes *out, struct hb_unencodable *bad,
                    const char *errors);

/* The same by a handler that a program has added under a name; those above
 * come here with every name that is none of their own. */
int Hb_CallDecodeHandler(_PyUnicodeWriter *writer, struct hb_undecodable *bad,
                         const char *name);
int Hb_CallEncodeHandler(struct hb_bytes *out, struct hb_unencodable *bad,
                         const char *name);

#endif
