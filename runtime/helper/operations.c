/* operations.c -- values, and what a line of Python does with them. */

#include <stdarg.h>

#include "helper.h"

/* ---- values ------------------------------------------------------------- */

PyObject *
hb_int(long long value)
{
    return hb_keep_as(PyLong_FromLongLong(value), "a call");
}

PyObject *
hb_float(double value)
{
    return hb_keep_as(PyFloat_FromDouble(value), "a call");
}

PyObject *
hb_str(const char *utf8)
{
    return hb_keep_as(PyUnicode_FromString(utf8), "a call");
}

PyObject *
hb_bool(int condition)
{
    return hb_keep_as(PyBool_FromLong(condition), "a call");
}

PyObject *
hb_import(const char *module, const char *name)
{
    PyObject *imported = PyImport_ImportModule(module);
    PyObject *attribute;

    if (!imported || !name) {
        return hb_keep_as(imported, module);
    }
    attribute = PyObject_GetAttrString(imported, name);
    Py_DECREF(imported);
    return hb_keep_as(attribute, name);
}

/* ---- calls ----------------------------------------------------------------
 */

/* The arguments up to NULL, as a new tuple. */
static PyObject *
tuple_of(va_list args)
{
    PyObject *list = PyList_New(0);
    PyObject *tuple, *arg;

    while (list && (arg = va_arg(args, PyObject *)) != NULL) {
        if (PyList_Append(list, arg) < 0) {
            Py_CLEAR(list);
        }
    }
    tuple = list ? PyList_AsTuple(list) : NULL;
    Py_XDECREF(list);
    return tuple;
}

/* callable(*args); takes the tuple. */
static PyObject *
call(PyObject *callable, PyObject *args)
{
    PyObject *result = NULL;

    if (callable && args) {
        result = PyObject_Call(callable, args, NULL);
    }
    Py_XDECREF(args);
    return result;
}

PyObject *
hb_new_(PyObject *callable, ...)
{
    va_list rest;
    PyObject *args;

    va_start(rest, callable);
    args = tuple_of(rest);
    va_end(rest);
    return call(callable, args);
}

PyObject *
hb_call_(PyObject *object, const char *name, ...)
{
    va_list rest;
    PyObject *args, *method, *result;

    va_start(rest, name);
    args = tuple_of(rest);
    va_end(rest);
    method = PyObject_GetAttrString(object, name);
    result = call(method, args);
    Py_XDECREF(method);
    return result;
}

/* ---- attributes ------------------------------------------------------------
 */

PyObject *
hb_get(PyObject *object, const char *name)
{
    return hb_keep_as(PyObject_GetAttrString(object, name), name);
}

PyObject *
hb_try_get(PyObject *object, const char *name)
{
    return hb_keep_as(PyObject_GetAttrString(object, name), NULL);
}

void
hb_set(PyObject *object, const char *name, PyObject *value)
{
    hb_ok_(hb_try_set(object, name, value) < 0, name);
}

int
hb_try_set(PyObject *object, const char *name, PyObject *value)
{
    return PyObject_SetAttrString(object, name, value);
}

/* ---- items
 * ------------------------------------------------------------------ */

/* object[key], or NULL; takes the key. */
static PyObject *
item(PyObject *object, PyObject *key)
{
    PyObject *result = key ? PyObject_GetItem(object, key) : NULL;

    Py_XDECREF(key);
    return result;
}

/* object[key] = value, or del for NULL; takes the key. */
static int
assign(PyObject *object, PyObject *key, PyObject *value)
{
    int result;

    if (!key) {
        return -1;
    }
    result = value ? PyObject_SetItem(object, key, value)
                   : PyObject_DelItem(object, key);
    Py_DECREF(key);
    return result;
}

PyObject *
hb_at(PyObject *object, Py_ssize_t index)
{
    return hb_keep_as(item(object, PyLong_FromSsize_t(index)), "a call");
}

PyObject *
hb_try_at(PyObject *object, Py_ssize_t index)
{
    return hb_keep_as(item(object, PyLong_FromSsize_t(index)), NULL);
}

void
hb_put(PyObject *object, Py_ssize_t index, PyObject *value)
{
    hb_ok_(hb_try_put(object, index, value) < 0, "hb_put");
}

int
hb_try_put(PyObject *object, Py_ssize_t index, PyObject *value)
{
    return assign(object, PyLong_FromSsize_t(index), value);
}

PyObject *
hb_key(PyObject *object, const char *key)
{
    return hb_keep_as(item(object, PyUnicode_InternFromString(key)), key);
}

PyObject *
hb_try_key(PyObject *object, const char *key)
{
    return hb_keep_as(item(object, PyUnicode_InternFromString(key)), NULL);
}

void
hb_set_key(PyObject *object, const char *key, PyObject *value)
{
    hb_ok_(assign(object, PyUnicode_InternFromString(key), value) < 0, key);
}

PyObject *
hb_slice(PyObject *object, Py_ssize_t start, Py_ssize_t stop)
{
    return hb_keep_as(PySequence_GetSlice(object, start, stop), "a call");
}

PyObject *
hb_slice_step(PyObject *object, PyObject *start, PyObject *stop,
              PyObject *step)
{
    return hb_keep_as(item(object, PySlice_New(start, stop, step)), "a call");
}

Py_ssize_t
hb_sizeof(PyObject *object)
{
    PyObject *function = PySys_GetObject("getsizeof"); /* borrowed */
    PyObject *result;
    Py_ssize_t size;

    result = function ? PyObject_CallOneArg(function, object) : NULL;
    size = result ? PyLong_AsSsize_t(result) : -1;
    Py_XDECREF(result);
    hb_ok_(size < 0, "sys.getsizeof");
    return size;
}

/* ---- classes
 * ------------------------------------------------------------------ */

/* What the body of a class statement leaves. */
static PyObject *namespace(const char *slots)
{
    PyObject *dict = Py_BuildValue("{ss}", "__module__", "__main__");
    PyObject *names = slots ? Hb_Literal(slots) : NULL;

    if (dict && slots &&
        (!names || PyDict_SetItemString(dict, "__slots__", names) < 0)) {
        Py_CLEAR(dict);
    }
    Py_XDECREF(names);
    return dict;
}

/* What stands in the class for a method: it binds as its flags say. */
static PyObject *
descriptor(PyObject *cls, PyMethodDef *method)
{
    PyObject *function, *result;

    if (method->ml_flags & METH_CLASS) {
        return PyDescr_NewClassMethod((PyTypeObject *)cls, method);
    }
    if (!(method->ml_flags & METH_STATIC)) {
        return PyDescr_NewMethod((PyTypeObject *)cls, method);
    }
    function = PyCFunction_New(method, NULL);
    result = function ? PyStaticMethod_New(function) : NULL;
    Py_XDECREF(function);
    return result;
}

static int
add_method(PyObject *cls, PyMethodDef *method)
{
    PyObject *value = descriptor(cls, method);
    int result;

    if (!value) {
        return -1;
    }
    result = PyObject_SetAttrString(cls, method->ml_name, value);
    Py_DECREF(value);
    return result;
}

PyObject *
hb_class(const char *name, PyObject *base, const char *slots,
         PyMethodDef *methods)
{
    PyObject *cls;

    base = base ? base : (PyObject *)&PyBaseObject_Type;
    cls = hb_keep_as(PyObject_CallFunction((PyObject *)&PyType_Type, "s(O)N",
                                           name, base, namespace(slots)),
                     name);
    for (; methods && methods->ml_name; methods++) {
        hb_ok_(add_method(cls, methods) < 0, methods->ml_name);
    }
    return cls;
}
