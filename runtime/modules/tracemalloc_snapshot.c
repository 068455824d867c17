/* tracemalloc_snapshot.c -- what was alive at one moment, by line.
 *
 * A snapshot keeps a sum for each line; the blocks themselves are not needed.
 *
 * Source: CPython 3.11, Lib/tracemalloc.py.
 */
#include "internal/hb_tracemalloc.h"
#include "internal/hb_trace.h"

#include <stdlib.h>

/*    struct snapshot: 32 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | places  |---> malloc'ed, by line
 *   | 24 | count   |
 *   +----+---------+
 */
struct snapshot {
    PyObject_HEAD
    struct Hb_Place *places;
    size_t count;
};

/* ---- taking ------------------------------------------------------------- */

static int
by_line(const void *a, const void *b)
{
    const struct Hb_Place *x = a, *y = b;

    return (x->line > y->line) - (x->line < y->line);
}

/* Adds a block to a list that has room for it. */
static int
note_block(const struct Hb_Block *block, void *arg)
{
    struct snapshot *self = arg;

    if (block->traced) {
        if ((self->count & (self->count - 1)) == 0) {
            size_t room = self->count ? self->count * 2 : 1;
            struct Hb_Place *places =
                realloc(self->places, room * sizeof(*places));

            if (!places) {
                return -1;
            }
            self->places = places;
        }
        self->places[self->count++] =
            (struct Hb_Place){block->resized, (Py_ssize_t)block->size, 1};
    }
    return 0;
}

/* Makes one place of neighbours with the same line.  The new count. */
static size_t
join(struct Hb_Place *places, size_t count)
{
    size_t used = 0, i;

    for (i = 0; i < count; i++) {
        if (used && places[used - 1].line == places[i].line) {
            places[used - 1].size += places[i].size;
            places[used - 1].count += places[i].count;
        }
        else {
            places[used++] = places[i];
        }
    }
    return used;
}

static void
sort_and_join(struct Hb_Place *places, size_t *count)
{
    if (*count) {
        qsort(places, *count, sizeof(*places), by_line);
    }
    *count = join(places, *count);
}

PyObject *
Hb_SnapshotNew(void)
{
    struct snapshot *self = PyObject_New(struct snapshot, &Hb_Snapshot_Type);

    if (!self) {
        return NULL;
    }
    self->places = NULL;
    self->count = 0;
    if (Hb_TraceEach(0, note_block, self)) {
        Py_DECREF(self);
        return PyErr_NoMemory();
    }
    sort_and_join(self->places, &self->count);
    return (PyObject *)self;
}

static void
snapshot_dealloc(PyObject *self)
{
    free(((struct snapshot *)self)->places);
    PyObject_Free(self);
}

/* ---- grouping ----------------------------------------------------------- */

/* One place before and now. */
struct change {
    struct Hb_Place now;
    struct Hb_Place old;
};

/* 1 for filename, 0 for lineno and traceback, -1 with ValueError. */
static int
key_kind(PyObject *key)
{
    if (PyUnicode_CompareWithASCIIString(key, "filename") == 0) {
        return 1;
    }
    if (PyUnicode_CompareWithASCIIString(key, "lineno") == 0 ||
        PyUnicode_CompareWithASCIIString(key, "traceback") == 0) {
        return 0;
    }
    PyErr_Format(PyExc_ValueError, "unknown key_type: %R", key);
    return -1;
}

/* Copies places; by file, all lines that are known are one place. */
static struct Hb_Place *
group(const struct snapshot *self, int by_file, size_t *count)
{
    struct Hb_Place *places = malloc((self->count + 1) * sizeof(*places));
    size_t i;

    if (!places) {
        PyErr_NoMemory();
        return NULL;
    }
    *count = self->count;
    for (i = 0; i < self->count; i++) {
        places[i] = self->places[i];
        if (by_file && places[i].line) {
            places[i].line = 1;
        }
    }
    *count = join(places, *count);
    return places;
}

/* Merges two lists that are sorted by line. */
static size_t
merge(struct change *changes, const struct Hb_Place *now, size_t n_now,
      const struct Hb_Place *old, size_t n_old)
{
    size_t i = 0, j = 0, count = 0;

    while (i < n_now || j < n_old) {
        struct change *change = &changes[count++];
        int line = i == n_now   ? old[j].line
                   : j == n_old ? now[i].line
                                : Py_MIN(now[i].line, old[j].line);

        change->now = change->old = (struct Hb_Place){line, 0, 0};
        if (i < n_now && now[i].line == line) {
            change->now = now[i++];
        }
        if (j < n_old && old[j].line == line) {
            change->old = old[j++];
        }
    }
    return count;
}

static int
descending(Py_ssize_t a, Py_ssize_t b)
{
    return (a < b) - (a > b);
}

/* The biggest change first, then the biggest. */
static int
by_change(const void *a, const void *b)
{
    const struct change *x = a, *y = b;
    int order = descending(Py_ABS(x->now.size - x->old.size),
                           Py_ABS(y->now.size - y->old.size));

    order = order ? order : descending(x->now.size, y->now.size);
    order = order ? order
                  : descending(Py_ABS(x->now.count - x->old.count),
                               Py_ABS(y->now.count - y->old.count));
    order = order ? order : descending(x->now.count, y->now.count);
    return order ? order : descending(x->now.line, y->now.line);
}

static PyObject *
to_list(struct change *changes, size_t count, int with_old)
{
    PyObject *list = PyList_New((Py_ssize_t)count);
    size_t i;

    qsort(changes, count, sizeof(*changes), by_change);
    for (i = 0; list && i < count; i++) {
        PyObject *item = Hb_StatisticNew(&changes[i].now,
                                         with_old ? &changes[i].old : NULL);

        if (!item) {
            Py_CLEAR(list);
            break;
        }
        PyList_SET_ITEM(list, (Py_ssize_t)i, item);
    }
    return list;
}

static PyObject *
compare(struct snapshot *self, struct snapshot *other, int by_file)
{
    size_t n_now = 0, n_old = 0;
    struct Hb_Place *now = group(self, by_file, &n_now);
    struct Hb_Place *old = other && now ? group(other, by_file, &n_old) : NULL;
    struct change *changes = NULL;
    PyObject *list = NULL;

    if (now && (old || !other)) {
        changes = malloc((n_now + n_old + 1) * sizeof(*changes));
        if (changes) {
            list = to_list(changes, merge(changes, now, n_now, old, n_old),
                           other != NULL);
        }
        else {
            PyErr_NoMemory();
        }
    }
    free(changes);
    free(old);
    free(now);
    return list;
}

static PyObject *
snapshot_statistics(PyObject *self, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"key_type", "cumulative", NULL};
    PyObject *key;
    int cumulative = 0, kind;

    if (!PyArg_ParseTupleAndKeywords(args, kwds, "U|p:statistics", names, &key,
                                     &cumulative) ||
        (kind = key_kind(key)) < 0) {
        return NULL;
    }
    return compare((struct snapshot *)self, NULL, kind);
}

static PyObject *
snapshot_compare_to(PyObject *self, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"old_snapshot", "key_type", "cumulative", NULL};
    PyObject *old, *key;
    int cumulative = 0, kind;

    if (!PyArg_ParseTupleAndKeywords(args, kwds, "O!U|p:compare_to", names,
                                     &Hb_Snapshot_Type, &old, &key,
                                     &cumulative) ||
        (kind = key_kind(key)) < 0) {
        return NULL;
    }
    return compare((struct snapshot *)self, (struct snapshot *)old, kind);
}

static PyMethodDef snapshot_methods[] = {
    {"statistics", (PyCFunction)(void (*)(void))snapshot_statistics,
     METH_VARARGS | METH_KEYWORDS, NULL},
    {"compare_to", (PyCFunction)(void (*)(void))snapshot_compare_to,
     METH_VARARGS | METH_KEYWORDS, NULL},
    {NULL, NULL, 0, NULL},
};

PyTypeObject Hb_Snapshot_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "tracemalloc.Snapshot",
    .tp_basicsize = sizeof(struct snapshot),
    .tp_dealloc = snapshot_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_methods = snapshot_methods,
};
