/* found_calls.c -- what fuzz_methods.c has found, each once: every case gave
 * another answer on the model than on CPython.
 */
#include "../expression.h"

#include "answer.h"

static PyObject *
evaluate_chosen(char letter)
{
    return PyErr_Format(PyExc_SyntaxError, "%c", letter);
}

/* ---- calls -------------------------------------------------------------- */

static const char *const calls[] = {
    /* methods that take a tuple there say their bare name of keywords */
    "'abc'.find(x=1)",
    "'abc'.rindex('a', x=1)",
    "str.find('a', x=1)",
    "b'abc'.count(x=1)",
    "bytearray(b'abc').startswith(b'a', x=1)",
    "'abc'.replace(x=1)",
    /* and those that do not say more */
    "sys.exit(x=1)",
    "sys.exit(1, 2)",
    "sys.excepthook(x=1)",
    "weakref.proxy(x=1)",
    "weakref.proxy()",
    /* an argument given twice is told before an unknown one */
    "bisect.insort_left([1], 2, 0, typed=1, lo=0)",
    "bisect.insort_left([1], 2, 0, typed=1)",
    "bisect.insort_left(int, 1, key=2)",
    "bisect.insort_right([], 1, -1, key=2)",
    "bisect.bisect([], 1, -1, key=2)",
    /* widths */
    "'a'.rjust(-9223372036854775808)",
    "'a'.ljust(-9223372036854775808, '-')",
    "'ab'.center(-9223372036854775808)",
    "'-1'.zfill(-9223372036854775808)",
    "b'ab'.rjust(-9223372036854775808)",
    "bytearray(b'-1').zfill(-9223372036854775808)",
    "operator.mul(b',', 9223372036854775807)",
    "operator.mul(b',;', 9223372036854775807)",
    "operator.mod(b'%s', type('B', (), {'__bytes__': float})())",
    "operator.mod(bytearray(b'%b'), type('B', (), {'__bytes__': str})())",
    /* numbers */
    "object.__sizeof__(-77)",
    "operator.eq(complex(2.5), type('F', (float,), {'__eq__': len})(2.5))",
    "operator.ne(complex(2.5), type('F', (float,), {'__ne__': len})(2.5))",
    "time.gmtime(9223372036854775808.0)",
    "time.gmtime(float('nan'))",
    "time.gmtime(-0.5).tm_sec",
    "time.gmtime(1e300)",
    "type('F', (float,), {'__float__': len})(2.5).conjugate()",
    "type('F', (float,), {'__float__': len})(2.5).real",
    "OSError(4611686018427387905, 'x')",
    "OSError(type('N', (int,), {'__hash__': len})(2), 'x')",
    "OSError(type('N', (int,), {})(2), 'x')",
    "iter(range(18446744073709551616, 18446744073709551619))"
    ".__setstate__('a')",
    "itertools.count(9223372036854775807)",
    "itertools.count(9223372036854775807).__reduce__()",
    "itertools.count(9223372036854775806).__reduce__()[1]",
    /* itertools */
    "itertools._tee_dataobject()",
    "itertools._tee_dataobject(1, 2, 3, x=1)",
    "itertools.chain.__class_getitem__(int)",
    "itertools.product('', 'c').__setstate__(('x', 0))",
    "itertools.product('', 'c').__setstate__((0, 'x'))",
    /* functools, operator */
    "type('P', (functools.partial,), {})(functools.partial(divmod, 7))(2)",
    "repr(type('P', (functools.partial,), {})(functools.partial(divmod, 7)))",
    "functools.partial(type('P', (functools.partial,), {})(divmod, 7), 2)",
    "collections.defaultdict(operator.itemgetter(1))",
    "collections.defaultdict(functools.partial(int))",
    "operator.methodcaller('split', ',', maxsplit=1)",
    "copy.copy(operator.methodcaller('split', ',', maxsplit=1))('a,b,c')",
    "operator.methodcaller('split', maxsplit=1).__reduce__()[1]",
    "operator.attrgetter('a', 'b.c')",
    /* containers */
    "repr(type('O', (collections.OrderedDict,), {'__getitem__': len})"
    "([('a', 5)]))",
    "type('O', (collections.OrderedDict,), {'__contains__': len})()"
    ".setdefault('abc', 1)",
    "list(type(iter(collections.deque()))(collections.deque('abc'), 1, x=1))",
    "type(iter(collections.deque()))(collections.deque(), 1, 2, x=1)",
    "repr(type('A', (array.array,), {'__iter__': len})('i', [1, 2]))",
    "array.array('i').__module__",
    "operator.delitem(iter(array.array('b')), 9223372036854775808)",
    "struct.iter_unpack('h', b'ab').__class__()",
    "struct.iter_unpack('h', b'ab').__class__.__new__(1)",
    /* types */
    "hasattr(types.MethodType, '__get__')",
    "len(sys.flags)",
    "types.GenericAlias(list, types.SimpleNamespace(__origin__=1, "
    "__args__=2, __qualname__='q', __module__='m'))",
    "types.GenericAlias(list, types.SimpleNamespace(__origin__=1, "
    "__qualname__='q', __module__='m'))",
    "types.GenericAlias(types.SimpleNamespace(__qualname__=3, "
    "__module__='builtins'), ())",
    "bytearray(b'abcdef').__delitem__(slice(1, None, 9223372036854775807))",
    "operator.setitem(bytearray(b'abc'), slice(1, 7, 9223372036854775807), "
    "{})",
    "'abc'[slice(1, None, 9223372036854775807)]",
    "array.array('b', b'abc')[slice(2, None, 9223372036854775807)]",
    "collections.Counter('a').update({'a': 'x'})",
    "b'\\xff'.decode('ascii', 'namereplace')",
    "b'a'.decode('utf-16', 'namereplace')",
    "copy.copy(operator.or_(int, str))",
    "copy.deepcopy([operator.or_(int, None)])",
    "collections.namedtuple('P', 'x y')",
};

static void
call_all(void)
{
    size_t i;

    for (i = 0; i < Py_ARRAY_LENGTH(calls); i++) {
        at = calls[i];
        printf("%s -> ", calls[i]);
        put(evaluate());
    }
}

/* ---- what needs more than one call -------------------------------------- */

/* The fields are gone when a second __init__ fails. */
static void
begin_again(void)
{
    static const char *const errors[] = {
        "UnicodeEncodeError('ascii', 'abc', 1, 2, 'why')",
        "UnicodeDecodeError('ascii', b'abc', 1, 2, 'why')",
        "UnicodeTranslateError('abc', 1, 2, 'why')"};
    size_t i;

    for (i = 0; i < Py_ARRAY_LENGTH(errors); i++) {
        PyObject *error = (at = errors[i], evaluate());

        put(PyObject_CallMethod(error, "__init__", "i", 1));
        put(PyObject_GetAttrString(error, "encoding"));
        put(PyObject_GetAttrString(error, "object"));
        put(PyObject_GetAttrString(error, "reason"));
        Py_DECREF(error);
    }
}

/* Of a place that does not fit only the end is forgotten. */
static void
place_again(void)
{
    PyObject *error = hb_keep((at = "SyntaxError('a', 'ignore')", evaluate()));

    put(PyObject_CallMethod(error, "__init__", "ss", "b", "latin-1"));
    put(PyObject_GetAttrString(error, "msg"));
    put(PyObject_GetAttrString(error, "filename"));
    put(PyObject_GetAttrString(error, "text"));
    put(PyObject_GetAttrString(error, "end_lineno"));
}

/* The separator of one string is not looked at. */
static void
join_one(void)
{
    PyObject *one = Py_BuildValue("[i]", 1),
             *two = Py_BuildValue("[ss]", "a", "b");

    put(PyUnicode_Join(one, one));
    put(PyUnicode_Join(one, two));
    Py_DECREF(one);
    Py_DECREF(two);
}

/* The method keys of a mapping is looked up once. */
static PyObject *
say_attribute(PyObject *Py_UNUSED(self), PyObject *name)
{
    PyObject_Print(name, stdout, 0);
    printf("\n");
    PyErr_SetObject(PyExc_AttributeError, name);
    return NULL;
}

static PyObject *
say_keys(PyObject *Py_UNUSED(self), PyObject *name)
{
    PyObject_Print(name, stdout, 0);
    printf("\n");
    return Py_NewRef((PyObject *)&PyDict_Type);
}

static PyMethodDef attribute_methods[] = {
    {"__getattr__", say_attribute, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static PyMethodDef keys_methods[] = {{"__getattr__", say_keys, METH_O, NULL},
                                     {NULL, NULL, 0, NULL}};

static void
update_from(const char *name, PyMethodDef *methods)
{
    PyObject *mapping = hb_new(hb_class(name, NULL, NULL, methods));

    put(PyObject_CallOneArg((PyObject *)&PyODict_Type, mapping));
}

static PyObject *
say_index(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored))
{
    printf("__index__\n");
    return PyLong_FromLong(-1);
}

static PyMethodDef index_methods[] = {
    {"__index__", say_index, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};

/* Whether a sequence has a length is a question to its class. */
static PyObject *
end_at_once(PyObject *Py_UNUSED(self), PyObject *key)
{
    PyErr_SetObject(PyExc_IndexError, key);
    return NULL;
}

static PyMethodDef sequence_methods[] = {
    {"__getattribute__", say_attribute, METH_O, NULL},
    {"__getitem__", end_at_once, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static void
read_sequence(void)
{
    PyObject *sequence =
        hb_new(hb_class("Sequence", NULL, NULL, sequence_methods));

    put(PySequence_Fast(sequence, "no sequence"));
}

/* Both bounds of islice() are read before one is said to be wrong. */
static void
slice_badly(void)
{
    PyObject *islice = import_from("itertools", "islice");
    PyObject *number = hb_new(hb_class("Index", NULL, NULL, index_methods));

    put(PyObject_CallFunction(islice, "()Os", number, "x"));
    put(PyObject_CallFunction(islice, "()Oi", number, 3));
    put(PyObject_CallFunction(islice, "()siO", "x", 3, number));
    put(PyObject_CallFunction(islice, "()iiO", 0, 3, number));
    Py_DECREF(islice);
}

/* ---- what goes on inside ------------------------------------------------ */

static PyObject *
say_hash(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored))
{
    printf("__hash__\n");
    return PyLong_FromLong(7);
}

static PyMethodDef hash_methods[] = {{"__hash__", say_hash, METH_NOARGS, NULL},
                                     {NULL, NULL, 0, NULL}};

/* The repr of an OrderedDict hashes each key once; that of a derived one
 * asks items(). */
static void
show_ordered(void)
{
    PyObject *key = hb_new(hb_class("Key", NULL, NULL, hash_methods));
    PyObject *od = hb_keep(PyODict_New());

    hb_ok(PyObject_SetItem(od, key, Py_None));
    Py_XDECREF(PyObject_Repr(od));
    hb_ok(PyObject_DelItem(od, key));
}

static PyObject *
say_end(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    printf("the end of a %s\n", Py_TYPE(self)->tp_name);
    Py_RETURN_NONE;
}

static PyObject *
itself(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return Py_NewRef(self);
}

static PyObject *
next_active(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyObject_GetAttrString(self, "active");
}

static PyMethodDef source_methods[] = {
    {"__iter__", itself, METH_NOARGS, NULL},
    {"__next__", next_active, METH_NOARGS, NULL},
    {"__del__", say_end, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL}};

/* What a chain reads dies before what it reads that from. */
static void
end_chain(void)
{
    PyObject *chain = import_from("itertools", "chain");
    PyObject *source = hb_new(hb_class("Source", NULL, NULL, source_methods));
    PyObject *active = hb_new(hb_class("Active", NULL, NULL, source_methods));
    PyObject *made;

    hb_set(source, "active", active);
    hb_set(active, "active", Py_None);
    made = PyObject_CallMethod(chain, "from_iterable", "O", source);
    Py_XDECREF(PyIter_Next(made));
    PyObject_DelAttrString(source, "active");
    hb_del(source);
    hb_del(active);
    Py_DECREF(made);
    Py_DECREF(chain);
}

/* A variable of a context is the collector's when it may be in a cycle. */
static void
track_variables(void)
{
    PyObject *list = hb_lit("[]");
    PyObject *plain = PyContextVar_New("plain", NULL);
    PyObject *number = PyContextVar_New("number", hb_int(1));
    PyObject *cycle = PyContextVar_New("cycle", list);

    printf("tracked: %d %d %d\n", PyObject_GC_IsTracked(plain),
           PyObject_GC_IsTracked(number), PyObject_GC_IsTracked(cycle));
    Py_DECREF(plain);
    Py_DECREF(number);
    Py_DECREF(cycle);
}

static PyObject *
say_half(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(key))
{
    printf("asked ");
    return PyFloat_FromDouble(0.5);
}

static PyMethodDef half_methods[] = {{"__getitem__", say_half, METH_O, NULL},
                                     {NULL, NULL, 0, NULL}};

/* A table is asked once for what will not do. */
static void
translate_badly(void)
{
    PyObject *table = hb_new(hb_class("Half", NULL, NULL, half_methods));

    put(PyObject_CallMethod(hb_str("abc"), "translate", "O", table));
}

/* A format that is wrong leaves what was compiled before. */
static void
compile_again(void)
{
    PyObject *made = (at = "struct.Struct('<hB')", evaluate());

    put(PyObject_CallMethod(made, "__init__", "s", "i,"));
    put(PyObject_GetAttrString(made, "size"));
    put(PyObject_CallMethod(made, "pack", "i", 1));
    put(PyObject_CallMethod(made, "pack", "ii", 1, 2));
    Py_DECREF(made);
}

/* What a finalizer says of itself, up to the address. */
static void
show_finalizer(void)
{
    PyObject *finalize = import_from("weakref", "finalize");
    PyObject *class = hb_class("Thing", NULL, NULL, NULL);
    PyObject *thing = PyObject_CallNoArgs(class);
    PyObject *made =
        PyObject_CallFunction(finalize, "OO", thing, (PyObject *)&PyList_Type);
    PyObject *text = PyObject_Repr(made);

    put(PyObject_CallMethod(text, "count", "s", "; for 'Thing' at"));
    Py_DECREF(text);
    Py_DECREF(made);
    Py_DECREF(thing);
    Py_DECREF(finalize);
}

HB_EXAMPLE
{
    call_all();
    translate_badly();
    compile_again();
    show_finalizer();
    begin_again();
    place_again();
    join_one();
    update_from("Nothing", attribute_methods);
    update_from("Keys", keys_methods);
    slice_badly();
    read_sequence();
    show_ordered();
    end_chain();
    track_variables();
}
