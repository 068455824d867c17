/* collector.c -- what the collector finds, counts and calls. */

/* ---- the collector ------------------------------------------------------ */

static PyObject *
gc_self_list(void)
{
    PyObject *list = PyList_New(0);

    PyList_Append(list, list);
    return list;
}

/* An instance of a class without anything. */
static PyObject *
gc_node(void)
{
    return PyObject_CallNoArgs(hb_class("_N", NULL, NULL, NULL));
}

FACT("c", "gc.collect_returns_for_one_self_list")
{
    PyGC_Collect();
    Py_DECREF(gc_self_list());
    fprintf(out, "%zd", PyGC_Collect());
}

FACT("c", "gc.collect_returns_for_two_list_cycle")
{
    PyObject *a = PyList_New(0), *b = PyList_New(0);

    PyList_Append(a, b);
    PyList_Append(b, a);
    Py_DECREF(a);
    Py_DECREF(b);
    fprintf(out, "%zd", PyGC_Collect());
}

FACT("c", "gc.collect_returns_for_self_dict")
{
    PyObject *dict = PyDict_New();

    PyDict_SetItemString(dict, "self", dict);
    Py_DECREF(dict);
    fprintf(out, "%zd", PyGC_Collect());
}

FACT("c", "gc.collect_returns_for_self_instance")
{
    PyObject *node = gc_node();

    PyGC_Collect();
    PyObject_SetAttrString(node, "me", node);
    Py_DECREF(node);
    fprintf(out, "%zd", PyGC_Collect());
}

FACT("c", "gc.collect_returns_for_self_instance_with_materialized_dict")
{
    PyObject *node = gc_node();

    PyGC_Collect();
    PyObject_SetAttrString(node, "me", node);
    Py_DECREF(PyObject_GetAttrString(node, "__dict__"));
    Py_DECREF(node);
    fprintf(out, "%zd", PyGC_Collect());
}

static Py_ssize_t outside_refcnt;

static Py_ssize_t
collect_with_outside(void)
{
    PyObject *list = gc_self_list(), *outside = PyList_New(0);
    Py_ssize_t n;

    PyList_Append(list, outside);
    Py_DECREF(list);
    n = PyGC_Collect();
    outside_refcnt = Py_REFCNT(outside);
    Py_DECREF(outside);
    return n;
}

FACT_INT("c", "gc.collect_cycle_holding_outside_list", collect_with_outside())
FACT_INT("c", "gc.outside_list_refcnt_after",
         (collect_with_outside(), outside_refcnt))
FACT_INT("c", "gc.garbage_len", PyList_GET_SIZE(hb_import("gc", "garbage")))
FACT_BOOL("c", "gc.enabled_at_start", PyGC_IsEnabled())

FACT("c", "gc.threshold_default")
{
    write_object(out, hb_call(hb_import("gc", NULL), "get_threshold"));
}

FACT("python", "gc.threshold")
{
    write_object(out, hb_call(hb_import("gc", NULL), "get_threshold"));
}

FACT_BOOL("python", "gc.is_tracked_empty_dict",
          PyObject_GC_IsTracked(hb_lit("{}")))

FACT("c", "gc.collect_while_disabled")
{
    PyObject *collect = hb_import("gc", "collect");
    Py_ssize_t ours;
    long theirs;

    PyGC_Collect();
    PyGC_Disable();
    Py_DECREF(gc_self_list());
    ours = PyGC_Collect();
    theirs = PyLong_AsLong(hb_new(collect));
    fprintf(out,
            "{\"PyGC_Collect\": %zd, \"gc.collect()\": %ld, "
            "\"PyGC_IsEnabled\": %d, \"PyGC_Disable_returns\": %d}",
            ours, theirs, PyGC_IsEnabled(), PyGC_Disable());
    PyGC_Enable();
}

FACT("c", "gc.tuple_of_ints_tracked_before_after_collect")
{
    PyObject *tuple = hb_keep(Py_BuildValue("(ii)", 1, 2));

    fprintf(out, "[%d", PyObject_GC_IsTracked(tuple));
    PyGC_Collect();
    fprintf(out, ", %d]", PyObject_GC_IsTracked(tuple));
}

FACT("c", "gc.tuple_with_list_tracked_before_after_collect")
{
    PyObject *tuple = hb_keep(Py_BuildValue("(i[])", 1));

    fprintf(out, "[%d", PyObject_GC_IsTracked(tuple));
    PyGC_Collect();
    fprintf(out, ", %d]", PyObject_GC_IsTracked(tuple));
}

FACT("c", "gc.dict_tracked_empty_int_list_dellist_collect")
{
    PyObject *dict = hb_keep(PyDict_New());

    fprintf(out, "[%d", PyObject_GC_IsTracked(dict));
    PyDict_SetItemString(dict, "a", hb_int(1));
    fprintf(out, ", %d", PyObject_GC_IsTracked(dict));
    PyDict_SetItemString(dict, "b", hb_lit("[]"));
    fprintf(out, ", %d", PyObject_GC_IsTracked(dict));
    PyDict_DelItemString(dict, "b");
    fprintf(out, ", %d", PyObject_GC_IsTracked(dict));
    PyGC_Collect();
    fprintf(out, ", %d]", PyObject_GC_IsTracked(dict));
}

FACT_BOOL("c", "gc.PyTuple_New_tracked_at_once",
          PyObject_GC_IsTracked(hb_keep(PyTuple_New(2))))
FACT_BOOL("c", "gc.PyList_New_tracked_at_once",
          PyObject_GC_IsTracked(hb_keep(PyList_New(2))))

static int gc_del_calls;
static PyObject *gc_resurrected;

static PyObject *
gc_del(PyObject *self, PyObject *args)
{
    (void)self, (void)args;
    gc_del_calls++;
    Py_RETURN_NONE;
}

static PyObject *
gc_resurrect(PyObject *self, PyObject *args)
{
    gc_resurrected = Py_NewRef(self);
    return gc_del(self, args);
}

static PyMethodDef gc_del_methods[] = {
    {"__del__", gc_del, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyMethodDef gc_resurrect_methods[] = {
    {"__del__", gc_resurrect, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

/* Collects a cycle of one instance of a class with that __del__. */
static Py_ssize_t
collect_del(PyMethodDef *methods)
{
    PyObject *type = hb_class("_F", NULL, NULL, methods);
    PyObject *node = PyObject_CallNoArgs(type);

    PyGC_Collect();
    gc_del_calls = 0;
    PyObject_SetAttrString(node, "me", node);
    Py_DECREF(node);
    return PyGC_Collect();
}

FACT_INT("c", "gc.collect_cycle_with_del", collect_del(gc_del_methods))
FACT_INT("c", "gc.del_calls_after_cycle_collect",
         (collect_del(gc_del_methods), gc_del_calls))

FACT("c", "gc.resurrection_in_cycle")
{
    Py_ssize_t first = collect_del(gc_resurrect_methods);

    Py_CLEAR(gc_resurrected);
    fprintf(out, "{\"first_collect\": %zd, \"second_collect\": %zd", first,
            PyGC_Collect());
    fprintf(out, ", \"del_calls\": %d}", gc_del_calls);
}

FACT("c", "gc.collect_returns_for_seed_parent_child")
{
    PyObject *type = hb_class("_N", NULL, NULL, NULL);
    PyObject *parent = PyObject_CallNoArgs(type);
    PyObject *child = PyObject_CallNoArgs(type);
    PyObject *children = PyList_New(0), *none = PyList_New(0);

    PyGC_Collect();
    PyList_Append(children, child);
    PyObject_SetAttrString(parent, "children", children);
    PyObject_SetAttrString(child, "children", none);
    PyObject_SetAttrString(child, "parent", parent);
    PyObject_SetAttrString(parent, "parent", Py_None);
    Py_DECREF(children);
    Py_DECREF(none);
    Py_DECREF(child);
    Py_DECREF(parent);
    fprintf(out, "%zd", PyGC_Collect());
}

UNREACHED("c", "gc.is_gc_is_tracked",
          "names functions and generators, which need Python's bytecode; "
          "gc_test.c has the others")
UNREACHED("python", "gc.seed_node_cycle_alive_collected_dead",
          "the content's program cycles/node shows it")
UNREACHED("python",
          "gc.seed_selfref_dicts_collected_while_held_then_after_"
          "clear",
          "the collect counts are asserted one by one")
