/* unicodeobject.h -- str: text as an array of code points.
 *
 * A str stores its code points in 1, 2 or 4 bytes each, as wide as its widest
 * one needs.  PyUnicode_New makes the compact form: header and characters are
 * one block, the characters follow the header.
 *
 *   PyASCIIObject          48 bytes; every code point below 128, and the
 *                          characters are their own UTF-8
 *   PyCompactUnicodeObject 72 bytes; adds the cached UTF-8 form
 *   PyUnicodeObject        80 bytes; not compact: instances of subclasses,
 *                          whose characters lie in a block of their own
 *
 *   S1  the kind is the smallest that fits: equal strings have equal kinds
 *   S2  one zero character stands behind the last one
 *   S3  '' and the 256 one-character strings of Latin-1 exist once each
 *   S4  a string changes only while one reference exists, its hash has not
 *       been asked for, it is not interned, and it is exactly a str
 *
 * Strings are always ready here; the legacy form (wstr only) is never made,
 * and wstr is filled only by PyUnicode_AsUnicode.
 *
 * Source: CPython 3.11, Include/cpython/unicodeobject.h; PEP 393.
 */
#ifndef Py_UNICODEOBJECT_H
#define Py_UNICODEOBJECT_H

#include <stdarg.h>
#include <ctype.h>
#include <wchar.h>

#define Py_USING_UNICODE
#define Py_UNICODE_SIZE SIZEOF_WCHAR_T
/* Whether a str keeps its wide characters once they were asked for. */
#ifndef USE_UNICODE_WCHAR_CACHE
#define USE_UNICODE_WCHAR_CACHE 1
#endif
#define Py_UNICODE_WIDE

typedef uint32_t Py_UCS4;
typedef uint16_t Py_UCS2;
typedef uint8_t Py_UCS1;
typedef wchar_t Py_UNICODE;
#define PY_UNICODE_TYPE wchar_t

#define Py_UNICODE_REPLACEMENT_CHARACTER ((Py_UCS4)0xFFFD)

PyAPI_DATA(PyTypeObject) PyUnicode_Type;
PyAPI_DATA(PyTypeObject) PyUnicodeIter_Type;

/* Whether op is of this type or of a subclass; Exact: of this very type.
 * Cannot fail. */
#define PyUnicode_Check(op)                                                   \
    PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_UNICODE_SUBCLASS)
#define PyUnicode_CheckExact(op) Py_IS_TYPE(op, &PyUnicode_Type)

/* ---- layouts ------------------------------------------------------------ */

enum PyUnicode_Kind {
    PyUnicode_WCHAR_KIND = 0,
    PyUnicode_1BYTE_KIND = 1,
    PyUnicode_2BYTE_KIND = 2,
    PyUnicode_4BYTE_KIND = 4
};

#define SSTATE_NOT_INTERNED      0
#define SSTATE_INTERNED_MORTAL   1
#define SSTATE_INTERNED_IMMORTAL 2

/* Compact ASCII: the characters follow, with a 0 behind them (S2).
 * sys.getsizeof('hi') is 48 + 2 + 1.
 *
 *    PyASCIIObject: 48 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | length  |     code points
 *   | 24 | hash    |     -1: not asked for yet
 *   | 32 | state   |     interned, kind 1, compact 1, ascii 1, ready 1
 *   | 40 | wstr    |     NULL, or wchar_t made for PyUnicode_AsUnicode
 *   +----+---------+
 *   | 48 | 'h' 'i' 0
 */
typedef struct {
    PyObject_HEAD
    Py_ssize_t length; /* code points */
    Py_hash_t hash;    /* -1 until it is asked for */

    struct {
        unsigned int interned : 2;
        unsigned int kind : 3; /* bytes a character */
        unsigned int compact : 1;
        unsigned int ascii : 1;
        unsigned int ready : 1;
        unsigned int : 24;
    } state;

    wchar_t *wstr;
} PyASCIIObject;

/* Compact, with a code point above 127: the head is longer, and the
 * characters of 1, 2 or 4 bytes (kind) follow it.
 *
 *    PyCompactUnicodeObject: 72 bytes
 *   +----+-------------+
 *   |  0 | _base       |     a PyASCIIObject with ascii 0
 *   | 48 | utf8_length |
 *   | 56 | utf8        |---> the text in UTF-8, once it was asked for
 *   | 64 | wstr_length |
 *   +----+-------------+
 *   | 72 | the characters, then one 0 of the same width
 */
typedef struct {
    PyASCIIObject _base;
    Py_ssize_t utf8_length; /* bytes, without the zero */
    char *utf8;             /* own block, NULL until it is asked for */
    Py_ssize_t wstr_length;
} PyCompactUnicodeObject;

/* Not compact: an instance of a subclass of str, whose own fields follow.
 *
 *    PyUnicodeObject: 80 bytes
 *   +----+-------+
 *   |  0 | _base |     a PyCompactUnicodeObject with compact 0
 *   | 72 | data  |---> the characters, in a block of their own
 *   +----+-------+
 */
typedef struct {
    PyCompactUnicodeObject _base;

    union {
        void *any;
        Py_UCS1 *latin1;
        Py_UCS2 *ucs2;
        Py_UCS4 *ucs4;
    } data; /* own block, unless it is the UTF-8 form of an ASCII string */
} PyUnicodeObject;

/* ---- access without a call; the argument must be a str ------------------ */

/* Casts, unchecked, and the bits of state. */
#define _PyASCIIObject_CAST(op)          ((PyASCIIObject *)(op))
#define _PyCompactUnicodeObject_CAST(op) ((PyCompactUnicodeObject *)(op))
#define _PyUnicodeObject_CAST(op)        ((PyUnicodeObject *)(op))
#define _PyUnicode_STATE(op)             (_PyASCIIObject_CAST(op)->state)

/* One bit or number of the state each; GET_LENGTH: code points.  Cannot fail.
 */
#define PyUnicode_CHECK_INTERNED(op)                                          \
    ((unsigned int)_PyUnicode_STATE(op).interned)
#define PyUnicode_IS_READY(op)   ((unsigned int)_PyUnicode_STATE(op).ready)
#define PyUnicode_IS_ASCII(op)   ((unsigned int)_PyUnicode_STATE(op).ascii)
#define PyUnicode_IS_COMPACT(op) ((unsigned int)_PyUnicode_STATE(op).compact)
#define PyUnicode_IS_COMPACT_ASCII(op)                                        \
    (_PyUnicode_STATE(op).ascii && _PyUnicode_STATE(op).compact)
#define PyUnicode_KIND(op)       ((enum PyUnicode_Kind)_PyUnicode_STATE(op).kind)
#define PyUnicode_GET_LENGTH(op) (_PyASCIIObject_CAST(op)->length)

/* Where the characters are, the string's own: behind the head, in a block of
 * their own, either. */
static inline void *
_PyUnicode_COMPACT_DATA(PyObject *op)
{
    if (PyUnicode_IS_ASCII(op)) {
        return (void *)(_PyASCIIObject_CAST(op) + 1);
    }
    return (void *)(_PyCompactUnicodeObject_CAST(op) + 1);
}

/* (not compact) */
static inline void *
_PyUnicode_NONCOMPACT_DATA(PyObject *op)
{
    return _PyUnicodeObject_CAST(op)->data.any;
}

/* The characters, kind bytes each; the pointer dies with the string. */
static inline void *
PyUnicode_DATA(PyObject *op)
{
    if (PyUnicode_IS_COMPACT(op)) {
        return _PyUnicode_COMPACT_DATA(op);
    }
    return _PyUnicode_NONCOMPACT_DATA(op);
}

#define PyUnicode_DATA(op) PyUnicode_DATA((PyObject *)(op))

/* The same, typed: right for the kind only. */
#define PyUnicode_1BYTE_DATA(op) ((Py_UCS1 *)PyUnicode_DATA(op))
#define PyUnicode_2BYTE_DATA(op) ((Py_UCS2 *)PyUnicode_DATA(op))
#define PyUnicode_4BYTE_DATA(op) ((Py_UCS4 *)PyUnicode_DATA(op))

/* data[index] = value, for data of that kind; value must fit. */
static inline void
PyUnicode_WRITE(int kind, void *data, Py_ssize_t index, Py_UCS4 value)
{
    if (kind == PyUnicode_1BYTE_KIND) {
        ((Py_UCS1 *)data)[index] = (Py_UCS1)value;
    }
    else if (kind == PyUnicode_2BYTE_KIND) {
        ((Py_UCS2 *)data)[index] = (Py_UCS2)value;
    }
    else {
        ((Py_UCS4 *)data)[index] = value;
    }
}

#define PyUnicode_WRITE(kind, data, index, value)                             \
    PyUnicode_WRITE((int)(kind), (void *)(data), (index), (Py_UCS4)(value))

/* data[index], for data of that kind. */
static inline Py_UCS4
PyUnicode_READ(int kind, const void *data, Py_ssize_t index)
{
    if (kind == PyUnicode_1BYTE_KIND) {
        return ((const Py_UCS1 *)data)[index];
    }
    if (kind == PyUnicode_2BYTE_KIND) {
        return ((const Py_UCS2 *)data)[index];
    }
    return ((const Py_UCS4 *)data)[index];
}

#define PyUnicode_READ(kind, data, index)                                     \
    PyUnicode_READ((int)(kind), (const void *)(data), (index))

/* The code point at index; nothing is checked. */
#define PyUnicode_READ_CHAR(op, index)                                        \
    PyUnicode_READ(PyUnicode_KIND(op), PyUnicode_DATA(op), (index))

/* The largest code point that fits the representation of op. */
static inline Py_UCS4
PyUnicode_MAX_CHAR_VALUE(PyObject *op)
{
    if (PyUnicode_IS_ASCII(op)) {
        return 0x7fU;
    }
    if (PyUnicode_KIND(op) == PyUnicode_1BYTE_KIND) {
        return 0xffU;
    }
    return PyUnicode_KIND(op) == PyUnicode_2BYTE_KIND ? 0xffffU : 0x10ffffU;
}

#define PyUnicode_MAX_CHAR_VALUE(op) PyUnicode_MAX_CHAR_VALUE((PyObject *)(op))

/* Old names: every string is ready; sizes are code points; AS_UNICODE is a
 * wchar_t copy that the string owns, NULL with MemoryError. */
#define PyUnicode_READY(op)                                                   \
    (PyUnicode_IS_READY(op) ? 0 : _PyUnicode_Ready((PyObject *)(op)))
#define PyUnicode_WSTR_LENGTH(op) PyUnicode_GET_LENGTH(op)
#define PyUnicode_GET_SIZE(op)    PyUnicode_GET_LENGTH(op)
#define PyUnicode_GET_DATA_SIZE(op)                                           \
    (PyUnicode_GET_LENGTH(op) * (Py_ssize_t)sizeof(wchar_t))
#define PyUnicode_AS_UNICODE(op) PyUnicode_AsUnicode((PyObject *)(op))
#define PyUnicode_AS_DATA(op)                                                 \
    ((const char *)PyUnicode_AsUnicode((PyObject *)(op)))

/* ---- code points -------------------------------------------------------- */

/* Halves of pairs in UTF-16: what ch is, joining two, the halves of ch. */
#define Py_UNICODE_IS_SURROGATE(ch)      (0xD800 <= (ch) && (ch) <= 0xDFFF)
#define Py_UNICODE_IS_HIGH_SURROGATE(ch) (0xD800 <= (ch) && (ch) <= 0xDBFF)
#define Py_UNICODE_IS_LOW_SURROGATE(ch)  (0xDC00 <= (ch) && (ch) <= 0xDFFF)
#define Py_UNICODE_JOIN_SURROGATES(high, low)                                 \
    (((((Py_UCS4)(high)&0x03FF) << 10) | ((Py_UCS4)(low)&0x03FF)) + 0x10000)
#define Py_UNICODE_HIGH_SURROGATE(ch) (0xD800 - (0x10000 >> 10) + ((ch) >> 10))
#define Py_UNICODE_LOW_SURROGATE(ch)  (0xDC00 + ((ch)&0x3FF))

/* What Unicode 14.0 says of a code point; digits and numbers: -1 for none.
 * Cannot fail. */
PyAPI_FUNC(int) _PyUnicode_IsLowercase(Py_UCS4 ch);
PyAPI_FUNC(int) _PyUnicode_IsUppercase(Py_UCS4 ch);
PyAPI_FUNC(int) _PyUnicode_IsTitlecase(Py_UCS4 ch);
PyAPI_FUNC(int) _PyUnicode_IsXidStart(Py_UCS4 ch);
PyAPI_FUNC(int) _PyUnicode_IsXidContinue(Py_UCS4 ch);
PyAPI_FUNC(int) _PyUnicode_IsWhitespace(const Py_UCS4 ch);
PyAPI_FUNC(int) _PyUnicode_IsLinebreak(const Py_UCS4 ch);
PyAPI_FUNC(Py_UCS4) _PyUnicode_ToLowercase(Py_UCS4 ch);
PyAPI_FUNC(Py_UCS4) _PyUnicode_ToUppercase(Py_UCS4 ch);
PyAPI_FUNC(Py_UCS4) _PyUnicode_ToTitlecase(Py_UCS4 ch);
PyAPI_FUNC(int) _PyUnicode_ToDecimalDigit(Py_UCS4 ch);
PyAPI_FUNC(int) _PyUnicode_ToDigit(Py_UCS4 ch);
PyAPI_FUNC(double) _PyUnicode_ToNumeric(Py_UCS4 ch);
PyAPI_FUNC(int) _PyUnicode_IsDecimalDigit(Py_UCS4 ch);
PyAPI_FUNC(int) _PyUnicode_IsDigit(Py_UCS4 ch);
PyAPI_FUNC(int) _PyUnicode_IsNumeric(Py_UCS4 ch);
PyAPI_FUNC(int) _PyUnicode_IsPrintable(Py_UCS4 ch);
PyAPI_FUNC(int) _PyUnicode_IsAlpha(Py_UCS4 ch);

/* 1 for the white space of ASCII; 128 entries. */
PyAPI_DATA(const unsigned char) _Py_ascii_whitespace[];

/* The same under the names that modules use. */
#define Py_UNICODE_ISSPACE(ch)     _PyUnicode_IsWhitespace(ch)
#define Py_UNICODE_ISLOWER(ch)     _PyUnicode_IsLowercase(ch)
#define Py_UNICODE_ISUPPER(ch)     _PyUnicode_IsUppercase(ch)
#define Py_UNICODE_ISTITLE(ch)     _PyUnicode_IsTitlecase(ch)
#define Py_UNICODE_ISLINEBREAK(ch) _PyUnicode_IsLinebreak(ch)
#define Py_UNICODE_TOLOWER(ch)     _PyUnicode_ToLowercase(ch)
#define Py_UNICODE_TOUPPER(ch)     _PyUnicode_ToUppercase(ch)
#define Py_UNICODE_TOTITLE(ch)     _PyUnicode_ToTitlecase(ch)
#define Py_UNICODE_ISDECIMAL(ch)   _PyUnicode_IsDecimalDigit(ch)
#define Py_UNICODE_ISDIGIT(ch)     _PyUnicode_IsDigit(ch)
#define Py_UNICODE_ISNUMERIC(ch)   _PyUnicode_IsNumeric(ch)
#define Py_UNICODE_ISPRINTABLE(ch) _PyUnicode_IsPrintable(ch)
#define Py_UNICODE_TODECIMAL(ch)   _PyUnicode_ToDecimalDigit(ch)
#define Py_UNICODE_TODIGIT(ch)     _PyUnicode_ToDigit(ch)
#define Py_UNICODE_TONUMERIC(ch)   _PyUnicode_ToNumeric(ch)
#define Py_UNICODE_ISALPHA(ch)     _PyUnicode_IsAlpha(ch)
#define Py_UNICODE_ISALNUM(ch)                                                \
    (Py_UNICODE_ISALPHA(ch) || Py_UNICODE_ISDECIMAL(ch) ||                    \
     Py_UNICODE_ISDIGIT(ch) || Py_UNICODE_ISNUMERIC(ch))

/* ---- making strings ----------------------------------------------------
 *
 * Each returns a new reference, or NULL with an exception. */

/* A string of `size` characters to be filled, wide enough for maxchar. */
PyAPI_FUNC(PyObject *) PyUnicode_New(Py_ssize_t size, Py_UCS4 maxchar);

/* From UTF-8; the second stops at the zero. */
PyAPI_FUNC(PyObject *)
    PyUnicode_FromStringAndSize(const char *u, Py_ssize_t size);
PyAPI_FUNC(PyObject *) PyUnicode_FromString(const char *u);

/* From an array of code points; the result is as narrow as they allow. */
PyAPI_FUNC(PyObject *)
    PyUnicode_FromKindAndData(int kind, const void *buffer, Py_ssize_t size);
PyAPI_FUNC(PyObject *)
    _PyUnicode_FromASCII(const char *buffer, Py_ssize_t size);
PyAPI_FUNC(PyObject *)
    PyUnicode_FromWideChar(const wchar_t *w, Py_ssize_t size);
PyAPI_FUNC(PyObject *)
    PyUnicode_FromUnicode(const Py_UNICODE *u, Py_ssize_t size);
PyAPI_FUNC(PyObject *) PyUnicode_FromOrdinal(int ordinal);
PyAPI_FUNC(PyObject *) PyUnicode_FromObject(PyObject *obj);
PyAPI_FUNC(PyObject *)
    PyUnicode_FromEncodedObject(PyObject *obj, const char *encoding,
                                const char *errors);

/* %c %d %i %u %x with l, ll, z; %p %s %A %U %V %S %R and %%, with width and
 * precision.  From anything else on, the format is copied as it stands. */
PyAPI_FUNC(PyObject *)
    PyUnicode_FromFormatV(const char *format, va_list vargs);
PyAPI_FUNC(PyObject *) PyUnicode_FromFormat(const char *format, ...);

/* A copy that is not shared; str[start:end] with end clipped. */
PyAPI_FUNC(PyObject *) _PyUnicode_Copy(PyObject *unicode);
PyAPI_FUNC(PyObject *)
    PyUnicode_Substring(PyObject *str, Py_ssize_t start, Py_ssize_t end);

/* ---- reading and writing ------------------------------------------------ */

/* 0: every string is ready; 1 when S1 to S3 hold, else aborts; the length, -1
 * with TypeError; a character, (Py_UCS4)-1 with IndexError; writing one, 0, or
 * -1 when S4 forbids it. */
PyAPI_FUNC(int) _PyUnicode_Ready(PyObject *unicode);
PyAPI_FUNC(int) _PyUnicode_CheckConsistency(PyObject *op, int check_content);
PyAPI_FUNC(Py_ssize_t) PyUnicode_GetLength(PyObject *unicode);
PyAPI_FUNC(Py_ssize_t) PyUnicode_GetSize(PyObject *unicode);
PyAPI_FUNC(Py_UCS4) PyUnicode_ReadChar(PyObject *unicode, Py_ssize_t index);
PyAPI_FUNC(int) PyUnicode_WriteChar(PyObject *unicode, Py_ssize_t index,
                                    Py_UCS4 character);

/* Fails: -1 with SystemError when the target may not change (S4). */
PyAPI_FUNC(Py_ssize_t)
    PyUnicode_CopyCharacters(PyObject *to, Py_ssize_t to_start, PyObject *from,
                             Py_ssize_t from_start, Py_ssize_t how_many);
PyAPI_FUNC(void)
    _PyUnicode_FastCopyCharacters(PyObject *to, Py_ssize_t to_start,
                                  PyObject *from, Py_ssize_t from_start,
                                  Py_ssize_t how_many);
PyAPI_FUNC(Py_ssize_t) PyUnicode_Fill(PyObject *unicode, Py_ssize_t start,
                                      Py_ssize_t length, Py_UCS4 fill_char);
PyAPI_FUNC(void) _PyUnicode_FastFill(PyObject *unicode, Py_ssize_t start,
                                     Py_ssize_t length, Py_UCS4 fill_char);

/* Resizes in place when the string may change, else puts a copy in *unicode.
 */
PyAPI_FUNC(int) PyUnicode_Resize(PyObject **unicode, Py_ssize_t length);

/* Copies the code points into buffer and returns it; NULL with SystemError
 * when it is too small. */
PyAPI_FUNC(Py_UCS4 *) PyUnicode_AsUCS4(PyObject *unicode, Py_UCS4 *buffer,
                                       Py_ssize_t buflen, int copy_null);
/* Owns: the caller frees with PyMem_Free; the same for AsWideCharString. */
PyAPI_FUNC(Py_UCS4 *) PyUnicode_AsUCS4Copy(PyObject *unicode);
PyAPI_FUNC(wchar_t *)
    PyUnicode_AsWideCharString(PyObject *unicode, Py_ssize_t *size);
PyAPI_FUNC(Py_ssize_t)
    PyUnicode_AsWideChar(PyObject *unicode, wchar_t *w, Py_ssize_t size);
PyAPI_FUNC(Py_UNICODE *) PyUnicode_AsUnicode(PyObject *unicode);
PyAPI_FUNC(Py_UNICODE *)
    PyUnicode_AsUnicodeAndSize(PyObject *unicode, Py_ssize_t *size);

/* The UTF-8 form, kept by the string and as long alive as it. */
PyAPI_FUNC(const char *)
    PyUnicode_AsUTF8AndSize(PyObject *unicode, Py_ssize_t *size);
PyAPI_FUNC(const char *) PyUnicode_AsUTF8(PyObject *unicode);
#define _PyUnicode_AsString PyUnicode_AsUTF8

/* ---- interning ---------------------------------------------------------- */

/* Replaces *p by the one interned string that equals it.  The table's own
 * references are not counted: the string dies with its last user. */
PyAPI_FUNC(void) PyUnicode_InternInPlace(PyObject **p);
PyAPI_FUNC(void) PyUnicode_InternImmortal(PyObject **p);
PyAPI_FUNC(PyObject *) PyUnicode_InternFromString(const char *u);
PyAPI_FUNC(PyObject *) _PyUnicode_FromId(_Py_Identifier *id);

/* ---- codecs ------------------------------------------------------------- */

/* "utf-8". Then, for each codec: text from bytes, a new str, and bytes from
 * text, a new bytes. Fails: NULL with UnicodeError as errors says, LookupError
 * for an unknown name. */
PyAPI_FUNC(const char *) PyUnicode_GetDefaultEncoding(void);
PyAPI_FUNC(PyObject *)
    PyUnicode_Decode(const char *s, Py_ssize_t size, const char *encoding,
                     const char *errors);
PyAPI_FUNC(PyObject *)
    PyUnicode_AsEncodedString(PyObject *unicode, const char *encoding,
                              const char *errors);
PyAPI_FUNC(PyObject *)
    PyUnicode_DecodeUTF8(const char *string, Py_ssize_t length,
                         const char *errors);
PyAPI_FUNC(PyObject *)
    PyUnicode_DecodeUTF8Stateful(const char *string, Py_ssize_t length,
                                 const char *errors, Py_ssize_t *consumed);
PyAPI_FUNC(PyObject *) PyUnicode_AsUTF8String(PyObject *unicode);
PyAPI_FUNC(PyObject *)
    _PyUnicode_AsUTF8String(PyObject *unicode, const char *errors);
PyAPI_FUNC(PyObject *)
    PyUnicode_DecodeUTF16(const char *string, Py_ssize_t length,
                          const char *errors, int *byteorder);
PyAPI_FUNC(PyObject *)
    PyUnicode_DecodeUTF16Stateful(const char *string, Py_ssize_t length,
                                  const char *errors, int *byteorder,
                                  Py_ssize_t *consumed);
PyAPI_FUNC(PyObject *) PyUnicode_AsUTF16String(PyObject *unicode);
PyAPI_FUNC(PyObject *)
    PyUnicode_DecodeUTF32(const char *string, Py_ssize_t length,
                          const char *errors, int *byteorder);
PyAPI_FUNC(PyObject *)
    PyUnicode_DecodeUTF32Stateful(const char *string, Py_ssize_t length,
                                  const char *errors, int *byteorder,
                                  Py_ssize_t *consumed);
PyAPI_FUNC(PyObject *) PyUnicode_AsUTF32String(PyObject *unicode);
PyAPI_FUNC(PyObject *)
    _PyUnicode_EncodeUTF16(PyObject *unicode, const char *errors,
                           int byteorder);
PyAPI_FUNC(PyObject *)
    _PyUnicode_EncodeUTF32(PyObject *unicode, const char *errors,
                           int byteorder);
PyAPI_FUNC(PyObject *)
    PyUnicode_DecodeUnicodeEscape(const char *string, Py_ssize_t length,
                                  const char *errors);
PyAPI_FUNC(PyObject *) PyUnicode_AsUnicodeEscapeString(PyObject *unicode);
PyAPI_FUNC(PyObject *)
    PyUnicode_DecodeRawUnicodeEscape(const char *string, Py_ssize_t length,
                                     const char *errors);
PyAPI_FUNC(PyObject *) PyUnicode_AsRawUnicodeEscapeString(PyObject *unicode);
PyAPI_FUNC(PyObject *)
    PyUnicode_DecodeLatin1(const char *string, Py_ssize_t length,
                           const char *errors);
PyAPI_FUNC(PyObject *) PyUnicode_AsLatin1String(PyObject *unicode);
PyAPI_FUNC(PyObject *)
    _PyUnicode_AsLatin1String(PyObject *unicode, const char *errors);
PyAPI_FUNC(PyObject *)
    PyUnicode_DecodeASCII(const char *string, Py_ssize_t length,
                          const char *errors);
PyAPI_FUNC(PyObject *) PyUnicode_AsASCIIString(PyObject *unicode);
PyAPI_FUNC(PyObject *)
    _PyUnicode_AsASCIIString(PyObject *unicode, const char *errors);

/* The file system's encoding is UTF-8 with surrogateescape. */
PyAPI_FUNC(PyObject *)
    PyUnicode_DecodeLocaleAndSize(const char *str, Py_ssize_t len,
                                  const char *errors);
PyAPI_FUNC(PyObject *)
    PyUnicode_DecodeLocale(const char *str, const char *errors);
PyAPI_FUNC(PyObject *)
    PyUnicode_EncodeLocale(PyObject *unicode, const char *errors);
PyAPI_FUNC(int) PyUnicode_FSConverter(PyObject *path, void *result);
PyAPI_FUNC(int) PyUnicode_FSDecoder(PyObject *path, void *result);
PyAPI_FUNC(PyObject *) PyUnicode_DecodeFSDefault(const char *s);
PyAPI_FUNC(PyObject *)
    PyUnicode_DecodeFSDefaultAndSize(const char *s, Py_ssize_t size);
PyAPI_FUNC(PyObject *) PyUnicode_EncodeFSDefault(PyObject *unicode);

/* ---- methods ------------------------------------------------------------ */

/* left + right: a new reference; left itself when right is empty. */
PyAPI_FUNC(PyObject *) PyUnicode_Concat(PyObject *left, PyObject *right);

/* *pleft += right, in place when *pleft may change.  Owns: takes the reference
 * in *pleft and puts the result's there, NULL on failure; the second form also
 * takes right. */
PyAPI_FUNC(void) PyUnicode_Append(PyObject **pleft, PyObject *right);
PyAPI_FUNC(void) PyUnicode_AppendAndDel(PyObject **pleft, PyObject *right);

/* The methods of str by those names; results are new references, sep NULL is
 * white space. */
PyAPI_FUNC(PyObject *)
    PyUnicode_Split(PyObject *s, PyObject *sep, Py_ssize_t maxsplit);
PyAPI_FUNC(PyObject *)
    PyUnicode_RSplit(PyObject *s, PyObject *sep, Py_ssize_t maxsplit);
PyAPI_FUNC(PyObject *) PyUnicode_Splitlines(PyObject *s, int keepends);
PyAPI_FUNC(PyObject *) PyUnicode_Partition(PyObject *s, PyObject *sep);
PyAPI_FUNC(PyObject *) PyUnicode_RPartition(PyObject *s, PyObject *sep);
PyAPI_FUNC(PyObject *)
    PyUnicode_Translate(PyObject *str, PyObject *table, const char *errors);
PyAPI_FUNC(PyObject *) PyUnicode_Join(PyObject *separator, PyObject *seq);
PyAPI_FUNC(PyObject *)
    _PyUnicode_JoinArray(PyObject *separator, PyObject *const *items,
                         Py_ssize_t seqlen);

/* direction: below 0 from the start (head), above from the end (tail).
 * Find gives the index, -1 when absent, -2 on failure. */
PyAPI_FUNC(Py_ssize_t)
    PyUnicode_Tailmatch(PyObject *str, PyObject *substr, Py_ssize_t start,
                        Py_ssize_t end, int direction);
PyAPI_FUNC(Py_ssize_t)
    PyUnicode_Find(PyObject *str, PyObject *substr, Py_ssize_t start,
                   Py_ssize_t end, int direction);
PyAPI_FUNC(Py_ssize_t)
    PyUnicode_FindChar(PyObject *str, Py_UCS4 ch, Py_ssize_t start,
                       Py_ssize_t end, int direction);
PyAPI_FUNC(Py_ssize_t) PyUnicode_Count(PyObject *str, PyObject *substr,
                                       Py_ssize_t start, Py_ssize_t end);
PyAPI_FUNC(PyObject *)
    PyUnicode_Replace(PyObject *str, PyObject *substr, PyObject *replstr,
                      Py_ssize_t maxcount);
PyAPI_FUNC(int) PyUnicode_Compare(PyObject *left, PyObject *right);
PyAPI_FUNC(int)
    PyUnicode_CompareWithASCIIString(PyObject *left, const char *right);
PyAPI_FUNC(PyObject *)
    PyUnicode_RichCompare(PyObject *left, PyObject *right, int op);
PyAPI_FUNC(PyObject *) PyUnicode_Format(PyObject *format, PyObject *args);
PyAPI_FUNC(int) PyUnicode_Contains(PyObject *container, PyObject *element);
PyAPI_FUNC(int) PyUnicode_IsIdentifier(PyObject *s);

/* What the interpreter's own files use of them. */
PyAPI_FUNC(int)
    _PyUnicode_EqualToASCIIId(PyObject *left, _Py_Identifier *right);
PyAPI_FUNC(int)
    _PyUnicode_EqualToASCIIString(PyObject *left, const char *right);
PyAPI_FUNC(int) _PyUnicode_EQ(PyObject *a, PyObject *b);
PyAPI_FUNC(int) _PyUnicode_Equal(PyObject *a, PyObject *b);
PyAPI_FUNC(PyObject *)
    _PyUnicode_XStrip(PyObject *self, int striptype, PyObject *sepobj);
PyAPI_FUNC(Py_ssize_t) _PyUnicode_ScanIdentifier(PyObject *self);
PyAPI_FUNC(PyObject *)
    _PyUnicode_FormatLong(PyObject *val, int alt, int prec, int type);
PyAPI_FUNC(PyObject *)
    _PyUnicode_TransformDecimalAndSpaceToASCII(PyObject *unicode);

#include "cpython/unicodeobject.h"

#endif
