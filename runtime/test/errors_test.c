/* errors_test.c -- raising, matching, chaining and printing exceptions.
 *
 * Public API only; compiled and run with CPython 3.11 to settle the texts.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "said.h"
#include "tap.h"

#include <errno.h>

static PyObject *printed; /* what was written to sys.stderr, a list */

/* ---- helpers ------------------------------------------------------------ */

/* The exception that is set, as an object; it is cleared. */
static PyObject *
caught(void)
{
    PyObject *type, *value, *traceback;

    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    Py_XDECREF(type);
    Py_XDECREF(traceback);
    return value;
}

static const char *
repr(PyObject *op)
{
    static char text[300];
    PyObject *string = op ? PyObject_Repr(op) : NULL;

    snprintf(text, sizeof(text), "%s",
             string ? PyUnicode_AsUTF8(string) : "NULL");
    PyErr_Clear();
    Py_XDECREF(string);
    return text;
}

static const char *
attribute(PyObject *op, const char *name)
{
    PyObject *value = PyObject_GetAttrString(op, name);
    const char *text = repr(value);

    PyErr_Clear();
    Py_XDECREF(value);
    return text;
}

static PyObject *
write_method(PyObject *Py_UNUSED(self), PyObject *text)
{
    PyList_Append(printed, text);
    return PyLong_FromSsize_t(PyUnicode_GetLength(text));
}

static PyObject *
flush_method(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    Py_RETURN_NONE;
}

static PyMethodDef write_def = {"write", write_method, METH_O, NULL};
static PyMethodDef flush_def = {"flush", flush_method, METH_NOARGS, NULL};

static void
catch_stderr(void)
{
    PyObject *type =
        PyObject_CallFunction((PyObject *)&PyType_Type, "s(){}", "Writer");
    PyObject *write = PyCFunction_New(&write_def, NULL);
    PyObject *flush = PyCFunction_New(&flush_def, NULL);
    PyObject *writer;

    PyObject_SetAttrString(type, "write", write);
    PyObject_SetAttrString(type, "flush", flush);
    writer = PyObject_CallNoArgs(type);
    PySys_SetObject("stderr", writer);
    Py_DECREF(writer);
    Py_DECREF(flush);
    Py_DECREF(write);
    Py_DECREF(type);
}

static const char *
output(void)
{
    static char text[1000];
    PyObject *empty = PyUnicode_FromString("");
    PyObject *joined = PyUnicode_Join(empty, printed);

    snprintf(text, sizeof(text), "%s", PyUnicode_AsUTF8(joined));
    PyList_SetSlice(printed, 0, PyList_GET_SIZE(printed), NULL);
    Py_DECREF(joined);
    Py_DECREF(empty);
    return text;
}

/* ---- setting ------------------------------------------------------------ */

static void
test_setting(void)
{
    PyObject *key = Py_BuildValue("(ii)", 1, 2);

    is(raised(), "no error", "nothing is set");
    PyErr_SetString(PyExc_ValueError, "boom");
    is(raised(), "ValueError: boom", "a text");
    PyErr_SetNone(PyExc_KeyboardInterrupt);
    is(raised(), "KeyboardInterrupt: ", "no text");
    ok(PyErr_Format(PyExc_TypeError, "%s %d %R", "a", 7, key) == NULL,
       "PyErr_Format gives NULL");
    is(raised(), "TypeError: a 7 (1, 2)", "a format");
    PyErr_SetObject(PyExc_KeyError, key);
    is(raised(), "KeyError: (1, 2)", "a tuple is the arguments");
    PyErr_NoMemory();
    is(raised(), "MemoryError: ", "no memory");
    PyErr_BadArgument();
    is(raised(), "TypeError: bad argument type for built-in operation",
       "a bad argument");
    PyErr_SetObject(key, key);
    is(raised(),
       "SystemError: _PyErr_SetObject: exception (1, 2) is not a "
       "BaseException subclass",
       "what is no class of exceptions");
    PyErr_SetString(PyExc_ValueError, "first");
    PyErr_SetString(PyExc_TypeError, "second");
    is(raised(), "TypeError: second", "the last one stays");
    errno = ENOENT;
    PyErr_SetFromErrnoWithFilename(PyExc_OSError, "nowhere");
    is(raised(),
       "FileNotFoundError: [Errno 2] No such file or directory: 'nowhere'",
       "an error number chooses the class");
    Py_DECREF(key);
}

static void
test_matching(void)
{
    PyObject *both = PyTuple_Pack(2, PyExc_TypeError, PyExc_LookupError);

    PyErr_SetString(PyExc_KeyError, "k");
    ok(PyErr_ExceptionMatches(PyExc_KeyError), "the class itself");
    ok(PyErr_ExceptionMatches(PyExc_LookupError), "a base");
    ok(!PyErr_ExceptionMatches(PyExc_IndexError), "not a sibling");
    ok(PyErr_ExceptionMatches(both), "one of a tuple");
    ok(PyErr_Occurred() == PyExc_KeyError, "it is still set");
    PyErr_Clear();
    ok(!PyErr_Occurred(), "until it is cleared");
    Py_DECREF(both);
}

/* ---- objects ------------------------------------------------------------ */

static void
test_objects(void)
{
    PyObject *exc, *value;

    PyErr_SetString(PyExc_KeyError, "k");
    exc = caught();
    is(repr(exc), "KeyError('k')", "an exception has a repr");
    is(attribute(exc, "args"), "('k',)", "and arguments");
    is(attribute(exc, "__traceback__"), "None", "and no traceback");
    Py_DECREF(exc);
    value = PyLong_FromLong(42);
    PyErr_SetObject(PyExc_StopIteration, value);
    exc = caught();
    is(attribute(exc, "value"), "42", "StopIteration has a value");
    Py_DECREF(exc);
    PyErr_SetObject(PyExc_SystemExit, value);
    exc = caught();
    is(attribute(exc, "code"), "42", "SystemExit has a code");
    Py_DECREF(exc);
    exc = PyObject_CallFunction(PyExc_OSError, "is", 13, "no");
    is(repr(exc), "PermissionError(13, 'no')", "OSError(13) is another class");
    is(attribute(exc, "errno"), "13", "with an errno");
    Py_DECREF(exc);
    Py_XDECREF(PyObject_GetAttrString(value, "nope"));
    exc = caught();
    is(attribute(exc, "name"), "'nope'", "AttributeError knows the name");
    is(attribute(exc, "obj"), "42", "and the object");
    Py_DECREF(exc);
    Py_DECREF(value);
    PyImport_ImportModule("no_such_module_zz");
    exc = caught();
    is(repr(exc),
       "ModuleNotFoundError(\"No module named 'no_such_module_zz'\")",
       "a module that is not there");
    is(attribute(exc, "name"), "'no_such_module_zz'", "with its name");
    Py_DECREF(exc);
}

static const char *
said(PyObject *exc)
{
    static char text[300];
    PyObject *string = PyObject_Str(exc);

    snprintf(text, sizeof(text), "%s",
             string ? PyUnicode_AsUTF8(string) : raised());
    Py_XDECREF(string);
    return text;
}

/* What an exception says follows its fields, whatever stands in them. */
static void
test_changed_fields(void)
{
    static const char *const names[] = {"UnicodeEncodeError",
                                        "UnicodeTranslateError"};
    PyObject *exc = PyObject_CallFunction(PyExc_UnicodeDecodeError, "sy#nns",
                                          "utf-8", "ab\xff", (Py_ssize_t)3,
                                          (Py_ssize_t)2, (Py_ssize_t)3, "why");
    size_t i;

    PyObject_SetAttrString(exc, "reason", Py_None);
    PyObject_DelAttrString(exc, "encoding");
    is(said(exc), "'<NULL>' codec can't decode byte 0xff in position 2: None",
       "an exception with other fields");
    PyObject_SetAttrString(exc, "object", Py_None);
    is(said(exc), "TypeError: object attribute must be bytes",
       "an object of another type is refused");
    Py_DECREF(exc);
    for (i = 0; i < Py_ARRAY_LENGTH(names); i++) {
        exc = i == 0 ? PyObject_CallFunction(PyExc_UnicodeEncodeError, "ssnns",
                                             "ascii", "a\u20ac", (Py_ssize_t)1,
                                             (Py_ssize_t)2, "why")
                     : PyObject_CallFunction(PyExc_UnicodeTranslateError,
                                             "snns", "abc", (Py_ssize_t)1,
                                             (Py_ssize_t)2, "why");
        PyObject_SetAttrString(exc, "object", Py_Ellipsis);
        is(said(exc), "TypeError: object attribute must be unicode", "%s, too",
           names[i]);
        Py_DECREF(exc);
    }
}

static void
test_normalizing(void)
{
    PyObject *type, *value, *traceback;

    PyErr_SetString(PyExc_ValueError, "lazy");
    PyErr_Fetch(&type, &value, &traceback);
    ok(PyUnicode_Check(value), "a text stays a text until it is needed");
    PyErr_NormalizeException(&type, &value, &traceback);
    ok(PyExceptionInstance_Check(value), "then it becomes an exception");
    ok(traceback == NULL, "there is no traceback");
    PyErr_Restore(type, value, traceback);
    is(raised(), "ValueError: lazy", "and can be raised again");
}

static void
test_new_classes(void)
{
    PyObject *base = PyErr_NewException("mymod.Base", NULL, NULL);
    PyObject *derived =
        PyErr_NewExceptionWithDoc("mymod.Derived", "Says why.", base, NULL);

    is(repr(derived), "<class 'mymod.Derived'>", "a class of one's own");
    is(attribute(derived, "__doc__"), "'Says why.'", "with its text");
    PyErr_SetString(derived, "x");
    ok(PyErr_ExceptionMatches(base), "matches its base");
    PyErr_Clear();
    Py_DECREF(derived);
    Py_DECREF(base);
    ok(!PyErr_NewException("nodot", NULL, NULL), "a name needs a module");
    is(raised(), "SystemError: PyErr_NewException: name must be module.class",
       "and the text says so");
}

/* ---- chains ------------------------------------------------------------- */

static void
test_context(void)
{
    PyObject *first, *second, *context;

    PyErr_SetString(PyExc_ValueError, "first");
    first = caught();
    PyErr_SetHandledException(first);
    PyErr_SetString(PyExc_TypeError, "second");
    second = caught();
    context = PyException_GetContext(second);
    ok(context == first, "what is being handled is the context");
    Py_XDECREF(context);
    PyErr_SetObject((PyObject *)Py_TYPE(first), first);
    Py_DECREF(caught());
    ok(PyException_GetContext(first) == NULL, "but never its own");
    PyErr_SetHandledException(NULL);
    PyErr_SetString(PyExc_TypeError, "third");
    Py_SETREF(second, caught());
    ok(PyException_GetContext(second) == NULL, "nothing is handled now");
    Py_DECREF(second);
    Py_DECREF(first);
}

/* ---- printing ----------------------------------------------------------- */

static void
test_printing(void)
{
    PyObject *cause, *exc, *notes;

    PyErr_SetString(PyExc_TypeError, "text");
    PyErr_Print();
    is(output(), "TypeError: text\n", "class and text");
    ok(!PyErr_Occurred(), "printing clears");
    PyErr_SetNone(PyExc_ValueError);
    PyErr_Print();
    is(output(), "ValueError\n", "a class alone");
    exc = PyErr_NewException("mymod.Oops", NULL, NULL);
    PyErr_SetString(exc, "x");
    PyErr_Print();
    is(output(), "mymod.Oops: x\n", "the module of a class of one's own");
    Py_DECREF(exc);
    PyErr_SetString(PyExc_ValueError, "why");
    cause = caught();
    PyErr_SetString(PyExc_TypeError, "what");
    exc = caught();
    PyException_SetCause(exc, cause);
    notes = PyObject_CallMethod(exc, "add_note", "s", "a note\nin two lines");
    Py_XDECREF(notes);
    PyErr_SetObject((PyObject *)Py_TYPE(exc), exc);
    PyErr_Print();
    is(output(),
       "ValueError: why\n\n"
       "The above exception was the direct cause of the following "
       "exception:\n\n"
       "TypeError: what\na note\nin two lines\n",
       "cause, text and notes");
    Py_DECREF(exc);
    exc = PyList_New(0);
    Py_XDECREF(PyObject_GetAttrString(exc, "appendd"));
    PyErr_Print();
    is(output(),
       "AttributeError: 'list' object has no attribute 'appendd'. Did you "
       "mean: 'append'?\n",
       "a name that is close");
    PyErr_SetString(PyExc_ValueError, "nobody");
    PyErr_WriteUnraisable(exc);
    is(output(), "Exception ignored in: []\nValueError: nobody\n",
       "an exception that nobody can handle");
    Py_DECREF(exc);
}

static void
test_warnings(void)
{
    is_int(PyErr_WarnEx(PyExc_UserWarning, "careful", 1), 0, "a warning");
    is(output(), "sys:1: UserWarning: careful\n", "is shown");
    PyErr_WarnEx(PyExc_UserWarning, "careful", 1);
    is(output(), "", "once");
    PyErr_WarnFormat(PyExc_RuntimeWarning, 1, "%d times", 2);
    is(output(), "sys:1: RuntimeWarning: 2 times\n", "another too");
    PyErr_WarnEx(PyExc_DeprecationWarning, "old", 1);
    is(output(), "", "what only developers want is not");
}

/* ---- recursion ---------------------------------------------------------- */

static void
test_recursion(void)
{
    PyObject *list = PyList_New(0);
    int depth = 0, i;

    while (depth < 5000 && Py_EnterRecursiveCall(" in a test") == 0) {
        depth++;
    }
    ok(depth > 900 && depth <= 1000, "the limit is 1000");
    while (depth--) {
        Py_LeaveRecursiveCall();
    }
    is(raised(), "RecursionError: maximum recursion depth exceeded in a test",
       "a depth that is too large");
    for (i = 0; i < 5000; i++) {
        PyObject *outer = PyList_New(1);

        PyList_SET_ITEM(outer, 0, list);
        list = outer;
    }
    ok(PyObject_Repr(list) == NULL, "a list nested 5000 deep has no repr");
    is(raised(),
       "RecursionError: maximum recursion depth exceeded while getting the "
       "repr of an object",
       "and says why");
    Py_DECREF(list);
}

int
main(void)
{
    Py_Initialize();
    printed = PyList_New(0);
    catch_stderr();
    test_setting();
    test_matching();
    test_objects();
    test_changed_fields();
    test_normalizing();
    test_new_classes();
    test_context();
    test_printing();
    test_warnings();
    test_recursion();
    Py_DECREF(printed);
    PySys_SetObject("stderr", PySys_GetObject("__stderr__"));
    is_int(Py_FinalizeEx(), 0, "the program ends");
    return tap_end();
}
