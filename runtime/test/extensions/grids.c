/* grids.c -- an extension module of the old kind: one phase, static types,
 * buffers of any shape, struct sequences, capsules, and deep structures that
 * only the trashcan can free.
 */
#include "show.h"
#include "structmember.h"

#include <stddef.h>

/* ---- a grid of shorts, whose rows may lie apart ---------------------------
 */

#define ROWS 3
#define COLS 4

typedef struct {
    PyObject_HEAD
    short cells[ROWS][COLS];
    short *rows[ROWS];
    Py_ssize_t shape[2], strides[2], suboffsets[2];
    int exports;
    int apart; /* rows are reached through pointers */
} grid;

static grid *
as_grid(PyObject *self)
{
    return (grid *)self;
}

static int
grid_getbuffer(PyObject *self, Py_buffer *view, int flags)
{
    grid *g = as_grid(self);
    if (g->apart && (flags & PyBUF_INDIRECT) != PyBUF_INDIRECT) {
        PyErr_SetString(PyExc_BufferError, "rows lie apart");
        view->obj = NULL;
        return -1;
    }
    g->shape[0] = ROWS;
    g->shape[1] = COLS;
    g->strides[0] = g->apart ? (Py_ssize_t)sizeof(short *)
                             : (Py_ssize_t)sizeof(g->cells[0]);
    g->strides[1] = sizeof(short);
    g->suboffsets[0] = 0;
    g->suboffsets[1] = -1;
    *view = (Py_buffer){
        .buf = g->apart ? (void *)g->rows : (void *)g->cells,
        .obj = Py_NewRef(self),
        .len = sizeof(g->cells),
        .itemsize = sizeof(short),
        .ndim = 2,
        .format = flags & PyBUF_FORMAT ? "h" : NULL,
        .shape = flags & PyBUF_ND ? g->shape : NULL,
        .strides =
            (flags & PyBUF_STRIDES) == PyBUF_STRIDES ? g->strides : NULL,
        .suboffsets = g->apart ? g->suboffsets : NULL,
    };
    g->exports++;
    return 0;
}

static void
grid_releasebuffer(PyObject *self, Py_buffer *Py_UNUSED(view))
{
    as_grid(self)->exports--;
}

static int
grid_init(PyObject *self, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"apart", NULL};
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "|p:grid", names,
                                     &as_grid(self)->apart)) {
        return -1;
    }
    for (int i = 0; i < ROWS; i++) {
        as_grid(self)->rows[i] = as_grid(self)->cells[ROWS - 1 - i];
        for (int j = 0; j < COLS; j++) {
            as_grid(self)->cells[i][j] = (short)(10 * i + j);
        }
    }
    return 0;
}

static PyMemberDef grid_members[] = {
    {"exports", T_INT, offsetof(grid, exports), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyBufferProcs grid_as_buffer = {grid_getbuffer, grid_releasebuffer};

static PyTypeObject grid_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "grids.grid",
    .tp_basicsize = sizeof(grid),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_as_buffer = &grid_as_buffer,
    .tp_members = grid_members,
    .tp_init = grid_init,
    .tp_new = PyType_GenericNew,
};

/* ---- a chain that is freed link by link -----------------------------------
 */

typedef struct {
    PyObject_HEAD
    PyObject *next;
} linkobject;

static long freed;

static void
link_dealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    Py_TRASHCAN_BEGIN(self, link_dealloc)
    Py_CLEAR(((linkobject *)self)->next);
    freed++;
    Py_TYPE(self)->tp_free(self);
    Py_TRASHCAN_END
}

static int
link_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((linkobject *)self)->next);
    return 0;
}

static PyObject *
link_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(kwds))
{
    PyObject *next;
    if (!PyArg_UnpackTuple(args, "link", 1, 1, &next)) {
        return NULL;
    }
    PyObject *self = type->tp_alloc(type, 0);
    if (self != NULL) {
        ((linkobject *)self)->next = Py_NewRef(next);
    }
    return self;
}

static PyTypeObject link_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "grids.link",
    .tp_basicsize = sizeof(linkobject),
    .tp_dealloc = link_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = link_traverse,
    .tp_new = link_new,
};

/* ---- the module -----------------------------------------------------------
 */

static PyStructSequence_Field point_fields[] = {
    {"x", "To the right."},
    {"y", "Down."},
    {"name", "Not part of the tuple."},
    {NULL, NULL},
};

static PyStructSequence_Desc point_desc = {"grids.point", "A point.",
                                           point_fields, 2};
static PyTypeObject point_type;

static int secret = 42;

static void
say_goodbye(PyObject *capsule)
{
    printf("capsule %s goes with %d\n", PyCapsule_GetName(capsule),
           *(int *)PyCapsule_GetPointer(capsule, PyCapsule_GetName(capsule)));
}

static PyObject *
new_point(PyObject *Py_UNUSED(module), PyObject *args)
{
    int x, y;
    const char *name = "unnamed";
    if (!PyArg_ParseTuple(args, "(ii)|z:new_point", &x, &y, &name)) {
        return NULL;
    }
    PyObject *point = PyStructSequence_New(&point_type);
    if (point != NULL) {
        PyStructSequence_SET_ITEM(point, 0, PyLong_FromLong(x));
        PyStructSequence_SET_ITEM(point, 1, PyLong_FromLong(y));
        PyStructSequence_SET_ITEM(point, 2, Py_BuildValue("z", name));
    }
    return point;
}

static PyMethodDef grids_methods[] = {
    {"new_point", new_point, METH_VARARGS, "new_point((x, y), name=None)"},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef grids_module = {
    PyModuleDef_HEAD_INIT, "grids", "Grids.", -1, grids_methods,
};

PyMODINIT_FUNC PyInit_grids(void);

PyMODINIT_FUNC
PyInit_grids(void)
{
    if (PyType_Ready(&grid_type) < 0 || PyType_Ready(&link_type) < 0 ||
        PyStructSequence_InitType2(&point_type, &point_desc) < 0) {
        return NULL;
    }
    PyObject *module = PyModule_Create(&grids_module);
    PyObject *capsule = PyCapsule_New(&secret, "grids.secret", say_goodbye);
    if (module == NULL || PyModule_AddObject(module, "secret", capsule) < 0 ||
        PyModule_AddObjectRef(module, "grid", (PyObject *)&grid_type) < 0 ||
        PyModule_AddObjectRef(module, "link", (PyObject *)&link_type) < 0 ||
        PyModule_AddObjectRef(module, "point", (PyObject *)&point_type) < 0 ||
        PyModule_AddIntMacro(module, ROWS) < 0 ||
        PyModule_AddStringConstant(module, "kind", "short") < 0) {
        return NULL;
    }
    return module;
}

/* ---- what it does ---------------------------------------------------------
 */

static void
buffers(PyObject *module, int apart)
{
    PyObject *one = PyObject_CallMethod(module, "grid", "i", apart);
    const int flags[] = {PyBUF_SIMPLE,   PyBUF_ND,      PyBUF_STRIDES,
                         PyBUF_INDIRECT, PyBUF_FORMAT,  PyBUF_FULL,
                         PyBUF_CONTIG,   PyBUF_RECORDS, PyBUF_F_CONTIGUOUS};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(flags); i++) {
        Py_buffer view;
        if (PyObject_GetBuffer(one, &view, flags[i]) < 0) {
            show("buffer", NULL);
            continue;
        }
        printf("%d dimensions, %s, shape %d, strides %d, C %d, F %d\n",
               view.ndim, view.format ? view.format : "no format",
               view.shape != NULL, view.strides != NULL,
               view.strides && PyBuffer_IsContiguous(&view, 'C'),
               view.strides && PyBuffer_IsContiguous(&view, 'F'));
        PyBuffer_Release(&view);
    }
    PyObject *view = PyMemoryView_FromObject(one);
    const char *names[] = {"shape",      "strides",      "suboffsets",
                           "format",     "itemsize",     "nbytes",
                           "contiguous", "c_contiguous", "readonly"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(names); i++) {
        show(names[i], PyObject_GetAttrString(view, names[i]));
    }
    show("list", PyObject_CallMethod(view, "tolist", NULL));
    show("bytes", PyObject_CallMethod(view, "tobytes", NULL));
    show("in columns", PyObject_CallMethod(view, "tobytes", "s", "F"));
    PyObject *place = Py_BuildValue("(ii)", 1, 2);
    show("item", PyObject_GetItem(view, place));
    PyObject *number = PyLong_FromLong(70000);
    printf("%d ", PyObject_SetItem(view, place, number));
    show("too large", NULL);
    Py_SETREF(number, PyLong_FromLong(-7));
    printf("%d ", PyObject_SetItem(view, place, number));
    show("item", PyObject_GetItem(view, place));
    Py_SETREF(place, PyLong_FromLong(1));
    show("row", PyObject_GetItem(view, place));
    Py_SETREF(place, PySlice_New(Py_None, Py_None, number));
    show("slice", PyObject_GetItem(view, place));
    show("cast", PyObject_CallMethod(view, "cast", "s", "B"));
    PyObject *copy = PyMemoryView_GetContiguous(one, PyBUF_READ, 'F');
    show("copy",
         copy == NULL ? NULL : PyObject_CallMethod(copy, "tolist", NULL));
    Py_XDECREF(copy);
    show("exports", PyObject_GetAttrString(one, "exports"));
    show("release", PyObject_CallMethod(view, "release", NULL));
    show("exports", PyObject_GetAttrString(one, "exports"));
    show("equal", PyObject_RichCompare(view, view, Py_EQ));
    Py_DECREF(number);
    Py_DECREF(place);
    Py_DECREF(view);
    Py_DECREF(one);
}

static void
points(PyObject *module)
{
    PyObject *point =
        PyObject_CallMethod(module, "new_point", "(ii)s", 3, 4, "corner");
    show("spread", Py_XNewRef(point));
    PyErr_Clear();
    Py_XDECREF(point);
    point =
        PyObject_CallMethod(module, "new_point", "((ii)s)", 3, 4, "corner");
    show("point", Py_NewRef(point));
    show("name", PyObject_GetAttrString(point, "name"));
    show("size", PyObject_GetAttrString(point, "n_fields"));
    show("in tuple", PyObject_GetAttrString(point, "n_sequence_fields"));
    show("reduced", PyObject_CallMethod(point, "__reduce__", NULL));
    show("match", PyObject_GetAttrString(point, "__match_args__"));
    show("short", PyObject_CallMethod(module, "new_point", "((i))", 3));
    show("no pair", PyObject_CallMethod(module, "new_point", "(s)", "ab"));
    show("made", PyObject_CallMethod(module, "point", "((iis))", 1, 2, "n"));
    show("made", PyObject_CallMethod(module, "point", "((i))", 1));
    show("made", PyObject_CallMethod(module, "point", "((ii){ss})", 1, 2,
                                     "name", "by dict"));
    Py_DECREF(point);
}

int
main(void)
{
    PyImport_AppendInittab("grids", PyInit_grids);
    begin();
    PyObject *module = PyImport_ImportModule("grids");
    show("module", Py_NewRef(module));
    buffers(module, 0);
    buffers(module, 1);
    points(module);
    PyObject *chain = Py_NewRef(Py_None);
    for (int i = 0; i < 200000; i++) {
        Py_SETREF(chain, PyObject_CallFunctionObjArgs((PyObject *)&link_type,
                                                      chain, NULL));
    }
    Py_DECREF(chain);
    printf("freed %ld\n", freed);
    int *pointer = PyCapsule_Import("grids.secret", 0);
    printf("secret %d\n", *pointer);
    printf("%d ", PyCapsule_Import("grids.nothing", 0) != NULL);
    show("capsule", NULL);
    PyObject *capsule = PyObject_GetAttrString(module, "secret");
    show("capsule", Py_NewRef(capsule));
    printf("valid %d %d\n", PyCapsule_IsValid(capsule, "grids.secret"),
           PyCapsule_IsValid(capsule, "other"));
    printf("%d ", PyCapsule_GetPointer(capsule, "other") != NULL);
    show("wrong name", NULL);
    Py_DECREF(capsule);
    printf("found %d\n", PyState_FindModule(&grids_module) == module);
    Py_DECREF(module);
    return end();
}
