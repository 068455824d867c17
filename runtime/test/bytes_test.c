/* bytes_test.c -- bytes: what is shared, building, resizing, methods. */
#define PY_SSIZE_T_CLEAN
#include <heapbook.h>
#include "tap.h"
#include "text.h"

#define BYTES(text) hb_keep(PyBytes_FromString(text))

static void
sharing(void)
{
    ok(BYTES("") == BYTES(""), "b'' exists once");
    ok(BYTES("a") == hb_keep(PyBytes_FromStringAndSize("a", 1)),
       "bytes of length 1 exist once");
    ok(BYTES("ab") != BYTES("ab"), "longer ones do not");
    is_int(hb_sizeof(BYTES("")), 33, "bytes of b''");
    is_int(hb_sizeof(BYTES("abcde")), 38, "bytes of five");
    ok(hb_slice(BYTES("abc"), 1, 2) == BYTES("b"), "a slice of one is shared");
    gives(hb_call_(BYTES("a"), "lower", NULL), "b'a'");
    ok(hb_call(BYTES("a"), "lower") != BYTES("a"),
       "but a method makes a new one");
    PyObject *whole = BYTES("abc");
    ok(hb_slice(whole, 0, 3) == whole, "a slice of all is the same object");
    ok(hb_keep(PyBytes_FromObject(whole)) == whole, "and so is a copy");
}

static void
building(void)
{
    gives(PyBytes_FromFormat("%s=%d %x %c%%|%.2s|%zd", "n", -5, 255, 'z',
                             "cut", (Py_ssize_t)9),
          "b'n=-5 ff z%|cu|9'");
    gives(PyBytes_FromObject(hb_lit("[1, 2, 255]")), "b'\\x01\\x02\\xff'");
    gives(PyBytes_FromObject(hb_lit("[256]")),
          "ValueError: bytes must be in range(0, 256)");
    gives(PyBytes_FromObject(hb_str("a")),
          "TypeError: cannot convert 'str' object to bytes");
    gives(PyBytes_FromStringAndSize(NULL, -1),
          "SystemError: Negative size passed to PyBytes_FromStringAndSize");
    PyObject *repr =
        hb_keep(PyBytes_Repr(hb_lit("b'it\\'s \\x00\\n\\xff'"), 1));
    is(PyUnicode_AsUTF8(repr), "b\"it's \\x00\\n\\xff\"",
       "a quote inside turns the quotes outside");
}

static void
resizing(void)
{
    PyObject *bytes = PyBytes_FromStringAndSize(NULL, 4);

    memcpy(PyBytes_AS_STRING(bytes), "abcd", 4);
    is_int(_PyBytes_Resize(&bytes, 2), 0, "fresh bytes may shrink");
    gives(Py_NewRef(bytes), "b'ab'");
    is_int(_PyBytes_Resize(&bytes, 0), 0, "down to nothing");
    ok(bytes == BYTES(""), "which is the shared b''");
    Py_DECREF(bytes);
    bytes = PyBytes_FromString("pq");
    Py_INCREF(bytes);
    PyObject *held = bytes;
    is_int(_PyBytes_Resize(&bytes, 5), -1, "bytes with two owners may not");
    ok(bytes == NULL, "the variable is cleared");
    PyErr_Clear();
    Py_DECREF(held);
    bytes = PyBytes_FromString("head");
    PyBytes_Concat(&bytes, BYTES("+tail"));
    gives(bytes, "b'head+tail'");
    bytes = PyBytes_FromString("head");
    PyBytes_Concat(&bytes, hb_int(1));
    ok(bytes == NULL, "a failed concatenation clears the variable");
    gives(NULL, "TypeError: can't concat int to bytes");
}

static void
reading(void)
{
    PyObject *zero = hb_keep(PyBytes_FromStringAndSize("a\0b", 3));
    char *data;
    Py_ssize_t size;

    is_int(PyBytes_AsStringAndSize(zero, &data, &size), 0, "with a size");
    is_int(size, 3, "zeros are data");
    gives_int(PyBytes_AsStringAndSize(zero, &data, NULL),
              "ValueError: embedded null byte");
    ok(PyBytes_AsString(hb_str("a")) == NULL, "a str is not bytes");
    gives(NULL, "TypeError: expected bytes, str found");
}

static void
searching(void)
{
    PyObject *text = BYTES("one,two,,three");

    gives(hb_call_(text, "find", BYTES("two"), NULL), "4");
    gives(hb_call_(text, "rfind", hb_int(','), NULL), "8");
    gives(hb_call_(text, "index", BYTES("x"), NULL),
          "ValueError: subsection not found");
    gives(hb_call_(text, "count", BYTES(","), NULL), "3");
    gives(hb_call_(text, "count", hb_int(256), NULL),
          "ValueError: byte must be in range(0, 256)");
    gives(hb_call_(text, "find", hb_str("o"), NULL),
          "TypeError: argument should be integer or bytes-like object, not "
          "'str'");
    gives(hb_call_(text, "startswith", hb_lit("(b'x', b'one')"), NULL),
          "True");
    is_int(PySequence_Contains(text, hb_int('w')), 1, "a byte is found");
    gives_int(PySequence_Contains(text, hb_str("w")),
              "TypeError: a bytes-like object is required, not 'str'");
}

static void
cutting(void)
{
    PyObject *text = BYTES("one,two,,three");

    gives(hb_call_(text, "split", BYTES(","), NULL),
          "[b'one', b'two', b'', b'three']");
    gives(hb_call_(text, "rsplit", BYTES(","), hb_int(1), NULL),
          "[b'one,two,', b'three']");
    gives(hb_call_(text, "split", BYTES(""), NULL),
          "ValueError: empty separator");
    gives(hb_call_(text, "partition", BYTES(","), NULL),
          "(b'one', b',', b'two,,three')");
    gives(hb_call_(BYTES(" a \r\nb\n"), "splitlines", NULL), "[b' a ', b'b']");
    gives(hb_call_(BYTES(" \ta b\n"), "split", NULL), "[b'a', b'b']");
    gives(hb_call_(BYTES(" a b "), "split", Py_None, hb_int(1), NULL),
          "[b'a', b'b ']");
    gives(hb_call_(BYTES(" a b "), "rsplit", Py_None, hb_int(1), NULL),
          "[b' a', b'b']");
    gives(hb_call_(BYTES("xxaxx"), "strip", BYTES("x"), NULL), "b'a'");
    gives(hb_call_(text, "replace", BYTES(","), BYTES("; "), hb_int(2), NULL),
          "b'one; two; ,three'");
    gives(hb_call_(BYTES("-"), "join", hb_lit("[b'a', b'b']"), NULL),
          "b'a-b'");
    gives(hb_call_(BYTES("-"), "join", hb_lit("[b'a', 'b']"), NULL),
          "TypeError: sequence item 1: expected a bytes-like object, str "
          "found");
}

static void
formatting(void)
{
    gives(PyNumber_Remainder(BYTES("%s:%05d:%x:%c"),
                             hb_lit("(b'n', 42, 255, b'!')")),
          "b'n:00042:ff:!'");
    gives(PyNumber_Remainder(BYTES("%d"), hb_str("x")),
          "TypeError: %d format: a real number is required, not str");
    gives(PyNumber_Remainder(BYTES("%d %d"), hb_int(1)),
          "TypeError: not enough arguments for format string");
    gives(hb_call_(BYTES("\x01\xff"), "hex", hb_str(":"), NULL), "'01:ff'");
    gives(hb_call_((PyObject *)&PyBytes_Type, "fromhex", hb_str("0g"), NULL),
          "ValueError: non-hexadecimal number found in fromhex() arg at "
          "position 1");
    gives(hb_call_(BYTES("7"), "zfill", hb_int(3), NULL), "b'007'");
    gives(hb_call_(BYTES("Ab 9"), "swapcase", NULL), "b'aB 9'");
}

static void
all(void)
{
    sharing();
    building();
    resizing();
    reading();
    searching();
    cutting();
    formatting();
}

int
main(void)
{
    is_int(hb_main(all), 0, "the interpreter finishes");
    return tap_end();
}
