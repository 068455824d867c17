/* suggestions.c -- "Did you mean: 'append'?"
 *
 * The name closest to the missing one is offered, by the number of moves that
 * turn one into the other: 2 for a letter added, taken or replaced, 1 for a
 * change of case.  Moves may be at most a third of the letters of both names
 * together, rounded up; names are at most 40 bytes, candidates at most 750.
 *
 * Source: CPython 3.11, Python/suggestions.c.
 */
#include "internal/hb_errors.h"

#define MOST_CANDIDATES 750
#define LONGEST         40
#define MOVE            2
#define CASE            1

static int
substitution_cost(char a, char b)
{
    if ((a & 31) != (b & 31)) {
        return MOVE;
    }
    if (a == b) {
        return 0;
    }
    return (a ^ b) == 32 && ((a | 32) >= 'a' && (a | 32) <= 'z') ? CASE : MOVE;
}

/* Moves from a to b; limit + 1 when there are more than `limit`. */
static Py_ssize_t
distance(const char *a, size_t a_size, const char *b, size_t b_size,
         Py_ssize_t limit)
{
    size_t row[LONGEST + 1];
    size_t i, j;

    for (i = 0; i <= a_size; i++) {
        row[i] = i * MOVE;
    }
    for (j = 1; j <= b_size; j++) {
        size_t diagonal = row[0];

        row[0] = j * MOVE;
        for (i = 1; i <= a_size; i++) {
            size_t replace =
                diagonal + (size_t)substitution_cost(a[i - 1], b[j - 1]);
            size_t one = Py_MIN(row[i], row[i - 1]) + MOVE;

            diagonal = row[i];
            row[i] = Py_MIN(replace, one);
        }
    }
    return (Py_ssize_t)row[a_size] <= limit ? (Py_ssize_t)row[a_size]
                                            : limit + 1;
}

/* The best of a list of names; borrowed, NULL without an exception. */
static PyObject *
closest(PyObject *names, PyObject *missing)
{
    Py_ssize_t size, item_size, limit, best = PY_SSIZE_T_MAX;
    const char *text = PyUnicode_AsUTF8AndSize(missing, &size);
    PyObject *found = NULL;
    Py_ssize_t i;

    if (!text || PyList_GET_SIZE(names) >= MOST_CANDIDATES) {
        return NULL;
    }
    for (i = 0; i < PyList_GET_SIZE(names); i++) {
        PyObject *item = PyList_GET_ITEM(names, i);
        const char *item_text = PyUnicode_AsUTF8AndSize(item, &item_size);
        Py_ssize_t moves;

        if (!item_text) {
            return NULL;
        }
        if (PyUnicode_Compare(missing, item) == 0 || size > LONGEST ||
            item_size > LONGEST) {
            continue;
        }
        limit = Py_MIN((size + item_size + 3) * MOVE / 6, best - 1);
        moves =
            distance(text, (size_t)size, item_text, (size_t)item_size, limit);
        if (moves <= limit && moves < best) {
            best = moves;
            found = item;
        }
    }
    return found;
}

static int
offer(PyObject *file, PyObject *owner, PyObject *missing)
{
    PyObject *names = PyObject_Dir(owner);
    PyObject *found = names ? closest(names, missing) : NULL;
    int status = 0;

    PyErr_Clear();
    if (found) {
        status = PyFile_WriteString(". Did you mean: ", file) ||
                 PyFile_WriteObject(found, file, 0) ||
                 PyFile_WriteString("?", file);
    }
    Py_XDECREF(names);
    return status ? -1 : 0;
}

int
Hb_WriteSuggestion(PyObject *file, PyObject *exc)
{
    PyAttributeErrorObject *error = (PyAttributeErrorObject *)exc;

    if (!Py_IS_TYPE(exc, (PyTypeObject *)PyExc_AttributeError) ||
        !error->name || !error->obj || !PyUnicode_CheckExact(error->name)) {
        return 0;
    }
    return offer(file, error->obj, error->name);
}
