/* unicode_intern.c -- one string for all that are equal, by request.
 *
 * The table is a dict that maps each interned string to itself.  Its two
 * references are not counted (4.7 of the facts: interning leaves the count as
 * it was), so a string dies with its last user, and unicode_dealloc takes it
 * out of the table.
 *
 * Names known at compile time (_Py_Identifier) are looked up once.
 *
 * Source: CPython 3.11, Objects/unicodeobject.c, PyUnicode_InternInPlace(),
 *         unicode_dealloc(), _PyUnicode_FromId().
 */
#include "internal/pycore_unicodeobject.h"
#include "unicode_private.h"

static PyObject *interned;

PyObject *
Hb_UnicodeInterned(void)
{
    return interned;
}

/* The empty string is interned from the start. */
static void
make_table(void)
{
    PyObject *empty = _PyUnicode_GetEmpty();
    interned = PyDict_New();
    if (interned != NULL) {
        PyUnicode_InternInPlace(&empty);
    }
    Py_DECREF(empty);
}

void
PyUnicode_InternInPlace(PyObject **p)
{
    PyObject *s = *p;
    if (s == NULL || !PyUnicode_CheckExact(s) || PyUnicode_CHECK_INTERNED(s)) {
        return;
    }
    if (interned == NULL) {
        make_table();
    }
    PyObject *t = interned ? PyDict_SetDefault(interned, s, s) : NULL;
    if (t == NULL) {
        /* Not interned is not wrong, only not shared. */
        PyErr_Clear();
        return;
    }
    if (t != s) {
        Py_INCREF(t);
        Py_SETREF(*p, t);
        return;
    }
    Py_SET_REFCNT(s, Py_REFCNT(s) - 2);
    _PyASCIIObject_CAST(s)->state.interned = SSTATE_INTERNED_MORTAL;
}

void
PyUnicode_InternImmortal(PyObject **p)
{
    PyUnicode_InternInPlace(p);
    if (*p != NULL && PyUnicode_CHECK_INTERNED(*p) == SSTATE_INTERNED_MORTAL) {
        _PyASCIIObject_CAST(*p)->state.interned = SSTATE_INTERNED_IMMORTAL;
        Py_INCREF(*p);
    }
}

PyObject *
PyUnicode_InternFromString(const char *u)
{
    PyObject *s = PyUnicode_FromString(u);
    if (s != NULL) {
        PyUnicode_InternInPlace(&s);
    }
    return s;
}

/* The string has no reference left.  It gets those of the table back, and one
 * so that their loss does not kill it a second time. */
void
Hb_UnicodeForget(PyObject *unicode)
{
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    Py_SET_REFCNT(unicode, 3);
    _PyASCIIObject_CAST(unicode)->state.interned = SSTATE_NOT_INTERNED;
    if (PyDict_DelItem(interned, unicode) < 0) {
        PyErr_Clear();
    }
    Py_SET_REFCNT(unicode, 0);
    PyErr_Restore(type, value, traceback);
}

/* ---- identifiers -----------------------------------------------------------
 *
 * Their strings are static, as CPython's are: made at first use, but not by
 * the program that happens to be the first, so its books do not show them. */

PyObject *Hb_IdentifierStrings[HB_IDENTIFIERS];

static struct {
    Py_ssize_t next_index; /* never reset: indices outlive a program */
    _Alignas(16) char memory[128 * 1024];
    size_t used;
} identifiers;

static int
is_ascii(const char *text)
{
    while (*text && (unsigned char)*text < 128) {
        text++;
    }
    return *text == 0;
}

/* A static string while there is room, else one like any other. */
static PyObject *
new_identifier(const char *text)
{
    size_t len = strlen(text);
    size_t size = (sizeof(PyASCIIObject) + len + 1 + 15) & ~(size_t)15;
    if (size > sizeof identifiers.memory - identifiers.used ||
        !is_ascii(text)) {
        return PyUnicode_FromString(text);
    }
    PyASCIIObject *s =
        (PyASCIIObject *)(identifiers.memory + identifiers.used);
    identifiers.used += size;
    Hb_UnicodeInitStatic(s, (Py_ssize_t)len, 1);
    memcpy(s + 1, text, len + 1);
    return (PyObject *)s;
}

PyObject *
_PyUnicode_FromId(_Py_Identifier *id)
{
    if (id->index < 0) {
        if (identifiers.next_index == HB_IDENTIFIERS) {
            Py_FatalError("too many identifiers");
        }
        id->index = identifiers.next_index++;
    }
    PyObject **s = &Hb_IdentifierStrings[id->index];
    if (*s == NULL) {
        *s = new_identifier(id->string);
    }
    /* Without memory the table did not take it: the next call tries again. */
    PyUnicode_InternInPlace(s);
    return *s;
}

static void
clear_identifiers(void)
{
    for (Py_ssize_t i = 0; i < identifiers.next_index; i++) {
        Py_CLEAR(Hb_IdentifierStrings[i]);
    }
}

/* ---- the end ------------------------------------------------------------ */

/* What is still interned belongs to somebody who leaks it: it loses the
 * table's references and stays a plain string. */
void
_PyUnicode_ClearInterned(void)
{
    PyObject *table = interned;
    if (table == NULL) {
        return;
    }
    clear_identifiers();
    interned = NULL;
    PyObject *key, *value;
    Py_ssize_t pos = 0;
    while (PyDict_Next(table, &pos, &key, &value)) {
        _PyASCIIObject_CAST(key)->state.interned = SSTATE_NOT_INTERNED;
        Py_SET_REFCNT(key, Py_REFCNT(key) + 2);
    }
    Py_DECREF(table);
    memset(identifiers.memory, 0, identifiers.used);
    identifiers.used = 0;
}
