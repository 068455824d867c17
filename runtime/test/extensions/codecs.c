/* codecs.c -- codecs in pieces and with handlers of a program's own, paths,
 * and what the locale makes of bytes. */
#include "show.h"

/* ---- handlers ---- */

/* Puts <start-end> in place of the fault. */
static PyObject *
mark(PyObject *Py_UNUSED(self), PyObject *exception)
{
    PyObject *start = PyObject_GetAttrString(exception, "start");
    PyObject *end = PyObject_GetAttrString(exception, "end");
    return Py_BuildValue("(NN)", PyUnicode_FromFormat("<%S-%S>", start, end),
                         end);
}

static PyObject *
mark_bytes(PyObject *Py_UNUSED(self), PyObject *exception)
{
    return Py_BuildValue("(yN)", "\xfe\xff",
                         PyObject_GetAttrString(exception, "end"));
}

static PyObject *
go_back(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(exception))
{
    return Py_BuildValue("(si)", "*", -1);
}

static PyObject *
too_far(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(exception))
{
    return Py_BuildValue("(si)", "*", 99);
}

static PyObject *
no_pair(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(exception))
{
    return PyUnicode_FromString("*");
}

static PyObject *
half_pair(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(exception))
{
    return Py_BuildValue("(ii)", 1, 2);
}

static PyObject *
wide(PyObject *Py_UNUSED(self), PyObject *exception)
{
    return Py_BuildValue("(sN)", "\xe2\x82\xac",
                         PyObject_GetAttrString(exception, "end"));
}

static PyMethodDef handlers[] = {
    {"t.mark", mark, METH_O, NULL},    {"t.bytes", mark_bytes, METH_O, NULL},
    {"t.back", go_back, METH_O, NULL}, {"t.far", too_far, METH_O, NULL},
    {"t.none", no_pair, METH_O, NULL}, {"t.half", half_pair, METH_O, NULL},
    {"t.wide", wide, METH_O, NULL},
};

static void
added(void)
{
    PyObject *text = PyUnicode_FromString("a\xc3\xa9\xe2\x82\xac.b");
    for (size_t i = 0; i < Py_ARRAY_LENGTH(handlers); i++) {
        const char *name = handlers[i].ml_name;
        PyObject *handler = PyCFunction_New(&handlers[i], NULL);
        printf("%s %d\n", name, PyCodec_RegisterError(name, handler));
        PyObject *found = PyCodec_LookupError(name);
        printf("found %d\n", found == handler);
        Py_XDECREF(found);
        Py_DECREF(handler);
        if (strcmp(name, "t.back") != 0) {
            show("ascii", PyUnicode_AsEncodedString(text, "ascii", name));
        }
        show("latin-1", PyUnicode_AsEncodedString(text, "latin-1", name));
        show("decode", PyUnicode_Decode("a\xff\xe9z", 4, "ascii", name));
        show("utf-8", PyUnicode_Decode("a\xe2\x82.\xff.z", 7, "utf-8", name));
    }
    show("unknown", PyUnicode_AsEncodedString(text, "ascii", "t.unknown"));
    show("unknown", PyCodec_LookupError("t.unknown"));
    printf("no function %d ", PyCodec_RegisterError("t.bad", Py_None));
    show_exception();
    Py_DECREF(text);
}

typedef PyObject *handler_call(PyObject *);

static void
built_in(void)
{
    static const struct {
        const char *name;
        handler_call *call;
    } all[] = {
        {"strict", PyCodec_StrictErrors},
        {"ignore", PyCodec_IgnoreErrors},
        {"replace", PyCodec_ReplaceErrors},
        {"xmlcharrefreplace", PyCodec_XMLCharRefReplaceErrors},
        {"backslashreplace", PyCodec_BackslashReplaceErrors},
    };

    PyObject *encode = PyObject_CallFunction(
        PyExc_UnicodeEncodeError, "ssnns", "ascii", "a\xc3\xa9\xe2\x82\xac",
        (Py_ssize_t)1, (Py_ssize_t)3, "why");
    PyObject *decode = PyObject_CallFunction(
        PyExc_UnicodeDecodeError, "sy#nns", "utf-8", "a\xff\xfe",
        (Py_ssize_t)3, (Py_ssize_t)1, (Py_ssize_t)3, "why");
    PyObject *value = PyObject_CallFunction(PyExc_ValueError, "s", "text");
    for (size_t i = 0; i < Py_ARRAY_LENGTH(all); i++) {
        show(all[i].name, all[i].call(encode));
        show(all[i].name, all[i].call(decode));
        show(all[i].name, all[i].call(value));
        show(all[i].name, all[i].call(Py_None));
    }
    PyObject *escape = PyCodec_LookupError("surrogateescape");
    show("surrogateescape", PyObject_CallOneArg(escape, decode));
    Py_DECREF(escape);
    Py_DECREF(encode);
    Py_DECREF(decode);
    Py_DECREF(value);
}

/* ---- pieces ---- */

static void
pieces(void)
{
    static const char utf16[] = "\xff\xfe"
                                "a\0\x3d\xd8\0\xde";
    static const char utf32[] = "\0\0\xfe\xff\0\0\0a\0\1\xf6\0";
    for (Py_ssize_t n = 0; n < 9; n++) {
        int order = 0;
        Py_ssize_t used = -1;
        show("utf-16", PyUnicode_DecodeUTF16Stateful(utf16, n, "replace",
                                                     &order, &used));
        printf("used %zd order %d\n", used, order);
        order = 0;
        show("whole", PyUnicode_DecodeUTF16(utf16, n, "replace", &order));
    }
    for (Py_ssize_t n = 0; n < 13; n++) {
        int order = 0;
        Py_ssize_t used = -1;
        show("utf-32",
             PyUnicode_DecodeUTF32Stateful(utf32, n, "strict", &order, &used));
        printf("used %zd order %d\n", used, order);
    }
}

/* ---- paths ---- */

static PyObject *
path_of(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored))
{
    return PyUnicode_FromString("some/path");
}

static PyObject *
no_path(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored))
{
    return PyLong_FromLong(3);
}

static PyObject *
instance_with(PyMethodDef *def)
{
    PyObject *type =
        PyObject_CallFunction((PyObject *)&PyType_Type, "s(){}", "Path");
    PyObject *method = PyDescr_NewMethod((PyTypeObject *)type, def);
    PyObject_SetAttrString(type, def->ml_name, method);
    PyObject *self = PyObject_CallNoArgs(type);
    Py_DECREF(method);
    Py_DECREF(type);
    return self;
}

static void
converted(const char *label, int (*convert)(PyObject *, void *),
          PyObject *value)
{
    PyObject *result = NULL;
    printf("%d ", convert(value, &result));
    show(label, result);
}

static void
paths(void)
{
    static PyMethodDef good = {"__fspath__", path_of, METH_NOARGS, NULL};
    static PyMethodDef bad = {"__fspath__", no_path, METH_NOARGS, NULL};
    PyObject *values[] = {
        PyUnicode_FromString("plain"),
        PyBytes_FromString("by\xff"),
        PyUnicode_FromStringAndSize("a", 2),
        PyLong_FromLong(1),
        instance_with(&good),
        instance_with(&bad),
    };
    for (size_t i = 0; i < Py_ARRAY_LENGTH(values); i++) {
        show("path", PyOS_FSPath(values[i]));
        converted("bytes", PyUnicode_FSConverter, values[i]);
        converted("text", PyUnicode_FSDecoder, values[i]);
        Py_DECREF(values[i]);
    }
}

/* ---- interrupts, warnings ---- */

static void
signals(void)
{
    printf("check %d\n", PyErr_CheckSignals());
    PyObject *registry = PyDict_New();
    for (int i = 0; i < 2; i++) {
        printf("warned %d\n", PyErr_WarnExplicitFormat(
                                  PyExc_UserWarning, "file.py", 3, "module",
                                  registry, "%s %d", "text", 7));
    }
    show("registry", registry);
    printf("no class %d ",
           PyErr_WarnExplicit(Py_None, "text", "file.py", 3, NULL, NULL));
    show_exception();
    printf("no dict %d ", PyErr_WarnExplicit(PyExc_UserWarning, "text", "f", 3,
                                             NULL, Py_True));
    show_exception();
}

int
main(void)
{
    PyPreConfig before;
    PyPreConfig_InitIsolatedConfig(&before);
    before.utf8_mode = 1;
    Py_PreInitialize(&before);
    setvbuf(stdout, NULL, _IONBF, 0);
    begin();
    added();
    built_in();
    pieces();
    paths();
    signals();
    return end();
}
