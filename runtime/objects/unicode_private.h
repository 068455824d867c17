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

/* What Unicode says of a character, as bits. */
enum hb_property {
    HB_ALPHA = 1,
    HB_DECIMAL = 2,
    HB_DIGIT = 4,
    HB_NUMERIC = 8,
    HB_SPACE = 16,
    HB_PRINTABLE = 32,
    HB_UPPER = 64,
    HB_LOWER = 128,
    HB_TITLE = 256,
    HB_ID_START = 512,
    HB_ID_CONTINUE = 1024,
    HB_CASE_IGNORABLE = 2048,
    HB_CASED = HB_UPPER | HB_LOWER | HB_TITLE
};

/* The properties of 256 characters; number is one more than their code points
 * have above the lowest eight bits, 0 for none. */
struct hb_page {
    Py_UCS4 number;
    unsigned short properties[256];
};

/* Those asked for; pages whose numbers are equal modulo 256 share a place. */
extern struct hb_page Hb_Pages[256];
void Hb_FillPage(struct hb_page *page, Py_UCS4 number);

/* The properties of a code point. */
static inline int
Hb_Properties(Py_UCS4 ch)
{
    struct hb_page *page = &Hb_Pages[ch >> 8 & 255];
    if (page->number != (ch >> 8) + 1) {
        Hb_FillPage(page, ch >> 8);
    }
    return page->properties[ch & 255];
}

PyObject *Hb_UnicodeChar(Py_UCS4 ch); /* new reference */

/* The strings of one ASCII character, filled before any other str is made. */
struct hb_ascii_char {
    PyASCIIObject header;
    Py_UCS1 data[2];
};
extern struct hb_ascii_char Hb_AsciiChars[128];
const char *Hb_UnicodeKindName(PyObject *unicode);

/* Clips a slice of n characters, as Python does with negative indices. */
void Hb_AdjustIndices(Py_ssize_t *start, Py_ssize_t *end, Py_ssize_t n);
PyObject *Hb_UnicodePad(PyObject *self, Py_ssize_t left, Py_ssize_t right,
                        Py_UCS4 fill);
PyObject *Hb_UnicodeIter(PyObject *unicode);

/* Adds a character to what a codec writes. */
static inline int
Hb_WriteChar(_PyUnicodeWriter *writer, Py_UCS4 ch)
{
    if (_PyUnicodeWriter_Prepare(writer, 1, ch) < 0) {
        return -1;
    }
    PyUnicode_WRITE(writer->kind, writer->data, writer->pos, ch);
    writer->pos++;
    return 0;
}

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

/* What does not decode: src[start .. end-1].  One for all the faults of a
 * call, as they have one exception, whose fields are set anew. */
struct hb_undecodable {
    const char *encoding;
    const char *reason;
    const char *src; /* a handler may put another object in its place */
    Py_ssize_t len;
    Py_ssize_t start;
    Py_ssize_t end;
    PyObject *exception; /* NULL until it is needed; the codec's to release */
    /* The first fault that a handler took when there was no exception, which
     * CPython makes its exception of; no reason when there was none. */
    const char *first_reason;
    Py_ssize_t first_start;
    Py_ssize_t first_end;
};

/* Writes what the handler puts in place of the bytes; moves `end` when the
 * handler resumes earlier, `src` and `len` when it changes the object.  -1
 * with the exception when it gives up. */
int Hb_HandleDecode(_PyUnicodeWriter *writer, struct hb_undecodable *bad,
                    const char *errors);

/* Decodes bad->src with a function that writes what the bytes at *s stand
 * for, and moves *s behind them.  Releases bad->exception. */
typedef int (*hb_decode_next)(_PyUnicodeWriter *writer, const char **s,
                              struct hb_undecodable *bad, const char *errors);
PyObject *Hb_DecodeEscapes(struct hb_undecodable *bad, hb_decode_next next,
                           const char *errors);

/* What does not encode: unicode[start .. end-1].  One for all the faults of a
 * call. */
struct hb_unencodable {
    const char *encoding;
    const char *reason;
    PyObject *unicode;
    Py_ssize_t start;
    Py_ssize_t end;
    int gave_bytes;      /* the handler's answer was bytes, not text */
    PyObject *exception; /* NULL until it is needed; the codec's to release */
};

/* Writes \n, \xhh, \uhhhh or \Uhhhhhhhh; the number of characters, at most
 * ten. */
int Hb_EscapeChar(Py_UCS4 ch, char *out);

/* Writes the 1 to 4 bytes of ch, which may be a surrogate; their number. */
static inline int
Hb_EncodeUTF8Char(Py_UCS4 ch, char *out)
{
    if (ch < 0x80) {
        out[0] = (char)ch;
        return 1;
    }
    if (ch < 0x800) {
        out[0] = (char)(0xc0 | ch >> 6);
        out[1] = (char)(0x80 | (ch & 0x3f));
        return 2;
    }
    if (ch < 0x10000) {
        out[0] = (char)(0xe0 | ch >> 12);
        out[1] = (char)(0x80 | (ch >> 6 & 0x3f));
        out[2] = (char)(0x80 | (ch & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | ch >> 18);
    out[1] = (char)(0x80 | (ch >> 12 & 0x3f));
    out[2] = (char)(0x80 | (ch >> 6 & 0x3f));
    out[3] = (char)(0x80 | (ch & 0x3f));
    return 4;
}

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

/* Sets the exception of the fault; always -1. */
int Hb_RaiseDecode(struct hb_undecodable *bad);
int Hb_RaiseEncode(struct hb_unencodable *bad);

/* The exception of a call with the fields of this fault: borrowed, NULL with
 * an exception. */
PyObject *Hb_DecodeException(struct hb_undecodable *bad);
PyObject *Hb_EncodeException(struct hb_unencodable *bad);

/* The same by a handler that a program has added under a name; those above
 * come here with every name that is none of their own. */
int Hb_CallDecodeHandler(_PyUnicodeWriter *writer, struct hb_undecodable *bad,
                         const char *name);
int Hb_CallEncodeHandler(struct hb_bytes *out, struct hb_unencodable *bad,
                         const char *name);

#endif
