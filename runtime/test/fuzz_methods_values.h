/* fuzz_methods_values.h -- objects for fuzz_methods.c, written as expressions.
 *
 *     ?  any value      #  a small int
 *     %  what may be hashed      ~  an instance of a class made by chance
 *
 * Every value is made anew, so that a call may change it.
 */
#ifndef HB_FUZZ_METHODS_VALUES_H
#define HB_FUZZ_METHODS_VALUES_H

#include "expression.h"

#include "fuzz_common.h"

#define DEEPEST   3 /* values within values */
#define VARIABLES 6

static int depth;
static PyObject *variables[VARIABLES]; /* $a ... $f; fuzz_methods has none */
static int tells; /* the expressions, to find what differs */

static PyObject *make_value(void);
static PyObject *make_instance(void);

/* ---- parts -------------------------------------------------------------- */

static PyObject *
make_number(void)
{
    return PyLong_FromLong(chance(8) ? (long)chance(9) - 3
                                     : (long)chance(300) - 20);
}

static PyObject *
make_hashable(void)
{
    static const char *const texts[] = {"a", "b", "c", "key", "", "ab"};

    switch (chance(4)) {
    case 0:
        return PyUnicode_FromString(texts[chance(6)]);
    case 1:
        return PyFloat_FromDouble(chance(4) / 2.0);
    default:
        return make_number();
    }
}

/* What the letters stand for. */
static PyObject *
evaluate_chosen(char letter)
{
    PyObject *kept = letter == '$' ? variables[*at++ - 'a'] : NULL;

    return letter == '$'   ? Py_NewRef(kept != NULL ? kept : Py_None)
           : letter == '?' ? make_value()
           : letter == '#' ? make_number()
           : letter == '%' ? make_hashable()
                           : make_instance();
}

static PyObject *
evaluate_at(const char *expression)
{
    const char *outer = at;
    PyObject *value;

    at = expression;
    if (tells) {
        printf("`%s`", expression);
        fflush(stdout);
    }
    depth++;
    value = evaluate();
    depth--;
    at = outer;
    return value;
}

/* ---- values ------------------------------------------------------------- */

/* What they are made of is known to be finite and small. */
static const char *const plain[] = {
    "None",
    "True",
    "False",
    "Ellipsis",
    "NotImplemented",
    "#",
    "#",
    "#",
    "#",
    "1.5",
    "-0.0",
    "1e300",
    "float('inf')",
    "float('nan')",
    "2.0",
    "complex(1, -2)",
    "4611686018427387904",
    "-9223372036854775808",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551616",
    "-100000000000000000000000000000000000000",
    "''",
    "'a'",
    "'abc'",
    "'%s'",
    "'%(a)5.1r'",
    "'%*d'",
    "'%c%%'",
    "'{}'",
    "'{0[a]!r:>{1}}'",
    "'{a.b}'",
    "'h\xc3\xa9'",
    "'\xe2\x82\xac\xf0\x9f\x98\x80x'",
    "' a b\\tc\\n\\x1c'",
    "'12'",
    "'-1_0'",
    "'1.5e3'",
    "'utf-8'",
    "'ascii'",
    "'latin-1'",
    "'ignore'",
    "'replace'",
    "'backslashreplace'",
    "'little'",
    "'big'",
    "'B'",
    "'i'",
    "'>5'",
    "'+08.3f'",
    "'_x'",
    "'abcabcabc'",
    "'append'",
    "'__class__'",
    "'real'",
    "'\xc3\x9f\xc7\x85\xef\xac\x81'",
    "'x,y,,z'",
    "','",
    "'\\n'",
    "'2hbQ'",
    "'3s'",
    "'?'",
    "b''",
    "b'a'",
    "b'abc'",
    "b'a b,c\\n'",
    "b'\\x00\\xff'",
    "b'12'",
    "b'%s%d'",
    "b'abcabcabc'",
    "b','",
    "[]",
    "[#]",
    "['b', 'a', 'c', 'a']",
    "[#, #, #, #, #, #]",
    "['a', 1, None]",
    "[('a', 1), ('b', 2)]",
    "[2.5, 1, True]",
    "()",
    "(#,)",
    "('a', 'b')",
    "(#, #, #)",
    "((1, 2), 'a')",
    "('__class__', 'real')",
    "{}",
    "{'a': 1, 'b': 2}",
    "{1: 'x', 2.5: None, 'a': []}",
    "{97: 'x', 98: None}",
    "{'a': #}",
    "set()",
    "{#, #, #}",
    "{'a', 'b'}",
    "frozenset([%, %, %])",
    "bytearray(b'')",
    "bytearray(b'abc')",
    "bytearray(b'a,b c\\n')",
    "memoryview(b'abc')",
    "memoryview(bytearray(b'abcdefgh'))",
    "memoryview(bytearray(b'abcdefgh')).cast('H')",
    "memoryview(bytearray(b'abcdefgh')).cast('B', [2, 4])",
    "memoryview(b'abcdefgh')[slice(None, None, -2)]",
    "memoryview(array.array('d', [1.5, 2]))",
    "range(0)",
    "range(5)",
    "range(10, -3, -4)",
    "range(4611686018427387904, 4611686018427387907)",
    "range(18446744073709551616, 18446744073709551619)",
    "slice(None)",
    "slice(#, #)",
    "slice(None, None, -1)",
    "slice(None, #, 2)",
    "slice(-9223372036854775809, 9223372036854775808)",
    "slice(0, None, 0)",
    "slice('a', 2.5)",
    "array.array('i', [#, #, #])",
    "array.array('b')",
    "array.array('u', 'ab\xe2\x82\xac')",
    "array.array('Q', [1, 2])",
    "array.array('f', [1.5])",
    "collections.deque()",
    "collections.deque([#, #, #])",
    "collections.deque('abcd', 3)",
    "collections.OrderedDict([('a', 1), ('b', 2)])",
    "collections.defaultdict(list, {'a': 1})",
    "types.SimpleNamespace()",
    "types.MappingProxyType({'a': 1})",
    "object",
    "int",
    "list",
    "str",
    "type",
    "ValueError",
    "len",
    "str.upper",
    "list.append",
    "'abc'.upper",
    "operator.add",
    "~",
    "~",
    "~",
    "~",
    "~",
    "~",
    "~",
    "~",
    "~",
    "~",
    "~",
    "~",
};

/* Made of others, which may be wrong for them. */
static const char *const made[] = {
    "iter(?)",
    "reversed(?)",
    "enumerate(?)",
    "enumerate(?, #)",
    "zip(?, ?)",
    "map(?, ?)",
    "filter(?, ?)",
    "map(str.upper, ?)",
    "filter(None, ?)",
    "iter('abc')",
    "iter([1, 2, 3])",
    "iter((1, 2))",
    "iter(b'ab')",
    "iter({'a': 1, 'b': 2})",
    "iter(range(4))",
    "iter({1, 2})",
    "iter(bytearray(b'ab'))",
    "iter(memoryview(b'ab'))",
    "iter(array.array('h', [1, 2]))",
    "iter(collections.deque('ab'))",
    "reversed(collections.deque('ab'))",
    "reversed([1, 2])",
    "reversed({'a': 1, 'b': 2})",
    "iter(range(18446744073709551616, 18446744073709551619))",
    "{'a': 1, 'b': 2}.keys()",
    "{'a': 1, 'b': 2}.values()",
    "{'a': 1, 'b': 2}.items()",
    "{%: ?, %: ?}.items()",
    "collections.OrderedDict([('a', 1), ('b', 2)]).keys()",
    "collections.OrderedDict([('a', 1), ('b', 2)]).items()",
    "iter(collections.OrderedDict([('a', 1), ('b', 2)]))",
    "iter({'a': 1}.items())",
    "iter({'a': 1, 'b': 2}.values())",
    "[?, ?, ?]",
    "(?, ?)",
    "[?]",
    "{%: ?, %: ?}",
    "{'a': ?}",
    "list(?)",
    "tuple(?)",
    "set(?)",
    "dict(?)",
    "bytes(?)",
    "bytearray(?)",
    "str(?)",
    "int(?)",
    "float(?)",
    "complex(?)",
    "frozenset(?)",
    "memoryview(?)",
    "slice(?, ?, ?)",
    "range(#, #)",
    "collections.deque(?, ?)",
    "collections.OrderedDict(?)",

    "array.array('h', ?)",
    "collections.defaultdict(?, ?)",
    "types.SimpleNamespace()",
    "types.MappingProxyType(?)",
    "types.GenericAlias(list, %)",
    "types.MethodType(?, ?)",
    "list.__class_getitem__(int)",
    "type(?)",
    "super(?, ?)",
    "staticmethod(?)",
    "classmethod(?)",
    "property(?, ?)",
    "property()",
    "ValueError(?)",
    "KeyError(?)",
    "OSError(?, ?)",
    "OSError(2, 'x', 'f')",
    "StopIteration(?)",
    "UnicodeDecodeError('utf-8', b'ab', 0, 1, 'why')",
    "UnicodeEncodeError('ascii', 'abc', 1, 3, 'why')",
    "SyntaxError(?, ?)",
    "ImportError(?)",
    "AttributeError(?)",
    "SystemExit(?)",
    "NameError(?)",
    "functools.partial(?, ?)",
    "functools.partial(len)",
    "functools.partial(divmod, 7)",
    "functools.cmp_to_key(?)(?)",
    "operator.itemgetter(?)",
    "operator.itemgetter(0, ?)",
    "operator.attrgetter(?)",
    "operator.attrgetter('real', 'a.b')",
    "operator.methodcaller(?)",
    "operator.methodcaller('count', 'a')",
    "itertools.chain(?, ?)",
    "itertools.islice(?, #)",
    "itertools.islice(?, #, #, #)",
    "itertools.islice(itertools.count(), 5)",
    "itertools.repeat(?, 3)",
    "itertools.accumulate(?)",
    "itertools.compress(?, ?)",
    "itertools.groupby(?)",
    "itertools.groupby('aab', ?)",
    "itertools.takewhile(?, ?)",
    "itertools.dropwhile(?, ?)",
    "itertools.starmap(?, ?)",
    "itertools.starmap(divmod, [(7, 2)])",
    "itertools.tee(?)",
    "itertools.pairwise(?)",

    "itertools.zip_longest(?, ?)",

    "itertools.filterfalse(?, ?)",
    "itertools.chain.from_iterable(?)",
    "struct.Struct(?)",
    "struct.Struct('<hB')",
    "struct.iter_unpack(?, ?)",
    "struct.iter_unpack('h', b'abcd')",
    "sys.flags",
    "sys.version_info",
    "weakref.ref(?)",
    "weakref.proxy(?)",
    "contextvars.ContextVar('v')",
    "list.append.__get__([])",
    "int.real",
    "type.__dict__",
    "type.mro",
    "object.__init__",
    "dict.fromkeys",
    "(1).__add__",
    "functools.partial",
    "BaseException.args",
    "int.__add__",
    "callable",
    "type('T', (?, ), {})",
    "type('T', (), {'__slots__': ?})",
    "type('T', (), {'a': ?, 'b': ?})()",
};

/* Without an end, or with one that is far: nothing may read them all. */
static const char *const endless[] = {
    "itertools.count(?, ?)",
    "itertools.cycle(?)",
    "itertools.product(?, ?)",
    "itertools.permutations(?, #)",
    "itertools.combinations(?, #)",
    "itertools.combinations_with_replacement(?, #)",
    "itertools.repeat(?)",
};

/* Is the hash no address?  That of a nan is one. */
static int
has_calm_hash(PyObject *obj)
{
    return PyUnicode_Check(obj) || PyBytes_Check(obj) || PyLong_Check(obj) ||
           (PyFloat_Check(obj) && !isnan(PyFloat_AS_DOUBLE(obj)));
}

/* The order of a set with other items may follow from addresses. */
static int
has_order(PyObject *set)
{
    PyObject *it = PyObject_GetIter(set), *item;
    int calm = 1;

    while (it != NULL && (item = PyIter_Next(it)) != NULL) {
        calm &= has_calm_hash(item);
        Py_DECREF(item);
    }
    PyErr_Clear();
    Py_XDECREF(it);
    return calm;
}

/* Is it what str() gave of an object? */
static int
has_address(PyObject *text)
{
    PyObject *sign = PyUnicode_FromString("0x");
    Py_ssize_t n = PyUnicode_GET_LENGTH(text);
    int found = PyUnicode_Find(text, sign, 0, n, 1) >= 0;

    Py_DECREF(sign);
    return found;
}

/* Is it the same on both sides?  Iterating over a released view sets an
 * exception and succeeds: what comes of that depends on caches there. */
static int
is_calm(PyObject *value)
{
    return PyUnicode_Check(value)  ? !has_address(value)
           : PyAnySet_Check(value) ? has_order(value)
           : PyMemoryView_Check(value)
               ? !(((PyMemoryViewObject *)value)->flags &
                   _Py_MEMORYVIEW_RELEASED)
               : 1;
}

/* A value of any kind, made anew; what cannot be made is None. */
static PyObject *
make_value(void)
{
    PyObject *value;

    value = evaluate_at(depth < DEEPEST && chance(4) == 0
                            ? made[chance(Py_ARRAY_LENGTH(made))]
                            : plain[chance(Py_ARRAY_LENGTH(plain))]);
    if (value == NULL || !is_calm(value)) {
        PyErr_Clear();
        Py_XDECREF(value);
        value = PyLong_FromLong(-77);
    }
    return value;
}

#endif
