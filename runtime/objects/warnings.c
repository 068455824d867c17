/* warnings.c -- warnings under CPython's default filters.
 *
 * Without frames every warning comes from "sys", line 1: that is what CPython
 * says of one that is issued before any Python code runs.  A text is shown
 * once for each category; the registry is sys.__warningregistry__.
 *
 * Source: CPython 3.11, Python/_warnings.c.
 */
#include "Python.h"
#include "internal/pycore_interp.h"
#include "internal/pycore_pyerrors.h"

/* Under the default filters these are for developers who ask for them. */
static int
is_ignored(PyObject *category, PyObject *module)
{
    PyObject *quiet[] = {
        PyExc_DeprecationWarning,
        PyExc_PendingDeprecationWarning,
        PyExc_ImportWarning,
        PyExc_ResourceWarning,
    };
    size_t i;

    if (PyType_IsSubtype((PyTypeObject *)category,
                         (PyTypeObject *)PyExc_DeprecationWarning) &&
        PyUnicode_CompareWithASCIIString(module, "__main__") == 0) {
        return 0;
    }
    for (i = 0; i < Py_ARRAY_LENGTH(quiet); i++) {
        if (PyType_IsSubtype((PyTypeObject *)category,
                             (PyTypeObject *)quiet[i])) {
            return 1;
        }
    }
    return 0;
}

/* 1 when the registry has the warning already; notes it; -1 on error. */
static int
already_warned(PyObject *registry, PyObject *text, PyObject *category,
               int lineno)
{
    PyObject *key;
    int known;

    if (!registry || registry == Py_None) {
        return 0;
    }
    key = Py_BuildValue("(OOi)", text, category, lineno);
    if (!key) {
        return -1;
    }
    known = PyDict_Contains(registry, key);
    if (known == 0 && PyDict_SetItem(registry, key, Py_True)) {
        known = -1;
    }
    Py_DECREF(key);
    return known;
}

static void
show(PyObject *filename, int lineno, PyObject *text, PyObject *category)
{
    PyObject *name = PyType_GetName((PyTypeObject *)category);

    if (name) {
        PySys_FormatStderr("%U:%d: %U: %S\n", filename, lineno, name, text);
        Py_DECREF(name);
    }
    PyErr_Clear();
}

static int
warn_text(PyObject *category, PyObject *text, PyObject *filename, int lineno,
          PyObject *module, PyObject *registry)
{
    int known;

    if (is_ignored(category, module)) {
        return 0;
    }
    known = already_warned(registry, text, category, lineno);
    if (known == 0) {
        show(filename, lineno, text, category);
    }
    return known < 0 ? -1 : 0;
}

/* A message that is a warning object decides the category. */
static int
warn_object(PyObject *category, PyObject *message, PyObject *filename,
            int lineno, PyObject *module, PyObject *registry)
{
    PyObject *text;
    int status;

    status = PyObject_IsInstance(message, PyExc_Warning);
    if (status < 0) {
        return -1;
    }
    if (status) {
        category = (PyObject *)Py_TYPE(message);
    }
    text = PyObject_Str(message);
    if (!text) {
        return -1;
    }
    status = warn_text(category, text, filename, lineno, module, registry);
    Py_DECREF(text);
    return status;
}

/* sys.__warningregistry__, made at the first warning.  Borrowed. */
static PyObject *
sys_registry(void)
{
    PyObject *dict = Hb_Interpreter.sysdict;
    PyObject *registry = PyDict_GetItemString(dict, "__warningregistry__");

    if (registry) {
        return registry;
    }
    registry = PyDict_New();
    if (!registry ||
        PyDict_SetItemString(dict, "__warningregistry__", registry)) {
        Py_XDECREF(registry);
        return NULL;
    }
    Py_DECREF(registry);
    return registry;
}

static int
check_category(PyObject *category)
{
    int status = PyType_Check(category)
                     ? PyObject_IsSubclass(category, PyExc_Warning)
                     : 0;

    if (status == 0) {
        PyErr_Format(PyExc_TypeError,
                     "category must be a Warning subclass, not '%s'",
                     Py_TYPE(category)->tp_name);
    }
    return status > 0 ? 0 : -1;
}

static int
warn_from_sys(PyObject *category, PyObject *message)
{
    PyObject *registry, *sys;
    int status;

    category = category ? category : PyExc_RuntimeWarning;
    if (check_category(category) || !(registry = sys_registry())) {
        return -1;
    }
    sys = PyUnicode_FromString("sys");
    if (!sys) {
        return -1;
    }
    status = warn_object(category, message, sys, 1, sys, registry);
    Py_DECREF(sys);
    return status;
}

static int
take_warning(PyObject *category, PyObject *message)
{
    int status = message ? warn_from_sys(category, message) : -1;

    Py_XDECREF(message);
    return status;
}

int
PyErr_WarnEx(PyObject *category, const char *message,
             Py_ssize_t Py_UNUSED(stack_level))
{
    return take_warning(category, PyUnicode_FromString(message));
}

int
PyErr_WarnFormat(PyObject *category, Py_ssize_t Py_UNUSED(stack_level),
                 const char *format, ...)
{
    va_list vargs;
    PyObject *message;

    va_start(vargs, format);
    message = PyUnicode_FromFormatV(format, vargs);
    va_end(vargs);
    return take_warning(category, message);
}

int
PyErr_ResourceWarning(PyObject *Py_UNUSED(source),
                      Py_ssize_t Py_UNUSED(stack_level), const char *format,
                      ...)
{
    va_list vargs;
    PyObject *message;

    va_start(vargs, format);
    message = PyUnicode_FromFormatV(format, vargs);
    va_end(vargs);
    return take_warning(PyExc_ResourceWarning, message);
}

int
PyErr_WarnExplicitObject(PyObject *category, PyObject *message,
                         PyObject *filename, int lineno, PyObject *module,
                         PyObject *registry)
{
    category = category ? category : PyExc_RuntimeWarning;
    return warn_object(category, message, filename, lineno,
                       module ? module : filename, registry);
}

int
PyErr_WarnExplicit(PyObject *category, const char *message,
                   const char *filename, int lineno, const char *module,
                   PyObject *registry)
{
    PyObject *text = PyUnicode_FromString(message);
    PyObject *file = PyUnicode_DecodeFSDefault(filename);
    PyObject *name = module ? PyUnicode_FromString(module) : NULL;
    int status = -1;

    if (text && file && (name || !module)) {
        status = PyErr_WarnExplicitObject(category, text, file, lineno, name,
                                          registry);
    }
    Py_XDECREF(name);
    Py_XDECREF(file);
    Py_XDECREF(text);
    return status;
}
