/* formats.c -- formats that few modules write: the old wide units, units that
 * are skipped, formats that are wrong, names behind a row of any length.
 */
#include "show.h"

/* The functions that a module gets without PY_SSIZE_T_CLEAN. */
#undef PyArg_ParseTuple
#undef PyArg_ParseTupleAndKeywords
PyAPI_FUNC(int) PyArg_ParseTuple(PyObject *, const char *, ...);
PyAPI_FUNC(int) PyArg_ParseTupleAndKeywords(PyObject *, PyObject *,
                                            const char *, char **, ...);

static PyObject *values;
static void *room[8];

static void
result(int parsed)
{
    if (parsed) {
        puts("parsed");
    }
    else {
        show_exception();
    }
}

/* ---- letters that are wide ---- */

static void
wide(void)
{
    const char *units[] = {"u", "Z", "u#", "Z#", "(u)", "u:take", "Z;wide"};
    for (size_t u = 0; u < Py_ARRAY_LENGTH(units); u++) {
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(values); i++) {
            PyObject *args = PyTuple_GetSlice(values, i, i + 1);
            Py_ssize_t length = -1;
            wchar_t *text = NULL;
            printf("%s %zd ", units[u], i);
            if (_PyArg_ParseTuple_SizeT(args, units[u], &text, &length)) {
                printf("%ls, length %zd\n", text ? text : L"NULL", length);
            }
            else {
                show_exception();
            }
            Py_DECREF(args);
        }
    }
    PyObject *name = PyUnicode_FromString("kept");
    PyObject *args = Py_BuildValue("(OO)", name, name);
    wchar_t *one = NULL, *two = NULL;
    result(_PyArg_ParseTuple_SizeT(args, "uZ", &one, &two));
    printf("the same memory: %d, %d\n", one == two, USE_UNICODE_WCHAR_CACHE);
    Py_DECREF(args);
    Py_DECREF(name);
}

/* ---- units that are skipped, or that are none ---- */

static void
take(PyObject *args, PyObject *kwds, const char *format, char **names)
{
    printf("%s: ", format);
    result(_PyArg_ParseTupleAndKeywords_SizeT(args, kwds, format, names, room,
                                              room + 1, room + 2, room + 3,
                                              room + 4, room + 5, room + 6));
    printf("%s, the old way: ", format);
    result(PyArg_ParseTupleAndKeywords(args, kwds, format, names, room,
                                       room + 1, room + 2, room + 3, room + 4,
                                       room + 5, room + 6));
}

static void
skipped(void)
{
    static char *names[] = {"a", "b", NULL};
    PyObject *none = PyTuple_New(0);
    PyObject *kwds = Py_BuildValue("{si}", "b", 1);
    char format[8];
    for (int letter = ' ' + 1; letter < 127; letter++) {
        for (const char *behind = "#*! "; *behind; behind++) {
            if (strchr("|$", letter) || (letter == 'O' && *behind == '!')) {
                continue;
            }
            snprintf(format, sizeof(format),
                     *behind == ' ' ? "|%ci" : "|%c%ci", letter, *behind);
            take(none, kwds, format, names);
        }
    }
    const char *formats[] = {"|(ii)i", "|(ii",  "|(s#)i", "|s#i",  "|esi",
                             "|es#i",  "|et*i", "|(i(i)", "|i)i",  "|e(i)i",
                             "|()i",   "|$",    "|i|i",   "$i|i",  "|i$$i",
                             "i",      "",      "iii",    "|i:f)", "|i;say"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(formats); i++) {
        take(none, kwds, formats[i], names);
    }
    Py_DECREF(kwds);
    Py_DECREF(none);
}

static void
lengths(void)
{
    const char *units[] = {"s#", "z#", "y#", "u#", "Z#", "s", "(s#)"};
    for (size_t u = 0; u < Py_ARRAY_LENGTH(units); u++) {
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(values); i++) {
            PyObject *args = PyTuple_GetSlice(values, i, i + 1);
            printf("%s %zd ", units[u], i);
            result(PyArg_ParseTuple(args, units[u], room, room + 1));
            Py_DECREF(args);
        }
    }
}

/* ---- a sequence whose items cannot be had ---- */

static Py_ssize_t
shy_length(PyObject *Py_UNUSED(self))
{
    return 2;
}

static PyObject *
shy_item(PyObject *Py_UNUSED(self), Py_ssize_t i)
{
    if (i == 0) {
        return PyLong_FromLong(7);
    }
    PyErr_SetString(PyExc_KeyError, "shy");
    return NULL;
}

static PyType_Slot shy_slots[] = {
    {Py_sq_length, shy_length}, {Py_sq_item, shy_item}, {0, NULL}};
static PyType_Spec shy_spec = {
    .name = "formats.Shy", .flags = Py_TPFLAGS_DEFAULT, .slots = shy_slots};

static void
items(void)
{
    PyObject *type = PyType_FromSpec(&shy_spec);
    PyObject *shy = PyObject_CallNoArgs(type);
    PyObject *args = Py_BuildValue("(i(iO))", 1, 2, shy);
    result(_PyArg_ParseTuple_SizeT(args, "i(i(ii)):take", room, room + 1,
                                   room + 2, room + 3));
    Py_SETREF(args, PyTuple_Pack(1, shy));
    result(_PyArg_ParseTuple_SizeT(args, "(ii)", room, room + 1));
    Py_DECREF(args);
    Py_DECREF(shy);
    Py_DECREF(type);
}

/* ---- names behind a row of any length ---- */

static PyObject *
row(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t nargs,
    PyObject *kwnames)
{
    static const char *const names[] = {"", "b", "c", "d", NULL};
    static _PyArg_Parser parser = {.keywords = names, .fname = "row"};
    PyObject *all[5];
    if (!_PyArg_UnpackKeywordsWithVararg(args, nargs, NULL, kwnames, &parser,
                                         2, 2, 1, 2, all)) {
        return NULL;
    }
    return Py_BuildValue("[OONOO]", all[0], all[1], all[2], all[3],
                         all[4] ? all[4] : Py_None);
}

static PyObject *
fast(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t nargs,
     PyObject *kwnames)
{
    static const char *const names[] = {"a", "b", "c", NULL};
    static _PyArg_Parser parser = {.keywords = names, .fname = "fast"};
    PyObject *all[3];
    PyObject *const *got = _PyArg_UnpackKeywords(args, nargs, NULL, kwnames,
                                                 &parser, 2, 2, 1, all);
    return got ? PyTuple_Pack(3, got[0], got[1], got[2]) : NULL;
}

static PyMethodDef defs[] = {
    {"row", (PyCFunction)(void (*)(void))row, METH_FASTCALL | METH_KEYWORDS,
     NULL},
    {"fast", (PyCFunction)(void (*)(void))fast, METH_FASTCALL | METH_KEYWORDS,
     NULL},
};

static void
call(PyObject *callable, PyObject *args, PyObject *kwds)
{
    show("call", PyObject_Call(callable, args, kwds));
    Py_DECREF(args);
    Py_XDECREF(kwds);
}

static void
rows(void)
{
    PyObject *f = PyCFunction_New(&defs[0], NULL);
    PyObject *g = PyCFunction_New(&defs[1], NULL);
    for (int n = 0; n < 5; n++) {
        PyObject *args = PySequence_GetSlice(values, 0, n);
        call(f, Py_NewRef(args), NULL);
        call(g, Py_NewRef(args), NULL);
        call(g, Py_NewRef(args), Py_BuildValue("{si}", "c", 1));
        call(g, Py_NewRef(args), Py_BuildValue("{si}", "b", 1));
        if (n >= 2) {
            call(f, Py_NewRef(args), Py_BuildValue("{si}", "c", 1));
            call(f, Py_NewRef(args), Py_BuildValue("{sisi}", "d", 1, "c", 2));
            call(f, Py_NewRef(args), Py_BuildValue("{sisi}", "e", 1, "c", 2));
        }
        Py_DECREF(args);
    }
    Py_DECREF(f);
    Py_DECREF(g);
}

/* ---- keys that say what they are not ---- */

static PyObject *
sly_compare(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(other), int op)
{
    return PyBool_FromLong(op == Py_EQ);
}

static Py_hash_t
sly_hash(PyObject *Py_UNUSED(self))
{
    return 3;
}

static PyType_Slot sly_slots[] = {
    {Py_tp_richcompare, sly_compare}, {Py_tp_hash, sly_hash}, {0, NULL}};
static PyType_Spec sly_spec = {
    .name = "formats.Sly", .flags = Py_TPFLAGS_DEFAULT, .slots = sly_slots};

static void
sly(void)
{
    static char *names[] = {"a", "b", NULL};
    PyObject *bases = PyTuple_Pack(1, &PyUnicode_Type);
    PyObject *type = PyType_FromSpecWithBases(&sly_spec, bases);
    PyObject *builtins = PyImport_ImportModule("builtins");
    const char *texts[] = {"a", "other"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(texts); i++) {
        PyObject *key = PyObject_CallFunction(type, "s", texts[i]);
        PyObject *kwds = PyDict_New();
        PyDict_SetItem(kwds, key, Py_None);
        PyObject *one = Py_BuildValue("(i)", 1), *none = PyTuple_New(0);
        result(_PyArg_ParseTupleAndKeywords_SizeT(none, kwds, "|OO:f", names,
                                                  room, room + 1));
        for (const char *const *name =
                 (const char *const[]){"print", "round", "sum", NULL};
             *name; name++) {
            PyObject *function = PyObject_GetAttrString(builtins, *name);
            show(*name, PyObject_Call(function, one, kwds));
            Py_DECREF(function);
        }
        Py_DECREF(one);
        Py_DECREF(none);
        Py_DECREF(key);
        Py_DECREF(kwds);
    }
    PyObject *print = PyObject_GetAttrString(builtins, "print");
    call(print, Py_BuildValue("(i)", 0),
         Py_BuildValue("{sisisisisi}", "sep", 1, "end", 2, "file", 3, "flush",
                       4, "foo", 5));
    Py_DECREF(print);
    Py_DECREF(builtins);
    Py_DECREF(type);
    Py_DECREF(bases);
}

int
main(void)
{
    begin();
    values = Py_BuildValue("(issyOs#O)", 1, "text", "w\xc3\xa9", "bytes",
                           Py_None, "a\0b", (Py_ssize_t)3, Py_True);
    wide();
    skipped();
    lengths();
    items();
    rows();
    sly();
    Py_DECREF(values);
    return end();
}
