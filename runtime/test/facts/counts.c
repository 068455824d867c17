/* counts.c -- facts about reference counts. */

static FILE *count_out;
static int count_rows;

static void
count_row(const char *name, long long value)
{
    fprintf(count_out, "%s\"%s\": %lld", count_rows++ ? ", " : "{", name,
            value);
}

/* Takes what sys.getrefcount gave. */
static long
count_of(PyObject *result)
{
    long count = PyLong_AsLong(result);

    Py_DECREF(result);
    return count;
}

static void
count_items(void)
{
    PyObject *list = PyList_New(0), *item, *same, *tuple, *other, *slice;

    count_row("fresh_list", Py_REFCNT(list));
    Py_INCREF(list);
    count_row("after_incref", Py_REFCNT(list));
    Py_DECREF(list);
    count_row("after_decref", Py_REFCNT(list));
    item = PyList_New(0);
    PyList_Append(list, item);
    count_row("item_after_PyList_Append", Py_REFCNT(item));
    same = PyList_GetItem(list, 0);
    count_row("after_PyList_GetItem_borrowed", Py_REFCNT(same));
    same = PySequence_GetItem(list, 0);
    count_row("after_PySequence_GetItem_new", Py_REFCNT(same));
    Py_DECREF(same);
    tuple = hb_keep(PyTuple_New(1));
    other = PyList_New(0);
    PyTuple_SetItem(tuple, 0, other);
    count_row("item_after_PyTuple_SetItem_steals", Py_REFCNT(other));
    tuple = hb_keep(PyList_New(1));
    other = PyList_New(0);
    PyList_SetItem(tuple, 0, other);
    count_row("item_after_PyList_SetItem_steals", Py_REFCNT(other));
    slice = PyList_GetSlice(list, 0, 1);
    count_row("item_in_list_and_shallow_slice", Py_REFCNT(item));
    Py_DECREF(slice);
    same = PyObject_GetAttrString(list, "append");
    count_row("bound_method_adds_to_self", Py_REFCNT(list));
    Py_DECREF(same);
    same = PyObject_GetIter(list);
    count_row("iter_adds_to_list", Py_REFCNT(list));
    Py_DECREF(same);
    Py_DECREF(item);
    Py_DECREF(list);
}

static void
count_dict(void)
{
    PyObject *dict = hb_keep(PyDict_New()), *made;
    PyObject *key = PyUnicode_FromString("rc_key_zz"), *value = PyList_New(0);

    PyDict_SetItem(dict, key, value);
    count_row("dict_key_after_SetItem", Py_REFCNT(key));
    count_row("dict_value_after_SetItem", Py_REFCNT(value));
    made = PyTuple_Pack(2, value, value);
    count_row("after_PyTuple_Pack_twice", Py_REFCNT(value));
    Py_DECREF(made);
    made = Py_BuildValue("(O)", value);
    count_row("after_BuildValue_O", Py_REFCNT(value));
    Py_DECREF(made);
    Py_INCREF(value);
    made = Py_BuildValue("(N)", value);
    count_row("after_BuildValue_N_with_own_ref", Py_REFCNT(value));
    Py_DECREF(made);
    Py_DECREF(key);
    Py_DECREF(value);
}

/* One more reference is held by the arguments of the call, or none. */
static void
count_calls(PyObject *op)
{
    PyObject *sys = hb_import("sys", NULL), *f = hb_get(sys, "getrefcount");
    PyObject *args;

    count_row("getrefcount_via_CallOneArg_fresh",
              count_of(PyObject_CallOneArg(f, op)));
    count_row("getrefcount_via_CallFunction_O_fresh",
              count_of(PyObject_CallFunction(f, "O", op)));
    count_row("getrefcount_via_CallMethod_fresh",
              count_of(PyObject_CallMethod(sys, "getrefcount", "O", op)));
    count_row("getrefcount_via_ObjArgs_fresh",
              count_of(PyObject_CallFunctionObjArgs(f, op, NULL)));
    args = hb_keep(PyTuple_Pack(1, op));
    count_row("getrefcount_via_CallObject_tuple_fresh",
              count_of(PyObject_CallObject(f, args)));
}

static void
count_instances(PyObject *value)
{
    PyObject *cls = hb_keep(type_class("_K", NULL, NULL));
    Py_ssize_t before = Py_REFCNT(cls);
    PyObject *op = type_instance(cls), *got, *ref, *second;

    count_row("heaptype_refs_added_per_instance", Py_REFCNT(cls) - before);
    count_row("fresh_instance", Py_REFCNT(op));
    PyObject_SetAttrString(op, "x", value);
    count_row("value_after_SetAttr_plus_tuple", Py_REFCNT(value));
    got = PyObject_GetAttrString(op, "x");
    count_row("after_GetAttr_new", Py_REFCNT(got));
    Py_DECREF(got);
    ref = PyWeakref_NewRef(op, NULL);
    count_row("referent_after_weakref", Py_REFCNT(op));
    count_row("weakref_object", Py_REFCNT(ref));
    second = PyWeakref_NewRef(op, NULL);
    count_row("weakref_reused_second_NewRef_same_object", ref == second);
    count_row("weakref_object_after_second", Py_REFCNT(ref));
    Py_DECREF(second);
    Py_DECREF(ref);
    Py_DECREF(op);
}

static void
count_views(void)
{
    PyObject *op = PyByteArray_FromStringAndSize("abc", 3);
    PyByteArrayObject *bytes = (PyByteArrayObject *)op;
    PyObject *view = PyMemoryView_FromObject(op), *second, *third;

    count_row("exporter_after_memoryview", Py_REFCNT(op));
    count_row("bytearray_ob_exports_1", bytes->ob_exports);
    second = PyMemoryView_FromObject(view);
    count_row("exporter_after_second_view_of_view", Py_REFCNT(op));
    count_row("bytearray_ob_exports_2", bytes->ob_exports);
    third = PyMemoryView_FromObject(op);
    count_row("bytearray_ob_exports_after_independent_view",
              bytes->ob_exports);
    Py_DECREF(third);
    Py_DECREF(second);
    Py_DECREF(view);
    count_row("exporter_after_all_released", Py_REFCNT(op));
    count_row("bytearray_ob_exports_end", bytes->ob_exports);
    Py_DECREF(op);
}

static void
count_singletons(void)
{
    Py_ssize_t before = Py_REFCNT(Py_None);
    PyObject *five = PyLong_FromLong(5), *again, *list;

    count_row("none_is_mortal_counted", before > 100 && before < 1000000);
    Py_INCREF(Py_None);
    count_row("none_incref_delta", Py_REFCNT(Py_None) - before);
    Py_DECREF(Py_None);
    before = Py_REFCNT(five);
    again = PyLong_FromLong(5);
    count_row("small_int_second_FromLong_delta", Py_REFCNT(five) - before);
    Py_DECREF(again);
    Py_DECREF(five);
    before = Py_REFCNT(&PyList_Type);
    list = PyList_New(0);
    count_row("static_type_list_instance_delta",
              Py_REFCNT(&PyList_Type) - before);
    Py_DECREF(list);
}

FACT("c", "refcount")
{
    PyObject *value = PyList_New(0);

    count_out = out;
    count_rows = 0;
    count_items();
    count_dict();
    count_calls(value);
    count_instances(value);
    count_views();
    count_singletons();
    putc('}', out);
    Py_DECREF(value);
}
