/* set.c -- facts about sets: table sizes, fill, the order of keys. */

static long long
set_slots(PyObject *set)
{
    return (long long)((PySetObject *)set)->mask + 1;
}

/* [used, fill, slots] */
static void
write_fill(FILE *out, PyObject *set)
{
    PySetObject *so = (PySetObject *)set;

    fprintf(out, "[%zd, %zd, %lld]", so->used, so->fill, set_slots(set));
}

/* Where the size changes among the sets of `least` .. `most` items. */
static void
write_set_sizes(FILE *out, int least, int most, PyObject *(*make)(int))
{
    Py_ssize_t last = -1;
    const char *comma = "[";

    for (int n = least; n <= most; n++) {
        PyObject *set = make(n);

        if (hb_sizeof(set) != last) {
            last = hb_sizeof(set);
            fprintf(out, "%s[%d, %lld, %zd]", comma, n, set_slots(set), last);
            comma = ", ";
        }
    }
    putc(']', out);
}

#define FACT_SET(name_, least, most, make)                                    \
    FACT("c", name_)                                                          \
    {                                                                         \
        write_set_sizes(out, least, most, make);                              \
    }

static PyObject *
set_of(PyObject *iterable)
{
    return hb_keep(PySet_New(iterable));
}

static PyObject *
set_of_range(int n)
{
    return set_of(list_range(n));
}

static PyObject *
set_of_list(int n)
{
    return set_of(list_exact(n));
}

static PyObject *
frozenset_of_range(int n)
{
    return hb_keep(PyFrozenSet_New(list_range(n)));
}

static PyObject *
set_copied(int n)
{
    return hb_call(set_of_range(n), "copy");
}

static PyObject *
set_of_set(int n)
{
    return set_of(set_of_range(n));
}

static PyObject *
set_united(int n)
{
    return hb_keep(PyNumber_Or(set_of_range(n), hb_keep(PySet_New(NULL))));
}

static PyObject *
set_of_dict(int n)
{
    return set_of(
        hb_call((PyObject *)&PyDict_Type, "fromkeys", list_range(n)));
}

/* A comprehension, and a display of variables: one key after the other. */
static PyObject *
set_added(int n)
{
    PyObject *set = hb_keep(PySet_New(NULL));

    for (int i = 0; i < n; i++) {
        hb_ok(PySet_Add(set, hb_int(i)));
    }
    return set;
}

static PyObject *
set_displayed(int n)
{
    char display[256] = "{";

    for (int i = 0; i < n; i++) {
        sprintf(display + strlen(display), "%d, ", i);
    }
    return hb_lit(strcat(display, "}"));
}

FACT_SET("set.literal_or_set_range", 0, 400, set_of_range)
FACT_SET("set.of_list", 0, 400, set_of_list)
FACT_SET("set.frozenset_range", 0, 400, frozenset_of_range)
FACT_SET("set.copy", 0, 400, set_copied)
FACT_SET("set.set_of_set", 0, 400, set_of_set)
FACT_SET("set.union", 0, 400, set_united)
FACT_SET("set.comprehension", 0, 400, set_added)
FACT_SET("set.from_dict", 0, 400, set_of_dict)
FACT_SET("set.display_of_constants_1_50", 1, 50, set_displayed)
FACT_SET("set.display_of_variables_1_50", 1, 50, set_added)

/* ---- growth and discards ---- */

FACT("c", "set.add_growth_0_2000_n_slots_sizeof")
{
    PyObject *set = hb_keep(PySet_New(NULL));
    long long last = set_slots(set);

    fprintf(out, "[[0, %lld, %zd]", last, hb_sizeof(set));
    for (int i = 1; i <= 2000; i++) {
        hb_ok(PySet_Add(set, hb_int(i)));
        if (set_slots(set) != last) {
            last = set_slots(set);
            fprintf(out, ", [%d, %lld, %zd]", i, last, hb_sizeof(set));
        }
    }
    putc(']', out);
}

FACT("python", "set.growth_sizes_to_59")
{
    PyObject *set = hb_keep(PySet_New(NULL));
    Py_ssize_t last = hb_sizeof(set);

    fprintf(out, "[[0, %zd]", last);
    for (int i = 1; i < 60; i++) {
        hb_ok(PySet_Add(set, hb_int(i)));
        if (hb_sizeof(set) != last) {
            last = hb_sizeof(set);
            fprintf(out, ", [%d, %zd]", i, last);
        }
    }
    putc(']', out);
}

/* A set of 1 .. 2000 of which every key has been discarded. */
static PyObject *
set_discarded(void)
{
    PyObject *set = hb_keep(PySet_New(NULL));

    for (int i = 1; i <= 2000; i++) {
        hb_ok(PySet_Add(set, hb_int(i)));
    }
    for (int i = 1; i <= 2000; i++) {
        hb_ok(PySet_Discard(set, hb_int(i)));
    }
    return set;
}

FACT("c", "set.discard_all_used_fill_slots")
{
    putc('[', out);
    write_fill(out, set_added(2000));
    fputs(", ", out);
    write_fill(out, set_discarded());
    putc(']', out);
}

FACT("c", "set.add_after_discard_all_used_fill_slots")
{
    PyObject *set = set_discarded();

    hb_ok(PySet_Add(set, hb_int(7777777)));
    write_fill(out, set);
}

FACT("c", "set.after_clear_used_fill_slots")
{
    PyObject *set = set_discarded();

    hb_ok(PySet_Clear(set));
    write_fill(out, set);
}

/* ---- order ---- */

static void
write_set_repr(FILE *out, const char *name, PyObject *object)
{
    write_text(out, name);
    fputs(": ", out);
    write_text(out, PyUnicode_AsUTF8(hb_keep(PyObject_Repr(object))));
}

FACT("c", "set.repr_order_PYTHONHASHSEED_0")
{
    static const char *displays[] = {"{3,1,2}", "{10,2,33,4}", "{1,3,4,6,7}",
                                     "{8,0,16}", "{'a','b','c'}"};

    for (size_t i = 0; i < Py_ARRAY_LENGTH(displays); i++) {
        fputs(i ? ", " : "{", out);
        write_set_repr(out, displays[i], hb_lit(displays[i]));
    }
    fputs(", ", out);
    write_set_repr(out, "set(range(20,0,-3))",
                   set_of(hb_new((PyObject *)&PyRange_Type, hb_int(20),
                                 hb_int(0), hb_int(-3))));
    fputs(", ", out);
    write_set_repr(out, "frozenset([5,1,9])",
                   hb_keep(PyFrozenSet_New(hb_lit("[5, 1, 9]"))));
    fputs(", ", out);
    write_set_repr(out, "set('hello')", set_of(hb_str("hello")));
    putc('}', out);
}

FACT("python", "seed.set_ops_result")
{
    PyObject *set = hb_lit("{1, 2, 3}");

    hb_call(set, "add", hb_int(4));
    hb_call(set, "remove", hb_int(2));
    hb_call(set, "discard", hb_int(5));
    hb_call(set, "update", hb_lit("[6, 7]"));
    write_object(out, hb_new(hb_import("builtins", "sorted"), set));
}

/* ---- keys that all have the same hash ---- */

static int collide_calls;

static PyObject *
collide_hash(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(unused))
{
    return PyLong_FromLong(7);
}

/* No two of them are equal. */
static PyObject *
collide_eq(PyObject *self, PyObject *other)
{
    collide_calls++;
    return PyBool_FromLong(self == other);
}

static PyMethodDef collide_methods[] = {
    {"__hash__", collide_hash, METH_NOARGS, NULL},
    {"__eq__", collide_eq, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static void
write_collisions(FILE *out, int n)
{
    PyObject *type = hb_class("H", NULL, NULL, collide_methods);
    PyObject *dict = hb_lit("{}"), *set = hb_keep(PySet_New(NULL));

    collide_calls = 0;
    for (int i = 0; i < n; i++) {
        hb_ok(PyDict_SetItem(dict, hb_new(type), hb_int(i)));
    }
    fprintf(out, "[%d, ", collide_calls);
    collide_calls = 0;
    for (int i = 0; i < n; i++) {
        hb_ok(PySet_Add(set, hb_new(type)));
    }
    fprintf(out, "%d]", collide_calls);
}

#define FACT_COLLIDE(name_, n)                                                \
    FACT("python", name_)                                                     \
    {                                                                         \
        write_collisions(out, n);                                             \
    }

FACT_COLLIDE("collide.eq_calls_when_inserting_5_same_hash_keys_dict_set", 5)
FACT_COLLIDE("collide.eq_calls_when_inserting_10_same_hash_keys_dict_set", 10)
FACT_COLLIDE("collide.eq_calls_when_inserting_50_same_hash_keys_dict_set", 50)
FACT_COLLIDE("collide.eq_calls_when_inserting_100_same_hash_keys_dict_set",
             100)
