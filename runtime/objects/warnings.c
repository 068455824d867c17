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

/* ---- the filters -------------------------------------------------------- */

struct filter {
    PyObject *category;
    const char *module; /* NULL for any */
    int shows;
};

/* 1 to show a warning of the category, 0 to pass over it, -1 with an
 * exception.  The first filter that fits decides. */
static int
is_shown(PyObject *category, PyObject *module)
{
    const struct filter filters[] = {
        {PyExc_DeprecationWarning, "__main__", 1},
        {PyExc_DeprecationWarning, NULL, 0},
        {PyExc_PendingDeprecationWarning, NULL, 0},
        {PyExc_ImportWarning, NULL, 0},
        {PyExc_ResourceWarning, NULL, 0},
    };

    for (size_t i = 0; i < Py_ARRAY_LENGTH(filters); i++) {
        int fits = PyObject_IsSubclass(category, filters[i].category);
        if (fits < 0) {
            return -1;
        }
        if (fits && (filters[i].module == NULL ||
                     PyUnicode_CompareWithASCIIString(
                         module, filters[i].module) == 0)) {
            return filters[i].shows;
        }
    }
    return 1;
}

/* ---- the registry of what was shown ------------------------------------- */

/* Empties a registry that was made under other filters: theirs never change
 * here, so its version is 0.  0, or -1 with an exception. */
static int
check_version(PyObject *registry)
{
    PyObject *version = PyDict_GetItemString(registry, "version");
    if (version != NULL && PyLong_CheckExact(version) &&
        PyLong_AsLong(version) == 0) {
        return 0;
    }
    PyErr_Clear();
    PyDict_Clear(registry);
    version = PyLong_FromLong(0);
    int failed = version == NULL ||
                 PyDict_SetItemString(registry, "version", version) < 0;
    Py_XDECREF(version);
    return failed ? -1 : 0;
}

/* 1 when the registry has the key as a true value, -1 with an exception. */
static int
already_warned(PyObject *registry, PyObject *key)
{
    if (registry == NULL || registry == Py_None) {
        return 0;
    }
    if (check_version(registry) < 0) {
        return -1;
    }
    PyObject *known = PyDict_GetItemWithError(registry, key);
    if (known == NULL) {
        return PyErr_Occurred() ? -1 : 0;
    }
    return PyObject_IsTrue(known);
}

/* ---- one warning -------------------------------------------------------- */

struct warning {
    PyObject *category; /* borrowed, as are those below */
    PyObject *filename;
    int lineno;
    PyObject *module;   /* NULL for one named after the file */
    PyObject *registry; /* NULL or None for none */
    PyObject *message;  /* ours: an instance of the category */
    PyObject *text;     /* ours: what the message says */
};

static void
show(const struct warning *w)
{
    PyObject *name = PyObject_GetAttrString(w->category, "__name__");

    if (name != NULL) {
        PySys_FormatStderr("%U:%d: %S: %S\n", w->filename, w->lineno, name,
                           w->text);
        Py_DECREF(name);
    }
    PyErr_Clear();
}

/* A message that is a warning decides the category; any other is what the
 * category is called with.  0, or -1 with an exception. */
static int
settle_message(struct warning *w, PyObject *given)
{
    int is_warning = PyObject_IsInstance(given, PyExc_Warning);

    if (is_warning < 0) {
        return -1;
    }
    if (is_warning) {
        w->text = PyObject_Str(given);
        w->message = Py_NewRef(given);
        w->category = (PyObject *)Py_TYPE(given);
        return w->text == NULL ? -1 : 0;
    }
    w->text = Py_NewRef(given);
    w->message = PyObject_CallOneArg(w->category, given);
    return w->message == NULL ? -1 : 0;
}

static int
warn_once(const struct warning *w, PyObject *key, PyObject *module)
{
    int known = already_warned(w->registry, key);
    if (known != 0) {
        return known < 0 ? -1 : 0;
    }
    int shown = is_shown(w->category, module);
    if (shown <= 0) {
        return shown;
    }
    if (w->registry != NULL && w->registry != Py_None &&
        PyDict_SetItem(w->registry, key, Py_True) < 0) {
        return -1;
    }
    show(w);
    return 0;
}

/* "a.b" for "a.b.py".  New. */
static PyObject *
module_of_file(PyObject *filename)
{
    Py_ssize_t len = PyUnicode_GetLength(filename);
    if (len < 0) {
        return NULL;
    }
    if (len == 0) {
        return PyUnicode_FromString("<unknown>");
    }
    PyObject *suffix = PyUnicode_FromString(".py");
    if (suffix == NULL) {
        return NULL;
    }
    Py_ssize_t is_source =
        PyUnicode_Tailmatch(filename, suffix, 0, PY_SSIZE_T_MAX, 1);
    Py_DECREF(suffix);
    return is_source > 0 ? PyUnicode_Substring(filename, 0, len - 3)
                         : Py_NewRef(filename);
}

static int
warn_explicit(struct warning *w, PyObject *given)
{
    if (w->module == Py_None) {
        return 0;
    }
    if (w->registry != NULL && w->registry != Py_None &&
        !PyDict_Check(w->registry)) {
        PyErr_SetString(PyExc_TypeError, "'registry' must be a dict or None");
        return -1;
    }
    PyObject *module =
        w->module == NULL ? module_of_file(w->filename) : Py_NewRef(w->module);
    PyObject *key = NULL;
    int status = -1;
    if (module != NULL && settle_message(w, given) == 0) {
        key = Py_BuildValue("(OOi)", w->text, w->category, w->lineno);
    }
    if (key != NULL) {
        status = warn_once(w, key, module);
    }
    Py_XDECREF(key);
    Py_XDECREF(w->message);
    Py_XDECREF(w->text);
    Py_XDECREF(module);
    return status;
}

/* ---- where it comes from ------------------------------------------------ */

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
warn_from_sys(PyObject *category, PyObject *message)
{
    PyObject *registry = sys_registry();
    PyObject *sys = registry == NULL ? NULL : PyUnicode_FromString("sys");
    int status;

    if (sys == NULL) {
        return -1;
    }
    struct warning w = {
        .category = category == NULL ? PyExc_RuntimeWarning : category,
        .filename = sys,
        .lineno = 1,
        .module = sys,
        .registry = registry,
    };
    status = warn_explicit(&w, message);
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
PyErr_WarnExplicitFormat(PyObject *category, const char *filename, int lineno,
                         const char *module, PyObject *registry,
                         const char *format, ...)
{
    PyObject *file = PyUnicode_DecodeFSDefault(filename);
    PyObject *name = module ? PyUnicode_FromString(module) : NULL;
    PyObject *message = NULL;
    int status = -1;
    va_list vargs;

    if (file && (name || !module)) {
        va_start(vargs, format);
        message = PyUnicode_FromFormatV(format, vargs);
        va_end(vargs);
    }
    if (message) {
        status = PyErr_WarnExplicitObject(category, message, file, lineno,
                                          name, registry);
    }
    Py_XDECREF(message);
    Py_XDECREF(name);
    Py_XDECREF(file);
    return status;
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
    struct warning w = {
        .category = category == NULL ? PyExc_RuntimeWarning : category,
        .filename = filename,
        .lineno = lineno,
        .module = module,
        .registry = registry,
    };
    return warn_explicit(&w, message);
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
