/* hb_getargs.h -- the arguments of the runtime's own METH_FASTCALL methods.
 */
#ifndef HB_GETARGS_H
#define HB_GETARGS_H

#include <Python.h>

/* Puts the arguments into out in the order of the parser's keywords, NULL
 * for those that were not given.
 *
 * Shape:  out has one slot for each keyword.
 * Owns:   the references are borrowed from the caller's arguments.
 * Fails:  -1 with TypeError. */
int Hb_UnpackArguments(PyObject *const *args, Py_ssize_t nargs,
                       PyObject *kwnames, _PyArg_Parser *parser, int min,
                       int max_positional, PyObject **out);

/* The same where `max` arguments may be given by place or by name: short when
 * all come by place. */
static inline int
Hb_TakeArguments(PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames,
                 _PyArg_Parser *parser, int max, PyObject **out)
{
    if (kwnames || nargs > max) {
        return Hb_UnpackArguments(args, nargs, kwnames, parser, 0, max, out);
    }
    for (Py_ssize_t i = 0; i < max; i++) {
        out[i] = i < nargs ? args[i] : NULL;
    }
    return 0;
}

/* The same for tp_new and tp_init, which get a tuple and a dict. */
int Hb_UnpackTupleAndDict(PyObject *args, PyObject *kwargs,
                          _PyArg_Parser *parser, int min, int max_positional,
                          PyObject **out);

/* The UTF-8 text of a str argument, borrowed from it; op NULL leaves *out.
 *
 * Fails:  -1 with TypeError that names the argument, or with ValueError for a
 *         text that has a zero in it. */
int Hb_TextArgument(const char *function, const char *argument, PyObject *op,
                    const char **out);

/* Reads an int, or what has __index__; op NULL leaves *out.
 *
 * Fails:  -1 with TypeError, or OverflowError. */
int Hb_SsizeArgument(PyObject *op, Py_ssize_t *out);

/* The same of the width of padded text: below zero it is zero. */
static inline int
Hb_WidthArgument(PyObject *arg, Py_ssize_t *width)
{
    if (Hb_SsizeArgument(arg, width) < 0) {
        return -1;
    }
    *width = Py_MAX(*width, 0);
    return 0;
}

/* What find() and its like look for, and between which two places. */
struct hb_find {
    PyObject *sub; /* borrowed */
    Py_ssize_t start;
    Py_ssize_t end;
};

/* Reads (sub[, start[, end]]); the places may be None, and are not clipped.
 *
 * Fails:  -1 with TypeError, or what an __index__ raises. */
int Hb_FindArguments(const char *name, PyObject *const *args, Py_ssize_t nargs,
                     struct hb_find *out);

/* A converter for O&: an int, said to be too large for C's as methods of
 * Argument Clinic say it, not as the unit i does. */
int Hb_IntArgument(PyObject *op, void *number);

/* The arguments of a call: kwargs has the keywords, or kwnames their names,
 * and their values stand in args behind the others. */
struct Hb_Given {
    PyObject *const *args;
    Py_ssize_t nargs;
    PyObject *kwargs;
    PyObject *kwnames;
};

static inline Py_ssize_t
Hb_KeywordCount(const struct Hb_Given *given)
{
    return given->kwargs    ? PyDict_GET_SIZE(given->kwargs)
           : given->kwnames ? PyTuple_GET_SIZE(given->kwnames)
                            : 0;
}

#endif
