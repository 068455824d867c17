/* containers.c -- methods of the containers: results and error texts. */
#include "calls.h"
#include "container_calls.h"

static void
call_methods(const struct target *target)
{
    for (const struct call *call = target->calls; call->name; call++) {
        PyObject *args = arguments(target->args), *method;
        PyObject *value =
            hb_keep(PyObject_Call(named(target->callable), args, NULL));

        printf("%s(%s).%s(%s) -> ", target->callable, target->args, call->name,
               call->args);
        method = PyObject_GetAttrString(value, call->name);
        show_result(method ? PyObject_Call(hb_keep(method),
                                           arguments(call->args), NULL)
                           : NULL);
        printf("    ");
        show_result(Py_NewRef(value));
    }
}

/* Constructors, copies, iterators. */
static const struct row rows[] = {
    {"list", "", NULL},
    {"list", "5", NULL},
    {"list", "1, 2", NULL},
    {"list", "", "{'a': 1}"},
    {"list", "{1: 2}", NULL},
    {"tuple", "5", NULL},
    {"tuple", "'ab'", NULL},
    {"tuple", "1, 2", NULL},
    {"dict", "5", NULL},
    {"dict", "[(1, 2)]", "{'a': 1}"},
    {"dict", "[5]", NULL},
    {"dict", "['abc']", NULL},
    {"dict", "1, 2", NULL},
    {"set", "5", NULL},
    {"set", "[[]]", NULL},
    {"set", "", "{'a': 1}"},
    {"frozenset", "'aa'", NULL},
    {"range", "", NULL},
    {"range", "'a'", NULL},
    {"range", "1, 2, 0", NULL},
    {"range", "1, 2, 3, 4", NULL},
    {"range", "1180591620717411303424", NULL},
    {"slice", "", NULL},
    {"slice", "1, 2, 3, 4", NULL},
    {"enumerate", "'ab'", NULL},
    {"enumerate", "'ab', 5", NULL},
    {"enumerate", "'ab', 'x'", NULL},
    {"enumerate", "", NULL},
    {"enumerate", "5", NULL},
    {"reversed", "[1, 2]", NULL},
    {"reversed", "{1: 2, 3: 4}", NULL},
    {"reversed", "{1}", NULL},
    {"reversed", "5", NULL},
    {"sorted", "[3, 1, 2]", "{'reverse': True}"},
    {"sorted", "[3, 'a']", NULL},
    {"sorted", "['b', 'A', 'c']", "{'key': '@builtins.len'}"},
    {"copy.copy", "[1, [2]]", NULL},
    {"copy.copy", "", NULL},
    {"copy.copy", "1, 2", NULL},
    {"copy.deepcopy", "[1, [2], {3: (4, [5])}]", NULL},
    {"copy.deepcopy", "", NULL},
    {"copy.deepcopy", "[1], 5", NULL},
    {"copyreg.__newobj__", "'@builtins.list'", NULL},
    {"copyreg.__newobj__", "", NULL},
    {"copyreg._slotnames", "'@builtins.list'", NULL},
    {"copyreg._reconstructor", "'@builtins.list', '@builtins.list', [1]",
     NULL},
    {"copyreg.pickle", "'@builtins.list', 5", NULL},
    {"copyreg.constructor", "5", NULL},
    {"collections.deque", "5", NULL},
    {"collections.deque", "[1], -1", NULL},
    {"collections.deque", "[1], 'a'", NULL},
    {"collections.deque", "[1, 2, 3]", "{'maxlen': 2}"},
    {"collections.defaultdict", "5", NULL},
    {"collections.Counter", "1, 2", NULL},
    {"collections.Counter", "'ab'", "{'c': 3}"},
    {"collections.OrderedDict", "1, 2", NULL},
    {"collections.OrderedDict", "[(1, 2), (3, 4)]", "{'c': 3}"},
    {"collections.namedtuple", "'P', 'x x'", NULL},
    {"collections.namedtuple", "'P', '_x'", NULL},
    {"collections.namedtuple", "'P', 'class'", NULL},
    {"collections.namedtuple", "'P q', 'x'", NULL},
    {"collections.namedtuple", "'P', 'x', 1", NULL},
    {"collections.namedtuple", "'P', 'x'", "{'defaults': [1, 2]}"},
};

static void
named_tuples(void)
{
    PyObject *make = hb_import("collections", "namedtuple");
    PyObject *Point = hb_new(make, hb_str("Point"), hb_lit("['x', 'y']"));
    PyObject *point = hb_new(Point, hb_int(1), hb_int(2));

    hb_show(point);
    hb_show(hb_get(point, "y"));
    hb_show(hb_get(Point, "_fields"));
    hb_show(hb_get(Point, "__doc__"));
    hb_show(hb_call(point, "_asdict"));
    hb_show(hb_call(Point, "_make", hb_lit("[5, 6]")));
    hb_raises(hb_try_call(Point, "_make", hb_lit("[5]")));
    hb_raises(hb_try_new(Point));
    hb_raises(hb_try_new(Point, hb_int(1)));
    hb_raises(hb_try_new(Point, hb_int(1), hb_int(2), hb_int(3)));
    hb_raises(hb_try_set(point, "x", hb_int(5)));
    hb_raises(hb_try_call(point, "_replace", hb_int(5)));
    hb_show(hb_new(hb_import("copy", "deepcopy"), point));
    hb_show(hb_bool(PyObject_RichCompareBool(point, hb_lit("(1, 2)"), Py_EQ)));
}

HB_EXAMPLE
{
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        call_methods(&targets[i]);
    }
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        make_call(&rows[i]);
    }
    named_tuples();
}
