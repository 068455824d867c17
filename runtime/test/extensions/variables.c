/* variables.c -- context variables from C: contexts entered and left, tokens,
 * and what refuses. */
#include "show.h"

static PyObject *
value_of(PyObject *var, PyObject *default_value)
{
    PyObject *value;
    if (PyContextVar_Get(var, default_value, &value) < 0) {
        return NULL;
    }
    return value == NULL ? PyUnicode_FromString("nothing") : value;
}

static void
set(PyObject *var, long number)
{
    PyObject *value = PyLong_FromLong(number);
    Py_XDECREF(PyContextVar_Set(var, value));
    Py_DECREF(value);
}

static void
values(void)
{
    PyObject *seven = PyLong_FromLong(7);
    PyObject *plain = PyContextVar_New("plain", NULL);
    PyObject *other = PyContextVar_New("other", seven);
    show("plain", value_of(plain, NULL));
    show("plain or None", value_of(plain, Py_None));
    show("other", value_of(other, NULL));
    show("other or None", value_of(other, Py_None));
    show("get", PyObject_CallMethod(plain, "get", NULL));
    PyObject *first = PyContextVar_Set(plain, seven);
    PyObject *second = PyContextVar_Set(plain, Py_None);
    show("set", value_of(plain, NULL));
    show("old", PyObject_GetAttrString(first, "old_value"));
    show("old", PyObject_GetAttrString(second, "old_value"));
    show("token", Py_NewRef(second));
    printf("reset %d\n", PyContextVar_Reset(plain, second));
    show("back", value_of(plain, NULL));
    show("used", Py_NewRef(second));
    printf("again %d ", PyContextVar_Reset(plain, second));
    show_exception();
    printf("other's %d ", PyContextVar_Reset(other, first));
    show_exception();
    printf("reset %d\n", PyContextVar_Reset(plain, first));
    show("back", value_of(plain, NULL));
    printf("references %zd\n", Py_REFCNT(plain));
    Py_DECREF(first);
    Py_DECREF(second);
    Py_DECREF(plain);
    Py_DECREF(other);
    Py_DECREF(seven);
}

static void
contexts(void)
{
    PyObject *var = PyContextVar_New("var", NULL);
    set(var, 1);
    PyObject *copy = PyContext_CopyCurrent(), *empty = PyContext_New();
    set(var, 2);
    printf("enter %d\n", PyContext_Enter(copy));
    show("in the copy", value_of(var, NULL));
    set(var, 3);
    printf("enter %d\n", PyContext_Enter(empty));
    show("in the empty", value_of(var, NULL));
    printf("enter again %d ", PyContext_Enter(copy));
    show_exception();
    printf("leave the wrong %d ", PyContext_Exit(copy));
    show_exception();
    printf("leave %d %d\n", PyContext_Exit(empty), PyContext_Exit(copy));
    printf("leave again %d ", PyContext_Exit(copy));
    show_exception();
    show("outside", value_of(var, NULL));
    show("len", PyLong_FromSsize_t(PyMapping_Size(copy)));
    show("item", PyObject_GetItem(copy, var));
    show("absent", PyObject_GetItem(empty, var));
    show("no variable", PyObject_GetItem(copy, Py_None));
    printf("contains %d %d\n", PySequence_Contains(copy, var),
           PySequence_Contains(empty, var));
    show("run", PyObject_CallMethod(empty, "run", "OO",
                                    (PyObject *)&PyLong_Type, Py_True));
    show("run nothing", PyObject_CallMethod(empty, "run", NULL));
    PyObject *same = PyContext_Copy(copy);
    show("equal", PyObject_RichCompare(same, copy, Py_EQ));
    show("not equal", PyObject_RichCompare(same, empty, Py_EQ));
    Py_DECREF(same);
    Py_DECREF(copy);
    Py_DECREF(empty);
    Py_DECREF(var);
}

static void
refusals(void)
{
    PyObject *var = PyContextVar_New("var", NULL);
    show("Context(1)",
         PyObject_CallFunction((PyObject *)&PyContext_Type, "i", 1));
    show("Token()", PyObject_CallNoArgs((PyObject *)&PyContextToken_Type));
    show("ContextVar(1)",
         PyObject_CallFunction((PyObject *)&PyContextVar_Type, "i", 1));
    show("Set", PyContextVar_Set(Py_None, var));
    printf("Reset %d ", PyContextVar_Reset(var, Py_None));
    show_exception();
    printf("Enter %d ", PyContext_Enter(var));
    show_exception();
    show("Copy", PyContext_Copy(var));
    show("reset", PyObject_CallMethod(var, "reset", "O", var));
    show("get", PyObject_CallMethod(var, "get", "ii", 1, 2));
    Py_DECREF(var);
}

int
main(void)
{
    begin();
    values();
    contexts();
    refusals();
    return end();
}
