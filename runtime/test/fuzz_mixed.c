/* fuzz_mixed.c -- random operations over all types on shared objects.
 *
 * Twenty slots hold objects of every kind: lists in dicts in deques, views of
 * bytearrays and arrays, instances whose slots hold weak references, copies
 * of mixed graphs.  A step calls a method, an operator or a function of a
 * module with whatever lies there, and prints the result, what was said by
 * callbacks and finalizers, and the graph it began at.
 *
 * usage: fuzz_mixed SEED COUNT
 */
#include "fuzz_mixed_values.h"

/* ---- operands ----------------------------------------------------------- */

/* A slice or any value; for those that keep nothing also an iterator. */
static PyObject *
make_argument(int keeps)
{
    PyObject *it;

    switch (chance(16)) {
    case 0:
        return make_slice();
    case 1:
        it = iterators[chance(ITERATORS)];
        return it != NULL && !keeps ? Py_NewRef(it) : make_int();
    case 2:
    case 3:
    case 4:
    case 5:
        return make_int();
    case 6:
    case 7:
        return make_atom();
    default:
        return Py_NewRef(slots[chance(SLOTS)]);
    }
}

static PyObject *
make_arguments(unsigned most, int keeps)
{
    PyObject *list = PyList_New(0), *tuple;
    unsigned n = chance(most + 1);

    while (n-- > 0) {
        PyObject *item = make_argument(keeps);

        PyList_Append(list, item);
        Py_DECREF(item);
    }
    tuple = PyList_AsTuple(list);
    Py_DECREF(list);
    return tuple;
}

static void
put_short(PyObject *obj)
{
    int i;

    for (i = 0; i < SLOTS; i++) {
        if (slots[i] == obj) {
            printf(" s%d", i);
            return;
        }
    }
    printf(" ");
    if (is_atom(obj)) {
        put_repr(obj);
    }
    else {
        printf("%s", Py_TYPE(obj)->tp_name);
    }
}

/* What is written to stderr meanwhile stands behind this. */
static void
arrow(void)
{
    printf(" -> ");
    fflush(stdout);
}

static void
put_arguments(PyObject *arguments)
{
    Py_ssize_t i;

    for (i = 0; i < PyTuple_GET_SIZE(arguments); i++) {
        put_short(PyTuple_GET_ITEM(arguments, i));
    }
    arrow();
}

/* Shows a result, and keeps it now and then. */
static void
finish_step(PyObject *result)
{
    show_result(result);
    if (result == NULL) {
        return;
    }
    if (PyIter_Check(result)) {
        unsigned i = chance(ITERATORS);

        Py_XSETREF(iterators[i], result);
        return;
    }
    if (is_calm(result) && chance(3) == 0 && !is_large(result)) {
        unsigned i = chance(SLOTS);

        printf(" into s%u", i);
        Py_SETREF(slots[i], Py_NewRef(result));
    }
    Py_DECREF(result);
}

/* ---- methods ------------------------------------------------------------ */

static const char list_names[] =
    "append append extend extend insert remove pop pop clear index count sort "
    "reverse copy __iadd__ __imul__ __mul__ __add__ __reversed__ __iter__ "
    "__contains__ __sizeof__ __reduce_ex__";
static const char dict_names[] =
    "get setdefault setdefault pop popitem update update clear copy keys "
    "values items __or__ __ior__ __contains__ __iter__ __reversed__ "
    "__getitem__ __setitem__ __setitem__ __delitem__ move_to_end";
static const char set_names[] =
    "add discard remove pop clear copy update union intersection difference "
    "symmetric_difference intersection_update difference_update "
    "symmetric_difference_update issubset issuperset isdisjoint __contains__ "
    "__iter__ __or__ __and__ __sub__ __xor__ __ior__ __iand__";
static const char tuple_names[] =
    "count index __add__ __mul__ __contains__ __iter__ __getitem__ "
    "__getnewargs__";
static const char deque_names[] =
    "append append appendleft extend extendleft pop popleft rotate rotate "
    "insert remove reverse count index copy clear __iadd__ __imul__ __mul__ "
    "__add__ __contains__ __iter__ __reversed__ __getitem__ __setitem__ "
    "__delitem__ __copy__";
static const char bytes_names[] =
    "append extend insert pop remove reverse clear copy find index count "
    "split rsplit strip join replace translate startswith endswith hex decode "
    "partition center zfill expandtabs splitlines upper title fromhex "
    "removeprefix __iadd__ __imul__ __add__ __mul__ __mod__ __contains__ "
    "__iter__ __getitem__ __setitem__ __delitem__ __alloc__";
static const char array_names[] =
    "append extend fromlist frombytes tobytes tolist pop insert remove "
    "reverse byteswap count index buffer_info __iadd__ __imul__ __add__ "
    "__mul__ __contains__ __iter__ __getitem__ __setitem__ __delitem__ "
    "__copy__ fromunicode";
static const char view_names[] =
    "tolist tobytes hex cast cast toreadonly release __enter__ __exit__ "
    "__getitem__ __setitem__ __len__ __iter__ __eq__";
static const char text_names[] =
    "split rsplit join replace find index count strip format format_map "
    "encode startswith endswith partition splitlines center zfill title upper "
    "casefold expandtabs translate removesuffix isidentifier __mod__ __add__ "
    "__mul__ __contains__ __getitem__ __iter__";
static const char object_names[] =
    "__reduce_ex__ __sizeof__ __eq__ __ne__ __lt__ __ge__ __repr__ __str__ "
    "__format__ __getattribute__ __getstate__ __len__ __getitem__ "
    "__setattr__ __delattr__ __hash__";

static const char *
names_for(PyObject *obj)
{
    return PyList_Check(obj)                             ? list_names
           : PyDict_Check(obj)                           ? dict_names
           : PyAnySet_Check(obj)                         ? set_names
           : PyTuple_Check(obj)                          ? tuple_names
           : PyUnicode_Check(obj)                        ? text_names
           : PyBytes_Check(obj)                          ? bytes_names
           : PyByteArray_Check(obj)                      ? bytes_names
           : PyMemoryView_Check(obj)                     ? view_names
           : Py_IS_TYPE(obj, (PyTypeObject *)array_type) ? array_names
           : PyObject_TypeCheck(obj, (PyTypeObject *)deque_type)
               ? deque_names
               : object_names;
}

static void
method_step(PyObject *obj)
{
    const char *name = pick_word(chance(16) ? names_for(obj) : object_names);
    PyObject *arguments, *method, *result;

    arguments = make_arguments(chance(8) ? 2 : 3, 1);
    if (strcmp(name, "setdefault") == 0) { /* no None, whose hash varies */
        Py_SETREF(arguments, Py_BuildValue("(OO)", obj, slots[0]));
    }
    printf("%s %s", Py_TYPE(obj)->tp_name, name);
    put_arguments(arguments);
    method = PyObject_GetAttrString(obj, name);
    result = method != NULL ? PyObject_CallObject(method, arguments) : NULL;
    Py_XDECREF(method);
    /* Where the items are is an address; what makes them is a function. */
    if (result != NULL && (strcmp(name, "buffer_info") == 0 ||
                           strstr(name, "__reduce") != NULL)) {
        printf("%zd", PyObject_Size(result));
        PyErr_Clear();
        Py_DECREF(result);
    }
    else {
        finish_step(result);
    }
    Py_DECREF(arguments);
}

/* ---- functions of modules ----------------------------------------------- */

static const struct {
    const char *module, *names;
} functions[] = {
    {"builtins", "len sorted min max sum any all enumerate zip reversed iter "
                 "next repr ascii abs divmod callable isinstance list tuple "
                 "dict set frozenset bytes bytearray memoryview str bool "
                 "filter map slice bytearray memoryview"},
    {"copy", "copy deepcopy deepcopy copy deepcopy"},
    {"heapq", "heappush heappop heapify heapreplace heappushpop"},
    {"bisect", "bisect_left bisect_right insort_left insort_right"},
    {"collections", "deque OrderedDict Counter defaultdict"},
    {"array", "array"},
    {"functools", "reduce partial"},
    {"itertools", "chain islice accumulate compress pairwise groupby tee "
                  "starmap product "
                  "permutations combinations filterfalse"},
    {"operator",
     "add mul mod floordiv truediv and_ or_ xor sub eq lt contains "
     "getitem setitem delitem concat iadd imul ior isub countOf "
     "indexOf length_hint truth not_ neg invert index is_"},
    {"weakref", "ref getweakrefcount proxy getweakrefs"},
    {"struct", "pack unpack calcsize unpack_from pack_into iter_unpack"},
    {"gc", "is_tracked is_finalized"},
    {"sys", "getsizeof"},
};

static int
has_size_here(PyObject *arguments)
{
    return PyTuple_GET_SIZE(arguments) == 1 &&
           has_size(PyTuple_GET_ITEM(arguments, 0));
}

static void
function_step(PyObject *obj)
{
    unsigned m = chance(Py_ARRAY_LENGTH(functions));
    const char *name = pick_word(functions[m].names);
    PyObject *arguments, *module, *function, *result;
    int keeps = strcmp(functions[m].module, "builtins") != 0 &&
                strcmp(functions[m].module, "itertools") != 0;

    arguments = make_arguments(2, keeps);
    if (chance(4)) {
        PyObject *first = PyTuple_Pack(1, obj);

        Py_SETREF(arguments, PySequence_Concat(first, arguments));
        Py_DECREF(first);
    }
    if (strcmp(name, "array") == 0) { /* another code leaks there */
        Py_SETREF(arguments,
                  Py_BuildValue("(CO)", "bBhHiIlLqQfd"[chance(12)], obj));
    }
    if (strcmp(functions[m].module, "copy") == 0) { /* no memo */
        Py_SETREF(arguments, PyTuple_GetSlice(arguments, 0, 1));
    }
    printf("%s.%s", functions[m].module, name);
    put_arguments(arguments);
    if (strcmp(name, "getsizeof") == 0 && !has_size_here(arguments)) {
        Py_DECREF(arguments);
        return;
    }
    module = fuzz_import(functions[m].module);
    function = PyObject_GetAttrString(module, name);
    /* What a failed copy has made lives as long as Python's frames there. */
    silent = strcmp(functions[m].module, "copy") == 0;
    result = PyObject_CallObject(function, arguments);
    Py_DECREF(module);
    Py_DECREF(function);
    Py_DECREF(arguments);
    finish_step(result);
    silent = 0;
}

/* ---- operators ---------------------------------------------------------- */

static void
binary_step(PyObject *obj)
{
    static PyObject *(*const plain[])(PyObject *,
                                      PyObject *) = {PyNumber_Add,
                                                     PyNumber_Subtract,
                                                     PyNumber_Multiply,
                                                     PyNumber_Remainder,
                                                     PyNumber_FloorDivide,
                                                     PyNumber_TrueDivide,
                                                     PyNumber_And,
                                                     PyNumber_Or,
                                                     PyNumber_Xor,
                                                     PyNumber_Divmod,
                                                     PyNumber_MatrixMultiply,
                                                     PySequence_Concat,
                                                     PyNumber_InPlaceOr,
                                                     PyNumber_InPlaceSubtract,
                                                     PyNumber_InPlaceAdd,
                                                     PyNumber_InPlaceXor,
                                                     PyNumber_InPlaceMultiply,
                                                     PyNumber_InPlaceAnd,
                                                     PySequence_InPlaceConcat};
    unsigned which = chance(Py_ARRAY_LENGTH(plain));
    PyObject *other = make_argument(1);

    printf("operator %u %s", which, Py_TYPE(obj)->tp_name);
    put_short(other);
    arrow();
    finish_step(chance(4) ? plain[which](obj, other)
                          : plain[which](other, obj));
    Py_DECREF(other);
}

static void
compare_step(PyObject *obj)
{
    PyObject *other = chance(3) ? slots[chance(SLOTS)] : obj;
    int op = (int)chance(6);

    printf("compare %d %s %s", op, Py_TYPE(obj)->tp_name,
           Py_TYPE(other)->tp_name);
    arrow();
    other = chance(2) ? Py_NewRef(other)
                      : PyObject_CallOneArg((PyObject *)Py_TYPE(other), other);
    if (other == NULL) {
        put_exception();
        return;
    }
    finish_step(PyObject_RichCompare(obj, other, op));
    Py_DECREF(other);
}

static void
item_step(PyObject *obj)
{
    PyObject *key = make_argument(1), *value = make_any();

    printf("item of %s", Py_TYPE(obj)->tp_name);
    put_short(key);
    switch (chance(4)) {
    case 0:
        arrow();
        finish_step(PyObject_GetItem(obj, key));
        break;
    case 1:
        printf(" del");
        arrow();
        put_status(PyObject_DelItem(obj, key));
        break;
    default:
        printf(" =");
        put_short(value);
        arrow();
        put_status(PyObject_SetItem(obj, key, value));
        break;
    }
    Py_DECREF(key);
    Py_DECREF(value);
}

static void
attribute_step(PyObject *obj)
{
    static const char *const names[] = {
        "at", "by", "cd", "__dict__", "__class__", "__weakref__"};
    const char *name = names[chance(chance(3) ? 3 : 6)];
    PyObject *value = make_any();

    printf("%s.%s", Py_TYPE(obj)->tp_name, name);
    switch (chance(4)) {
    case 0:
        arrow();
        finish_step(PyObject_GetAttrString(obj, name));
        break;
    case 1:
        printf(" del");
        arrow();
        put_status(PyObject_DelAttrString(obj, name));
        break;
    default:
        printf(" =");
        put_short(value);
        arrow();
        put_status(PyObject_SetAttrString(obj, name, value));
        break;
    }
    Py_DECREF(value);
}

/* ---- iterating, collecting ---------------------------------------------- */

static void
iterator_step(void)
{
    PyObject *it = iterators[chance(ITERATORS)], *item;
    int n = 1 + (int)chance(3);

    if (it == NULL) {
        return;
    }
    Py_INCREF(it);
    printf("%s", Py_TYPE(it)->tp_name);
    while (n-- > 0) {
        printf(" next ");
        item = PyIter_Next(it);
        if (item == NULL && !PyErr_Occurred()) {
            printf("none");
            break;
        }
        finish_step(item);
    }
    printf(" hint %zd ", PyObject_LengthHint(it, -7));
    if (PyErr_Occurred()) {
        put_exception();
    }
    Py_DECREF(it);
}

static void
collect_step(void)
{
    PyObject *gc = fuzz_import("gc");

    printf("collect ");
    put_result(PyObject_CallMethod(gc, "collect", "i", (int)chance(3)));
    if (chance(3) == 0) {
        PyList_SetSlice(grave, 0, PyList_GET_SIZE(grave), NULL);
    }
    Py_DECREF(gc);
}

/* ---- the program -------------------------------------------------------- */

/* What has grown too large makes room. */
static void
prune(int i)
{
    if (is_large(slots[i])) {
        Py_SETREF(slots[i], make_object());
        printf(" new s%d", i);
        if (is_large(slots[i])) {
            Py_SETREF(slots[i], PyList_New(0));
        }
    }
}

static void
step(void)
{
    int i = (int)chance(SLOTS);
    PyObject *obj = Py_NewRef(slots[i]);

    printf("s%d ", i);
    switch (chance(20)) {
    case 0:
    case 1:
        Py_SETREF(slots[i], make_object());
        break;
    case 2:
    case 3:
        attribute_step(obj);
        break;
    case 4:
        compare_step(obj);
        break;
    case 5:
    case 6:
        item_step(obj);
        break;
    case 7:
    case 8:
        binary_step(obj);
        break;
    case 9:
        iterator_step();
        break;
    case 10:
        if (chance(4) == 0) {
            collect_step();
        }
        break;
    case 11:
    case 12:
    case 13:
    case 14:
        function_step(obj);
        break;
    default:
        method_step(obj);
        break;
    }
    Py_DECREF(obj);
    prune(i);
    printf("\n  ");
    show_graph(slots[i]);
    printf("\n");
}

static void
start(const char *seed)
{
    int i;

    fuzz_start(seed);
    /* What is ignored is told with addresses. */
    if (freopen("/dev/null", "w", stderr) == NULL) {
        exit(1);
    }
    deque_type = fuzz_import_from("collections", "deque");
    array_type = fuzz_import_from("array", "array");
    for (i = 0; i < (int)Py_ARRAY_LENGTH(functions); i++) {
        Py_DECREF(fuzz_import(functions[i].module));
    }
    grave = PyList_New(0);
    make_classes();
    /* Modules that are Python there leave cycles behind. */
    PyGC_Collect();
    PyGC_Disable();
    for (i = 0; i < SLOTS; i++) {
        slots[i] = PyList_New(0);
    }
}

static void
finish(void)
{
    clear_all(slots, SLOTS);
    clear_all(iterators, ITERATORS);
    clear_all(classes, CLASSES);
    Py_CLEAR(grave);
    Py_CLEAR(deque_type);
    Py_CLEAR(array_type);
}

int
main(int argc, char **argv)
{
    int count = argc > 2 ? atoi(argv[2]) : 1000, i;

    start(argc > 1 ? argv[1] : "1");
    for (i = 0; i < count; i++) {
        printf("%d ", i);
        step();
    }
    finish();
    fflush(stdout);
    return Py_FinalizeEx() < 0;
}
