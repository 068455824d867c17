/* sizes.c -- facts about sys.getsizeof: the basic objects. */

static long long
size_of(const char *display)
{
    return (long long)hb_sizeof(hb_lit(display));
}

/* [size, size, ...] of the displays up to NULL. */
static void
write_sizes(FILE *out, const char **displays)
{
    for (int i = 0; displays[i]; i++) {
        fprintf(out, "%s%lld", i ? ", " : "[", size_of(displays[i]));
    }
    putc(']', out);
}

FACT_INT("python", "size.None", hb_sizeof(Py_None))
FACT_INT("python", "size.False", hb_sizeof(Py_False))
FACT_INT("python", "size.bool", hb_sizeof(Py_True))
FACT_INT("python", "size.int_0", size_of("0"))
FACT_INT("python", "size.int_1", size_of("1"))
FACT_INT("python", "size.int_42", size_of("42"))
FACT_INT("python", "size.int_2**30", size_of("1073741824"))
FACT_INT("python", "size.int_2**60", size_of("1152921504606846976"))
FACT_INT("python", "size.int_10**18", size_of("1000000000000000000"))
FACT_INT("python", "size.int_10**100",
         hb_sizeof(hb_keep(PyNumber_Power(hb_int(10), hb_int(100), Py_None))))
FACT_INT("python", "size.float", size_of("3.14"))
FACT_INT("python", "size.complex",
         hb_sizeof(hb_keep(PyComplex_FromDoubles(3, 4))))
FACT_INT("python", "size.str_empty", size_of("''"))
FACT_INT("python", "size.str_a", size_of("'a'"))
FACT_INT("python", "size.str_Hello", size_of("'Hello'"))
FACT_INT("python", "size.str_latin1_e", hb_sizeof(hb_str("\xc3\xa9")))
FACT_INT("python", "size.str_pi", hb_sizeof(hb_str("\xcf\x80")))
FACT_INT("python", "size.str_snake", hb_sizeof(hb_str("\xf0\x9f\x90\x8d")))
FACT_INT("python", "size.bytes_100",
         hb_sizeof(hb_new((PyObject *)&PyBytes_Type, hb_int(100))))
FACT_INT("python", "size.tuple_12345", size_of("(1, 2, 3, 4, 5)"))
FACT_INT("python", "size.list_literal_123", size_of("[1, 2, 3]"))
FACT_INT("python", "size.list_literal_12345", size_of("[1, 2, 3, 4, 5]"))
FACT_INT("python", "size.dict_empty", size_of("{}"))
FACT_INT("python", "size.dict_3_str_literal",
         size_of("{'a': 1, 'b': 2, 'c': 3}"))
FACT_INT("python", "size.set_5", size_of("{1, 2, 3, 4, 5}"))
FACT_INT("python", "size.set_empty", hb_sizeof(hb_keep(PySet_New(NULL))))
FACT_INT("python", "size.frozenset_empty",
         hb_sizeof(hb_keep(PyFrozenSet_New(NULL))))
FACT_INT("python", "size.object",
         hb_sizeof(hb_new((PyObject *)&PyBaseObject_Type)))
FACT_INT("python", "size.slice",
         hb_sizeof(hb_keep(PySlice_New(NULL, NULL, NULL))))
FACT_INT("python", "size.range",
         hb_sizeof(hb_new((PyObject *)&PyRange_Type, hb_int(10))))
UNREACHED("python", "size.generator", "needs Python's bytecode")
UNREACHED("python", "size.function", "needs Python's bytecode")

FACT("python", "size.tuple_0_5")
{
    write_sizes(out,
                (const char *[]){"()", "(1,)", "(1, 2)", "(1, 2, 3)",
                                 "(1, 2, 3, 4)", "(1, 2, 3, 4, 5)", NULL});
}

FACT("python", "size.bytes_0_1_5")
{
    write_sizes(out, (const char *[]){"b''", "b'a'", "b'Hello'", NULL});
}

FACT("python", "seed.tuple_vs_list_5")
{
    write_sizes(out,
                (const char *[]){"(1, 2, 3, 4, 5)", "[1, 2, 3, 4, 5]", NULL});
}
