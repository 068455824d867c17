/* hash_test.c -- SipHash-1-3 with seed 0, and the hashes of numbers.
 *
 * The values were read from CPython 3.11 started with hash seed 0.
 */
#include <heapbook.h>
#include "tap.h"

static void
texts(void)
{
    static const struct {
        const char *utf8;
        long long hash;
    } rows[] = {
        {"", 0},
        {"a", 4644417185603328019LL},
        {"b", -8420940591063670578LL},
        {"name", -6269146191053140058LL},
        {"hello", -2096571579003691106LL},
        {"key1", 2119266382994775031LL},
        {"\xc3\xa9", 6047309291227476195LL},
        {"\xcf\x80", -3836231670483567807LL},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        is_int(PyObject_Hash(hb_str(rows[i].utf8)), rows[i].hash,
               "hash of row %zu", i);
    }
    is_int(PyObject_Hash(hb_lit("b'hello'")), -2096571579003691106LL,
           "bytes hash like the same ASCII text");
    is_int(_Py_HashBytes("hello", 5), -2096571579003691106LL,
           "which is what the function says");
}

/* Every length from 0 to 17 bytes, so that each tail of a word occurs. */
static void
lengths(void)
{
    static const long long hashes[] = {0LL,
                                       4644417185603328019LL,
                                       8723719058443784670LL,
                                       -625286514230258094LL,
                                       -8430117247886266012LL,
                                       660508608500854514LL,
                                       -1104647058364401716LL,
                                       3743554345682611213LL,
                                       -4250921761727411054LL,
                                       1304380474379753940LL,
                                       110391543203415443LL,
                                       8846594694317474224LL,
                                       -4077133467762309767LL,
                                       6648609148649967910LL,
                                       -5927666365684371522LL,
                                       8561823421731192016LL,
                                       4155492170795313926LL,
                                       -528609469319981417LL};

    for (int i = 0; i < 18; i++) {
        is_int(_Py_HashBytes("aaaaaaaaaaaaaaaaa", i), hashes[i], "%d letters",
               i);
    }
}

static void
numbers(void)
{
    is_int(PyObject_Hash(hb_int(-1)), -2, "-1 says failure: it hashes to -2");
    is_int(PyObject_Hash(hb_float(1.0)), 1, "1.0 hashes like 1");
    is_int(PyObject_Hash(hb_float(-0.0)), 0, "-0.0 like 0");
    is_int(PyObject_Hash(hb_float(0.5)), 1152921504606846976LL, "a half");
    is_int(PyObject_Hash(hb_float(1.5)), 1152921504606846977LL,
           "one and a half");
    is_int(PyObject_Hash(hb_float(0.1)), 230584300921369408LL, "a tenth");
    is_int(PyObject_Hash(hb_float(1e300)),
           PyObject_Hash(hb_keep(PyLong_FromDouble(1e300))),
           "a large float hashes like the int that it equals");
    is_int(PyObject_Hash(hb_float(Py_HUGE_VAL)), 314159, "infinity");
    is_int(PyObject_Hash(hb_float(-Py_HUGE_VAL)), -314159, "and below");
    is_int(PyObject_Hash(hb_keep(PyComplex_FromDoubles(3, 4))), 4000015,
           "3+4j");
    is_int(PyObject_Hash(hb_keep(PyComplex_FromDoubles(2, 0))), 2,
           "2+0j hashes like 2");
}

static void
addresses(void)
{
    PyObject *object = hb_new((PyObject *)&PyBaseObject_Type);

    is_int(PyObject_Hash(object),
           (long long)((size_t)object >> 4 | (size_t)object << 60),
           "an object hashes by its address, turned by four bits");
    PyObject_Hash(hb_lit("[]"));
    ok(PyErr_ExceptionMatches(PyExc_TypeError), "a list has no hash");
    PyErr_Clear();
}

static void
algorithm(void)
{
    PyHash_FuncDef *definition = PyHash_GetFuncDef();

    is(definition->name, "siphash13", "the algorithm has a name");
    is_int(definition->hash_bits, 64, "its result has 64 bits");
    is_int(definition->hash("name", 4), -6269146191053140058LL,
           "and it can be called");
}

static void
all(void)
{
    texts();
    lengths();
    numbers();
    addresses();
    algorithm();
}

int
main(void)
{
    is_int(hb_main(all), 0, "the interpreter finishes");
    return tap_end();
}
