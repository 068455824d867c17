/* list.c -- facts about lists: how many slots, whatever makes or changes
 * them. */

static long long
list_allocated(PyObject *list)
{
    return (long long)((PyListObject *)list)->allocated;
}

/* A list of n ints without spare slots. */
static PyObject *
list_exact(int n)
{
    PyObject *list = hb_keep(PyList_New(n));

    for (int i = 0; i < n; i++) {
        PyList_SET_ITEM(list, i, PyLong_FromLong(i));
    }
    return list;
}

static PyObject *
list_tuple(int n)
{
    return hb_keep(PyList_AsTuple(list_exact(n)));
}

static PyObject *
list_range(int n)
{
    return hb_new((PyObject *)&PyRange_Type, hb_int(n));
}

static PyObject *
list_of(PyObject *iterable)
{
    return hb_new((PyObject *)&PyList_Type, iterable);
}

/* ---- by number of items ---- */

static void
write_allocated(FILE *out, int most, PyObject *(*make)(int))
{
    for (int n = 0; n <= most; n++) {
        fprintf(out, "%s%lld", n ? ", " : "[", list_allocated(make(n)));
    }
    putc(']', out);
}

#define FACT_LIST(name_, most, make)                                          \
    FACT("c", name_)                                                          \
    {                                                                         \
        write_allocated(out, most, make);                                     \
    }

static PyObject *
list_by_sequence_list(int n)
{
    return hb_keep(PySequence_List(list_tuple(n)));
}

static PyObject *
list_by_get_slice(int n)
{
    return hb_keep(PyList_GetSlice(list_exact(n), 0, n));
}

static PyObject *
list_by_build_value(int n)
{
    static const char *formats[] = {"[]",    "[i]",    "[ii]",
                                    "[iii]", "[iiii]", "[iiiii]"};

    return hb_keep(Py_BuildValue(formats[n], 1, 2, 3, 4, 5));
}

static PyObject *
list_by_display(int n)
{
    char display[128] = "[";

    for (int i = 0; i < n; i++) {
        sprintf(display + strlen(display), "%d, ", i);
    }
    return hb_lit(strcat(display, "]"));
}

static PyObject *
list_of_tuple(int n)
{
    return list_of(list_tuple(n));
}

static PyObject *
list_of_list(int n)
{
    return list_of(list_exact(n));
}

static PyObject *
list_by_copy_method(int n)
{
    return hb_call(list_exact(n), "copy");
}

static PyObject *
list_by_copy(int n)
{
    return hb_new(hb_import("copy", "copy"), list_exact(n));
}

static PyObject *
list_by_deepcopy(int n)
{
    return hb_new(hb_import("copy", "deepcopy"), list_exact(n));
}

static PyObject *
list_by_sorted(int n)
{
    return hb_new(hb_import("builtins", "sorted"), list_exact(n));
}

FACT_LIST("list.PyList_New_allocated_by_n_0_20", 20, list_exact)
FACT_LIST("list.from_tuple_PySequence_List_allocated_by_n_0_20", 20,
          list_by_sequence_list)
FACT_LIST("list.PyList_GetSlice_allocated_by_n_0_20", 20, list_by_get_slice)
FACT_LIST("list.slice_copy_by_n_0_20", 20, list_by_get_slice)
FACT_LIST("list.Py_BuildValue_by_n_0_5", 5, list_by_build_value)
FACT_LIST("list.literal_const_ints_by_n_0_20", 20, list_by_display)
FACT_LIST("list.of_tuple_by_n_0_20", 20, list_of_tuple)
FACT_LIST("list.of_list_by_n_0_20", 20, list_of_list)
FACT_LIST("list.copy_method_by_n_0_20", 20, list_by_copy_method)
FACT_LIST("list.copy_copy_by_n_0_20", 20, list_by_copy)
FACT_LIST("list.deepcopy_by_n_0_20", 20, list_by_deepcopy)
FACT_LIST("list.sorted_by_n_0_20", 20, list_by_sorted)
/* [*t] extends an empty list, which is what list(t) does. */
FACT_LIST("list.star_unpack_by_n_0_20", 20, list_of_tuple)
/* A display of variables takes them from the stack into a list of the size. */
FACT_LIST("list.literal_of_variables_by_n_0_8", 8, list_exact)

/* ---- from all kinds of sources, with the length ---- */

static void
write_sources(FILE *out, PyObject *(*make)(int))
{
    static const int ns[] = {0,  1,  2,  3,  4,  5,  6,   7,   8,    9,
                             10, 16, 17, 20, 50, 99, 100, 101, 1000, 10000};

    for (size_t i = 0; i < Py_ARRAY_LENGTH(ns); i++) {
        PyObject *list = make(ns[i]);

        fprintf(out, "%s\"%d\": [%zd, %lld]", i ? ", " : "{", ns[i],
                PyList_GET_SIZE(list), list_allocated(list));
    }
    putc('}', out);
}

#define FACT_SOURCE(name_, make)                                              \
    FACT("c", name_)                                                          \
    {                                                                         \
        write_sources(out, make);                                             \
    }

static PyObject *
source_range(int n)
{
    return list_of(list_range(n));
}

/* What a comprehension does. */
static PyObject *
source_append(int n)
{
    PyObject *list = hb_keep(PyList_New(0));

    for (int i = 0; i < n; i++) {
        hb_ok(PyList_Append(list, hb_int(i)));
    }
    return list;
}

static PyObject *
source_append_half(int n)
{
    return source_append((n + 1) / 2);
}

static PyObject *
source_repeat(int n)
{
    return hb_keep(PySequence_Repeat(hb_lit("[0]"), n));
}

/* An iterator that cannot tell how long it is, as a generator cannot. */
static PyObject *
unsized(int n)
{
    return hb_new((PyObject *)&PyMap_Type, (PyObject *)&PyLong_Type,
                  list_range(n));
}

static PyObject *
source_unsized(int n)
{
    return list_of(unsized(n));
}

static PyObject *
source_iterator(int n)
{
    return list_of(hb_keep(PyObject_GetIter(list_range(n))));
}

static PyObject *
source_extend_range(int n)
{
    PyObject *list = hb_lit("[]");

    hb_call(list, "extend", list_range(n));
    return list;
}

static PyObject *
source_extend_unsized(int n)
{
    PyObject *list = hb_lit("[]");

    hb_call(list, "extend", unsized(n));
    return list;
}

static PyObject *
source_dict(int n)
{
    return list_of(
        hb_call((PyObject *)&PyDict_Type, "fromkeys", list_range(n)));
}

static PyObject *
source_set(int n)
{
    return list_of(hb_keep(PySet_New(list_range(n))));
}

static PyObject *
source_split(int n)
{
    return hb_call(hb_keep(PySequence_Repeat(hb_str("x "), n)), "split");
}

FACT_SOURCE("list.list_range_n", source_range)
FACT_SOURCE("list.comprehension_n", source_append)
FACT_SOURCE("list.filter_comp_n", source_append_half)
FACT_SOURCE("list.repeat_n", source_repeat)
FACT_SOURCE("list.list_generator_n", source_unsized)
FACT_SOURCE("list.map_n", source_unsized)
FACT_SOURCE("list.list_iterator_n", source_iterator)
FACT_SOURCE("list.extend_range_n", source_extend_range)
FACT_SOURCE("list.extend_gen_n", source_extend_unsized)
FACT_SOURCE("list.dictkeys_n", source_dict)
FACT_SOURCE("list.set_n", source_set)
FACT_SOURCE("list.split_n", source_split)

/* ---- growth ---- */

/* Where the capacity changes while a list grows to `most` items. */
static void
write_growth(FILE *out, int most, Py_ssize_t where)
{
    PyObject *list = hb_lit("[]");
    long long last = 0;

    fputs("[[0, 0]", out);
    for (int n = 1; n <= most; n++) {
        hb_ok(PyList_Insert(list, where < 0 ? n : where, Py_None));
        if (list_allocated(list) != last) {
            last = list_allocated(list);
            fprintf(out, ", [%d, %lld]", n, last);
        }
    }
    putc(']', out);
}

FACT("c", "list.append_growth_0_2000")
{
    write_growth(out, 2000, -1);
}

FACT("python", "list.growth_to_199")
{
    write_growth(out, 199, -1);
}

FACT("c", "list.insert0_growth_0_300")
{
    write_growth(out, 300, 0);
}

FACT("python", "list.reallocs_in_100_appends")
{
    PyObject *list = hb_lit("[]");
    int changes = 0;
    long long last = 0;

    for (int i = 0; i < 100; i++) {
        hb_ok(PyList_Append(list, Py_None));
        changes += list_allocated(list) != last;
        last = list_allocated(list);
    }
    fprintf(out, "%d", changes);
}

FACT("c", "list.append_to_exact_list_n_newalloc_0_40")
{
    for (int n = 0; n <= 40; n++) {
        PyObject *list = list_exact(n);

        hb_ok(PyList_Append(list, Py_None));
        fprintf(out, "%s[%d, %lld]", n ? ", " : "[", n, list_allocated(list));
    }
    putc(']', out);
}

/* Length and capacity after each of twenty additions of a chunk. */
static void
write_chunks(FILE *out, int by_slice)
{
    static const int sizes[] = {1, 2, 3, 4, 5, 7, 10, 16, 50};

    for (size_t i = 0; i < Py_ARRAY_LENGTH(sizes); i++) {
        PyObject *list = hb_lit("[]"), *chunk = list_exact(sizes[i]);

        fprintf(out, "%s\"%d\": [", i ? ", " : "{", sizes[i]);
        for (int round = 0; round < 20; round++) {
            Py_ssize_t n = PyList_GET_SIZE(list);

            if (by_slice) {
                hb_ok(PyList_SetSlice(list, n, n, chunk));
            }
            else {
                hb_call(list, "extend", chunk);
            }
            fprintf(out, "%s[%zd, %lld]", round ? ", " : "",
                    PyList_GET_SIZE(list), list_allocated(list));
        }
        putc(']', out);
    }
    putc('}', out);
}

FACT("c", "list.setslice_append_chunks_len_alloc")
{
    write_chunks(out, 1);
}

FACT("c", "list.extend_chunks_len_alloc")
{
    write_chunks(out, 0);
}

/* ---- shrinkage ---- */

static void
write_shrinkage(FILE *out, int from_front)
{
    static const int sizes[] = {10, 20, 100, 1000};

    for (size_t i = 0; i < Py_ARRAY_LENGTH(sizes); i++) {
        PyObject *list = list_exact(sizes[i]);
        long long last = list_allocated(list);

        fprintf(out, "%s\"%d\": [[%d, %lld]", i ? ", " : "{", sizes[i],
                sizes[i], last);
        while (PyList_GET_SIZE(list) > 0) {
            if (from_front) {
                hb_ok(PySequence_DelItem(list, 0));
            }
            else {
                hb_call(list, "pop");
            }
            if (list_allocated(list) != last) {
                last = list_allocated(list);
                fprintf(out, ", [%zd, %lld]", PyList_GET_SIZE(list), last);
            }
        }
        putc(']', out);
    }
    putc('}', out);
}

FACT("c", "list.pop_end_shrink_points")
{
    write_shrinkage(out, 0);
}

FACT("c", "list.del_front_shrink_points")
{
    write_shrinkage(out, 1);
}

FACT("c", "list.del_tail_slice_keep_k_alloc")
{
    static const int sizes[] = {1000, 10000};
    static const int kept[] = {0,   1,    2,    3,    4,    5,   6,
                               7,   8,    9,    10,   50,   100, 250,
                               400, 499,  500,  501,  600,  750, 900,
                               999, 1000, 4999, 5000, 5001, 9999};

    for (size_t i = 0; i < Py_ARRAY_LENGTH(sizes); i++) {
        const char *comma = "";

        fprintf(out, "%s\"%d\": {", i ? ", " : "{", sizes[i]);
        for (size_t k = 0; k < Py_ARRAY_LENGTH(kept); k++) {
            PyObject *list;

            if (kept[k] > sizes[i]) {
                continue;
            }
            list = list_exact(sizes[i]);
            hb_ok(PyList_SetSlice(list, kept[k], sizes[i], NULL));
            fprintf(out, "%s\"%d\": %lld", comma, kept[k],
                    list_allocated(list));
            comma = ", ";
        }
        putc('}', out);
    }
    putc('}', out);
}

FACT("python", "list.del_tail_1000_to_100")
{
    PyObject *list = list_exact(1000);
    Py_ssize_t before = hb_sizeof(list);

    hb_ok(PyList_SetSlice(list, 100, 1000, NULL));
    fprintf(out, "[%zd, %zd]", before, hb_sizeof(list));
}

FACT("python", "list.del_tail_10000_to_10_then_list()")
{
    PyObject *list = list_exact(10000);
    Py_ssize_t before = hb_sizeof(list);

    hb_ok(PyList_SetSlice(list, 10, 10000, NULL));
    fprintf(out, "[%zd, %zd, %zd]", before, hb_sizeof(list),
            hb_sizeof(list_of(list)));
}

FACT("python", "list.comp_vs_prealloc_1000")
{
    fprintf(out, "[%zd, %zd, %zd]", hb_sizeof(source_append(1000)),
            hb_sizeof(source_repeat(1000)), hb_sizeof(source_range(1000)));
}

/* ---- other changes ---- */

/* "name": [allocated, whether there is a vector] */
static void
write_emptied(FILE *out, const char *name, PyObject *list)
{
    fprintf(out, "\"%s\": [%lld, %s], ", name, list_allocated(list),
            ((PyListObject *)list)->ob_item ? "\"buffer\"" : "null");
}

static void
write_length(FILE *out, const char *name, PyObject *list)
{
    fprintf(out, "\"%s\": [%zd, %lld]", name, PyList_GET_SIZE(list),
            list_allocated(list));
}

FACT("c", "list.misc_ops_len_alloc")
{
    PyObject *list = list_exact(100);

    hb_call(list, "clear");
    putc('{', out);
    write_emptied(out, "clear", list);
    list = list_exact(100);
    hb_ok(PyList_SetSlice(list, 0, 100, NULL));
    write_emptied(out, "del_all_slice", list);
    list = list_exact(10);
    hb_keep(PySequence_InPlaceRepeat(list, 3));
    write_length(out, "imul_10_by_3", list);
    fputs(", ", out);
    write_length(out, "concat_30_30", hb_keep(PySequence_Concat(list, list)));
    list = list_exact(6);
    hb_call(list, "reverse");
    hb_ok(PyList_Sort(list));
    fputs(", ", out);
    write_length(out, "sort_6", list);
    list = list_exact(5);
    hb_ok(PyList_SetSlice(list, 1, 3, list_exact(3)));
    fputs(", ", out);
    write_length(out, "setslice_5_replace2_with3", list);
    putc('}', out);
}

/* ---- what the tutorials claim ---- */

FACT("python", "seed.list_ops_result")
{
    PyObject *list = hb_lit("[1, 2, 3]");

    hb_call(list, "append", hb_int(4));
    hb_put(list, 0, hb_int(99));
    hb_call(list, "extend", hb_lit("[5, 6]"));
    hb_call(list, "insert", hb_int(1), hb_int(100));
    write_object(out, list);
}

FACT("python", "seed.slice_assign_result")
{
    PyObject *list = hb_lit("[1, 2, 3, 4, 5]");

    hb_ok(PyList_SetSlice(list, 1, 3, hb_lit("[20, 30, 40]")));
    write_object(out, list);
}

FACT("python", "seed.imul_shared_rows")
{
    PyObject *rows = hb_keep(PySequence_Repeat(hb_lit("[[]]"), 3));

    hb_call(hb_at(rows, 0), "append", hb_int(1));
    write_object(out, rows);
}

UNREACHED("python", "seed.mutable_default", "needs a function of Python")
UNREACHED("python", "seed.late_early_binding", "needs a function of Python")
