/* fuzz_methods.c -- every method of every type, every function of the
 * modules, every operator, with arguments of any kind.
 *
 * What is called is found by looking, what it is called with are expressions
 * (fuzz_methods_values.h) and instances of classes made by chance
 * (fuzz_methods_classes.h).  A step keeps nothing and has a seed of its own:
 * one difference leads to no other.
 *
 * usage: fuzz_methods SEED COUNT [FIRST]
 *        with FIRST it begins there, and tells what it evaluates
 */
#include "fuzz_methods_show.h"

#define MOST_ARGUMENTS 3

/* ---- arguments ---------------------------------------------------------- */

static PyObject *
make_argument(void)
{
    return receiver != NULL && chance(12) == 0 ? Py_NewRef(receiver)
                                               : make_value();
}

static PyObject *
make_arguments(unsigned least, unsigned most)
{
    unsigned n = least + chance(most - least + 1), i;
    PyObject *args = PyTuple_New(n);

    for (i = 0; i < n; i++) {
        PyTuple_SET_ITEM(args, i, make_argument());
    }
    return args;
}

static const char *const keyword_names[] = {"key",       "reverse",
                                            "sep",       "maxsplit",
                                            "encoding",  "errors",
                                            "keepends",  "start",
                                            "default",   "maxlen",
                                            "iterable",  "strict",
                                            "byteorder", "length",
                                            "signed",    "tabsize",
                                            "stop",      "step",
                                            "name",      "obj",
                                            "object",    "initial",
                                            "repeat",    "fillvalue",
                                            "source",    "bytes_per_sep",
                                            "n",         "r",
                                            "lo",        "hi",
                                            "x",         "memo",
                                            "last",      "format",
                                            "shape",     "selectors",
                                            "func",      "typed",
                                            "maxsize",   "other",
                                            "fget",      "doc",
                                            "delete",    "table",
                                            "value",     "base",
                                            "real",      "imag"};

/* NULL mostly. */
static PyObject *
make_keywords(void)
{
    PyObject *keywords, *value;
    unsigned n = chance(8) ? 0 : 1 + chance(2);

    if (n == 0) {
        return NULL;
    }
    keywords = PyDict_New();
    while (n-- > 0) {
        value = make_argument();
        PyDict_SetItemString(
            keywords, keyword_names[chance(Py_ARRAY_LENGTH(keyword_names))],
            value);
        Py_DECREF(value);
    }
    return keywords;
}

static void
put_arguments(PyObject *args, PyObject *keywords)
{
    Py_ssize_t i;

    printf("(");
    for (i = 0; i < PyTuple_GET_SIZE(args); i++) {
        show(PyTuple_GET_ITEM(args, i));
        printf(", ");
    }
    if (keywords != NULL) {
        show(keywords);
    }
    printf(") -> ");
}

/* ---- what is called ----------------------------------------------------- */

/* What answers with addresses, with text of documentation, or not at all. */
static int
is_left_out(const char *name)
{
    static const char *const names[] = {"__doc__",
                                        "__hash__",
                                        "__subclasses__",
                                        "__dir__",
                                        "__reduce__",
                                        "__reduce_ex__",
                                        "buffer_info",
                                        "__builtins__",
                                        "__loader__",
                                        "__spec__",
                                        "__subclasshook__",
                                        "__text_signature__",
                                        "__module__",
                                        "__vectorcalloffset__",
                                        "fromfile",
                                        "__self__",
                                        "__isabstractmethod__",
                                        "__class_getitem__",
                                        "__annotations__",
                                        "__flags__"};
    size_t i;

    for (i = 0; i < Py_ARRAY_LENGTH(names); i++) {
        if (strcmp(name, names[i]) == 0) {
            return 1;
        }
    }
    return 0;
}

/* A name out of dir(obj), borrowed from *list, by the drawn number and the
 * letters: a name that only one side has changes no other choice. */
static const char *
pick_name(PyObject *obj, PyObject **list)
{
    unsigned long long drawn = state | 1, least = ~0ull, mixed;
    const char *picked = NULL, *name, *c;
    Py_ssize_t i;

    chance(2);
    *list = PyObject_Dir(obj);
    PyErr_Clear();
    for (i = 0; *list != NULL && i < PyList_GET_SIZE(*list); i++) {
        name = PyUnicode_AsUTF8(PyList_GET_ITEM(*list, i));
        if (is_left_out(name)) {
            continue;
        }
        for (mixed = drawn, c = name; *c != '\0'; c++) {
            mixed = (mixed ^ (unsigned char)*c) * 0x100000001B3ull;
        }
        mixed = (mixed ^ mixed >> 29) * drawn;
        if (mixed < least) {
            least = mixed;
            picked = name;
        }
    }
    return picked;
}

static int
has_many_digits(PyObject *obj)
{
    return PyLong_Check(obj) && Py_ABS(Py_SIZE(obj)) > 1;
}

/* A power, or what is rounded by one, may be larger than any memory. */
static int
is_too_large(const char *name, PyObject *obj, PyObject *args)
{
    Py_ssize_t i;

    if (strstr(name, "pow") == NULL && strstr(name, "round") == NULL) {
        return 0;
    }
    for (i = 0; i < PyTuple_GET_SIZE(args); i++) {
        if (has_many_digits(PyTuple_GET_ITEM(args, i))) {
            return 1;
        }
    }
    return has_many_digits(obj);
}

/* The text of documentation differs. */
static int
has_docs(PyObject *obj)
{
    return PyType_Check(obj) ||
           PyObject_TypeCheck(obj, &PyStaticMethod_Type) ||
           PyObject_TypeCheck(obj, &PyClassMethod_Type) ||
           PyObject_TypeCheck(obj, &PyProperty_Type);
}

static int
shows_docs(const char *name)
{
    return strcmp(name, "__dict__") == 0 || strcmp(name, "__getstate__") == 0;
}

static void
call_method(PyObject *obj)
{
    PyObject *names, *method, *args, *keywords, *result = NULL;
    const char *name = pick_name((PyObject *)Py_TYPE(obj), &names);
    Py_ssize_t before = count_of(obj);

    if (name != NULL && !(has_docs(obj) && shows_docs(name))) {
        args = make_arguments(0, MOST_ARGUMENTS);
        keywords = make_keywords();
        printf(".%s", name);
        put_arguments(args, keywords);
        method = PyObject_GetAttrString(obj, name);
        if (method != NULL && !is_too_large(name, obj, args)) {
            result = PyCallable_Check(method)
                         ? PyObject_Call(method, args, keywords)
                         : Py_NewRef(method);
        }
        Py_XDECREF(method);
        Py_DECREF(args);
        Py_XDECREF(keywords);
        if (result != NULL || PyErr_Occurred()) {
            finish(result);
        }
        printf(" %+zd", count_of(obj) - before);
    }
    Py_XDECREF(names);
}

/* Those that are written in C there too. */
static const struct {
    const char *module, *names;
} functions[] = {
    {"builtins",
     "abs all any ascii bin bool bytearray bytes callable chr classmethod "
     "complex delattr dict dir divmod enumerate filter float format frozenset "
     "getattr hasattr hex int isinstance issubclass iter len list map max "
     "memoryview min next object oct ord pow property range repr reversed "
     "round set setattr slice sorted staticmethod str sum super tuple type "
     "zip sorted max min sum KeyError "
     "ImportError NameError OSError StopIteration SyntaxError SystemExit "
     "UnicodeDecodeError UnicodeEncodeError UnicodeTranslateError"},
    {"operator",
     "abs add and_ attrgetter call concat contains countOf delitem eq "
     "floordiv ge getitem iadd iand iconcat ifloordiv ilshift imatmul imod "
     "imul index indexOf inv ior ipow irshift is_ isub itemgetter itruediv "
     "ixor length_hint lshift lt matmul methodcaller mod mul neg not_ or_ "
     "pos pow rshift setitem sub truediv truth xor"},
    {"itertools",
     "accumulate chain combinations combinations_with_replacement compress "
     "count cycle dropwhile filterfalse groupby islice pairwise permutations "
     "product repeat starmap takewhile tee zip_longest _tee _grouper "
     "_tee_dataobject"},
    {"heapq", "_heapify_max _heappop_max _heapreplace_max heapify heappop "
              "heappush heappushpop heapreplace"},
    {"bisect", "bisect bisect_left bisect_right insort insort_left "
               "insort_right"},
    {"struct", "Struct calcsize iter_unpack pack pack_into unpack "
               "unpack_from"},
    {"functools", "reduce cmp_to_key partial _lru_cache_wrapper"},
    {"collections", "OrderedDict defaultdict deque"},
    {"array", "_array_reconstructor"},
    {"types", "MappingProxyType MethodType ModuleType "
              "SimpleNamespace CellType UnionType NoneType"},
    {"weakref", "ref proxy"},
    {"sys", "getsizeof intern"},
    {"gc", "is_tracked is_finalized"},
};

static void
call_function(void)
{
    unsigned m = chance(3) ? chance(3) : chance(13);
    const char *name = pick_word(functions[m].names);
    PyObject *module = fuzz_import(functions[m].module);
    PyObject *function = PyObject_GetAttrString(module, name);
    PyObject *args = make_arguments(0, MOST_ARGUMENTS);
    PyObject *keywords = make_keywords();

    printf("%s.%s", functions[m].module, name);
    put_arguments(args, keywords);
    if (!is_too_large(name, Py_None, args)) {
        finish(PyObject_Call(function, args, keywords));
    }
    Py_DECREF(args);
    Py_XDECREF(keywords);
    Py_DECREF(function);
    Py_DECREF(module);
}

static PyObject *(*const binary[])(PyObject *, PyObject *) = {
    PyNumber_Add,
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
    PyNumber_Lshift,
    PyNumber_Rshift,
    PySequence_Concat,
    PyNumber_InPlaceOr,
    PyNumber_InPlaceSubtract,
    PyNumber_InPlaceAdd,
    PyNumber_InPlaceXor,
    PyNumber_InPlaceMultiply,
    PyNumber_InPlaceAnd,
    PyNumber_InPlaceFloorDivide,
    PyNumber_InPlaceRemainder,
    PyNumber_InPlaceLshift,
    PyNumber_InPlaceTrueDivide,
    PyNumber_InPlaceMatrixMultiply,
    PySequence_InPlaceConcat,
    PyObject_GetItem,
    PyObject_GetItem,
    PyObject_Format,
    PyObject_GetAttr,
    PyUnicode_Format,
    PyUnicode_Join,
    PyUnicode_Concat};
static PyObject *(*const unary[])(PyObject *) = {
    PyNumber_Negative,      PyNumber_Positive,  PyNumber_Absolute,
    PyNumber_Invert,        PyNumber_Index,     PyNumber_Long,
    PyNumber_Float,         PyObject_Str,       PyObject_ASCII,
    PyObject_Bytes,         PySequence_List,    PySequence_Tuple,
    PyObject_GetIter,       PyMapping_Keys,     PyMapping_Items,
    PyByteArray_FromObject, PyBytes_FromObject, PyMemoryView_FromObject,
    PyFrozenSet_New,        PyMapping_Values,   PyUnicode_FromObject};

static void
operate(PyObject *obj)
{
    PyObject *other = make_argument(), *swap;
    unsigned which = chance(Py_ARRAY_LENGTH(binary)), op = chance(6);
    unsigned one = chance(Py_ARRAY_LENGTH(unary));

    printf(" with ");
    show(other);
    swap = chance(2) ? obj : other;
    printf(" %d ", swap == obj);
    switch (chance(4)) {
    case 0:
        printf("compare %u -> ", op);
        finish(PyObject_RichCompare(swap, swap == obj ? other : obj, (int)op));
        break;
    case 1:
        printf("unary %u -> ", one);
        finish(unary[one](obj));
        break;
    default:
        printf("binary %u -> ", which);
        finish(binary[which](swap, swap == obj ? other : obj));
        break;
    }
    Py_DECREF(other);
}

/* What answers with a number; -1 and an exception if it fails. */
static Py_ssize_t
ask_for_number(unsigned which, PyObject *obj, PyObject *other, PyObject *third)
{
    switch (which) {
    case 0:
        return PyObject_SetItem(obj, other, third);
    case 1:
        return PyObject_DelItem(obj, other);
    case 2:
        return PySequence_Contains(obj, other);
    case 3:
        return PyObject_Size(obj);
    case 4:
        return PyObject_LengthHint(obj, 3);
    case 5:
        return PyObject_IsTrue(obj);
    case 6:
        return PyObject_SetAttr(obj, other, third);
    case 7:
        return PyObject_IsInstance(other, obj);
    case 8:
        return PyObject_IsSubclass(obj, other);
    default:
        return PySequence_Count(obj, other);
    }
}

static void
ask(PyObject *obj)
{
    PyObject *other = make_argument(), *third = make_argument();
    unsigned which = chance(10);

    printf(" ask %u ", which);
    show(other);
    printf(", ");
    show(third);
    printf(" -> ");
    printf("%zd ", ask_for_number(which, obj, other, third));
    if (PyErr_Occurred()) {
        put_raised();
    }
    Py_DECREF(other);
    Py_DECREF(third);
}

/* ---- a step ------------------------------------------------------------- */

static PyObject *
make_receiver(int *is_endless)
{
    PyObject *value;

    *is_endless = chance(24) == 0;
    if (*is_endless) {
        value = evaluate_at(endless[chance(Py_ARRAY_LENGTH(endless))]);
        if (value != NULL) {
            return value;
        }
        PyErr_Clear();
    }
    *is_endless = 0;
    if (chance(2)) {
        value = evaluate_at(made[chance(Py_ARRAY_LENGTH(made))]);
        if (value != NULL && is_calm(value)) {
            return value;
        }
        Py_XDECREF(value);
        if (value != NULL) {
            return make_value();
        }
        put_raised(); /* a call as any other */
        printf(" ");
    }
    return make_value();
}

static void
use_receiver(int is_endless)
{
    Py_ssize_t size;
    int n = 1 + (int)chance(3);

    while (n-- > 0) {
        printf("\n  ");
        switch (is_endless ? 3 : chance(8)) {
        case 0:
        case 1:
            operate(receiver);
            break;
        case 2:
            ask(receiver);
            break;
        default:
            call_method(receiver);
            break;
        }
        size = PyObject_Size(receiver);
        PyErr_Clear();
        if (size > 2000 || !is_calm(receiver)) {
            break;
        }
        printf("\n  = ");
        show(receiver);
    }
}

static void
step(void)
{
    PyObject *obj;
    int is_endless;

    calls = 0;
    depth = 0;
    if (chance(4) == 0) {
        call_function();
    }
    else {
        obj = make_receiver(&is_endless);
        show(obj);
        receiver = obj;
        use_receiver(is_endless);
        receiver = NULL;
        Py_DECREF(obj);
    }
    printf("\n");
}

int
main(int argc, char **argv)
{
    int count = argc > 2 ? atoi(argv[2]) : 1000;
    int i, first = argc > 3 ? atoi(argv[3]) : 0;
    unsigned long long seed;

    fuzz_start(argc > 1 ? argv[1] : "1");
    if (freopen("/dev/null", "w", stderr) == NULL) {
        return 1;
    }
    make_classes();
    tells = argc > 3;
    PyGC_Collect();
    PyGC_Disable();
    seed = state;
    for (i = first; i < count; i++) {
        state = seed + (unsigned long long)i * 0x9E3779B97F4A7C15ull;
        chance(2);
        chance(2);
        printf("%d ", i);
        step();
        if (i % 256 == 0) {
            printf("collect %zd\n", PyGC_Collect());
        }
    }
    PyGC_Collect();
    over = 1;
    clear_all(classes, CLASSES);
    fflush(stdout);
    return Py_FinalizeEx() < 0;
}
