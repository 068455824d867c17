/* copy.c -- facts about copies, and about deques. */

static PyObject *
shallow(PyObject *object)
{
    return hb_new(hb_import("copy", "copy"), object);
}

static PyObject *
deep(PyObject *object)
{
    return hb_new(hb_import("copy", "deepcopy"), object);
}

/* A list that contains itself. */
static PyObject *
self_list(void)
{
    PyObject *list = hb_lit("[]");

    hb_call(list, "append", list);
    return list;
}

FACT("python", "copy.shallow_top_is")
{
    PyObject *rows = hb_lit("[[1, 2], [3, 4]]");

    write_bool(out, shallow(rows) == rows);
}

FACT("python", "copy.shallow_inner_is")
{
    PyObject *rows = hb_lit("[[1, 2], [3, 4]]");

    write_bool(out, hb_at(shallow(rows), 0) == hb_at(rows, 0));
}

FACT("python", "copy.deepcopy_atomic_tuple_is")
{
    PyObject *tuple = hb_lit("(1, 2)");

    write_bool(out, deep(tuple) == tuple);
}

FACT("python", "copy.deepcopy_tuple_with_list_is")
{
    PyObject *tuple = hb_lit("(1, [2])");

    write_bool(out, deep(tuple) == tuple);
}

FACT("python", "copy.copy_tuple_is")
{
    PyObject *tuple = hb_lit("(1, [2])");

    write_bool(out, shallow(tuple) == tuple);
}

FACT("python", "copy.deepcopy_shared_stays_shared")
{
    PyObject *inner = hb_lit("[1]"), *outer = hb_lit("[]"), *copy;

    hb_call(outer, "append", inner);
    hb_call(outer, "append", inner);
    copy = deep(outer);
    write_bool(out, hb_at(copy, 0) == hb_at(copy, 1));
}

FACT("python", "copy.deepcopy_self_cycle")
{
    PyObject *list = self_list(), *copy = deep(list);

    write_bool(out, hb_at(copy, 0) == copy && copy != list);
}

FACT("python", "copy.copy_self_cycle_points_to_original")
{
    PyObject *list = self_list();

    write_bool(out, hb_at(shallow(list), 0) == list);
}

FACT("python", "copy.memo_len_for_nested_list")
{
    PyObject *memo = hb_lit("{}");

    hb_new(hb_import("copy", "deepcopy"), hb_lit("[1, [2]]"), memo);
    fprintf(out, "%zd", PyDict_Size(memo));
}

FACT("python", "copy.safe_rows_copy")
{
    PyObject *rows = hb_lit("[[1]]");

    write_bool(out, hb_slice(hb_at(rows, 0), 0, 1) == hb_at(rows, 0));
}

/* ---- same object or not, by type ---- */

/* "name": [copy is same, deep copy is same], or the error instead. */
static void
write_same(FILE *out, const char *name, PyObject *object)
{
    static const char *functions[] = {"copy", "deepcopy"};

    write_text(out, name);
    for (int i = 0; i < 2; i++) {
        PyObject *function = hb_import("copy", functions[i]);
        PyObject *copy = PyObject_CallOneArg(function, object);

        fputs(i ? ", " : ": [", out);
        if (copy) {
            write_bool(out, copy == object);
            Py_DECREF(copy);
        }
        else {
            PyErr_Print();
            fputs("null", out);
        }
    }
    putc(']', out);
}

static PyObject *
new_property(void)
{
    return hb_new((PyObject *)&PyProperty_Type, hb_import("builtins", "len"));
}

FACT("python", "copy.same_object_by_type_copy_deepcopy")
{
    PyObject *plain = hb_class("PC", NULL, NULL, NULL);
    PyObject *slotted = hb_class("SC", NULL, "('a',)", NULL);
    PyObject *builtin = hb_import("builtins", "len");

    const struct {
        const char *name;
        PyObject *object;
    } rows[] = {
        {"int", hb_lit("100000000000000000000")},
        {"float", hb_lit("1.5")},
        {"str", hb_str("abc\xcf\x80")},
        {"bytes", hb_lit("b'abc'")},
        {"None", Py_None},
        {"bool", Py_True},
        {"tuple_atomic", hb_lit("(1, 'a')")},
        {"tuple_with_list", hb_lit("(1, [2])")},
        {"empty_tuple", hb_lit("()")},
        {"list", hb_lit("[1]")},
        {"dict", hb_lit("{1: 2}")},
        {"set", hb_lit("{1}")},
        {"frozenset", hb_keep(PyFrozenSet_New(hb_lit("[1]")))},
        {"frozenset_with_tuple", hb_keep(PyFrozenSet_New(hb_lit("[(1, 2)]")))},
        {"bytearray", hb_keep(PyByteArray_FromStringAndSize("a", 1))},
        {"array",
         hb_new(hb_import("array", "array"), hb_str("i"), hb_lit("[1]"))},
        {"deque", hb_new(hb_import("collections", "deque"), hb_lit("[1]"))},
        /* There are no functions of Python here; both kinds are atomic. */
        {"function", builtin},
        {"builtin", builtin},
        {"class", plain},
        {"instance", hb_new(plain)},
        {"slots_instance", hb_new(slotted)},
        {"range", list_range(3)},
        {"slice", hb_new((PyObject *)&PySlice_Type, hb_int(1))},
        {"bound_method", hb_get(hb_lit("[]"), "append")},
        {"weakref", hb_keep(PyWeakref_NewRef(plain, NULL))},
        {"complex", hb_keep(PyComplex_FromDoubles(0, 1))},
        {"type_int", (PyObject *)&PyLong_Type},
        {"Ellipsis", Py_Ellipsis},
        {"property", new_property()},
    };

    for (size_t i = 0; i < Py_ARRAY_LENGTH(rows); i++) {
        fputs(i ? ", " : "{", out);
        write_same(out, rows[i].name, rows[i].object);
    }
    putc('}', out);
}

/* ---- hooks ---- */

static FILE *hook_log;
static const char *hook_comma;

static PyObject *
log_copy(PyObject *self, PyObject *Py_UNUSED(unused))
{
    fprintf(hook_log, "%s\"copy\"", hook_comma);
    hook_comma = ", ";
    return Py_NewRef(self);
}

static PyObject *
log_deepcopy(PyObject *self, PyObject *memo)
{
    fprintf(hook_log, "%s\"deepcopy:%zd\"", hook_comma, PyDict_Size(memo));
    hook_comma = ", ";
    return Py_NewRef(self);
}

FACT("python", "copy.hook_calls")
{
    static PyMethodDef methods[] = {
        {"__copy__", log_copy, METH_NOARGS, NULL},
        {"__deepcopy__", log_deepcopy, METH_O, NULL},
        {NULL, NULL, 0, NULL},
    };
    PyObject *hooked = hb_new(hb_class("Hk", NULL, NULL, methods));

    hook_log = out;
    hook_comma = "[";
    shallow(hooked);
    deep(hb_keep(Py_BuildValue("[OO]", hooked, hooked)));
    putc(']', out);
}

/* ---- what the tutorials claim ---- */

FACT("python", "copy.bus_shallow_deep_after_drop")
{
    PyObject *bus = hb_new(hb_class("PC", NULL, NULL, NULL));
    PyObject *shallow_bus, *deep_bus;

    hb_set(bus, "p", hb_lit("['A', 'B']"));
    shallow_bus = shallow(bus);
    deep_bus = deep(bus);
    hb_call(hb_get(bus, "p"), "remove", hb_str("A"));
    putc('[', out);
    write_object(out, hb_get(bus, "p"));
    fputs(", ", out);
    write_object(out, hb_get(shallow_bus, "p"));
    fputs(", ", out);
    write_object(out, hb_get(deep_bus, "p"));
    fputs(", ", out);
    write_bool(out,
               hb_get(bus, "__dict__") == hb_get(shallow_bus, "__dict__"));
    putc(']', out);
}

/* A hook that does not enter the new object into the memo. */
static PyObject *
forgetful_deepcopy(PyObject *self, PyObject *memo)
{
    PyObject *copy = PyObject_CallNoArgs((PyObject *)Py_TYPE(self));
    PyObject *data =
        hb_new(hb_import("copy", "deepcopy"), hb_get(self, "data"), memo);

    /* As `data or []` in its __init__: an empty list is replaced. */
    hb_set(copy, "data", PyList_GET_SIZE(data) ? data : hb_lit("[]"));
    return copy;
}

/* The same with the new object in the memo before its data is copied. */
static PyObject *
mindful_deepcopy(PyObject *self, PyObject *memo)
{
    PyObject *copy = PyObject_CallNoArgs((PyObject *)Py_TYPE(self));

    hb_ok(PyObject_SetItem(memo, hb_keep(PyLong_FromVoidPtr(self)), copy));
    hb_set(copy, "data",
           hb_new(hb_import("copy", "deepcopy"), hb_get(self, "data"), memo));
    return copy;
}

/* Whether the copy of a ring of two objects is a ring. */
static int
ring_is_kept(PyCFunction hook)
{
    PyMethodDef methods[] = {{"__deepcopy__", hook, METH_O, NULL},
                             {NULL, NULL, 0, NULL}};
    PyObject *type = hb_class("CO", NULL, NULL, methods);
    PyObject *one = hb_new(type), *two = hb_new(type), *copy, *inner;

    hb_set(one, "data", hb_keep(Py_BuildValue("[O]", two)));
    hb_set(two, "data", hb_keep(Py_BuildValue("[O]", one)));
    copy = deep(one);
    inner = hb_get(hb_at(hb_get(copy, "data"), 0), "data");
    return PyList_GET_SIZE(inner) && hb_at(inner, 0) == copy;
}

FACT_BOOL("python", "seed.complexobject_deepcopy_cycle_preserved",
          ring_is_kept(forgetful_deepcopy))
FACT_BOOL("python", "seed.complexobject_fixed_cycle_kept",
          ring_is_kept(mindful_deepcopy))
UNREACHED("python", "seed.data_or_empty_keeps_callers_empty_list",
          "is about `or` in a function of Python")
UNREACHED("python", "seed.cow_copy_sees_later_write_of_original",
          "is about a class of Python; content/ has it as an example")

/* ---- deque ---- */

static void
write_deque_sizes(FILE *out, const char *append)
{
    PyObject *deque = hb_new(hb_import("collections", "deque"));
    Py_ssize_t last = hb_sizeof(deque);

    fprintf(out, "[[0, %zd]", last);
    for (int i = 1; i <= 200; i++) {
        hb_call(deque, append, hb_int(i));
        if (hb_sizeof(deque) != last) {
            last = hb_sizeof(deque);
            fprintf(out, ", [%d, %zd]", i, last);
        }
    }
    putc(']', out);
}

FACT("python", "deque.append_sizes_0_200")
{
    write_deque_sizes(out, "append");
}

FACT("python", "deque.appendleft_sizes_0_200")
{
    write_deque_sizes(out, "appendleft");
}

FACT_INT("python", "deque.from_range_200_size",
         hb_sizeof(hb_new(hb_import("collections", "deque"), list_range(200))))
