/* text_memory_test.c -- text when memory runs out: every allocation of every
 * operation fails in turn.
 *
 * Each time the operation must end with MemoryError (or do without the
 * memory), and leave as many blocks as there were.
 */
#include <heapbook.h>
#include "tap.h"

/* ---- an allocator that fails once --------------------------------------- */

static PyMemAllocatorEx real_[2];
static long countdown_; /* allocations until one fails; below 0: none does */
static long live_;

static int
fails_now(void)
{
    return countdown_ >= 0 && countdown_-- == 0;
}

static void *
failing_malloc(void *ctx, size_t size)
{
    PyMemAllocatorEx *real = ctx;
    void *block = fails_now() ? NULL : real->malloc(real->ctx, size);

    live_ += block != NULL;
    return block;
}

static void *
failing_calloc(void *ctx, size_t count, size_t size)
{
    PyMemAllocatorEx *real = ctx;
    void *block = fails_now() ? NULL : real->calloc(real->ctx, count, size);

    live_ += block != NULL;
    return block;
}

static void *
failing_realloc(void *ctx, void *old, size_t size)
{
    PyMemAllocatorEx *real = ctx;
    void *block = fails_now() ? NULL : real->realloc(real->ctx, old, size);

    live_ += block != NULL && old == NULL;
    return block;
}

static void
failing_free(void *ctx, void *block)
{
    PyMemAllocatorEx *real = ctx;

    live_ -= block != NULL;
    real->free(real->ctx, block);
}

static void
install(void)
{
    static const PyMemAllocatorDomain domains[] = {PYMEM_DOMAIN_MEM,
                                                   PYMEM_DOMAIN_OBJ};

    for (int i = 0; i < 2; i++) {
        PyMemAllocatorEx failing = {&real_[i], failing_malloc, failing_calloc,
                                    failing_realloc, failing_free};
        PyMem_GetAllocator(domains[i], &real_[i]);
        PyMem_SetAllocator(domains[i], &failing);
    }
}

static void
uninstall(void)
{
    PyMem_SetAllocator(PYMEM_DOMAIN_MEM, &real_[0]);
    PyMem_SetAllocator(PYMEM_DOMAIN_OBJ, &real_[1]);
}

/* ---- operations --------------------------------------------------------- */

static PyObject *words_, *wide_, *list_, *spec_, *template_, *args_, *class_;
static PyObject *upper_, *format_; /* bound: looking them up fills a cache */

static PyObject *
append(void)
{
    PyObject *text = PyUnicode_FromString("some text to begin with");
    PyObject *more = text ? PyUnicode_FromString("\xcf\x80 more") : NULL;

    if (more == NULL) {
        Py_XDECREF(text);
        return NULL;
    }
    PyUnicode_AppendAndDel(&text, more);
    return text;
}

static PyObject *
intern(void)
{
    PyObject *text = PyUnicode_FromString("a name that nobody has");

    PyUnicode_InternInPlace(&text);
    return text;
}

static PyObject *
cache(void)
{
    PyObject *text = PyUnicode_FromString("caf\xc3\xa9 and more text");

    if (text != NULL && PyUnicode_AsUTF8(text) == NULL) {
        Py_CLEAR(text);
    }
    return text;
}

static PyObject *
array_of_text(void)
{
    Py_UCS4 *copy = PyUnicode_AsUCS4Copy(wide_);
    PyObject *text = copy ? PyUnicode_FromKindAndData(4, copy, 5) : NULL;

    PyMem_Free(copy);
    return text;
}

static PyObject *
subclass(void)
{
    return PyObject_CallOneArg(class_, wide_);
}

#define CALL(name, expression)                                                \
    static PyObject *name(void)                                               \
    {                                                                         \
        return expression;                                                    \
    }

/* clang-format off */
CALL(from_format, PyUnicode_FromFormat("%s %R %zd %V", "x", list_,
                                       (Py_ssize_t)7, NULL, "\xcf\x80"))
CALL(split, PyUnicode_Split(words_, NULL, -1))
CALL(lines, PyUnicode_Splitlines(words_, 1))
CALL(join, PyUnicode_Join(wide_, list_))
CALL(replace, PyUnicode_Replace(words_, spec_, wide_, -1))
CALL(partition, PyUnicode_Partition(words_, spec_))
CALL(upper, PyObject_CallNoArgs(upper_))
CALL(percent, PyUnicode_Format(template_, args_))
CALL(braces, PyObject_CallFunctionObjArgs(format_, words_, list_, NULL))
CALL(format_float, PyObject_Format(PyTuple_GET_ITEM(args_, 1), NULL))
CALL(format_int, PyObject_Format(PyTuple_GET_ITEM(args_, 2), spec_))
CALL(repr, PyObject_Repr(words_))
CALL(ascii, PyObject_ASCII(wide_))
CALL(encode, PyUnicode_AsEncodedString(wide_, "ascii", "backslashreplace"))
CALL(encode_16, PyUnicode_AsEncodedString(wide_, "utf-16", NULL))
CALL(decode, PyUnicode_DecodeUTF8("caf\xc3\xa9 \xff text", 11, "replace"))
CALL(fails_to_decode, PyUnicode_DecodeUTF8("\xff", 1, NULL))
CALL(fails_to_encode, PyUnicode_AsASCIIString(wide_))
CALL(translate, PyUnicode_Translate(words_, list_, NULL))
CALL(iterate, PySequence_List(wide_))
CALL(to_float, PyFloat_FromString(spec_))
CALL(to_complex, PyComplex_FromDoubles(1.5, 2.5))

/* clang-format on */

static const struct {
    const char *name;
    PyObject *(*call)(void);
} operations[] = {
    {"append", append},
    {"intern", intern},
    {"cache", cache},
    {"array_of_text", array_of_text},
    {"subclass", subclass},
    {"from_format", from_format},
    {"split", split},
    {"lines", lines},
    {"join", join},
    {"replace", replace},
    {"partition", partition},
    {"upper", upper},
    {"percent", percent},
    {"braces", braces},
    {"format_float", format_float},
    {"format_int", format_int},
    {"repr", repr},
    {"ascii", ascii},
    {"encode", encode},
    {"encode_16", encode_16},
    {"decode", decode},
    {"fails_to_decode", fails_to_decode},
    {"fails_to_encode", fails_to_encode},
    {"translate", translate},
    {"iterate", iterate},
    {"to_float", to_float},
    {"to_complex", to_complex},
};

/* ---- the loop ----------------------------------------------------------- */

/* Runs it with the k-th allocation failing.  0 when that many did not happen,
 * 1 when all went well, -1 when not. */
static int
run_once(PyObject *(*call)(void), long k)
{
    long before = live_;
    PyObject *result;
    int memory_error;

    countdown_ = k;
    result = call();
    if (countdown_ >= 0) {
        countdown_ = -1;
        Py_XDECREF(result);
        PyErr_Clear();
        return 0;
    }
    memory_error = result != NULL || PyErr_ExceptionMatches(PyExc_MemoryError);
    Py_XDECREF(result);
    PyErr_Clear();
    return memory_error && live_ == before ? 1 : -1;
}

static void
check(const char *name, PyObject *(*call)(void))
{
    int outcome;
    long k = 0;

    Py_XDECREF(call()); /* free lists and caches are as full as they get */
    PyErr_Clear();
    do {
        outcome = run_once(call, k);
        k++;
    } while (outcome == 1 && k < 1000);
    ok(outcome == 0, "%s: each of %ld allocations may fail", name, k - 1);
}

static void
all(void)
{
    words_ = hb_str("some words\non two lines, 1.5 some");
    wide_ = hb_str("{0:>20} \xcf\x80{1}");
    list_ = hb_lit("['a', 'bb', 'ccc']");
    spec_ = hb_str("1");
    template_ = hb_str("%s %.3f %08x %r");
    args_ = hb_lit("('text', 2.5, 1234567890123456789012345, [1, 'two'])");
    upper_ = hb_get(wide_, "upper");
    format_ = hb_get(wide_, "format");
    class_ = hb_class("Name", (PyObject *)&PyUnicode_Type, NULL, NULL);
    countdown_ = -1;
    install();
    for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
        check(operations[i].name, operations[i].call);
    }
    uninstall();
}

int
main(void)
{
    is_int(hb_main(all), 0, "the interpreter finishes");
    return tap_end();
}
