/* weakrefs.c -- weak references, their callbacks and finalizers. */

/* ---- weak references ---------------------------------------------------- */

static PyObject *weak_log;

static PyObject *
weak_note(PyObject *name, PyObject *ref)
{
    PyObject *pair = Py_BuildValue(
        "(OO)", name,
        PyWeakref_GetObject(ref) == Py_None ? Py_True : Py_False);

    PyList_Append(weak_log, pair);
    Py_DECREF(pair);
    Py_RETURN_NONE;
}

static PyMethodDef weak_note_def = {"note", weak_note, METH_O, NULL};

static PyObject *
weak_noting(const char *name)
{
    return hb_keep(PyCFunction_New(&weak_note_def, hb_str(name)));
}

FACT("c", "weakref.count_callback_order_dead_hash")
{
    PyObject *type = hb_class("_W", NULL, NULL, NULL);
    PyObject *thing = PyObject_CallNoArgs(type);
    PyObject *one, *two, *three, *count, *all;
    Py_hash_t hash;

    weak_log = hb_lit("[]");
    one = hb_keep(PyWeakref_NewRef(thing, weak_noting("cb1")));
    two = hb_keep(PyWeakref_NewRef(thing, weak_noting("cb2")));
    three = hb_keep(PyWeakref_NewRef(thing, NULL));
    (void)one, (void)two;
    count = hb_call(hb_import("weakref", NULL), "getweakrefcount", thing);
    hash = PyObject_Hash(three);
    Py_DECREF(thing);
    all = hb_keep(Py_BuildValue(
        "[OOOO]", count, weak_log,
        PyWeakref_GetObject(three) == Py_None ? Py_True : Py_False,
        PyObject_Hash(three) == hash ? Py_True : Py_False));
    write_text(out, PyUnicode_AsUTF8(hb_keep(PyObject_Repr(all))));
}

FACT("c", "weakref.dead_c_api")
{
    PyObject *type = hb_class("_W", NULL, NULL, NULL);
    PyObject *thing = PyObject_CallNoArgs(type);
    PyObject *ref = hb_keep(PyWeakref_NewRef(thing, NULL));

    Py_DECREF(thing);
    fprintf(out, "{\"GetObject_dead_is_None\": %d, \"CheckRef\": %d}",
            PyWeakref_GetObject(ref) == Py_None, PyWeakref_CheckRef(ref));
}

FACT("c", "weakref.WeakValueDictionary_len_before_after")
{
    PyObject *type = hb_class("_W", NULL, NULL, NULL);
    PyObject *thing = PyObject_CallNoArgs(type);
    PyObject *dict = hb_new(hb_import("weakref", "WeakValueDictionary"));

    PyMapping_SetItemString(dict, "k", thing);
    fprintf(out, "[%zd", PyObject_Size(dict));
    Py_DECREF(thing);
    fprintf(out, ", %zd]", PyObject_Size(dict));
}

static PyObject *
weak_del(PyObject *self, PyObject *args)
{
    (void)self, (void)args;
    PyList_Append(weak_log, hb_str("del"));
    Py_RETURN_NONE;
}

static PyMethodDef weak_del_methods[] = {
    {"__del__", weak_del, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyObject *
weak_say_cb(PyObject *self, PyObject *ref)
{
    (void)self, (void)ref;
    PyList_Append(weak_log, hb_str("cb"));
    Py_RETURN_NONE;
}

static PyMethodDef weak_cb_def = {"cb", weak_say_cb, METH_O, NULL};

/* The order of __del__ and callback when an instance dies. */
static void
write_order(FILE *out, int in_cycle)
{
    PyObject *type = hb_class("_X", NULL, NULL, weak_del_methods);
    PyObject *thing = PyObject_CallNoArgs(type);
    PyObject *callback = hb_keep(PyCFunction_New(&weak_cb_def, NULL));

    weak_log = hb_lit("[]");
    hb_keep(PyWeakref_NewRef(thing, callback));
    if (in_cycle) {
        PyObject_SetAttrString(thing, "me", thing);
    }
    Py_DECREF(thing);
    PyGC_Collect();
    write_text(out, PyUnicode_AsUTF8(hb_keep(PyObject_Repr(weak_log))));
}

FACT("c", "weakref.refcount_order_of_callback_and_del")
{
    write_order(out, 0);
}

FACT("c", "weakref.cycle_order_of_callback_and_del")
{
    write_order(out, 1);
}
