/* containers.c -- facts about arrays, views of dicts and memory, sizes of
 * what grows, small ints, and counts of references. */

/* ---- array -------------------------------------------------------------- */

static PyObject *
new_array(const char *code, long n)
{
    PyObject *items = hb_new((PyObject *)&PyRange_Type, hb_int(n));

    return hb_new(hb_import("array", "array"), hb_str(code), items);
}

/* [[length, capacity], ...] at each change of the capacity. */
static void
write_array_growth(FILE *out, const char *code, Py_ssize_t until)
{
    PyObject *array = new_array(code, 0);
    long long empty = hb_sizeof(array), last = -1;
    long width = PyLong_AsLong(hb_get(array, "itemsize"));

    putc('[', out);
    for (Py_ssize_t n = 0; n <= until; n++) {
        long long room = (hb_sizeof(array) - empty) / width;

        if (room != last) {
            fprintf(out, "%s[%zd, %lld]", n ? ", " : "", n, room);
            last = room;
        }
        hb_call(array, "append", hb_int(1));
    }
    putc(']', out);
}

FACT("python", "array.append_growth_b")
{
    write_array_growth(out, "b", 400);
}

FACT("python", "array.append_growth_i")
{
    write_array_growth(out, "i", 400);
}

FACT("python", "array.append_growth_d")
{
    write_array_growth(out, "d", 400);
}

FACT_INT("python", "size.array_i_1000", hb_sizeof(new_array("i", 1000)))

FACT("python", "array.del_tail_1000_to_10_sizes")
{
    PyObject *array = new_array("i", 1000);

    fprintf(out, "[%lld, ", (long long)hb_sizeof(array));
    PySequence_DelSlice(array, 10, 1000);
    fprintf(out, "%lld]", (long long)hb_sizeof(array));
}

FACT("python", "array.pop_shrink_from_1000")
{
    static const Py_ssize_t lengths[] = {999, 600, 500, 499, 400, 250, 100};
    PyObject *array = new_array("i", 1000);
    long long empty = hb_sizeof(new_array("i", 0));

    fprintf(out, "[%lld", (long long)hb_sizeof(array));
    for (size_t i = 0; i < Py_ARRAY_LENGTH(lengths); i++) {
        while (PyObject_Size(array) > lengths[i]) {
            hb_call(array, "pop");
        }
        fprintf(out, ", [%zd, %lld]", lengths[i],
                (hb_sizeof(array) - empty) / 4);
    }
    putc(']', out);
}

/* ---- memory views ------------------------------------------------------- */

FACT_INT("python", "size.memoryview",
         hb_sizeof(view_of(bytearray_of("abc", 3))))
FACT_INT("python", "size.memoryview_slice_100_200",
         hb_sizeof(hb_slice(view_of(hb_new((PyObject *)&PyBytes_Type,
                                           hb_int(1000))),
                            100, 200)))

FACT("python", "mv.append_while_exported")
{
    PyObject *bytes = bytearray_of("abc", 3), *view = view_of(bytes);

    write_raised(out, PyObject_CallMethod(bytes, "append", "i", 1));
    (void)view;
}

FACT("python", "mv.append_after_release")
{
    PyObject *bytes = bytearray_of("abc", 3), *view = view_of(bytes);

    hb_call(view, "release");
    hb_call(bytes, "append", hb_int(1));
    write_text(out, PyByteArray_GET_SIZE(bytes) == 4 ? "ok" : "no");
}

FACT("python", "mv.cast_roundtrip")
{
    PyObject *bytes = hb_keep(PyByteArray_FromStringAndSize("\1\2\3\4", 4));

    write_object(
        out, hb_call(hb_call(view_of(bytes), "cast", hb_str("H")), "tolist"));
}

FACT("python", "mv.eq_bytes")
{
    PyObject *bytes = hb_keep(PyBytes_FromString("abc"));

    write_bool(out, PyObject_RichCompareBool(view_of(bytearray_of("abc", 3)),
                                             bytes, Py_EQ) == 1);
}

FACT("python", "mv.len_vs_nbytes_array_i")
{
    PyObject *view = view_of(new_array("i", 10));

    fprintf(out, "[%zd, ", PyObject_Size(view));
    write_object(out, hb_get(view, "nbytes"));
    fputs(", ", out);
    write_object(out, hb_get(view, "itemsize"));
    fputs(", ", out);
    write_object(out, hb_get(view, "format"));
    putc(']', out);
}

FACT("python", "mv.props")
{
    static const char *const names[] = {"nbytes",   "readonly",  "format",
                                        "itemsize", "ndim",      "shape",
                                        "strides",  "contiguous"};
    PyObject *view = view_of(bytearray_of("hello world", 11));

    for (size_t i = 0; i < Py_ARRAY_LENGTH(names); i++) {
        fputs(i ? ", " : "[", out);
        write_object(out, hb_get(view, names[i]));
    }
    putc(']', out);
}

FACT("python", "mv.slice_obj_is_bytearray")
{
    PyObject *bytes = bytearray_of("hello", 5);
    PyObject *part = hb_slice(view_of(bytes), 1, 3);

    write_bool(out, hb_get(part, "obj") == bytes);
}

FACT("python", "mv.slice_write_through")
{
    PyObject *bytes = bytearray_of("hello", 5);

    hb_put(hb_slice(view_of(bytes), 1, 3), 0, hb_int(255));
    write_object(out, hb_at(bytes, 1));
}

FACT("python", "mv.tobytes_strided")
{
    PyObject *view = view_of(bytearray_of("abcdef", 6));
    PyObject *part = hb_slice_step(view, Py_None, Py_None, hb_int(2));

    write_text(out, PyBytes_AsString(hb_call(part, "tobytes")));
}

/* ---- views of dicts ----------------------------------------------------- */

FACT("python", "view.live")
{
    PyObject *dict = hb_lit("{'a': 1}"), *keys = hb_call(dict, "keys");

    PyDict_SetItemString(dict, "b", Py_None);
    write_object(out, hb_new((PyObject *)&PyList_Type, keys));
}

FACT_INT("python", "view.size", hb_sizeof(hb_call(hb_lit("{}"), "keys")))

FACT("python", "view.two_calls_same_object")
{
    PyObject *dict = hb_lit("{'a': 1}"), *keys = hb_call(dict, "keys");

    write_bool(out, keys == hb_call(dict, "keys"));
}

FACT("python", "view.id_equals_dict_id")
{
    PyObject *dict = hb_lit("{'a': 1}");

    write_bool(out, hb_call(dict, "keys") == dict);
}

/* ---- sizes -------------------------------------------------------------- */

FACT("python", "size.bytearray_0_1_5")
{
    fprintf(out, "[%lld, %lld, %lld]",
            (long long)hb_sizeof(bytearray_of("", 0)),
            (long long)hb_sizeof(bytearray_of("a", 1)),
            (long long)hb_sizeof(bytearray_of("Hello", 5)));
}

FACT_INT("python", "size.bytes_copy_100",
         hb_sizeof(hb_slice(hb_new((PyObject *)&PyBytes_Type, hb_int(1000)), 0,
                            100)))
FACT_INT("python", "size.deque_0",
         hb_sizeof(hb_new(hb_import("collections", "deque"))))

FACT("python", "size.dict_10000")
{
    PyObject *dict = hb_keep(PyDict_New());

    for (int i = 0; i < 10000; i++) {
        PyDict_SetItem(dict, hb_int(i), hb_int(i));
    }
    fprintf(out, "%lld", (long long)hb_sizeof(dict));
}

FACT("python", "size.set_10000")
{
    PyObject *range = hb_new((PyObject *)&PyRange_Type, hb_int(10000));

    fprintf(out, "%lld", (long long)hb_sizeof(hb_keep(PySet_New(range))));
}

/* A comprehension is a loop that appends. */
static PyObject *
appended(int n)
{
    PyObject *list = hb_keep(PyList_New(0));

    for (int i = 0; i < n; i++) {
        PyList_Append(list, hb_int(i));
    }
    return list;
}

FACT_INT("python", "size.list_comp_1000", hb_sizeof(appended(1000)))

FACT("python", "size.list_10000_append_prealloc_comp")
{
    PyObject *none = hb_lit("[None]");

    fprintf(out, "[%lld, %lld, %lld]", (long long)hb_sizeof(appended(10000)),
            (long long)hb_sizeof(hb_keep(PySequence_Repeat(none, 10000))),
            (long long)hb_sizeof(appended(10000)));
}

FACT("python", "size.list_by_list(range(n))_0_5")
{
    for (int n = 0; n <= 5; n++) {
        PyObject *range = hb_new((PyObject *)&PyRange_Type, hb_int(n));

        fprintf(out, "%s%lld", n ? ", " : "[",
                (long long)hb_sizeof(hb_new((PyObject *)&PyList_Type, range)));
    }
    putc(']', out);
}

/* A display of variables is built at its length. */
FACT("python", "size.list_display_vars_0_5")
{
    for (int n = 0; n <= 5; n++) {
        fprintf(out, "%s%lld", n ? ", " : "[",
                (long long)hb_sizeof(hb_keep(PyList_New(n))));
    }
    putc(']', out);
}

/* A method of a built-in type, bound. */
FACT_INT("python", "size.method", hb_sizeof(hb_get(hb_lit("[]"), "append")))

/* What the collector and the hidden values take is not in __sizeof__. */
FACT("python", "getsizeof_minus___sizeof__")
{
    PyObject *plain = hb_new(hb_class("Plain", NULL, NULL, NULL));
    PyObject *slots = hb_new(hb_class("Slots", NULL, "('x', 'y')", NULL));

    const struct {
        const char *name;
        PyObject *object;
    } rows[] = {{"list", hb_lit("[]")},
                {"tuple", hb_lit("()")},
                {"dict", hb_lit("{}")},
                {"set", hb_lit("{1}")},
                {"int", hb_int(1)},
                {"str", hb_str("a")},
                {"bytearray", bytearray_of("a", 1)},
                {"memoryview", view_of(bytearray_of("a", 1))},
                {"deque", hb_new(hb_import("collections", "deque"))},
                {"array", new_array("i", 1)},
                {"slots_instance", slots},
                {"plain_instance", plain},
                {"float", hb_float(1)}};

    for (size_t i = 0; i < Py_ARRAY_LENGTH(rows); i++) {
        PyObject *inner = hb_call(rows[i].object, "__sizeof__");

        fprintf(out, "%s\"%s\": %lld", i ? ", " : "{", rows[i].name,
                (long long)hb_sizeof(rows[i].object) -
                    PyLong_AsLongLong(inner));
    }
    putc('}', out);
}

FACT("c", "int.expr_obsize_getsizeof")
{
    static const struct {
        const char *text, *digits;
    } rows[] = {{"0", "0"},
                {"1", "1"},
                {"2", "2"},
                {"-1", "-1"},
                {"2**15", "8000"},
                {"2**30-1", "3fffffff"},
                {"2**30", "40000000"},
                {"2**31", "80000000"},
                {"2**60-1", "fffffffffffffff"},
                {"2**60", "1000000000000000"},
                {"2**63", "8000000000000000"},
                {"2**64", "10000000000000000"},
                {"10**18", "de0b6b3a7640000"},
                {"10**19", "8ac7230489e80000"}};

    PyObject *large =
        hb_keep(PyNumber_Power(hb_int(10), hb_int(100), Py_None));
    PyObject *wide = hb_keep(PyNumber_Power(hb_int(2), hb_int(300), Py_None));

    putc('[', out);
    for (size_t i = 0; i < Py_ARRAY_LENGTH(rows); i++) {
        PyObject *number =
            hb_keep(PyLong_FromString(rows[i].digits, NULL, 16));

        fprintf(out, "[\"%s\", %zd, %lld], ", rows[i].text, Py_SIZE(number),
                (long long)hb_sizeof(number));
    }
    fprintf(out, "[\"10**100\", %zd, %lld], [\"2**300\", %zd, %lld]]",
            Py_SIZE(large), (long long)hb_sizeof(large), Py_SIZE(wide),
            (long long)hb_sizeof(wide));
}

/* ---- small ints, floats ------------------------------------------------- */

static int
is_cached(long value)
{
    return hb_keep(PyLong_FromLong(value)) == hb_keep(PyLong_FromLong(value));
}

FACT_BOOL("c", "float.two_calls_same", hb_float(1.5) == hb_float(1.5))
FACT_BOOL("c", "small_int.257_two_calls_same", is_cached(257))
FACT_BOOL("c", "small_int.arith_result_256_is_cached",
          hb_keep(PyNumber_Add(hb_int(200), hb_int(56))) == hb_int(256))
FACT_BOOL("c", "small_int.from_double_is_cached",
          hb_keep(PyLong_FromDouble(7.0)) == hb_int(7))
FACT_BOOL("c", "small_int.from_string_is_cached",
          hb_keep(PyLong_FromString("7", NULL, 10)) == hb_int(7))

FACT("c", "small_int.cache_bounds")
{
    long low = 0, high = 0;

    while (is_cached(low - 1)) {
        low--;
    }
    while (is_cached(high + 1)) {
        high++;
    }
    fprintf(out, "[%ld, %ld]", low, high);
}

/* ---- instances and weak dictionaries ------------------------------------ */

FACT("python", "seed.immutable_bypass_object_setattr")
{
    PyObject *object = hb_new(hb_class("Point", NULL, NULL, NULL));

    PyObject_GenericSetAttr(object, hb_str("x"), hb_int(99));
    write_object(out, hb_get(object, "x"));
}

FACT("python", "seed.immutable_bypass_dict")
{
    PyObject *object = hb_new(hb_class("Point", NULL, NULL, NULL));

    PyDict_SetItemString(hb_get(object, "__dict__"), "x", hb_str("z"));
    write_object(out, hb_get(object, "x"));
}

FACT("python", "seed.weakvaluedict_of_lists")
{
    PyObject *dict = hb_new(hb_import("weakref", "WeakValueDictionary"));

    PyObject_SetItem(dict, hb_str("a"), hb_lit("[1]"));
    write_raised(out, NULL);
}

/* ---- what is about Python's functions and names ------------------------- */

#define OF_FRAMES "counts what a frame of Python holds"
#define OF_PYTHON "is about a class or function of Python"

UNREACHED("python", "refcnt.None_plausible_immortal", "is never false")
UNREACHED("python", "refcnt.literal_list_arg", OF_FRAMES)
UNREACHED("python", "refcnt.local_demo", OF_FRAMES)
UNREACHED("python", "refcnt.module_obj_alias_del", OF_FRAMES)
UNREACHED("python", "refcnt.three_names", OF_FRAMES)
UNREACHED("python", "method.instance_dict_after_calls", OF_PYTHON)
UNREACHED("python", "seed.immutable_setattr", OF_PYTHON)
UNREACHED("python", "seed.leaky_nonleaky_counts_in_function", OF_PYTHON)
UNREACHED("python", "seed.lru_cache_method_keeps_self_alive", OF_PYTHON)
UNREACHED("python", "seed.manual_cache_after_1_2_3_hit1_4", OF_PYTHON)
UNREACHED("python", "seed.nonleaky_after_return", OF_PYTHON)
UNREACHED("python", "seed.objectpool_first_object", OF_PYTHON)
UNREACHED("python", "seed.test_interning_always_true", OF_PYTHON)
UNREACHED("python", "size.range100_list_waste_bytes",
          "a difference of two sizes that are asserted")
UNREACHED("python", "size.str_concat_1000",
          "counts allocations of the interpreter's loop")
