/* errors.c -- facts about exceptions: what each action raises, and with which
 * text.  Views and arrays are in errors_views.c.
 */

static FILE *error_out;
static int error_rows;

/* Without the place in the source that a SystemError begins with: of that,
 * the subject was recorded.  CPython's dictobject.c is dictobject.c,
 * dictobject_methods.c and so on here. */
static PyObject *
error_text(PyObject *value)
{
    PyObject *str = hb_keep(PyObject_Str(value));
    const char *text = PyUnicode_AsUTF8(str), *slash;
    const char *rest = strstr(text, ": bad argument to internal function");
    const char *colon;

    if (rest == NULL) {
        return str;
    }
    for (colon = rest; colon > text && *colon != '/'; colon--) {
    }
    slash = *colon == '/' ? colon + 1 : text;
    return hb_keep(
        PyUnicode_FromFormat("%U.c:<line>%s",
                             hb_keep(PyUnicode_FromStringAndSize(
                                 slash, (Py_ssize_t)strcspn(slash, "_."))),
                             rest));
}

static void
write_name(const char *utf8)
{
    if (utf8 == NULL) {
        fputs("null", error_out);
    }
    else {
        write_text(error_out, utf8);
    }
}

static void
write_row(const char *action, PyObject *type, PyObject *text)
{
    fputs(error_rows++ ? ", [" : "[", error_out);
    write_text(error_out, action);
    fputs(", ", error_out);
    write_name(type ? ((PyTypeObject *)type)->tp_name : NULL);
    fputs(", ", error_out);
    write_name(text ? PyUnicode_AsUTF8(text) : NULL);
    putc(']', error_out);
}

/* Records the exception that the action set, or that it set none. */
static void
note_error(const char *action)
{
    PyObject *type, *value, *traceback;

    PyErr_Fetch(&type, &value, &traceback);
    if (type == NULL) {
        write_row(action, NULL, NULL);
        return;
    }
    PyErr_NormalizeException(&type, &value, &traceback);
    write_row(action, type, error_text(value));
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
}

/* An action that gives a new reference, one that gives a borrowed one or
 * none, and one that gives a status. */
#define ACT(action, expression)                                               \
    do {                                                                      \
        PyObject *act_result = (expression);                                  \
        note_error(action);                                                   \
        Py_XDECREF(act_result);                                               \
    } while (0)
#define ACT_VOID(action, expression)                                          \
    do {                                                                      \
        (void)(expression);                                                   \
        note_error(action);                                                   \
    } while (0)

/* ---- sequences --------------------------------------------------------- */

static void
errors_of_lists(void)
{
    PyObject *list = hb_lit("[0, 1, 2]"), *tuple = hb_lit("(1, 2)");
    PyObject *shared = tuple, *text = hb_lit("'abc'"), *one = hb_int(1);

    ACT_VOID("PyList_GetItem(len3,99)", PyList_GetItem(list, 99));
    ACT_VOID("PyList_SetItem(len3,99)",
             PyList_SetItem(list, 99, PyLong_FromLong(1)));
    ACT("PySequence_GetItem(len3,99)", PySequence_GetItem(list, 99));
    ACT_VOID("PySequence_DelItem(len3,99)", PySequence_DelItem(list, 99));
    ACT_VOID("PyTuple_GetItem(len2,9)", PyTuple_GetItem(tuple, 9));
    Py_INCREF(shared);
    ACT_VOID("PyTuple_SetItem(shared)",
             PyTuple_SetItem(tuple, 0, PyLong_FromLong(3)));
    Py_DECREF(shared);
    ACT_VOID("PyTuple_SetItem(list)",
             PyTuple_SetItem(list, 0, PyLong_FromLong(3)));
    ACT_VOID("PyList_Append(tuple)", PyList_Append(tuple, list));
    ACT_VOID("PyList_GetItem(tuple)", PyList_GetItem(tuple, 0));
    ACT_VOID("PySequence_SetItem(tuple)", PySequence_SetItem(tuple, 0, list));
    ACT_VOID("PySequence_DelItem(tuple)", PySequence_DelItem(tuple, 0));
    ACT_VOID("PyObject_SetItem(tuple)",
             PyObject_SetItem(tuple, hb_int(0), list));
    ACT_VOID("PySequence_SetItem(str)", PySequence_SetItem(text, 0, text));
    ACT_VOID("PySequence_SetItem(bytes)",
             PySequence_SetItem(hb_lit("b'abc'"), 0, text));
    ACT("PyList_GetSlice(tuple)", PyList_GetSlice(tuple, 0, 1));
    ACT("PyList_AsTuple(tuple)", PyList_AsTuple(tuple));
    ACT_VOID("PyList_Insert(tuple)", PyList_Insert(tuple, 0, one));
    ACT_VOID("PyList_SetSlice(value=int)", PyList_SetSlice(list, 0, 1, one));
    ACT("PyList_New(-1)", PyList_New(-1));
    ACT("PyList_New(PY_SSIZE_T_MAX)", PyList_New(PY_SSIZE_T_MAX));
    ACT("[].pop()", PyObject_CallMethod(hb_lit("[]"), "pop", NULL));
    ACT("list.pop(9) of len 3", PyObject_CallMethod(list, "pop", "i", 9));
    ACT("list.remove(missing)", PyObject_CallMethod(list, "remove", "i", 77));
    ACT("list.index(missing)", PyObject_CallMethod(list, "index", "i", 77));
    ACT("list.extend(1)", PyObject_CallMethod(list, "extend", "i", 1));
    ACT("PyObject_CallMethod(list,'nosuch')",
        PyObject_CallMethod(list, "nosuch", NULL));
    ACT_VOID("del list['abc']", PyObject_DelItem(list, text));
    ACT("list['abc']", PyObject_GetItem(list, text));
    ACT("tuple['abc']", PyObject_GetItem(tuple, text));
    ACT_VOID("list['abc']=1", PyObject_SetItem(list, text, one));
}

/* ---- dicts and sets ------------------------------------------------------
 */

static void
errors_of_dicts(void)
{
    PyObject *dict = hb_keep(PyDict_New()), *list = hb_keep(PyList_New(0));
    PyObject *text = hb_lit("'abc'"), *frozen = hb_lit("[1]");

    ACT_VOID("PyObject_Hash(list)", PyObject_Hash(list));
    ACT_VOID("PyObject_Hash(dict)", PyObject_Hash(dict));
    ACT_VOID("PyDict_SetItem(unhashable)",
             PyDict_SetItem(dict, list, Py_None));
    ACT_VOID("PyDict_GetItemWithError(unhashable)",
             PyDict_GetItemWithError(dict, list));
    ACT_VOID("PyDict_GetItemWithError(missing)",
             PyDict_GetItemWithError(dict, text));
    ACT_VOID("PyDict_GetItem(unhashable): suppressed",
             PyDict_GetItem(dict, list));
    ACT_VOID("PyDict_DelItem(missing)", PyDict_DelItem(dict, text));
    ACT("PyObject_GetItem(dict,missing)", PyObject_GetItem(dict, text));
    ACT_VOID("PyDict_SetItem(list)", PyDict_SetItem(list, text, text));
    ACT("PyDict_Keys(list)", PyDict_Keys(list));
    ACT("{}.popitem()", PyObject_CallMethod(dict, "popitem", NULL));
    ACT("{}.pop('k')", PyObject_CallMethod(dict, "pop", "s", "k"));
    ACT("PyMapping_GetItemString missing",
        PyMapping_GetItemString(dict, "qq"));
    ACT_VOID("PySet_Add(unhashable)",
             PySet_Add(hb_keep(PySet_New(NULL)), list));
    frozen = hb_keep(PyFrozenSet_New(frozen));
    Py_INCREF(frozen);
    ACT_VOID("PySet_Add(shared frozenset)", PySet_Add(frozen, text));
    Py_DECREF(frozen);
    ACT_VOID("PySet_Add(list)", PySet_Add(list, text));
    ACT("PySet_Pop(empty)", PySet_Pop(hb_keep(PySet_New(NULL))));
    ACT("set.remove(missing)",
        PyObject_CallMethod(hb_lit("{1}"), "remove", "i", 5));
    ACT("deque().popleft()",
        PyObject_CallMethod(
            hb_keep(PyObject_CallNoArgs(hb_import("collections", "deque"))),
            "popleft", NULL));
}

static PyObject *
next_of(PyObject *iterator)
{
    return PyIter_Next(iterator);
}

static void
errors_of_iterators(void)
{
    PyObject *dict = hb_lit("{'a': 1, 'b': 2}"), *set = hb_lit("{1, 2, 3}");
    PyObject *one = hb_int(1), *deque, *it = hb_keep(PyObject_GetIter(dict));

    hb_keep(next_of(it));
    PyDict_SetItemString(dict, "c", one);
    ACT("dict grown while iterating", next_of(it));
    it = hb_keep(PyObject_GetIter(dict));
    hb_keep(next_of(it));
    PyDict_DelItemString(dict, "a");
    PyDict_SetItemString(dict, "q", one);
    ACT("dict del+add same size while iterating: next", next_of(it));
    ACT("... and next", next_of(it));
    ACT("... and next 2", next_of(it));
    it = hb_keep(PyObject_GetIter(set));
    hb_keep(next_of(it));
    PySet_Add(set, hb_int(9));
    ACT("set grown while iterating", next_of(it));
    deque = hb_keep(PyObject_CallOneArg(hb_import("collections", "deque"),
                                        hb_lit("[1, 2, 3]")));
    it = hb_keep(PyObject_GetIter(deque));
    hb_keep(next_of(it));
    Py_XDECREF(PyObject_CallMethod(deque, "append", "i", 4));
    ACT("deque appended while iterating", next_of(it));
}

/* ---- instances and classes -----------------------------------------------
 */

static void
errors_of_instances(void)
{
    PyObject *plain =
        hb_keep(type_instance(hb_keep(type_class("_P2", NULL, NULL))));
    PyObject *slots =
        hb_keep(type_instance(hb_keep(type_class("_S2", NULL, "('x', 'y')"))));
    PyObject *list = hb_lit("[0, 1, 2]"), *object;

    ACT("PyObject_GetAttrString(plain,'zz')",
        PyObject_GetAttrString(plain, "zz"));
    ACT_VOID("PyObject_DelAttrString(plain,'zz')",
             PyObject_DelAttrString(plain, "zz"));
    ACT_VOID("PyObject_SetAttrString(slots,'z')",
             PyObject_SetAttrString(slots, "z", list));
    ACT("PyObject_GetAttrString(slots,'z')",
        PyObject_GetAttrString(slots, "z"));
    ACT("PyObject_GetAttrString(slots, unset 'x')",
        PyObject_GetAttrString(slots, "x"));
    ACT_VOID("PyObject_DelAttrString(slots, unset 'x')",
             PyObject_DelAttrString(slots, "x"));
    ACT("PyObject_GetAttrString(slots,'__dict__')",
        PyObject_GetAttrString(slots, "__dict__"));
    ACT_VOID("PyObject_SetAttrString(list,'foo')",
             PyObject_SetAttrString(list, "foo", list));
    object = hb_keep(PyObject_CallNoArgs((PyObject *)&PyBaseObject_Type));
    ACT_VOID("PyObject_SetAttrString(object(),'foo')",
             PyObject_SetAttrString(object, "foo", list));
    ACT_VOID("PyObject_SetAttrString(list type,'foo')",
             PyObject_SetAttrString((PyObject *)&PyList_Type, "foo", list));
    ACT("PyWeakref_NewRef(list)", PyWeakref_NewRef(list, NULL));
    ACT("PyWeakref_NewRef(slots)", PyWeakref_NewRef(slots, NULL));
    ACT("PyWeakref_NewRef(int)", PyWeakref_NewRef(hb_int(5), NULL));
    ACT("PyWeakref_NewRef(tuple)", PyWeakref_NewRef(hb_lit("(1, 2)"), NULL));
    ACT("PyWeakref_NewRef(dict)", PyWeakref_NewRef(hb_lit("{}"), NULL));
    ACT("PyWeakref_NewRef(set)",
        PyWeakref_NewRef(hb_keep(PySet_New(NULL)), NULL));
    ACT("PyWeakref_NewRef(str)", PyWeakref_NewRef(hb_lit("'abc'"), NULL));
    ACT_VOID("PyWeakref_GetObject(not a ref)", PyWeakref_GetObject(list));
}

static PyObject *
class_of_two(PyObject *first, PyObject *second)
{
    PyObject *dict = hb_keep(PyDict_New());

    return PyObject_CallFunction((PyObject *)&PyType_Type, "s(OO)O", "X",
                                 first, second, dict);
}

static void
errors_of_classes(void)
{
    PyObject *b1 = hb_keep(type_class("_B1", NULL, "('a',)")), *x;
    PyObject *b2 = hb_keep(type_class("_B2", NULL, "('b',)"));
    PyObject *b3 = hb_keep(type_class("_B3", NULL, NULL));

    ACT("slots on int subclass",
        type_class("X", (PyObject *)&PyLong_Type, "('a',)"));
    ACT("slots on tuple subclass",
        type_class("X", (PyObject *)&PyTuple_Type, "('a',)"));
    ACT("slot conflicts with class variable",
        PyObject_CallFunction((PyObject *)&PyType_Type, "s()O", "X",
                              hb_lit("{'__slots__': ('a',), 'a': 1}")));
    ACT("slot not identifier", type_class("X", NULL, "('9a',)"));
    ACT("slot not str", type_class("X", NULL, "(5,)"));
    ACT("__dict__ slot twice",
        type_class("X", NULL, "('__dict__', '__dict__')"));
    ACT("two slotted bases", class_of_two(b1, b2));
    ACT("slotted + plain base", class_of_two(b1, b3));
    ACT("list + dict bases",
        class_of_two((PyObject *)&PyList_Type, (PyObject *)&PyDict_Type));
    ACT("__dict__ slot when base has dict",
        type_class("X", b3, "('__dict__',)"));
    ACT("__weakref__ slot when base has it",
        type_class("X", b3, "('__weakref__',)"));
    ACT_VOID(
        "__class__ assignment slots->plain",
        PyObject_SetAttrString(hb_keep(type_instance(b1)), "__class__", b3));
    ACT("subclass bool", type_class("X", (PyObject *)&PyBool_Type, NULL));
    ACT("subclass memoryview",
        type_class("X", (PyObject *)&PyMemoryView_Type, NULL));
    ACT("__slots__ = 'xy' (string)", type_class("X", NULL, "'xy'"));
    x = hb_keep(type_instance(hb_keep(type_class("X", NULL, "'xy'"))));
    ACT_VOID("... set 'xy'", PyObject_SetAttrString(x, "xy", Py_None));
    ACT_VOID("... set 'x'", PyObject_SetAttrString(x, "x", Py_None));
}

/* ---- depth ---------------------------------------------------------------
 */

static PyObject *
deep_list(int depth)
{
    PyObject *list = PyList_New(0);

    for (int i = 0; i < depth; i++) {
        PyObject *outer = PyList_New(1);

        PyList_SET_ITEM(outer, 0, list);
        list = outer;
    }
    return hb_keep(list);
}

static void
errors_of_depth(void)
{
    PyObject *list = deep_list(5000), *other = deep_list(5000);

    ACT("repr of 5000-deep list", PyObject_Repr(list));
    ACT("deepcopy of 5000-deep list",
        PyObject_CallOneArg(hb_import("copy", "deepcopy"), list));
    ACT_VOID("== of two 5000-deep lists",
             PyObject_RichCompareBool(list, other, Py_EQ));
}

/* ---- the rest
 * --------------------------------------------------------------- */

static void
errors_of_values(void)
{
    PyObject *text = hb_lit("'abc'"), *one = hb_int(1), *list = hb_lit("[1]");
    PyObject *copy = hb_import("copy", NULL);

    ACT_VOID("PyLong_AsLong(str)", PyLong_AsLong(text));
    ACT_VOID("PyLong_AsLong(2**70)",
             PyLong_AsLong(hb_lit("1180591620717411303424")));
    ACT_VOID("PyUnicode_AsUTF8(list)", PyUnicode_AsUTF8(list));
    ACT("PyObject_GetIter(int)", PyObject_GetIter(one));
    ACT_VOID("PyObject_Length(int)", PyObject_Length(one));
    ACT("call int", PyObject_CallNoArgs(one));
    ACT("import missing", PyImport_ImportModule("no_such_module_zz"));
    ACT_VOID("PyErr_SetString",
             (PyErr_SetString(PyExc_ValueError, "boom"), 0));
    ACT("1 + 'abc'", PyNumber_Add(one, text));
    ACT("'abc' + 1", PyNumber_Add(text, one));
    ACT("1/0", PyNumber_TrueDivide(one, hb_int(0)));
    ACT("1 < 'abc'", PyObject_RichCompare(one, text, Py_LT));
    ACT_VOID("PyErr_NoMemory", PyErr_NoMemory());
    ACT_VOID("PyCapsule_GetPointer(int)", PyCapsule_GetPointer(one, "x"));
    ACT("PyUnicode_Substring(-1)", PyUnicode_Substring(text, -1, 2));
    ACT_VOID("PyUnicode_ReadChar(10)", PyUnicode_ReadChar(text, 10));
    ACT_VOID("PyBytes_AsString(str)", PyBytes_AsString(text));
    ACT("copy.deepcopy(module)",
        PyObject_CallMethod(copy, "deepcopy", "O", copy));
    ACT("copy.copy(module)", PyObject_CallMethod(copy, "copy", "O", copy));
}
