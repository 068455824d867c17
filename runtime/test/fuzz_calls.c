/* fuzz_calls.c -- the functions of the C API, called with anything.
 *
 * A table gives the functions by their form; each step takes one, makes values
 * of any type for its arguments and prints the result or the exception, what
 * became of the reference counts, and what became of containers.  Functions
 * that CPython lets fail with a crash when a type is wrong are not in it.
 * usage: fuzz_calls SEED COUNT
 */
#include "fuzz_calls_values.h"

/* ---- the forms: a row's arguments and what it returns ---- */

struct operands {
    PyObject *a, *b, *c;
    Py_ssize_t i, j;
    const char *name;
};

/* What a call gave: exactly one of them, by the row's form. */
struct outcome {
    PyObject *object;
    double real;
    Py_ssize_t number;
};

typedef void caller(const struct operands *, struct outcome *);

#define ONE(f)      out->object = f(in->a)
#define TWO(f)      out->object = f(in->a, in->b)
#define THREE(f)    out->object = f(in->a, in->b, in->c)
#define COUNT(f)    out->number = f(in->a)
#define TEST(f)     out->number = f(in->a)
#define REAL(f)     out->real = f(in->a)
#define COMPARE(f)  out->number = f(in->a, in->b)
#define STORE(f)    out->number = f(in->a, in->b, in->c)
#define ASK(f)      out->number = f(in->a, in->name)
#define NAMED(f)    out->object = f(in->a, in->name)
#define STORE_AS(f) out->number = f(in->a, in->name, in->b)
#define AT(f)       out->object = f(in->a, in->i)
#define PART(f)     out->object = f(in->a, in->i, in->j)
#define DROP(f)     out->number = f(in->a, in->i)
#define PLACE(f)    out->number = f(in->a, in->i, in->b)
#define MODE(f)     out->object = f(in->a, (int)in->j)
#define CHOOSE(f)   out->number = f(in->a, in->b, in->j > 0)
#define ORDER(f)    out->object = f(in->a, in->b, (int)(in->j + 6) % 6)

/* clang-format off */
#define CALLS(X)                                                             \
    X(TWO, PyByteArray_Concat) X(TWO, PyCallIter_New) X(TWO, PyMethod_New)   \
    X(TWO, PyNumber_Add) X(TWO, PyNumber_And) X(TWO, PyNumber_Divmod)        \
    X(TWO, PyNumber_FloorDivide) X(TWO, PyNumber_InPlaceAdd)                 \
    X(TWO, PyNumber_InPlaceAnd) X(TWO, PyNumber_InPlaceFloorDivide)          \
    X(TWO, PyNumber_InPlaceLshift) X(TWO, PyNumber_InPlaceMatrixMultiply)    \
    X(TWO, PyNumber_InPlaceMultiply) X(TWO, PyNumber_InPlaceOr)              \
    X(TWO, PyNumber_InPlaceRemainder) X(TWO, PyNumber_InPlaceRshift)         \
    X(TWO, PyNumber_InPlaceSubtract) X(TWO, PyNumber_InPlaceTrueDivide)      \
    X(TWO, PyNumber_InPlaceXor) X(TWO, PyNumber_Lshift)                      \
    X(TWO, PyNumber_MatrixMultiply) X(TWO, PyNumber_Multiply)                \
    X(TWO, PyNumber_Or) X(TWO, PyNumber_Remainder) X(TWO, PyNumber_Rshift)   \
    X(TWO, PyNumber_Subtract) X(TWO, PyNumber_TrueDivide)                    \
    X(TWO, PyNumber_Xor) X(TWO, PyObject_CallMethodNoArgs)                   \
    X(TWO, PyObject_CallObject) X(TWO, PyObject_CallOneArg)                  \
    X(TWO, PyObject_Format) X(TWO, PyObject_GenericGetAttr)                  \
    X(TWO, PyObject_GetAttr) X(TWO, PyObject_GetItem)                        \
    X(TWO, PySequence_Concat) X(TWO, PySequence_InPlaceConcat)               \
    X(TWO, PyUnicode_Concat) X(TWO, PyUnicode_Format)                        \
    X(TWO, PyUnicode_Partition) X(TWO, PyUnicode_RPartition)                 \
    X(TWO, PyWeakref_NewRef)                                                 \
    X(ONE, PyByteArray_FromObject) X(ONE, PyBytes_FromObject)                \
    X(ONE, PyClassMethod_New) X(ONE, PyDictProxy_New) X(ONE, PyDict_Copy)    \
    X(ONE, PyDict_Items) X(ONE, PyDict_Keys) X(ONE, PyDict_Values)           \
    X(ONE, PyFloat_FromString) X(ONE, PyImport_Import)                       \
    X(ONE, PyInstanceMethod_New) X(ONE, PyList_AsTuple)                      \
    X(ONE, PyMapping_Items) X(ONE, PyMapping_Keys) X(ONE, PyMapping_Values)  \
    X(ONE, PyMemoryView_FromObject) X(ONE, PyModule_GetFilenameObject)       \
    X(ONE, PyModule_GetNameObject) X(ONE, PyModule_NewObject)                \
    X(ONE, PyNumber_Absolute) X(ONE, PyNumber_Float) X(ONE, PyNumber_Index)  \
    X(ONE, PyNumber_Invert) X(ONE, PyNumber_Long) X(ONE, PyNumber_Negative)  \
    X(ONE, PyNumber_Positive) X(ONE, PyObject_ASCII) X(ONE, PyObject_Bytes)  \
    X(ONE, PyObject_CallNoArgs) X(ONE, PyObject_GetIter)                     \
    X(ONE, PyObject_Repr) X(ONE, PyObject_Str) X(ONE, PyObject_Type)         \
    X(ONE, PySeqIter_New) X(ONE, PySet_Pop) X(ONE, PyStaticMethod_New)       \
    X(ONE, PyUnicode_AsASCIIString) X(ONE, PyUnicode_AsLatin1String)         \
    X(ONE, PyUnicode_AsUTF16String) X(ONE, PyUnicode_AsUTF32String)          \
    X(ONE, PyUnicode_AsUTF8String) X(ONE, PyUnicode_AsUnicodeEscapeString)   \
    X(ONE, PyUnicode_FromObject)           \
    X(COUNT, PyBytes_Size) X(COUNT, PyDict_Size) X(COUNT, PyList_Size)       \
    X(COUNT, PyLong_AsSsize_t) X(COUNT, PyMapping_Length)                    \
    X(COUNT, PyMapping_Size) X(COUNT, PyObject_Length)                       \
    X(COUNT, PyObject_Size) X(COUNT, PySequence_Length)                      \
    X(COUNT, PySequence_Size) X(COUNT, PySet_Size) X(COUNT, PyTuple_Size)    \
    X(COUNT, PyUnicode_GetLength)                \
    X(TEST, PyCallable_Check) X(TEST, PyDescr_IsData)                        \
    X(TEST, PyErr_ExceptionMatches) X(TEST, PyIndex_Check)                   \
    X(TEST, PyIter_Check) X(TEST, PyList_Reverse) X(TEST, PyList_Sort)       \
    X(TEST, PyMapping_Check) X(TEST, PyNumber_Check)                         \
    X(TEST, PyObject_GC_IsTracked) X(TEST, PyObject_IS_GC)                   \
    X(TEST, PyObject_IsTrue) X(TEST, PyObject_Not) X(TEST, PySequence_Check) \
    X(TEST, PySet_Clear) X(TEST, PyType_Check) X(TEST, PyType_CheckExact)    \
    X(ASK, PyCapsule_IsValid) X(ASK, PyDict_DelItemString)                   \
    X(ASK, PyMapping_HasKeyString) X(ASK, PyObject_DelItemString)            \
    X(ASK, PyObject_HasAttrString)                                           \
    X(REAL, PyComplex_ImagAsDouble) X(REAL, PyComplex_RealAsDouble)          \
    X(REAL, PyFloat_AsDouble)                                                \
    X(COMPARE, PyDict_DelItem) X(COMPARE, PyDict_Update)                     \
    X(COMPARE, PyErr_GivenExceptionMatches) X(COMPARE, PyList_Append)        \
    X(COMPARE, PyMapping_HasKey) X(COMPARE, PyObject_CopyData)               \
    X(COMPARE, PyObject_DelItem) X(COMPARE, PyObject_IsInstance)             \
    X(COMPARE, PyObject_IsSubclass) X(COMPARE, PySet_Add)                    \
    X(COMPARE, PySet_Contains) X(COMPARE, PySet_Discard)                     \
    X(COMPARE, PyUnicode_Compare) X(COMPARE, PyUnicode_Contains)             \
    X(CHOOSE, PyDict_Merge) X(CHOOSE, PyDict_MergeFromSeq2)                  \
    X(STORE, PyDict_SetItem) X(STORE, PyObject_GenericSetAttr)               \
    X(STORE, PyObject_SetAttr) X(STORE, PyObject_SetItem)                    \
    X(STORE_AS, PyDict_SetItemString) X(STORE_AS, PyMapping_SetItemString)   \
    X(STORE_AS, PyModule_AddObjectRef) X(STORE_AS, PyObject_SetAttrString)   \
    X(PART, PyList_GetSlice) X(PART, PySequence_GetSlice)                    \
    X(PART, PyTuple_GetSlice)                                                \
    X(PLACE, PyList_Insert) X(PLACE, PySequence_SetItem)                     \
    X(MODE, PyLong_FromUnicodeObject) X(MODE, PyNumber_ToBase)               \
    X(MODE, PyUnicode_Splitlines)                                            \
    X(NAMED, PyMapping_GetItemString) X(NAMED, PyObject_GetAttrString)       \
    X(THREE, PyObject_CallMethodOneArg)                                      \
    X(DROP, PySequence_DelItem)                                              \
    X(AT, PySequence_GetItem) X(AT, PySequence_InPlaceRepeat)                \
    X(AT, PySequence_Repeat)                                                 \
    X(ORDER, PyUnicode_RichCompare)
/* clang-format on */

#define CALLER(form, function)                                                \
    static void call_##function(const struct operands *in,                    \
                                struct outcome *out)                          \
    {                                                                         \
        form(function);                                                       \
    }
CALLS(CALLER)

enum form { OBJECT, NUMBER, FLOAT };

#define RETURNS_ONE      OBJECT
#define RETURNS_TWO      OBJECT
#define RETURNS_THREE    OBJECT
#define RETURNS_COUNT    NUMBER
#define RETURNS_TEST     NUMBER
#define RETURNS_REAL     FLOAT
#define RETURNS_COMPARE  NUMBER
#define RETURNS_STORE    NUMBER
#define RETURNS_ASK      NUMBER
#define RETURNS_NAMED    OBJECT
#define RETURNS_STORE_AS NUMBER
#define RETURNS_AT       OBJECT
#define RETURNS_PART     OBJECT
#define RETURNS_DROP     NUMBER
#define RETURNS_PLACE    NUMBER
#define RETURNS_MODE     OBJECT
#define RETURNS_CHOOSE   NUMBER
#define RETURNS_ORDER    OBJECT

#define ROW(form, function) {#function, RETURNS_##form, call_##function},

static const struct row {
    const char *name;
    enum form form;
    caller *call;
} rows[] = {CALLS(ROW)};

/* ---- a step ---- */

static void
choose_operands(struct operands *in)
{
    static const Py_ssize_t sizes[] = {
        0, 1, -1, 2, 3, -3, 16, 100, PY_SSIZE_T_MAX, PY_SSIZE_T_MIN};
    static const char *const names[] = {
        "", "a", "append", "k", "__class__", "__name__", "\xc3\xa9", "x.y"};
    in->a = make_value();
    in->b = make_value();
    in->c = make_value();
    in->i = sizes[chance(Py_ARRAY_LENGTH(sizes))];
    in->j = sizes[chance(7)];
    in->name = names[chance(Py_ARRAY_LENGTH(names))];
}

static void
put_value(PyObject *value)
{
    printf("<%s>", Py_TYPE(value)->tp_name);
    put_repr(value);
}

/* What the call left: containers may have changed, references may be held. */
static void
put_operand(const char *name, PyObject *value, Py_ssize_t before)
{
    if (before < 1000 && Py_REFCNT(value) != before) {
        printf(" %s%+zd", name, Py_REFCNT(value) - before);
    }
    if (PyAnySet_Check(value)) {
        /* The order may follow from addresses. */
        printf(" %s=%zd items", name, PySet_Size(value));
    }
    if (PyList_Check(value) || PyDict_Check(value) ||
        PyByteArray_Check(value) || Py_IS_TYPE(value, &PyModule_Type)) {
        printf(" %s=", name);
        put_repr(value);
    }
}

static void
put_outcome(const struct row *row, const struct outcome *out)
{
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    switch (row->form) {
    case OBJECT:
        if (out->object != NULL) {
            put_value(out->object);
        }
        break;
    case NUMBER:
        printf("%zd", out->number);
        break;
    case FLOAT:
        printf("%.17g", out->real);
        break;
    }
    /* The text of a SystemError begins with a place in CPython's sources. */
    if (type == PyExc_SystemError) {
        printf(" ! SystemError");
        Py_XDECREF(value);
        Py_XDECREF(traceback);
        Py_DECREF(type);
    }
    else if (type != NULL) {
        PyErr_Restore(type, value, traceback);
        printf(" ! ");
        put_exception();
    }
}

/* Strings that name attributes are interned, and CPython has others interned
 * before the program begins: their counts are not told. */
static Py_ssize_t
count_of(PyObject *value)
{
    return PyUnicode_Check(value) || PyLong_Check(value) ||
                   PyType_Check(value) || value == Py_None
               ? PY_SSIZE_T_MAX
               : Py_REFCNT(value);
}

static void
step(void)
{
    const struct row *row = &rows[chance(Py_ARRAY_LENGTH(rows))];
    struct operands in;
    struct outcome out = {NULL, 0, 0};

    choose_operands(&in);
    if (row->call == call_PyObject_GenericSetAttr && PyType_Check(in.a)) {
        /* It would go past the type's cache: what is found then depends on
         * which names were asked for before. */
        Py_SETREF(in.a, Py_NewRef(Py_None));
    }
    Py_ssize_t a = count_of(in.a), b = count_of(in.b), c = count_of(in.c);
    printf("%s(%s, %s, %s, %zd, %zd, %s) -> ", row->name,
           Py_TYPE(in.a)->tp_name, Py_TYPE(in.b)->tp_name,
           Py_TYPE(in.c)->tp_name, in.i, in.j, in.name);
    row->call(&in, &out);
    put_outcome(row, &out);
    put_operand("a", in.a, a);
    put_operand("b", in.b, b);
    put_operand("c", in.c, c);
    printf("\n");
    Py_XDECREF(out.object);
    Py_DECREF(in.a);
    Py_DECREF(in.b);
    Py_DECREF(in.c);
}

int
main(int argc, char **argv)
{
    return fuzz_main(argc, argv, step);
}
