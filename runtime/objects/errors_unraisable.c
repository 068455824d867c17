/* errors_unraisable.c -- exceptions that nobody can handle.
 *
 * An exception in a finalizer or in a callback has no caller to go to.  It is
 * handed to sys.unraisablehook as a record of five: class, exception,
 * traceback, what was going on, and the object at fault.  The hook that is
 * there at first writes them to stderr:
 *
 *     Exception ignored in: <the object>
 *     mymod.Oops: the text
 *
 * Source: CPython 3.11, Python/errors.c, _PyErr_WriteUnraisableMsg().
 */
#include "Python.h"
#include "internal/hb_errors.h"
#include "internal/pycore_object.h"
#include "internal/pycore_structseq.h"

static PyStructSequence_Field fields[] = {
    {"exc_type", PyDoc_STR("The class of the exception.")},
    {"exc_value", PyDoc_STR("The exception.")},
    {"exc_traceback", PyDoc_STR("Where it comes from, or None.")},
    {"err_msg", PyDoc_STR("What was going on, or None.")},
    {"object", PyDoc_STR("What is at fault, or None.")},
    {NULL, NULL},
};
static PyStructSequence_Desc desc = {
    "UnraisableHookArgs", PyDoc_STR("What sys.unraisablehook is told."),
    fields, 5};
static PyTypeObject UnraisableHookArgs;

/* What is told of an exception; each may be NULL. */
struct report {
    PyObject *type, *value, *traceback;
    PyObject *message; /* str */
    PyObject *obj;
};

/* ---- in the default form ------------------------------------------------ */

static int
write_where(PyObject *file, const struct report *report)
{
    if (report->obj && report->obj != Py_None) {
        if (report->message && report->message != Py_None
                ? PyFile_WriteObject(report->message, file, Py_PRINT_RAW) ||
                      PyFile_WriteString(": ", file)
                : PyFile_WriteString("Exception ignored in: ", file)) {
            return -1;
        }
        if (PyFile_WriteObject(report->obj, file, 0)) {
            PyErr_Clear();
            if (PyFile_WriteString("<object repr() failed>", file)) {
                return -1;
            }
        }
        return PyFile_WriteString("\n", file);
    }
    if (report->message && report->message != Py_None) {
        return PyFile_WriteObject(report->message, file, Py_PRINT_RAW) ||
               PyFile_WriteString(":\n", file);
    }
    return 0;
}

/* ": text"; an empty text is not left out. */
static int
write_value(PyObject *file, PyObject *value)
{
    PyObject *text = PyObject_Str(value);
    int status = PyFile_WriteString(": ", file);

    if (!text) {
        PyErr_Clear();
        return status || PyFile_WriteString("<exception str() failed>", file);
    }
    status = status || PyFile_WriteObject(text, file, Py_PRINT_RAW);
    Py_DECREF(text);
    return status;
}

static int
write_report(PyObject *file, const struct report *report)
{
    if (write_where(file, report)) {
        return -1;
    }
    if (report->traceback && report->traceback != Py_None &&
        PyTraceBack_Print(report->traceback, file)) {
        return -1;
    }
    if (!report->type || report->type == Py_None) {
        return 0;
    }
    if (!PyExceptionClass_Check(report->type)) {
        return PyFile_WriteString("<unknown>\n", file);
    }
    if (Hb_WriteClass(file, report->type)) {
        return -1;
    }
    if (report->value && report->value != Py_None &&
        write_value(file, report->value)) {
        return -1;
    }
    return PyFile_WriteString("\n", file);
}

static void
write_to_stderr(const struct report *report)
{
    PyObject *file = PySys_GetObject("stderr");

    if (!file || file == Py_None) {
        return;
    }
    Py_INCREF(file);
    if (write_report(file, report)) {
        PyErr_Clear();
    }
    Hb_FlushFile(file);
    Py_DECREF(file);
}

PyObject *
Hb_UnraisableHook(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject **items;

    if (!Py_IS_TYPE(args, &UnraisableHookArgs)) {
        PyErr_SetString(PyExc_TypeError, "sys.unraisablehook argument type "
                                         "must be UnraisableHookArgs");
        return NULL;
    }
    items = ((PyTupleObject *)args)->ob_item;
    write_to_stderr(
        &(struct report){items[0], items[1], items[2], items[3], items[4]});
    Py_RETURN_NONE;
}

/* ---- by the hook -------------------------------------------------------- */

static PyObject *
make_args(const struct report *report)
{
    PyObject *items[] = {report->type, report->value, report->traceback,
                         report->message, report->obj};
    PyObject *args = PyStructSequence_New(&UnraisableHookArgs);
    Py_ssize_t i;

    for (i = 0; args && i < (Py_ssize_t)Py_ARRAY_LENGTH(items); i++) {
        PyStructSequence_SET_ITEM(args, i,
                                  Py_NewRef(items[i] ? items[i] : Py_None));
    }
    return args;
}

static int
is_default(PyObject *hook)
{
    return !hook || hook == Py_None ||
           (PyCFunction_Check(hook) &&
            PyCFunction_GET_FUNCTION(hook) == Hb_UnraisableHook);
}

static void
report_fetch(struct report *report)
{
    PyErr_Fetch(&report->type, &report->value, &report->traceback);
    PyErr_NormalizeException(&report->type, &report->value,
                             &report->traceback);
    if (report->traceback && PyTraceBack_Check(report->traceback)) {
        PyException_SetTraceback(report->value, report->traceback);
    }
}

static void
report_clear(struct report *report)
{
    Py_CLEAR(report->type);
    Py_CLEAR(report->value);
    Py_CLEAR(report->traceback);
    Py_CLEAR(report->message);
}

/* Calls the hook; an exception of its own is told in the default form. */
static void
call_hook(PyObject *hook, struct report *report)
{
    PyObject *args = make_args(report);
    PyObject *result = args ? PyObject_CallOneArg(hook, args) : NULL;

    Py_XDECREF(result);
    if (!result) {
        struct report failed = {.obj = hook};

        report_fetch(&failed);
        failed.message = PyUnicode_FromString(
            args ? "Exception ignored in sys.unraisablehook"
                 : "Exception ignored on building sys.unraisablehook "
                   "arguments");
        write_to_stderr(&failed);
        report_clear(&failed);
    }
    Py_XDECREF(args);
}

void
_PyErr_WriteUnraisableMsg(const char *message, PyObject *obj)
{
    struct report report = {.obj = obj};
    PyObject *hook;

    if (!PyErr_Occurred()) {
        return;
    }
    report_fetch(&report);
    if (message) {
        report.message = PyUnicode_FromFormat("Exception ignored %s", message);
        PyErr_Clear();
    }
    hook = Py_XNewRef(PySys_GetObject("unraisablehook"));
    if (is_default(hook)) {
        write_to_stderr(&report);
    }
    else {
        call_hook(hook, &report);
    }
    Py_XDECREF(hook);
    report_clear(&report);
    PyErr_Clear();
}

void
PyErr_WriteUnraisable(PyObject *obj)
{
    _PyErr_WriteUnraisableMsg(NULL, obj);
}

int
Hb_UnraisableInit(void)
{
    return _PyStructSequence_InitType(&UnraisableHookArgs, &desc,
                                      Py_TPFLAGS_DISALLOW_INSTANTIATION);
}

void
Hb_UnraisableFini(void)
{
    _PyStructSequence_FiniType(&UnraisableHookArgs);
}
