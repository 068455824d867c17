/* object_debug.c -- describing objects that may be broken. */

#include "Python.h"

#include "internal/hb_consistency.h"
#include "internal/pycore_object.h"

int
_PyObject_IsFreed(PyObject *op)
{
    /* Freed memory is filled with one of these bytes by the debug hooks and
     * the hostile build. */
    static const unsigned char fill[] = {0x00, 0xcd, 0xdd, 0xfd};
    uintptr_t word = (uintptr_t)op;
    for (size_t i = 0; i < sizeof(fill); i++) {
        if (word == fill[i] * (UINTPTR_MAX / 0xff)) {
            return 1;
        }
    }
    return 0;
}

int
_PyObject_CheckConsistency(PyObject *op, int check_content)
{
    const char *broken;

    if (op == NULL || Py_REFCNT(op) < 1 || Py_TYPE(op) == NULL) {
        _PyObject_ASSERT_FAILED_MSG(op, "object has no reference or no type");
    }
    if (check_content && PyType_Check(op)) {
        return _PyType_CheckConsistency((PyTypeObject *)op);
    }
    if (check_content && (broken = Hb_BrokenInvariant(op)) != NULL) {
        _PyObject_ASSERT_FAILED_MSG(op, broken);
    }
    return 1;
}

void
_PyObject_Dump(PyObject *op)
{
    fprintf(stderr, "object address  : %p\n", (void *)op);
    if (_PyObject_IsFreed(op)) {
        fprintf(stderr, "<object is freed>\n");
        fflush(stderr);
        return;
    }
    fprintf(stderr, "object refcount : %zd\n", Py_REFCNT(op));
    PyTypeObject *type = Py_TYPE(op);
    fprintf(stderr, "object type     : %p\n", (void *)type);
    fprintf(stderr, "object type name: %s\n",
            type == NULL || _PyObject_IsFreed((PyObject *)type)
                ? "NULL"
                : type->tp_name);
    PyObject *error, *value, *traceback;
    PyErr_Fetch(&error, &value, &traceback);
    fprintf(stderr, "object repr     : ");
    fflush(stderr);
    if (PyObject_Print(op, stderr, 0) < 0) {
        PyErr_Clear();
    }
    fputc('\n', stderr);
    fflush(stderr);
    PyErr_Restore(error, value, traceback);
}

void
_PyObject_AssertFailed(PyObject *obj, const char *expr, const char *msg,
                       const char *file, int line, const char *function)
{
    fprintf(stderr, "%s:%d: ", file, line);
    if (function != NULL) {
        fprintf(stderr, "%s: ", function);
    }
    if (expr != NULL) {
        fprintf(stderr, "Assertion \"%s\" failed", expr);
    }
    else {
        fprintf(stderr, "Assertion failed");
    }
    fprintf(stderr, "%s%s\n", msg == NULL ? "" : ": ", msg ? msg : "");
    fflush(stderr);
    if (obj != NULL) {
        _PyObject_Dump(obj);
    }
    Py_FatalError("_PyObject_AssertFailed");
}

void
_Py_FatalRefcountErrorFunc(const char *func, const char *message)
{
    _Py_FatalErrorFunc(func, message);
}

void
_Py_BreakPoint(void)
{
}
