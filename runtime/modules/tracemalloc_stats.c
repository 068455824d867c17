/* tracemalloc_stats.c -- frames, tracebacks and statistics.
 *
 * Source: CPython 3.11, Lib/tracemalloc.py.
 */
#include "internal/hb_tracemalloc.h"
#include "structmember.h"

/*    struct frame: 32 bytes
 *   +----+----------+
 *   |  0 | ob_base  |
 *   | 16 | filename |---> str
 *   | 24 | lineno   |
 *   +----+----------+
 */
struct frame {
    PyObject_HEAD
    PyObject *filename;
    int lineno;
};

/*    struct traceback: 24 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | frame   |---> its only frame
 *   +----+---------+
 */
struct traceback {
    PyObject_HEAD
    PyObject *frame;
};

/* A StatisticDiff is a Statistic with two fields more.
 *
 *    struct statistic: 56 bytes
 *   +----+------------+
 *   |  0 | ob_base    |
 *   | 16 | traceback  |---> where
 *   | 24 | size       |
 *   | 32 | count      |
 *   | 40 | size_diff  |
 *   | 48 | count_diff |
 *   +----+------------+
 */
struct statistic {
    PyObject_HEAD
    PyObject *traceback;
    Py_ssize_t size;
    Py_ssize_t count;
    Py_ssize_t size_diff;
    Py_ssize_t count_diff;
};

/* ---- frames and tracebacks ---------------------------------------------- */

static PyObject *
frame_new(int line)
{
    struct frame *self = PyObject_New(struct frame, &Hb_Frame_Type);

    if (!self) {
        return NULL;
    }
    self->lineno = line;
    self->filename = PyUnicode_FromString(line ? "example.c" : "<unknown>");
    if (!self->filename) {
        Py_CLEAR(self);
    }
    return (PyObject *)self;
}

static void
frame_dealloc(PyObject *self)
{
    Py_XDECREF(((struct frame *)self)->filename);
    PyObject_Free(self);
}

static PyObject *
frame_str(PyObject *op)
{
    struct frame *self = (struct frame *)op;

    return PyUnicode_FromFormat("%U:%d", self->filename, self->lineno);
}

static PyObject *
frame_repr(PyObject *op)
{
    struct frame *self = (struct frame *)op;

    return PyUnicode_FromFormat("<Frame filename=%R lineno=%d>",
                                self->filename, self->lineno);
}

static PyMemberDef frame_members[] = {
    {"filename", T_OBJECT, offsetof(struct frame, filename), READONLY, NULL},
    {"lineno", T_INT, offsetof(struct frame, lineno), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

PyTypeObject Hb_Frame_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "tracemalloc.Frame",
    .tp_basicsize = sizeof(struct frame),
    .tp_dealloc = frame_dealloc,
    .tp_repr = frame_repr,
    .tp_str = frame_str,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_members = frame_members,
};

PyObject *
Hb_TracebackNew(int line)
{
    struct traceback *self =
        PyObject_New(struct traceback, &Hb_Traceback_Type);

    if (!self) {
        return NULL;
    }
    self->frame = frame_new(line);
    if (!self->frame) {
        Py_CLEAR(self);
    }
    return (PyObject *)self;
}

static void
traceback_dealloc(PyObject *self)
{
    Py_XDECREF(((struct traceback *)self)->frame);
    PyObject_Free(self);
}

static PyObject *
traceback_str(PyObject *self)
{
    return frame_str(((struct traceback *)self)->frame);
}

static PyObject *
traceback_repr(PyObject *self)
{
    return PyUnicode_FromFormat("<Traceback (%R,)>",
                                ((struct traceback *)self)->frame);
}

static Py_ssize_t
traceback_length(PyObject *Py_UNUSED(self))
{
    return 1;
}

static PyObject *
traceback_item(PyObject *self, Py_ssize_t index)
{
    if (index != 0) {
        PyErr_SetString(PyExc_IndexError, "tuple index out of range");
        return NULL;
    }
    return Py_NewRef(((struct traceback *)self)->frame);
}

static PySequenceMethods traceback_as_sequence = {
    .sq_length = traceback_length,
    .sq_item = traceback_item,
};

PyTypeObject Hb_Traceback_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "tracemalloc.Traceback",
    .tp_basicsize = sizeof(struct traceback),
    .tp_dealloc = traceback_dealloc,
    .tp_repr = traceback_repr,
    .tp_as_sequence = &traceback_as_sequence,
    .tp_str = traceback_str,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
};

/* ---- statistics --------------------------------------------------------- */

PyObject *
Hb_StatisticNew(const struct Hb_Place *now, const struct Hb_Place *old)
{
    PyTypeObject *type = old ? &Hb_StatisticDiff_Type : &Hb_Statistic_Type;
    struct statistic *self = PyObject_New(struct statistic, type);

    if (!self) {
        return NULL;
    }
    self->size = now->size;
    self->count = now->count;
    self->size_diff = old ? now->size - old->size : 0;
    self->count_diff = old ? now->count - old->count : 0;
    self->traceback = Hb_TracebackNew(now->line);
    if (!self->traceback) {
        Py_CLEAR(self);
    }
    return (PyObject *)self;
}

static void
statistic_dealloc(PyObject *self)
{
    Py_XDECREF(((struct statistic *)self)->traceback);
    PyObject_Free(self);
}

/* 512 B, 9.5 KiB, 12 MiB: a decimal below 100, never for bytes. */
static void
format_size(char *text, size_t room, double size, int sign)
{
    static const char *const units[] = {"B", "KiB", "MiB", "GiB", "TiB"};
    size_t i;

    for (i = 0;; i++, size /= 1024) {
        if (fabs(size) < 100 && i > 0) {
            snprintf(text, room, sign ? "%+.1f %s" : "%.1f %s", size,
                     units[i]);
            return;
        }
        if (fabs(size) < 10 * 1024 || i == Py_ARRAY_LENGTH(units) - 1) {
            snprintf(text, room, sign ? "%+.0f %s" : "%.0f %s", size,
                     units[i]);
            return;
        }
    }
}

static PyObject *
with_average(PyObject *text, const struct statistic *self)
{
    char average[40];

    if (!text || !self->count) {
        return text;
    }
    format_size(average, sizeof(average),
                (double)self->size / (double)self->count, 0);
    Py_SETREF(text, PyUnicode_FromFormat("%U, average=%s", text, average));
    return text;
}

static PyObject *
statistic_str(PyObject *op)
{
    struct statistic *self = (struct statistic *)op;
    char size[40];

    format_size(size, sizeof(size), (double)self->size, 0);
    return with_average(PyUnicode_FromFormat("%S: size=%s, count=%zd",
                                             self->traceback, size,
                                             self->count),
                        self);
}

static PyObject *
statistic_repr(PyObject *op)
{
    struct statistic *self = (struct statistic *)op;

    return PyUnicode_FromFormat("<Statistic traceback=%R size=%zd count=%zd>",
                                self->traceback, self->size, self->count);
}

static PyObject *
diff_str(PyObject *op)
{
    struct statistic *self = (struct statistic *)op;
    char size[40], size_diff[40], count_diff[40];

    format_size(size, sizeof(size), (double)self->size, 0);
    format_size(size_diff, sizeof(size_diff), (double)self->size_diff, 1);
    snprintf(count_diff, sizeof(count_diff), "%+zd", self->count_diff);
    return with_average(
        PyUnicode_FromFormat("%S: size=%s (%s), count=%zd (%s)",
                             self->traceback, size, size_diff, self->count,
                             count_diff),
        self);
}

static PyObject *
diff_repr(PyObject *op)
{
    struct statistic *self = (struct statistic *)op;
    char size_diff[40], count_diff[40];

    snprintf(size_diff, sizeof(size_diff), "%+zd", self->size_diff);
    snprintf(count_diff, sizeof(count_diff), "%+zd", self->count_diff);
    return PyUnicode_FromFormat(
        "<StatisticDiff traceback=%R size=%zd (%s) count=%zd (%s)>",
        self->traceback, self->size, size_diff, self->count, count_diff);
}

#define MEMBER(name, type)                                                    \
    {                                                                         \
#name, type, offsetof(struct statistic, name), READONLY, NULL         \
    }

static PyMemberDef statistic_members[] = {
    MEMBER(traceback, T_OBJECT),
    MEMBER(size, T_PYSSIZET),
    MEMBER(count, T_PYSSIZET),
    {NULL, 0, 0, 0, NULL},
};

static PyMemberDef diff_members[] = {
    MEMBER(traceback, T_OBJECT),    MEMBER(size, T_PYSSIZET),
    MEMBER(size_diff, T_PYSSIZET),  MEMBER(count, T_PYSSIZET),
    MEMBER(count_diff, T_PYSSIZET), {NULL, 0, 0, 0, NULL},
};

PyTypeObject Hb_Statistic_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "tracemalloc.Statistic",
    .tp_basicsize = sizeof(struct statistic),
    .tp_dealloc = statistic_dealloc,
    .tp_repr = statistic_repr,
    .tp_str = statistic_str,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_members = statistic_members,
};

PyTypeObject Hb_StatisticDiff_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name =
        "tracemalloc.StatisticDiff",
    .tp_basicsize = sizeof(struct statistic),
    .tp_dealloc = statistic_dealloc,
    .tp_repr = diff_repr,
    .tp_str = diff_str,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_members = diff_members,
};
