/* pycore_global_strings.h -- strings known at compile time.
 *
 * CPython lists them all in one struct; here each place that names one has an
 * identifier of its own, so that other people's modules may name any.  As
 * there, the macros are objects, not pointers: &_Py_ID(name) is borrowed.
 *
 * Source: CPython 3.11, Include/internal/pycore_global_strings.h.
 */
#ifndef Py_INTERNAL_GLOBAL_STRINGS_H
#define Py_INTERNAL_GLOBAL_STRINGS_H

#include "Python.h"

/* The strings of identifiers by their index; NULL: not made yet. */
#define HB_IDENTIFIERS 2048
extern PyObject *Hb_IdentifierStrings[HB_IDENTIFIERS];

/* _PyUnicode_FromId() of what is nearly always made already. */
static inline PyObject *
Hb_StringOfId(_Py_Identifier *id)
{
    PyObject *s = id->index < 0 ? NULL : Hb_IdentifierStrings[id->index];
    if (s != NULL && PyUnicode_CHECK_INTERNED(s)) {
        return s;
    }
    return _PyUnicode_FromId(id);
}

/* The interned string of a text, looked up once for each place. */
#define HB_STRING(text)                                                       \
    (*__extension__({                                                         \
        static _Py_Identifier hb_id = {text, -1};                             \
        Hb_StringOfId(&hb_id);                                                \
    }))

#define _Py_ID(NAME) HB_STRING(#NAME)

/* A string that is no name, by the text that was declared for it before. */
#define _Py_DECLARE_STR(name, str) static const char hb_text_##name[] = str
#define _Py_STR(NAME)              HB_STRING(hb_text_##NAME)

#endif
