/* errors_views.c -- facts about exceptions of memoryview, bytearray, array.
 * Included after errors.c.
 */

static PyObject *
view_of(PyObject *op)
{
    return hb_keep(PyMemoryView_FromObject(op));
}

static PyObject *
bytearray_of(const char *bytes, Py_ssize_t len)
{
    return hb_keep(PyByteArray_FromStringAndSize(bytes, len));
}

static PyObject *
array_of(const char *typecode, PyObject *items)
{
    return hb_keep(PyObject_CallFunction(hb_import("array", "array"), "sO",
                                         typecode, items));
}

static void
errors_of_buffers(void)
{
    PyObject *list = hb_lit("[1]"), *text = hb_lit("'abc'");
    PyObject *bytes = hb_lit("b'abc'"), *readonly = view_of(bytes);
    Py_buffer view;

    ACT("PyMemoryView_FromObject(list)", PyMemoryView_FromObject(list));
    ACT("PyMemoryView_FromObject(str)", PyMemoryView_FromObject(text));
    ACT_VOID("PyObject_GetBuffer(list)",
             PyObject_GetBuffer(list, &view, PyBUF_SIMPLE));
    ACT_VOID("PyObject_GetBuffer(bytes,WRITABLE)",
             PyObject_GetBuffer(bytes, &view, PyBUF_WRITABLE));
    ACT_VOID("PyObject_GetBuffer(readonly memoryview,WRITABLE)",
             PyObject_GetBuffer(readonly, &view, PyBUF_WRITABLE));
    ACT_VOID("memoryview(bytes)[0]=1",
             PyObject_SetItem(readonly, hb_int(0), hb_int(1)));
    ACT_VOID("hash(readonly memoryview)", PyObject_Hash(readonly));
}

static void
errors_of_exports(void)
{
    PyObject *bytes = bytearray_of("abcdef", 6), *view = view_of(bytes);

    ACT_VOID("PyByteArray_Resize(exported,10)", PyByteArray_Resize(bytes, 10));
    ACT_VOID("PyByteArray_Resize(exported,same size)",
             PyByteArray_Resize(bytes, 6));
    ACT("bytearray.append(exported)",
        PyObject_CallMethod(bytes, "append", "i", 1));
    ACT("bytearray.clear(exported)",
        PyObject_CallMethod(bytes, "clear", NULL));
    ACT("bytearray.pop(exported)", PyObject_CallMethod(bytes, "pop", NULL));
    ACT_VOID("del bytearray[0] (exported)", PySequence_DelItem(bytes, 0));
    ACT("bytearray.extend(exported)",
        PyObject_CallMethod(bytes, "extend", "y", "xy"));
    ACT("bytearray += (exported)",
        PySequence_InPlaceConcat(bytes, hb_lit("b'zz'")));
    ACT_VOID("bytearray[0]=90 (exported)",
             PySequence_SetItem(bytes, 0, hb_int(90)));
    ACT_VOID("bytearray[0]=256", PySequence_SetItem(bytes, 0, hb_int(256)));
    ACT_VOID("bytearray[0]='abc'",
             PySequence_SetItem(bytes, 0, hb_lit("'abc'")));
    Py_INCREF(view);
    Py_DECREF(view);
}

static void
errors_of_views(void)
{
    PyObject *view = view_of(bytearray_of("abcdef", 6)), *zero = hb_int(0);
    PyObject *text = hb_lit("'abc'"), *eight = view_of(bytearray_of("", 0));
    char zeros[8] = {0};

    ACT_VOID("memoryview[0]=256", PyObject_SetItem(view, zero, hb_int(256)));
    ACT_VOID("memoryview[0]='abc'", PyObject_SetItem(view, zero, text));
    ACT("memoryview[99]", PyObject_GetItem(view, hb_int(99)));
    ACT("memoryview['abc']", PyObject_GetItem(view, text));
    ACT_VOID("del memoryview[0]", PyObject_DelItem(view, zero));
    ACT_VOID("memoryview[0:2]=b'xyz'",
             PyObject_SetItem(view,
                              hb_keep(PySlice_New(zero, hb_int(2), NULL)),
                              hb_lit("b'xyz'")));
    ACT_VOID("hash(writable memoryview)", PyObject_Hash(view));
    ACT("memoryview(6 bytes).cast('i')",
        PyObject_CallMethod(view, "cast", "s", "i"));
    ACT("memoryview.cast('zz')", PyObject_CallMethod(view, "cast", "s", "zz"));
    ACT("memoryview.cast('c')", PyObject_CallMethod(view, "cast", "s", "c"));
    ACT("memoryview('i').cast('h')",
        PyObject_CallMethod(view_of(array_of("i", hb_lit("[1, 2]"))), "cast",
                            "s", "h"));
    eight = view_of(bytearray_of(zeros, 8));
    ACT("memoryview[::2].cast('B')",
        PyObject_CallMethod(
            hb_keep(PyObject_GetItem(
                eight, hb_keep(PySlice_New(NULL, NULL, hb_int(2))))),
            "cast", "s", "B"));
    ACT("memoryview(8).cast('B',(3,3))",
        PyObject_CallMethod(eight, "cast", "sO", "B", hb_lit("(3, 3)")));
    eight = hb_keep(
        PyObject_CallMethod(eight, "cast", "sO", "B", hb_lit("(2, 4)")));
    ACT("2-D memoryview[0:1]",
        PyObject_GetItem(eight, hb_keep(PySlice_New(zero, hb_int(1), NULL))));
    ACT("2-D memoryview[0]", PyObject_GetItem(eight, zero));
}

static void
errors_of_released(void)
{
    PyObject *bytes = bytearray_of("abcdef", 6), *view = view_of(bytes);
    PyObject *second = view_of(view), *third = view_of(bytes);
    Py_buffer buffer;

    ACT("memoryview.release() while another view of the view lives",
        PyObject_CallMethod(view, "release", NULL));
    ACT_VOID("GetBuffer(released view)",
             PyObject_GetBuffer(view, &buffer, PyBUF_SIMPLE));
    if (PyObject_GetBuffer(third, &buffer, PyBUF_SIMPLE) == 0) {
        ACT("memoryview.release() while a Py_buffer on it is held",
            PyObject_CallMethod(third, "release", NULL));
        PyBuffer_Release(&buffer);
    }
    ACT("memoryview.release() afterwards",
        PyObject_CallMethod(third, "release", NULL));
    ACT("memoryview.release() twice",
        PyObject_CallMethod(third, "release", NULL));
    ACT("released view[0]", PyObject_GetItem(third, hb_int(0)));
    ACT_VOID("len(released view)", PyObject_Length(third));
    ACT("released view.tobytes()",
        PyObject_CallMethod(third, "tobytes", NULL));
    ACT("released view.nbytes", PyObject_GetAttrString(third, "nbytes"));
    ACT("PyMemoryView_FromObject(released)", PyMemoryView_FromObject(third));
    write_row("repr(released) starts with", NULL,
              hb_keep(PySequence_GetSlice(hb_keep(PyObject_Repr(third)), 0,
                                          sizeof "<released memory a" - 1)));
    Py_INCREF(second);
    Py_DECREF(second);
}

static void
errors_of_arrays(void)
{
    PyObject *array = array_of("i", hb_lit("[1, 2, 3]"));
    PyObject *bytes = array_of("b", hb_lit("[1]")), *view = view_of(array);
    PyObject *copy = hb_import("copy", NULL);

    ACT("array.append(exported)",
        PyObject_CallMethod(array, "append", "i", 1));
    ACT("array.pop(exported)", PyObject_CallMethod(array, "pop", NULL));
    ACT("array('b').append(200)",
        PyObject_CallMethod(bytes, "append", "i", 200));
    ACT("array('b').append('x')",
        PyObject_CallMethod(bytes, "append", "s", "x"));
    ACT("array('z')",
        PyObject_CallFunction(hb_import("array", "array"), "s", "z"));
    ACT("array('b').append(1.5)",
        PyObject_CallMethod(bytes, "append", "d", 1.5));
    ACT("copy.copy(memoryview)", PyObject_CallMethod(copy, "copy", "O", view));
    ACT("copy.deepcopy(memoryview)",
        PyObject_CallMethod(copy, "deepcopy", "O", view));
}

FACT_ROWS("c", "errors.c_api")
{
    error_out = out;
    error_rows = 0;
    putc('[', out);
    errors_of_lists();
    errors_of_dicts();
    errors_of_iterators();
    errors_of_instances();
    errors_of_classes();
    errors_of_depth();
    errors_of_values();
    errors_of_buffers();
    errors_of_exports();
    errors_of_views();
    errors_of_released();
    errors_of_arrays();
    putc(']', out);
}

UNREACHED("errors.c_api", "copy.copy(generator)", "needs Python's bytecode")
UNREACHED("errors.c_api", "copy.deepcopy(generator)",
          "needs Python's bytecode")
UNREACHED("errors.c_api", "python recursion 5000",
          "a function of Python's; errors_test.c")
