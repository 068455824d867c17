/* hb_convert.h -- what the files getargs*.c share: one run over a format.
 *
 *   C1  a converter returns NULL when it has stored the argument, else what
 *       was expected, in words ("must be int, not str"); with an exception
 *       already set the words do not matter
 *   C2  what must be given back if a later argument fails stands in the
 *       list of clean-ups
 */
#ifndef HB_CONVERT_H
#define HB_CONVERT_H

#include <Python.h>

enum { CONVERT_MESSAGE = 256, CONVERT_DEPTH = 32 };

struct cleanup {
    void *item;
    void (*undo)(void *item);
    int (*converter)(PyObject *, void *); /* instead of undo */
};

struct conversion {
    const char *whole;  /* the format */
    const char *format; /* the rest of it */
    va_list va;
    int has_size; /* PY_SSIZE_T_CLEAN */
    /* Of a message: set by Hb_ConvertNames(). */
    const char *name;    /* of the function, or NULL */
    size_t name_length;  /* it ends at a ';' or at the end */
    const char *message; /* replaces every other text, or NULL */

    int levels[CONVERT_DEPTH]; /* item numbers on the way down, ended by 0 */
    char text[CONVERT_MESSAGE];
    struct cleanup *cleanups;
    size_t cleanup_count;
    size_t cleanup_room;
};

/* Begins a run.  The caller has started `va`, which is copied. */
void Hb_ConvertBegin(struct conversion *conversion, const char *format,
                     va_list va, int has_size);

/* Finds the names in the format, when something is wrong. */
void Hb_ConvertNames(struct conversion *conversion);

/* Ends it: undoes everything if `failed`.  Returns 0 if failed, else 1. */
int Hb_ConvertEnd(struct conversion *conversion, int failed);

/* Converts one argument by the next unit, a tuple of units included (C1). */
const char *Hb_ConvertItem(struct conversion *conversion, PyObject *arg);

/* Steps over the next unit and its places; what is wrong with it, or NULL. */
const char *Hb_ConvertSkip(struct conversion *conversion);

/* Sets the exception for argument number `number` (from 1; 0: the only). */
void Hb_ConvertError(struct conversion *conversion, Py_ssize_t number,
                     const char *expected);

/* "must be EXPECTED, not TYPE", in the conversion's text. */
const char *Hb_ConvertExpected(struct conversion *conversion,
                               const char *expected, PyObject *arg);

/* Remembers what is to be undone (C2); 0, or -1 with MemoryError. */
int Hb_ConvertCleanup(struct conversion *conversion, void *item,
                      void (*undo)(void *),
                      int (*converter)(PyObject *, void *));

/* The units for text and buffers: s z y w e with * and #. */
const char *Hb_ConvertText(struct conversion *conversion, char unit,
                           PyObject *arg);

/* Whether the format is at its end: NUL, ':' or ';'. */
static inline int
Hb_ConvertAtEnd(const char *format)
{
    return *format == '\0' || *format == ':' || *format == ';';
}

#endif
