/* errors_print.c -- what an exception looks like on stderr.
 *
 * Causes and contexts come first, then traceback (never, without frames),
 * class, text and notes:
 *
 *     mymod.Oops: the text
 *     a note
 *
 * Source: CPython 3.11, Python/pythonrun.c and Python/errors.c.
 */
#include "Python.h"
#include "internal/hb_errors.h"
#include "internal/pycore_ceval.h"
#include "internal/pycore_pyerrors.h"
#include "internal/pycore_unicodeobject.h"

static const char cause_text[] =
    "\nThe above exception was the direct cause of the following "
    "exception:\n\n";
static const char context_text[] =
    "\nDuring handling of the above exception, another exception "
    "occurred:\n\n";

/* ---- one exception ------------------------------------------------------ */

/* The module's name and a dot, unless it is one that goes without saying. */
static int
write_module(PyObject *file, PyObject *type)
{
    PyObject *module = PyObject_GetAttrString(type, "__module__");
    int status = 0;

    if (!module || !PyUnicode_Check(module)) {
        PyErr_Clear();
        status = PyFile_WriteString("<unknown>.", file);
    }
    else if (PyUnicode_CompareWithASCIIString(module, "builtins") != 0 &&
             PyUnicode_CompareWithASCIIString(module, "__main__") != 0) {
        status = PyFile_WriteObject(module, file, Py_PRINT_RAW);
        if (status == 0) {
            status = PyFile_WriteString(".", file);
        }
    }
    Py_XDECREF(module);
    return status;
}

int
Hb_WriteClass(PyObject *file, PyObject *type)
{
    PyObject *name;
    int status;

    if (write_module(file, type)) {
        return -1;
    }
    name = PyType_GetQualName((PyTypeObject *)type);
    if (!name || !PyUnicode_Check(name)) {
        PyErr_Clear();
        status = PyFile_WriteString("<unknown>", file);
    }
    else {
        status = PyFile_WriteObject(name, file, Py_PRINT_RAW);
    }
    Py_XDECREF(name);
    return status;
}

/* ": text" where the text is not empty. */
static int
write_text(PyObject *file, PyObject *value)
{
    PyObject *text = PyObject_Str(value);
    int status;

    if (!text) {
        PyErr_Clear();
        return PyFile_WriteString(": <exception str() failed>", file);
    }
    status = 0;
    if (!PyUnicode_Check(text) || PyUnicode_GET_LENGTH(text) != 0) {
        status = PyFile_WriteString(": ", file);
    }
    if (status == 0) {
        status = PyFile_WriteObject(text, file, Py_PRINT_RAW);
    }
    Py_DECREF(text);
    return status;
}

static int
write_note(PyObject *file, PyObject *note)
{
    PyObject *text =
        PyUnicode_Check(note) ? Py_NewRef(note) : PyObject_Str(note);
    PyObject *lines;
    Py_ssize_t i;
    int status = 0;

    if (!text) {
        PyErr_Clear();
        return PyFile_WriteString("<note str() failed>\n", file);
    }
    lines = PyUnicode_Splitlines(text, 0);
    Py_DECREF(text);
    if (!lines) {
        return -1;
    }
    for (i = 0; i < PyList_GET_SIZE(lines) && status == 0; i++) {
        status =
            PyFile_WriteObject(PyList_GET_ITEM(lines, i), file, Py_PRINT_RAW);
        if (status == 0) {
            status = PyFile_WriteString("\n", file);
        }
    }
    Py_DECREF(lines);
    return status;
}

/* What is not a sequence of notes is shown as it is. */
static int
write_notes(PyObject *file, PyObject *notes)
{
    PyObject *list;
    Py_ssize_t i;
    int status = 0;

    if (!PySequence_Check(notes)) {
        status = PyFile_WriteObject(notes, file, 0);
        if (status) {
            PyErr_Clear();
            status = PyFile_WriteString("<__notes__ repr() failed>", file);
        }
        return status ? status : PyFile_WriteString("\n", file);
    }
    list = PySequence_List(notes);
    if (!list) {
        return -1;
    }
    for (i = 0; i < PyList_GET_SIZE(list) && status == 0; i++) {
        status = write_note(file, PyList_GET_ITEM(list, i));
    }
    Py_DECREF(list);
    return status;
}

static int
write_notes_of(PyObject *file, PyObject *value)
{
    PyObject *notes;
    int status = 0;

    if (_PyObject_LookupAttr(value, &_Py_ID(__notes__), &notes) < 0) {
        PyErr_Clear();
        return 0;
    }
    if (notes) {
        status = write_notes(file, notes);
        Py_DECREF(notes);
    }
    return status;
}

static int
write_not_exception(PyObject *file, PyObject *value)
{
    PySys_FormatStderr("TypeError: print_exception(): Exception expected for "
                       "value, %s found\n",
                       Py_TYPE(value)->tp_name);
    (void)file;
    return 0;
}

static int
write_one(PyObject *file, PyObject *value)
{
    if (!PyExceptionInstance_Check(value)) {
        return write_not_exception(file, value);
    }
    /* What C has printed before stands before the exception. */
    fflush(stdout);
    PyObject *traceback = PyException_GetTraceback(value);
    int status = traceback == Py_None ? 0 : PyTraceBack_Print(traceback, file);
    Py_XDECREF(traceback);
    if (status || Hb_WriteClass(file, (PyObject *)Py_TYPE(value)) ||
        write_text(file, value) || Hb_WriteSuggestion(file, value) ||
        PyFile_WriteString("\n", file)) {
        return -1;
    }
    return write_notes_of(file, value);
}

/* ---- with what led to it ------------------------------------------------ */

static int write_chain(PyObject *file, PyObject *value, PyObject *seen);

/* Writes an exception that led to another, unless it was written before.
 * Takes the reference. */
static int
write_before(PyObject *file, PyObject *before, const char *text,
             PyObject *seen)
{
    PyObject *id = PyLong_FromVoidPtr(before);
    int known = id ? PySet_Contains(seen, id) : -1;
    int status = 0;

    Py_XDECREF(id);
    if (known < 0) {
        PyErr_Clear();
        known = 0;
    }
    if (!known) {
        status = write_chain(file, before, seen);
        if (status == 0) {
            status = PyFile_WriteString(text, file);
        }
    }
    Py_DECREF(before);
    return status;
}

static int
write_what_led_to(PyObject *file, PyObject *value, PyObject *seen)
{
    PyObject *cause = PyException_GetCause(value);
    PyObject *context;

    if (cause) {
        return write_before(file, cause, cause_text, seen);
    }
    context = PyException_GetContext(value);
    if (context && !((PyBaseExceptionObject *)value)->suppress_context) {
        return write_before(file, context, context_text, seen);
    }
    Py_XDECREF(context);
    return 0;
}

static void
remember(PyObject *value, PyObject *seen)
{
    PyObject *id = PyLong_FromVoidPtr(value);

    if (!id || PySet_Add(seen, id)) {
        PyErr_Clear();
    }
    Py_XDECREF(id);
}

static int
write_chain(PyObject *file, PyObject *value, PyObject *seen)
{
    int status = 0;

    if (_Py_EnterRecursiveCall(" in print_exception_recursive")) {
        return -1;
    }
    if (seen && PyExceptionInstance_Check(value)) {
        remember(value, seen);
        status = write_what_led_to(file, value, seen);
    }
    if (status == 0) {
        status = write_one(file, value);
    }
    _Py_LeaveRecursiveCall();
    return status;
}

void
Hb_FlushFile(PyObject *file)
{
    PyObject *result = PyObject_CallMethod(file, "flush", NULL);

    if (!result) {
        PyErr_Clear();
    }
    Py_XDECREF(result);
}

/* The exception keeps the traceback that it has. */
static void
give_traceback(PyObject *value, PyObject *traceback)
{
    PyObject *own;

    if (!PyExceptionInstance_Check(value) || traceback == NULL ||
        !PyTraceBack_Check(traceback)) {
        return;
    }
    own = PyException_GetTraceback(value);
    if (own == NULL) {
        PyException_SetTraceback(value, traceback);
    }
    Py_XDECREF(own);
}

void
PyErr_Display(PyObject *Py_UNUSED(type), PyObject *value, PyObject *traceback)
{
    PyObject *file = PySys_GetObject("stderr");
    PyObject *seen;

    if (!file || file == Py_None || !value) {
        return;
    }
    Py_INCREF(file);
    give_traceback(value, traceback);
    seen = PySet_New(NULL);
    if (!seen) {
        PyErr_Clear();
    }
    if (write_chain(file, value, seen)) {
        PyErr_Clear();
    }
    Py_XDECREF(seen);
    Hb_FlushFile(file);
    Py_DECREF(file);
}

/* ---- PyErr_Print -------------------------------------------------------- */

/* The exit code that a SystemExit asks for; a text goes to stderr. */
static int
exit_code(PyObject *value)
{
    PyObject *code = value;
    int status = 1;

    if (PyExceptionInstance_Check(value)) {
        code = ((PySystemExitObject *)value)->code;
    }
    if (!code || code == Py_None) {
        return 0;
    }
    if (PyLong_Check(code)) {
        return (int)PyLong_AsLong(code);
    }
    PySys_FormatStderr("%S\n", code);
    return status;
}

static void
handle_system_exit(void)
{
    PyObject *type, *value, *traceback;
    int status;

    if (!PyErr_ExceptionMatches(PyExc_SystemExit)) {
        return;
    }
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    fflush(stdout);
    status = value ? exit_code(value) : 0;
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    Py_Exit(status);
}

static void
set_last(const char *name, PyObject *value)
{
    if (PySys_SetObject(name, value)) {
        PyErr_Clear();
    }
}

/* sys.excepthook has failed: shows its exception and the original one. */
static void
show_hook_error(PyObject *value)
{
    PyObject *type, *error, *traceback;

    handle_system_exit();
    PyErr_Fetch(&type, &error, &traceback);
    PyErr_NormalizeException(&type, &error, &traceback);
    PySys_WriteStderr("Error in sys.excepthook:\n");
    PyErr_Display(type, error, traceback);
    PySys_WriteStderr("\nOriginal exception was:\n");
    PyErr_Display(NULL, value, NULL);
    Py_XDECREF(type);
    Py_XDECREF(error);
    Py_XDECREF(traceback);
}

static void
call_hook(PyObject *type, PyObject *value, PyObject *traceback)
{
    PyObject *hook = PySys_GetObject("excepthook");
    PyObject *result;

    if (!hook) {
        PySys_WriteStderr("sys.excepthook is missing\n");
        PyErr_Display(type, value, traceback);
        return;
    }
    Py_INCREF(hook);
    result = PyObject_CallFunctionObjArgs(hook, type, value, traceback, NULL);
    if (!result) {
        show_hook_error(value);
    }
    Py_XDECREF(result);
    Py_DECREF(hook);
}

void
PyErr_PrintEx(int set_sys_last_vars)
{
    PyObject *type, *value, *traceback;

    handle_system_exit();
    PyErr_Fetch(&type, &value, &traceback);
    if (!type) {
        return;
    }
    PyErr_NormalizeException(&type, &value, &traceback);
    if (!traceback) {
        traceback = Py_NewRef(Py_None);
    }
    PyException_SetTraceback(value, traceback);
    if (set_sys_last_vars) {
        set_last("last_type", type);
        set_last("last_value", value);
        set_last("last_traceback", traceback);
    }
    call_hook(type, value, traceback);
    Py_DECREF(type);
    Py_DECREF(value);
    Py_DECREF(traceback);
}

void
_PyErr_Print(PyThreadState *Py_UNUSED(tstate))
{
    PyErr_PrintEx(1);
}

void
PyErr_Print(void)
{
    PyErr_PrintEx(1);
}
