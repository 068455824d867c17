/* dict.c -- facts about dicts: tables, growth, shared keys. */
#include "internal/pycore_dict.h"

static PyDictKeysObject *
dict_keys_of(PyObject *dict)
{
    return ((PyDictObject *)dict)->ma_keys;
}

static PyObject *
dict_get_attributes(PyObject *instance)
{
    return hb_get(instance, "__dict__");
}

static void
write_dict(FILE *out, PyObject *dict)
{
    PyDictKeysObject *keys = dict_keys_of(dict);

    fprintf(out,
            "{\"used\": %zd, \"log2_size\": %d, \"log2_index_bytes\": %d, "
            "\"kind\": %d, \"usable\": %zd, \"nentries\": %zd, ",
            PyDict_Size(dict), keys->dk_log2_size, keys->dk_log2_index_bytes,
            keys->dk_kind, keys->dk_usable, keys->dk_nentries);
    fprintf(out, "\"split\": %s, \"sizeof\": %zd}",
            ((PyDictObject *)dict)->ma_values ? "true" : "false",
            hb_sizeof(dict));
}

/* Key number i: an int or a str. */
static PyObject *
dict_key(int strings, int i)
{
    return strings ? hb_keep(PyUnicode_FromFormat("key%d", i)) : hb_int(i);
}

/* ---- growth, deletion ---- */

static PyObject *
dict_filled(int strings, int n)
{
    PyObject *dict = hb_keep(PyDict_New());

    for (int i = 1; i <= n; i++) {
        hb_ok(PyDict_SetItem(dict, dict_key(strings, i), Py_None));
    }
    return dict;
}

static void
write_dict_growth(FILE *out, int strings)
{
    PyObject *dict = hb_keep(PyDict_New());
    int last = -1;

    fputs("[[0, ", out);
    write_dict(out, dict);
    putc(']', out);
    for (int i = 1; i <= 2000; i++) {
        hb_ok(PyDict_SetItem(dict, dict_key(strings, i), Py_None));
        if (dict_keys_of(dict)->dk_log2_size != last) {
            last = dict_keys_of(dict)->dk_log2_size;
            fprintf(out, ", [%d, ", i);
            write_dict(out, dict);
            putc(']', out);
        }
    }
    putc(']', out);
}

FACT("c", "dict.insert_growth_int_keys_0_2000")
{
    write_dict_growth(out, 0);
}

FACT("c", "dict.insert_growth_str_keys_0_2000")
{
    write_dict_growth(out, 1);
}

static void
write_dict_sizes(FILE *out, int strings)
{
    PyObject *dict = hb_keep(PyDict_New());
    Py_ssize_t last = hb_sizeof(dict);

    fprintf(out, "[[0, %zd]", last);
    for (int i = 1; i < 60; i++) {
        hb_ok(PyDict_SetItem(dict, dict_key(strings, i), Py_None));
        if (hb_sizeof(dict) != last) {
            last = hb_sizeof(dict);
            fprintf(out, ", [%d, %zd]", i, last);
        }
    }
    putc(']', out);
}

FACT("python", "dict.int_growth_sizes_to_59")
{
    write_dict_sizes(out, 0);
}

FACT("python", "dict.str_growth_sizes_to_59")
{
    write_dict_sizes(out, 1);
}

/* Deletes all of 2000 items; writes where the size changes if `out`. */
static PyObject *
dict_emptied(FILE *out, int strings)
{
    PyObject *dict = dict_filled(strings, 2000);
    Py_ssize_t last = hb_sizeof(dict);

    if (out) {
        fprintf(out, "[[%zd, %zd]", PyDict_Size(dict), last);
    }
    for (int i = 1; i <= 2000; i++) {
        hb_ok(PyDict_DelItem(dict, dict_key(strings, i)));
        if (out && hb_sizeof(dict) != last) {
            last = hb_sizeof(dict);
            fprintf(out, ", [%zd, %zd]", PyDict_Size(dict), last);
        }
    }
    if (out) {
        putc(']', out);
    }
    return dict;
}

FACT("c", "dict.delete_all_sizes_int")
{
    dict_emptied(out, 0);
}

FACT("c", "dict.delete_all_sizes_str")
{
    dict_emptied(out, 1);
}

static void
write_reinserted(FILE *out, int strings)
{
    PyObject *dict = dict_emptied(NULL, strings);

    hb_ok(PyDict_SetItem(dict, strings ? hb_str("kk") : hb_int(1), Py_None));
    putc('[', out);
    write_dict(out, dict);
    PyDict_Clear(dict);
    fputs(", ", out);
    write_dict(out, dict);
    putc(']', out);
}

FACT("c", "dict.reinsert_after_deleting_all_then_clear_int")
{
    write_reinserted(out, 0);
}

FACT("c", "dict.reinsert_after_deleting_all_then_clear_str")
{
    write_reinserted(out, 1);
}

FACT("c", "dict.str_dict_gets_int_key_before_after")
{
    PyObject *dict = dict_filled(1, 2);

    putc('[', out);
    write_dict(out, dict);
    hb_ok(PyDict_SetItem(dict, hb_int(3), Py_None));
    fputs(", ", out);
    write_dict(out, dict);
    putc(']', out);
}

FACT("c", "dict.churn_window3_i_used_log2_nentries")
{
    PyObject *dict = hb_keep(PyDict_New());

    for (int i = 0; i < 40; i++) {
        hb_ok(PyDict_SetItem(dict, dict_key(1, i), Py_None));
        if (i >= 3) {
            hb_ok(PyDict_DelItem(dict, dict_key(1, i - 3)));
        }
        fprintf(out, "%s[%d, %zd, %d, %zd]", i ? ", " : "[", i,
                PyDict_Size(dict), dict_keys_of(dict)->dk_log2_size,
                dict_keys_of(dict)->dk_nentries);
    }
    putc(']', out);
}

/* ---- the index table ---- */

static PyObject *
dict_of_eights(int n)
{
    PyObject *dict = hb_keep(PyDict_New());

    for (int i = 0; i < n; i++) {
        hb_ok(PyDict_SetItem(dict, hb_int(i * 8), Py_None));
    }
    return dict;
}

static void
write_indices(FILE *out, PyObject *dict)
{
    PyDictKeysObject *keys = dict_keys_of(dict);

    fputs("\"indices\": [", out);
    for (int i = 0; i < DK_SIZE(keys); i++) {
        fprintf(out, "%s%d", i ? ", " : "", ((int8_t *)keys->dk_indices)[i]);
    }
    putc(']', out);
}

static void
write_layout(FILE *out, PyObject *dict)
{
    fputs("{\"keys\": ", out);
    write_object(out, hb_keep(PyDict_Keys(dict)));
    fprintf(out, ", \"log2\": %d, ", dict_keys_of(dict)->dk_log2_size);
    write_indices(out, dict);
    putc('}', out);
}

FACT("c", "dict.collision_layout_multiples_of_8_six_keys")
{
    write_layout(out, dict_of_eights(6));
}

FACT("c", "dict.collision_layout_multiples_of_8_five_keys")
{
    write_layout(out, dict_of_eights(5));
}

FACT("c", "dict.collision_layout_after_deleting_8")
{
    PyObject *dict = dict_of_eights(5);

    hb_ok(PyDict_DelItem(dict, hb_int(8)));
    putc('{', out);
    write_indices(out, dict);
    fprintf(out, ", \"nentries\": %zd, \"used\": %zd}",
            dict_keys_of(dict)->dk_nentries, PyDict_Size(dict));
}

/* ---- from all kinds of sources ---- */

static void
write_dict_source(FILE *out, const int *ns, size_t count,
                  PyObject *(*make)(int))
{
    for (size_t i = 0; i < count; i++) {
        PyObject *dict = make(ns[i]);

        fprintf(out, "%s\"%d\": [%zd, %d]", i ? ", " : "{", ns[i],
                hb_sizeof(dict), dict_keys_of(dict)->dk_log2_size);
    }
    putc('}', out);
}

static const int dict_source_sizes[] = {
    0,  1,  2,  4,  5,  6,  7,  8,  10, 11,  12,  16,  20,  21,
    22, 23, 30, 42, 43, 44, 50, 85, 86, 100, 170, 171, 1000};

#define FACT_DICT(name_, make)                                                \
    FACT("c", name_)                                                          \
    {                                                                         \
        write_dict_source(out, dict_source_sizes,                             \
                          Py_ARRAY_LENGTH(dict_source_sizes), make);          \
    }

/* What comprehensions do: one insertion after the other. */
static PyObject *
dict_of_strings(int n)
{
    return dict_filled(1, n);
}

static PyObject *
dict_of_ints(int n)
{
    return dict_filled(0, n);
}

static PyObject *
dict_copied(int n)
{
    return hb_call(dict_of_strings(n), "copy");
}

static PyObject *
dict_of_dict(int n)
{
    return hb_new((PyObject *)&PyDict_Type, dict_of_strings(n));
}

static PyObject *
dict_from_keys(PyObject *keys)
{
    return hb_call((PyObject *)&PyDict_Type, "fromkeys", keys);
}

static PyObject *
dict_from_range(int n)
{
    return dict_from_keys(list_range(n));
}

static PyObject *
dict_from_list(int n)
{
    return dict_from_keys(list_exact(n));
}

static PyObject *
dict_from_pairs(int n)
{
    PyObject *pairs = hb_lit("[]");

    for (int i = 0; i < n; i++) {
        hb_ok(PyList_Append(pairs, hb_keep(Py_BuildValue("(ii)", i, 0))));
    }
    return hb_new((PyObject *)&PyDict_Type, pairs);
}

static PyObject *
dict_updated(int n)
{
    PyObject *dict = hb_lit("{}");

    hb_call(dict, "update", dict_of_ints(n));
    return dict;
}

static PyObject *
dict_shallow(int n)
{
    return hb_new(hb_import("copy", "copy"), dict_of_ints(n));
}

static PyObject *
dict_deep(int n)
{
    return hb_new(hb_import("copy", "deepcopy"), dict_of_ints(n));
}

static PyObject *
dict_zipped(int n)
{
    PyObject *keys = list_range(n), *values = list_range(1000);
    PyObject *zip = hb_new((PyObject *)&PyZip_Type, keys, values);

    return hb_new((PyObject *)&PyDict_Type, zip);
}

FACT_DICT("dict.comprehension_str", dict_of_strings)
FACT_DICT("dict.comprehension_int", dict_of_ints)
FACT_DICT("dict.dict_copy_str", dict_copied)
FACT_DICT("dict.dict_of_dict_str", dict_of_dict)
FACT_DICT("dict.fromkeys_range", dict_from_range)
FACT_DICT("dict.fromkeys_list", dict_from_list)
FACT_DICT("dict.from_pairs", dict_from_pairs)
FACT_DICT("dict.update_into_empty", dict_updated)
/* {**d} updates an empty dict. */
FACT_DICT("dict.star_merge", dict_updated)
FACT_DICT("dict.copy_copy", dict_shallow)
FACT_DICT("dict.deepcopy", dict_deep)
FACT_DICT("dict.zip", dict_zipped)

static PyObject *
dict_displayed(int n, const char *format)
{
    char *display;
    size_t size;
    FILE *text = open_memstream(&display, &size);
    PyObject *dict;

    putc('{', text);
    for (int i = 0; i < n; i++) {
        fprintf(text, format, i);
    }
    putc('}', text);
    fclose(text);
    dict = hb_lit(display);
    free(display);
    return dict;
}

static PyObject *
dict_display_str(int n)
{
    return dict_displayed(n, "'k%d': 0, ");
}

static PyObject *
dict_display_int(int n)
{
    return dict_displayed(n, "%d: 0, ");
}

static void
write_displays(FILE *out, PyObject *(*make)(int))
{
    int ns[51];

    for (int i = 0; i <= 50; i++) {
        ns[i] = i;
    }
    write_dict_source(out, ns, 51, make);
}

FACT("c", "dict.literal_str_keys_0_50_sizeof_log2")
{
    write_displays(out, dict_display_str);
}

FACT("c", "dict.literal_int_keys_0_50_sizeof_log2")
{
    write_displays(out, dict_display_int);
}

/* ---- shared keys ---- */

/* An instance with n attributes a0, a1, ... */
static PyObject *
instance_with(PyObject *type, int n)
{
    PyObject *instance = hb_new(type);
    char name[16];

    for (int i = 0; i < n; i++) {
        sprintf(name, "a%d", i);
        hb_set(instance, name, Py_None);
    }
    return instance;
}

FACT("c", "dict.instance_dict_second_instance_n_attrs_0_40")
{
    for (int n = 0; n <= 40; n++) {
        PyObject *type = hb_class("S", NULL, NULL, NULL);

        instance_with(type, n);
        fprintf(out, "%s[%d, ", n ? ", " : "[", n);
        write_dict(out, dict_get_attributes(instance_with(type, n)));
        putc(']', out);
    }
    putc(']', out);
}

/* An instance with the attributes of which `names` has the letters. */
static PyObject *
instance_named(PyObject *type, const char *names)
{
    PyObject *instance = hb_new(type);

    for (; *names; names++) {
        hb_set(instance, (char[]){*names, '\0'}, hb_int(1));
    }
    return instance;
}

/* The six are made in this order: each takes a place from the next ones. */
FACT("c", "dict.key_sharing_behaviour")
{
    PyObject *type = hb_class("D", NULL, NULL, NULL), *instance, *dict;

    instance_named(type, "ab");
    fputs("{\"reverse_order_still_split\": ", out);
    write_dict(out, dict_get_attributes(instance_named(type, "ba")));
    instance = instance_named(type, "ab");
    hb_set(instance, "a", NULL);
    fputs(", \"after_del_attr\": ", out);
    write_dict(out, dict_get_attributes(instance));
    dict = dict_get_attributes(hb_new(type));
    hb_call(dict, "update", hb_lit("{'a': 1, 'b': 2}"));
    fputs(", \"dict_update\": ", out);
    write_dict(out, dict);
    instance = hb_new(type);
    hb_set(instance, "__dict__", hb_lit("{'a': 1}"));
    fputs(", \"dict_replaced\": ", out);
    write_dict(out, dict_get_attributes(instance));
    dict = dict_get_attributes(instance_named(type, "a"));
    fputs(", \"copy_of_split\": ", out);
    write_dict(out, hb_call(dict, "copy"));
    dict = dict_get_attributes(instance_named(type, "ab"));
    hb_ok(PyDict_SetItem(dict, hb_int(3), hb_int(1)));
    fputs(", \"nonstr_key\": ", out);
    write_dict(out, dict);
    putc('}', out);
}

/* ---- free lists; what the tutorials claim ---- */

#define REUSED(make)                                                          \
    do {                                                                      \
        PyObject *first = make, *second;                                      \
                                                                              \
        Py_DECREF(first);                                                     \
        second = make;                                                        \
        write_bool(out, first == second);                                     \
        Py_DECREF(second);                                                    \
    } while (0)

FACT("c", "freelist.list_address_reused_LIFO")
{
    REUSED(PyList_New(0));
}

FACT("c", "freelist.dict_address_reused_LIFO")
{
    REUSED(PyDict_New());
}

FACT("c", "freelist.tuple2_address_reused_LIFO")
{
    REUSED(PyTuple_New(2));
}

FACT("c", "freelist.float_address_reused_LIFO")
{
    REUSED(PyFloat_FromDouble(3.25));
}

FACT("python", "seed.dict_ops")
{
    PyObject *dict = hb_lit("{'a': 1, 'b': 2}");

    hb_set_key(dict, "c", hb_int(3));
    hb_set_key(dict, "a", hb_int(99));
    hb_call(dict, "update", hb_lit("{'d': 4}"));
    hb_set_key(dict, "b", NULL);
    write_object(out, dict);
}
