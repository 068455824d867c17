/* sys_output.c -- printing to sys.stdout and sys.stderr from C; audit events.
 *
 * Source: CPython 3.11, Python/sysmodule.c; PEP 578.
 */
#include "Python.h"
#include "internal/hb_sys.h"
#include "internal/pycore_pystate.h"

#define LONGEST 1000 /* bytes that PySys_WriteStdout prints at most */

/* ---- text --------------------------------------------------------------- */

static int
write_to(const char *text, PyObject *file)
{
    return file && file != Py_None ? PyFile_WriteString(text, file) : -1;
}

/* A stream that does not work is replaced by that of C. */
static void
sys_write(const char *name, FILE *fallback, const char *format, va_list va)
{
    PyObject *type, *value, *traceback;
    PyObject *file;
    char text[LONGEST + 1];
    int written;

    PyErr_Fetch(&type, &value, &traceback);
    file = PySys_GetObject(name);
    written = PyOS_vsnprintf(text, sizeof(text), format, va);
    if (write_to(text, file)) {
        PyErr_Clear();
        fputs(text, fallback);
    }
    if (written < 0 || (size_t)written >= sizeof(text)) {
        if (write_to("... truncated", file)) {
            PyErr_Clear();
            fputs("... truncated", fallback);
        }
    }
    PyErr_Restore(type, value, traceback);
}

void
PySys_WriteStdout(const char *format, ...)
{
    va_list va;

    va_start(va, format);
    sys_write("stdout", stdout, format, va);
    va_end(va);
}

void
PySys_WriteStderr(const char *format, ...)
{
    va_list va;

    va_start(va, format);
    sys_write("stderr", stderr, format, va);
    va_end(va);
}

static void
sys_format(const char *name, FILE *fallback, const char *format, va_list va)
{
    PyObject *type, *value, *traceback;
    PyObject *file, *text;
    const char *utf8;

    PyErr_Fetch(&type, &value, &traceback);
    file = PySys_GetObject(name);
    text = PyUnicode_FromFormatV(format, va);
    if (text) {
        if (!file || file == Py_None ||
            PyFile_WriteObject(text, file, Py_PRINT_RAW)) {
            PyErr_Clear();
            utf8 = PyUnicode_AsUTF8(text);
            if (utf8) {
                fputs(utf8, fallback);
            }
        }
        Py_DECREF(text);
    }
    PyErr_Clear();
    PyErr_Restore(type, value, traceback);
}

void
PySys_FormatStdout(const char *format, ...)
{
    va_list va;

    va_start(va, format);
    sys_format("stdout", stdout, format, va);
    va_end(va);
}

void
PySys_FormatStderr(const char *format, ...)
{
    va_list va;

    va_start(va, format);
    sys_format("stderr", stderr, format, va);
    va_end(va);
}

/* ---- audit events ------------------------------------------------------- */

struct audit_hook {
    struct audit_hook *next;
    Py_AuditHookFunction function;
    void *data;
};

static struct audit_hook *c_hooks;

int
PySys_AddAuditHook(Py_AuditHookFunction function, void *data)
{
    struct audit_hook **end = &c_hooks;
    struct audit_hook *hook = malloc(sizeof(*hook));

    if (!hook) {
        PyErr_NoMemory();
        return -1;
    }
    *hook = (struct audit_hook){NULL, function, data};
    while (*end) {
        end = &(*end)->next;
    }
    *end = hook;
    return 0;
}

void
Hb_SysForgetHooks(void)
{
    while (c_hooks) {
        struct audit_hook *next = c_hooks->next;

        free(c_hooks);
        c_hooks = next;
    }
}

static int
call_hooks(const char *event, PyObject *args)
{
    PyObject *list = _PyInterpreterState_GET()->audit_hooks;
    struct audit_hook *hook;
    Py_ssize_t i;

    for (hook = c_hooks; hook; hook = hook->next) {
        if (hook->function(event, args, hook->data)) {
            return -1;
        }
    }
    for (i = 0; list && i < PyList_GET_SIZE(list); i++) {
        PyObject *result =
            PyObject_CallFunction(PyList_GET_ITEM(list, i), "sO", event, args);

        if (!result) {
            return -1;
        }
        Py_DECREF(result);
    }
    return 0;
}

int
PySys_Audit(const char *event, const char *format, ...)
{
    PyObject *args;
    va_list va;
    int status;

    if (!c_hooks && !_PyInterpreterState_GET()->audit_hooks) {
        return 0;
    }
    va_start(va, format);
    args = format && *format ? Py_VaBuildValue(format, va) : PyTuple_New(0);
    va_end(va);
    if (args && !PyTuple_Check(args)) {
        Py_SETREF(args, PyTuple_Pack(1, args));
    }
    if (!args) {
        return -1;
    }
    status = call_hooks(event, args);
    Py_DECREF(args);
    return status;
}

PyObject *
Hb_SysAddAuditHook(PyObject *Py_UNUSED(self), PyObject *hook)
{
    PyInterpreterState *interp = _PyInterpreterState_GET();

    if (PySys_Audit("sys.addaudithook", NULL) < 0) {
        if (!PyErr_ExceptionMatches(PyExc_Exception)) {
            return NULL;
        }
        PyErr_Clear(); /* a hook may refuse others in silence */
        Py_RETURN_NONE;
    }
    if (!interp->audit_hooks) {
        interp->audit_hooks = PyList_New(0);
    }
    if (!interp->audit_hooks || PyList_Append(interp->audit_hooks, hook)) {
        return NULL;
    }
    Py_RETURN_NONE;
}

PyObject *
Hb_SysAudit(PyObject *Py_UNUSED(self), PyObject *args)
{
    PyObject *rest;
    const char *event;
    int status;

    if (PyTuple_GET_SIZE(args) == 0) {
        PyErr_SetString(PyExc_TypeError,
                        "audit() missing 1 required positional argument: "
                        "'event'");
        return NULL;
    }
    event = PyUnicode_AsUTF8(PyTuple_GET_ITEM(args, 0));
    rest = event ? PyTuple_GetSlice(args, 1, PyTuple_GET_SIZE(args)) : NULL;
    if (!rest) {
        return NULL;
    }
    status = call_hooks(event, rest);
    Py_DECREF(rest);
    if (status) {
        return NULL;
    }
    Py_RETURN_NONE;
}
