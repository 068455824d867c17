/* fuzz_common.h -- chance and printing, for the drivers fuzz_*.c.
 *
 * A driver prints the same for the same arguments on both runtimes: no
 * addresses, no hashes that follow from them.
 */
#ifndef HB_FUZZ_COMMON_H
#define HB_FUZZ_COMMON_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static unsigned long long state;

/* ---- chance ---- */

static inline unsigned
chance(unsigned n)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (unsigned)((state >> 20) % n);
}

/* A word of a line of words, into a buffer that the next call uses again. */
static inline const char *
pick_word(const char *words)
{
    static char word[40];
    unsigned n = 1;
    const char *c;

    for (c = words; *c != '\0'; c++) {
        n += *c == ' ';
    }
    for (n = chance(n), c = words; n > 0; c++) {
        n -= *c == ' ';
    }
    snprintf(word, sizeof(word), "%.*s", (int)strcspn(c, " "), c);
    return word;
}

/* ---- references ---- */

/* Gives back what `len` places hold. */
static inline void
clear_all(PyObject **held, int len)
{
    int i;

    for (i = 0; i < len; i++) {
        Py_CLEAR(held[i]);
    }
}

/* ---- printing ---- */

/* Prints text, with the digits of addresses left out. */
static inline void
put(const char *text)
{
    while (*text != '\0') {
        if (text[0] == '0' && text[1] == 'x') {
            fputs("0x", stdout);
            text += 2;
            text += strspn(text, "0123456789abcdef");
        }
        else {
            putchar(*text++);
        }
    }
}

static inline void
put_exception(void)
{
    PyObject *type, *value, *traceback, *text;

    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    text = PyObject_Str(value);
    printf("%s: ", ((PyTypeObject *)type)->tp_name);
    put(text ? PyUnicode_AsUTF8(text) : "?");
    PyErr_Clear();
    Py_XDECREF(text);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
}

static inline void
put_repr(PyObject *obj)
{
    PyObject *text = PyObject_Repr(obj);

    if (text == NULL) {
        put_exception();
        return;
    }
    put(PyUnicode_AsUTF8(text));
    Py_DECREF(text);
}

/* Prints a result and releases it; an exception if it is NULL. */
static inline void
put_result(PyObject *result)
{
    if (result == NULL) {
        put_exception();
        return;
    }
    put_repr(result);
    Py_DECREF(result);
}

static inline void
put_status(int status)
{
    if (status < 0) {
        put_exception();
    }
    else {
        printf("%d", status);
    }
}

static inline long
call_sizeof(PyObject *obj)
{
    PyObject *number = PyObject_CallMethod(obj, "__sizeof__", NULL);
    long size = number ? PyLong_AsLong(number) : -1;

    PyErr_Clear();
    Py_XDECREF(number);
    return size;
}

/* ---- calling ---- */

typedef PyObject *(*maker)(void);

/* obj.name(argument made by `first`, ...) with up to two arguments; prints
 * them with `put_operand` and what comes back with `put_outcome`. */
static inline void
fuzz_call(PyObject *obj, const char *name, maker first, maker second,
          void (*put_operand)(PyObject *), void (*put_outcome)(PyObject *))
{
    PyObject *a = first ? first() : NULL, *b = second ? second() : NULL;
    PyObject *method, *result = NULL;

    printf("%s(", name);
    if (a != NULL) {
        put_operand(a);
    }
    if (b != NULL) {
        printf(", ");
        put_operand(b);
    }
    printf(") -> ");
    method = PyObject_GetAttrString(obj, name);
    if (method != NULL) {
        result = PyObject_CallFunctionObjArgs(method, a, b, NULL);
    }
    put_outcome(result);
    Py_XDECREF(method);
    Py_XDECREF(a);
    Py_XDECREF(b);
}

/* ---- values ---- */

static inline long
small_int(void)
{
    return (long)chance(40) - 8;
}

static inline PyObject *
make_int(void)
{
    return PyLong_FromLong(small_int());
}

static inline PyObject *
make_bound(void)
{
    return chance(4) ? make_int() : Py_NewRef(Py_None);
}

static inline PyObject *
make_slice(void)
{
    PyObject *start = make_bound(), *stop = make_bound();
    PyObject *step =
        chance(2) ? PyLong_FromLong((long)chance(7) - 3) : Py_NewRef(Py_None);
    PyObject *slice = PySlice_New(start, stop, step);

    Py_DECREF(start);
    Py_DECREF(stop);
    Py_DECREF(step);
    return slice;
}

/* ---- starting ---- */

/* CPython ignores PYTHONHASHSEED here; both get the seed in the same way. */
static inline void
fuzz_start(const char *seed)
{
    PyConfig config;
    PyStatus status;

    state = strtoull(seed, NULL, 10) * 2654435769u + 88172645463325252ull;
    PyConfig_InitIsolatedConfig(&config);
    config.use_hash_seed = 1;
    config.hash_seed = 0;
    status = Py_InitializeFromConfig(&config);
    PyConfig_Clear(&config);
    if (PyStatus_Exception(status)) {
        Py_ExitStatusException(status);
    }
}

/* A module, or the end of the program. */
static inline PyObject *
fuzz_import(const char *name)
{
    PyObject *module = PyImport_ImportModule(name);

    if (module == NULL) {
        PyErr_Print();
        exit(1);
    }
    return module;
}

/* An attribute of a module, or the end of the program. */
static inline PyObject *
fuzz_import_from(const char *name, const char *attribute)
{
    PyObject *module = fuzz_import(name);
    PyObject *value = PyObject_GetAttrString(module, attribute);

    Py_DECREF(module);
    if (value == NULL) {
        PyErr_Print();
        exit(1);
    }
    return value;
}

/* The program of a driver that keeps nothing from step to step. */
static inline int
fuzz_main(int argc, char **argv, void (*step)(void))
{
    int count = argc > 2 ? atoi(argv[2]) : 1000, i;

    fuzz_start(argc > 1 ? argv[1] : "1");
    for (i = 0; i < count; i++) {
        printf("%d ", i);
        step();
    }
    fflush(stdout);
    return Py_FinalizeEx() < 0;
}

#endif
