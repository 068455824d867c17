/* found.c -- what random calls of other people's modules found different. */
#include "show.h"
#include <frameobject.h>
#include <structmember.h>

static void
tell(PyObject *self, const char *method, const char *format, ...)
{
    va_list va;
    va_start(va, format);
    PyObject *args = Py_VaBuildValue(format, va);
    va_end(va);
    PyObject *callable = PyObject_GetAttrString(self, method);
    show(method,
         callable == NULL ? NULL : PyObject_Call(callable, args, NULL));
    Py_XDECREF(callable);
    Py_DECREF(args);
}

static void
counts(void)
{
    PyObject *bytes = PyBytes_FromString("abc");
    PyObject *room = PyByteArray_FromObject(bytes);
    PyObject *big =
        PyLong_FromString("123456789012345678901234567890", NULL, 10);
    PyObject *one = PyLong_FromLong(1);
    tell((PyObject *)&PyLong_Type, "__call__", "(iii)", 1, 2, 3);
    tell((PyObject *)&PyModule_Type, "__call__", "(i)", 1);
    tell(bytes, "ljust", "()");
    tell(bytes, "rjust", "(iii)", 1, 2, 3);
    tell(bytes, "center", "()");
    tell(bytes, "find", "(O)", big);
    tell(room, "pop", "(ii)", 1, 2);
    tell(room, "insert", "(i)", 1);
    tell(one, "to_bytes", "(Os)", big, "big");
    Py_DECREF(one);
    Py_DECREF(big);
    Py_DECREF(room);
    Py_DECREF(bytes);
}

/* Both iterators of bytes, saved and moved. */
static void
iterators(void)
{
    PyObject *bytes = PyBytes_FromString("abc");
    PyObject *all[] = {bytes, PyByteArray_FromObject(bytes)};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(all); i++) {
        PyObject *it = PyObject_GetIter(all[i]);
        Py_XDECREF(PyIter_Next(it));
        tell(it, "__reduce__", "()");
        tell(it, "__setstate__", "(i)", -5);
        show("next", PyIter_Next(it));
        tell(it, "__setstate__", "(s)", "x");
        tell(it, "__setstate__", "(i)", 99);
        tell(it, "__reduce__", "()");
        show("rest", PySequence_List(it));
        tell(it, "__reduce__", "()");
        Py_DECREF(it);
        Py_DECREF(all[i]);
    }
}

static void
aliases(void)
{
    PyObject *alias =
        Py_GenericAlias((PyObject *)&PyTuple_Type, (PyObject *)&PyLong_Type);
    show("own", PyObject_GetAttrString(alias, "__unpacked__"));
    show("not there", PyObject_GetAttrString(alias, "keys"));
    PyObject *names = PyObject_Dir(alias);
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(names); i++) {
        printf("%s ", PyUnicode_AsUTF8(PyList_GET_ITEM(names, i)));
    }
    printf("\n");
    Py_DECREF(names);
    Py_DECREF(alias);
}

/* A function that breaks its promise, and who is blamed. */
static PyObject *
broken(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    return NULL;
}

static PyMethodDef defs[] = {
    {"many", broken, METH_VARARGS, NULL},
    {"one", broken, METH_O, NULL},
};

static void
promises(void)
{
    PyObject *args = Py_BuildValue("(i)", 1);
    for (size_t i = 0; i < Py_ARRAY_LENGTH(defs); i++) {
        PyObject *function = PyCFunction_New(&defs[i], NULL);
        show("called", PyObject_Call(function, args, NULL));
        show("called", PyObject_CallObject(function, args));
        show("called with one", PyObject_CallOneArg(function, Py_None));
        tell(function, "__call__", "(i)", 1);
        Py_DECREF(function);
    }
    Py_DECREF(args);
    int number;
    args = Py_BuildValue("(i)", 1);
    printf("%d ", PyArg_ParseTuple(args, "i#:name", &number));
    show("format", NULL);
    Py_DECREF(args);
}

/* The lines that a module adds to a traceback. */
static void
tracebacks(void)
{
    PyObject *globals = PyDict_New();
    PyCodeObject *code = PyCode_NewEmpty("made.pyx", "made", 12);
    PyFrameObject *frame =
        PyFrame_New(PyThreadState_Get(), code, globals, NULL);
    show("code", Py_NewRef((PyObject *)code));
    show("frame", Py_NewRef((PyObject *)frame));
    printf("line %d\n", PyFrame_GetLineNumber(frame));
    PyErr_SetString(PyExc_ValueError, "wrong");
    PyTraceBack_Here(frame);
    fflush(stdout);
    dup2(1, 2);
    PyErr_Print();
    Py_DECREF(frame);
    Py_DECREF(code);
    Py_DECREF(globals);
}

/* A module that was made, but not imported, says nothing of where it is from.
 */
static void
modules(void)
{
    static PyModuleDef def = {PyModuleDef_HEAD_INIT, .m_name = "made"};
    PyObject *made = PyModule_Create(&def);

    show("made", made);
    show("imported", PyImport_ImportModule("itertools"));
}

typedef struct {
    PyObject_HEAD
    unsigned int number;
} Holder;

/* A value below zero is written, and two things are said of that. */
static void
members(void)
{
    static PyMemberDef table[] = {
        {"number", T_UINT, offsetof(Holder, number), 0, NULL}, {NULL}};
    PyType_Slot slots[] = {{Py_tp_members, table}, {0, NULL}};
    PyType_Spec spec = {"found.Holder", sizeof(Holder), 0, Py_TPFLAGS_DEFAULT,
                        slots};
    PyObject *type = PyType_FromSpec(&spec);
    PyObject *holder = PyObject_CallNoArgs(type);
    PyObject *number = PyLong_FromLong(-5);

    printf("%d\n", PyObject_SetAttrString(holder, "number", number));
    show("number", PyObject_GetAttrString(holder, "number"));
    Py_DECREF(number);
    Py_DECREF(holder);
    Py_DECREF(type);
}

/* Methods of Argument Clinic say that an int is too large for theirs. */
static void
wide_numbers(void)
{
    PyObject *text = PyUnicode_FromString("a\tb");
    PyObject *bytes = PyBytes_FromString("ab"), *list = PyList_New(0);

    tell(text, "expandtabs", "(L)", 1LL << 40);
    tell(text, "splitlines", "(L)", 1LL << 40);
    tell(bytes, "hex", "(sL)", ":", 1LL << 40);
    tell(list, "__imul__", "(L)", 1LL << 40);
    Py_DECREF(list);
    Py_DECREF(bytes);
    Py_DECREF(text);
}

/* A comma stands before a unit; behind the last one of several it ends
 * nothing. */
static void
formats(void)
{
    show("i,", Py_BuildValue("i,", 1));
    show("ii,", Py_BuildValue("ii,", 1, 2));
    show("i, i", Py_BuildValue("i, i", 1, 2));
    show("((i),)", Py_BuildValue("((i),)", 1));
    show("(i,)", Py_BuildValue("(i,)", 1));
    show("[i ]", Py_BuildValue("[i ]", 1));
    show("{i:i,}", Py_BuildValue("{i:i,}", 1, 2));
    show("{i,i}", Py_BuildValue("{i,i}", 1, 2));
}

/* What a function says of an argument that it cannot take, and in which order
 * it looks at them. */
static void
wrong_arguments(void)
{
    PyObject *number = PyLong_FromLong(7), *text, *weak;

    text = PyUnicode_FromString("text");
    PyUnicode_Append(&text, number);
    printf("%d %d\n", text == NULL, PyErr_ExceptionMatches(PyExc_SystemError));
    PyErr_Clear();
    printf("%d: ", PyCapsule_SetPointer(number, NULL));
    show_exception();
    printf("%d: ", PyCapsule_SetPointer(number, &text));
    show_exception();
    show("%c", PyBytes_FromFormat("a%cb", 255));
    show("%c", PyBytes_FromFormat("a%cb", 256));
    show("%c", PyBytes_FromFormat("a%cb", -1));
    text = PySet_New(NULL);
    weak = PyWeakref_NewRef(text, NULL);
    show("path", PyOS_FSPath(weak));
    Py_DECREF(weak);
    Py_DECREF(text);
    Py_DECREF(number);
}

static void
show_part(PyObject *value, const char *name)
{
    show(name, PyObject_GetAttrString(value, name));
}

/* None is a traceback that an exception may have; a submodule is looked for
 * in a package. */
static void
exceptions(void)
{
    PyObject *error = PyObject_CallFunction(PyExc_ValueError, "s", "e");
    PyObject *type, *value, *traceback;

    printf("%d\n", PyException_SetTraceback(error, Py_None));
    show("traceback", PyException_GetTraceback(error));
    PyErr_SetObject(PyExc_ValueError, error);
    PyErr_Fetch(&type, &value, &traceback);
    printf("%d %d\n", value == error, traceback == NULL);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    Py_DECREF(error);

    PyImport_ImportModule("gc.x");
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    show_part(value, "name");
    show_part(value, "__context__");
    show_part(value, "__cause__");
    show_part(value, "__suppress_context__");
    Py_DECREF(type);
    Py_DECREF(value);
    Py_XDECREF(traceback);
}

/* The name that messages about a module give it is its spec's. */
static void
specs(void)
{
    static PyModuleDef_Slot odd[] = {{77, NULL}, {0, NULL}};
    static PyModuleDef with_odd = {PyModuleDef_HEAD_INIT, .m_name = "odd",
                                   .m_slots = odd};
    static PyModuleDef negative = {PyModuleDef_HEAD_INIT, .m_name = "negative",
                                   .m_size = -1};
    PyObject *spec = PyObject_CallFunction((PyObject *)&PyType_Type, "s(){ss}",
                                           "Spec", "name", "said");
    PyObject *module = PyModule_New("plain"), *seven = PyLong_FromLong(7);

    show("odd", PyModule_FromDefAndSpec(&with_odd, spec));
    show("negative", PyModule_FromDefAndSpec(&negative, spec));
    printf("%d: ", PyModule_ExecDef(module, &with_odd));
    show_exception();
    PyObject_SetAttrString(spec, "name", seven);
    show("no text", PyModule_FromDefAndSpec(&with_odd, spec));
    Py_DECREF(seven);
    Py_DECREF(module);
    Py_DECREF(spec);
}

/* A doc of a heap type may be empty, one of a static type is then None. */
static void
docs(void)
{
    static PyType_Slot slots[] = {{Py_tp_doc, ""}, {0, NULL}};
    static PyType_Slot signed_slots[] = {{Py_tp_doc, "Heap()\n--\n\n"},
                                         {0, NULL}};
    static PyType_Spec spec = {"found.Heap", sizeof(PyObject), 0,
                               Py_TPFLAGS_DEFAULT, slots};
    static PyTypeObject type = {
        PyVarObject_HEAD_INIT(NULL, 0).tp_name = "found.Static",
        .tp_basicsize = sizeof(PyObject), .tp_flags = Py_TPFLAGS_DEFAULT,
        .tp_doc = "Static()\n--\n\n"};

    for (int i = 0; i < 2; i++) {
        PyObject *heap = PyType_FromSpec(&spec);
        show("doc", PyObject_GetAttrString(heap, "__doc__"));
        show("signature", PyObject_GetAttrString(heap, "__text_signature__"));
        Py_DECREF(heap);
        spec.slots = signed_slots;
    }
    PyType_Ready(&type);
    show("static", PyObject_GetAttrString((PyObject *)&type, "__doc__"));
    show("in its dict",
         Py_XNewRef(PyDict_GetItemString(type.tp_dict, "__doc__")));
}

static void
pointers(void)
{
    show("null", PyUnicode_FromFormat("<%p>", NULL));
    show("null", PyBytes_FromFormat("<%p>", NULL));
    show("seven", PyBytes_FromFormat("<%p>", (void *)7));
}

/* No module was imported for it. */
static void
missing(void)
{
    show("main", Py_NewRef(PyImport_AddModule("__main__")));
    show("other", Py_NewRef(PyImport_AddModule("other")));
    PyObject *token = (PyObject *)&PyContextToken_Type;
    PyObject *variable = PyContextVar_New("variable", NULL);
    PyObject *change = PyContextVar_Set(variable, Py_None);
    PyObject *old = PyObject_GetAttrString(change, "old_value");
    PyObject *none = PyObject_GetAttrString(token, "MISSING");
    printf("missing %d\n", old != NULL && old == none);
    show("missing", none);
    Py_XDECREF(old);
    Py_DECREF(change);
    Py_DECREF(variable);
}

static PyObject *
init_global(void)
{
    static PyModuleDef def = {PyModuleDef_HEAD_INIT, .m_name = "global",
                              .m_size = -1};
    PyObject *module = PyModule_Create(&def);
    PyModule_AddObject(module, "list", PyList_New(0));
    return module;
}

static PyObject *
init_counted(void)
{
    static PyModuleDef def = {PyModuleDef_HEAD_INIT, .m_name = "counted",
                              .m_size = 0};
    PyObject *module = PyModule_Create(&def);
    PyModule_AddObject(module, "list", PyList_New(0));
    return module;
}

/* What a module holds is held by the copy of its dict as well. */
static void
copies(void)
{
    const char *names[] = {"global", "counted"};
    for (int i = 0; i < 2; i++) {
        PyObject *module = PyImport_ImportModule(names[i]);
        PyObject *list = PyObject_GetAttrString(module, "list");
        printf("%s: list %zd\n", names[i], Py_REFCNT(list));
        Py_DECREF(list);
        Py_DECREF(module);
    }
}

int
main(void)
{
    PyImport_AppendInittab("global", init_global);
    PyImport_AppendInittab("counted", init_counted);
    setvbuf(stdout, NULL, _IONBF, 0);
    begin();
    counts();
    iterators();
    aliases();
    promises();
    tracebacks();
    modules();
    members();
    wide_numbers();
    formats();
    wrong_arguments();
    exceptions();
    specs();
    docs();
    pointers();
    missing();
    copies();
    return end();
}
