/* image_repr.c -- objects of a dead heap, as Python would print them. */
#include "image_parts.h"

#include <stdlib.h>
#include <string.h>

enum {
    MAX_DEPTH = 24,
    MAX_STEPS = 1 << 20,
    MAX_BYTES = 1 << 16,
    MAX_VALUE = 1 << 22, /* bytes of a value that is compared */
    MAX_ELEMENTS = 1024, /* of a set */
    MAX_DIGITS = 512     /* of 30 bits */
};

/* One call of Hb_DeadRepr. */
struct repr {
    const struct Hb_Dead *dead;
    FILE *out;
    int whole;   /* what is not is shown as such */
    int *broken; /* set when something was not */
    long *steps; /* that may still be made, by all that print a part of it */
    int depth;
    uintptr_t open[MAX_DEPTH]; /* containers that are being printed */
};

static int print(struct repr *repr, uintptr_t object);

/* What is cut is no value: two that are cut could be equal so far. */
static int
is_full(const struct repr *repr)
{
    long most = repr->whole ? MAX_VALUE : MAX_BYTES;

    if (*repr->steps > 0 && ftell(repr->out) <= most) {
        return 0;
    }
    *repr->broken |= repr->whole;
    return 1;
}

/* ---- numbers ------------------------------------------------------------ */

/* Divides the digits by 10**9 until nothing is left. */
static int
print_digits(FILE *out, uint32_t *digits, size_t len, int negative)
{
    uint32_t parts[MAX_DIGITS + 64];
    size_t n = 0;

    while (len > 0) {
        uint64_t rest = 0;

        for (size_t i = len; i-- > 0;) {
            rest = rest << PyLong_SHIFT | digits[i];
            digits[i] = (uint32_t)(rest / 1000000000);
            rest %= 1000000000;
        }
        parts[n++] = (uint32_t)rest;
        while (len > 0 && digits[len - 1] == 0) {
            len--;
        }
    }
    fprintf(out, "%s%u", negative ? "-" : "", n ? parts[n - 1] : 0);
    while (n-- > 1) {
        fprintf(out, "%09u", parts[n - 1]);
    }
    return 0;
}

static int
print_int(struct repr *repr, uintptr_t object)
{
    PyVarObject head;
    uint32_t digits[MAX_DIGITS];
    size_t len;

    if (object == (uintptr_t)Py_True || object == (uintptr_t)Py_False) {
        return fputs(object == (uintptr_t)Py_True ? "True" : "False",
                     repr->out) < 0;
    }
    if (dead_object(repr->dead, object, &head, sizeof(head))) {
        return -1;
    }
    len = (size_t)Py_SIZE(&head);
    len = Py_SIZE(&head) < 0 ? 0 - len : len; /* any size may stand there */
    if (len > MAX_DIGITS) {
        return fprintf(repr->out, "<int of %zu digits>", len) < 0;
    }
    if (dead_fetch(repr->dead, object + offsetof(PyLongObject, ob_digit),
                   digits, len * sizeof(*digits))) {
        return -1;
    }
    for (size_t i = 0; i < len; i++) {
        if (digits[i] >= PyLong_BASE) {
            return -1;
        }
    }
    return print_digits(repr->out, digits, len, Py_SIZE(&head) < 0);
}

static int
print_float(struct repr *repr, uintptr_t object)
{
    PyFloatObject number;
    char *text;

    if (dead_object(repr->dead, object, &number, sizeof(number))) {
        return -1;
    }
    text =
        PyOS_double_to_string(number.ob_fval, 'r', 0, Py_DTSF_ADD_DOT_0, NULL);
    if (!text) {
        return -1;
    }
    fputs(text, repr->out);
    PyMem_Free(text);
    return 0;
}

/* ---- text --------------------------------------------------------------- */

static void
print_utf8(FILE *out, uint32_t c)
{
    if (c < 0x80) {
        fputc((int)c, out);
    }
    else if (c < 0x800) {
        fprintf(out, "%c%c", (int)(0xc0 | c >> 6), (int)(0x80 | (c & 63)));
    }
    else if (c < 0x10000) {
        fprintf(out, "%c%c%c", (int)(0xe0 | c >> 12),
                (int)(0x80 | (c >> 6 & 63)), (int)(0x80 | (c & 63)));
    }
    else {
        fprintf(out, "%c%c%c%c", (int)(0xf0 | c >> 18),
                (int)(0x80 | (c >> 12 & 63)), (int)(0x80 | (c >> 6 & 63)),
                (int)(0x80 | (c & 63)));
    }
}

static void
print_escaped(FILE *out, uint32_t c, int quote, int is_bytes)
{
    static const char *const names[] = {
        ['\t'] = "\\t", ['\n'] = "\\n", ['\r'] = "\\r", ['\\'] = "\\\\"};

    if (c < sizeof(names) / sizeof(*names) && names[c]) {
        fputs(names[c], out);
    }
    else if (c == (uint32_t)quote) {
        fprintf(out, "\\%c", quote);
    }
    else if (c < 0x20 || c == 0x7f || (is_bytes && c > 0x7f) ||
             (c < 0x100 && c > 0x7f && !Py_UNICODE_ISPRINTABLE(c))) {
        fprintf(out, "\\x%02x", c);
    }
    else if (c > 0x10ffff || !Py_UNICODE_ISPRINTABLE(c)) {
        fprintf(out, c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
    }
    else {
        print_utf8(out, c);
    }
}

static int
print_quoted(struct repr *repr, const struct dead_text *text, int is_bytes)
{
    int single = 0, twice = 0, quote;

    for (size_t i = 0; i < text->len; i++) {
        single |= dead_character(text, i) == '\'';
        twice |= dead_character(text, i) == '"';
    }
    quote = single && !twice ? '"' : '\'';
    fputc(quote, repr->out);
    for (size_t i = 0; i < text->len && !is_full(repr); i++) {
        print_escaped(repr->out, dead_character(text, i), quote, is_bytes);
    }
    fputc(quote, repr->out);
    return 0;
}

static int
print_str(struct repr *repr, uintptr_t object)
{
    struct dead_text text;

    return dead_text(repr->dead, object, &text) ? -1
                                                : print_quoted(repr, &text, 0);
}

static int
print_memory(struct repr *repr, uintptr_t at, Py_ssize_t len,
             const char *before, const char *after)
{
    struct dead_text text = {.kind = 1, .len = (size_t)len};

    if (len < 0) {
        return -1;
    }
    text.data = len ? dead_bytes(repr->dead, at, (size_t)len)
                    : (const unsigned char *)"";
    if (!text.data) {
        return -1;
    }
    fprintf(repr->out, "%sb", before);
    print_quoted(repr, &text, 1);
    fputs(after, repr->out);
    return 0;
}

static int
print_bytes(struct repr *repr, uintptr_t object)
{
    PyVarObject head;

    return dead_object(repr->dead, object, &head, sizeof(head))
               ? -1
               : print_memory(repr, object + offsetof(PyBytesObject, ob_sval),
                              Py_SIZE(&head), "", "");
}

static int
print_bytearray(struct repr *repr, uintptr_t object)
{
    PyByteArrayObject array;

    return dead_object(repr->dead, object, &array, sizeof(array))
               ? -1
               : print_memory(repr, (uintptr_t)array.ob_start, Py_SIZE(&array),
                              "bytearray(", ")");
}

static int
print_gaps(struct repr *repr, const Py_buffer *view)
{
    unsigned char *bytes = malloc(MAX_BYTES);
    struct dead_text text = {.data = bytes, .kind = 1};
    int err =
        !bytes || dead_gather(repr->dead, view, bytes, MAX_BYTES, &text.len);

    if (!err) {
        fputs("memoryview(b", repr->out);
        print_quoted(repr, &text, 1);
        fputc(')', repr->out);
    }
    free(bytes);
    return err ? fputs("<memory with gaps>", repr->out) < 0 : 0;
}

static int
print_memoryview(struct repr *repr, uintptr_t object)
{
    PyMemoryViewObject view;

    if (dead_object(repr->dead, object, &view,
                    offsetof(PyMemoryViewObject, ob_array))) {
        return -1;
    }
    if (view.flags & _Py_MEMORYVIEW_RELEASED) {
        return fputs("<released memory>", repr->out) < 0;
    }
    if (!(view.flags & _Py_MEMORYVIEW_C)) {
        return print_gaps(repr, &view.view);
    }
    return print_memory(repr, (uintptr_t)view.view.buf, view.view.len,
                        "memoryview(", ")");
}

/* ---- containers --------------------------------------------------------- */

static int
print_items(struct repr *repr, uintptr_t object, const struct dead_type *type)
{
    int is_list = (type->flags & Py_TPFLAGS_LIST_SUBCLASS) != 0;
    PyVarObject head;

    if (dead_object(repr->dead, object, &head, sizeof(head))) {
        return -1;
    }
    fputc(is_list ? '[' : '(', repr->out);
    for (Py_ssize_t i = 0; i < Py_SIZE(&head) && !is_full(repr); i++) {
        fputs(i ? ", " : "", repr->out);
        if (print(repr, dead_item(repr->dead, object, type, i))) {
            return -1;
        }
    }
    fputs(is_list ? "]" : Py_SIZE(&head) == 1 ? ",)" : ")", repr->out);
    return 0;
}

static int
print_dict(struct repr *repr, uintptr_t object)
{
    PyDictObject dict;
    uintptr_t key, value;
    int found, first = 1;

    if (dead_object(repr->dead, object, &dict, sizeof(dict))) {
        return -1;
    }
    fputc('{', repr->out);
    for (size_t n = 0; !is_full(repr); n++) {
        found = dead_dict_entry(repr->dead, &dict, n, &key, &value);
        if (found < 0) {
            break;
        }
        if (!found) {
            --*repr->steps;
            continue;
        }
        fputs(first ? "" : ", ", repr->out);
        first = 0;
        if (print(repr, key) || fputs(": ", repr->out) < 0 ||
            print(repr, value)) {
            return -1;
        }
    }
    fputc('}', repr->out);
    return 0;
}

static int
compare_texts(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The element's text, in memory of its own; NULL when it is none. */
static char *
element_text(struct repr *repr, uintptr_t object)
{
    struct repr inner = *repr;
    char *text = NULL;
    size_t len = 0;
    int failed;

    inner.out = open_memstream(&text, &len);
    if (!inner.out) {
        return NULL;
    }
    failed = print(&inner, object);
    fclose(inner.out);
    if (failed) {
        free(text);
        return NULL;
    }
    return text;
}

/* The order of a set's table is not a part of its value. */
static int
print_elements(struct repr *repr, char **texts, size_t count, int frozen)
{
    if (count == 0) {
        return fputs(frozen ? "frozenset()" : "set()", repr->out) < 0;
    }
    qsort(texts, count, sizeof(*texts), compare_texts);
    fputs(frozen ? "frozenset({" : "{", repr->out);
    for (size_t i = 0; i < count; i++) {
        fprintf(repr->out, "%s%s", i ? ", " : "", texts[i]);
    }
    fputs(frozen ? "})" : "}", repr->out);
    return 0;
}

static int
print_set(struct repr *repr, uintptr_t object, const struct dead_type *type)
{
    int frozen = dead_is_a(repr->dead, type, &PyFrozenSet_Type);
    PySetObject set;
    char *texts[MAX_ELEMENTS];
    size_t count = 0;
    int failed = 0;

    if (dead_object(repr->dead, object, &set, sizeof(set)) || set.mask < 0) {
        return -1;
    }
    for (Py_ssize_t i = 0; i <= set.mask && !failed; i++) {
        setentry entry;

        if (count == MAX_ELEMENTS) {
            *repr->broken |= repr->whole && set.used > MAX_ELEMENTS;
            break;
        }
        failed = dead_fetch(repr->dead,
                            (uintptr_t)set.table + (size_t)i * sizeof(entry),
                            &entry, sizeof(entry));
        if (!failed && entry.key && entry.hash != -1) {
            texts[count] = element_text(repr, (uintptr_t)entry.key);
            failed = texts[count] == NULL;
            count += !failed;
        }
    }
    failed = failed || print_elements(repr, texts, count, frozen);
    while (count > 0) {
        free(texts[--count]);
    }
    return failed ? -1 : 0;
}

/* ---- all ---------------------------------------------------------------- */

static int
is_open(const struct repr *repr, uintptr_t object)
{
    for (int i = 0; i < repr->depth; i++) {
        if (repr->open[i] == object) {
            return 1;
        }
    }
    return 0;
}

static int
print_container(struct repr *repr, uintptr_t object,
                const struct dead_type *type)
{
    int failed;

    if (is_open(repr, object) || repr->depth == MAX_DEPTH) {
        *repr->broken |= repr->whole && !is_open(repr, object);
        return fputs(type->flags & Py_TPFLAGS_LIST_SUBCLASS    ? "[...]"
                     : type->flags & Py_TPFLAGS_TUPLE_SUBCLASS ? "(...)"
                                                               : "{...}",
                     repr->out) < 0;
    }
    repr->open[repr->depth++] = object;
    failed =
        type->flags & (Py_TPFLAGS_LIST_SUBCLASS | Py_TPFLAGS_TUPLE_SUBCLASS)
            ? print_items(repr, object, type)
        : type->flags & Py_TPFLAGS_DICT_SUBCLASS
            ? print_dict(repr, object)
            : print_set(repr, object, type);
    repr->depth--;
    return failed;
}

static int
print_other(struct repr *repr, uintptr_t object, const struct dead_type *type)
{
    struct dead_type itself;

    if (object == (uintptr_t)Py_None) {
        return fputs("None", repr->out) < 0;
    }
    if (object == (uintptr_t)Py_Ellipsis) {
        return fputs("Ellipsis", repr->out) < 0;
    }
    if (dead_is_a(repr->dead, type, &PyFloat_Type)) {
        return print_float(repr, object);
    }
    if (dead_is_a(repr->dead, type, &PyByteArray_Type)) {
        return print_bytearray(repr, object);
    }
    if (type->address == (uintptr_t)&PyMemoryView_Type) {
        return print_memoryview(repr, object);
    }
    if (type->flags & Py_TPFLAGS_TYPE_SUBCLASS &&
        !dead_type_named(repr->dead, object, &itself)) {
        return fprintf(repr->out, "<class '%s'>", itself.name) < 0;
    }
    return fprintf(repr->out, "<%s object>", type->name) < 0;
}

static int
print(struct repr *repr, uintptr_t object)
{
    const unsigned long containers = Py_TPFLAGS_LIST_SUBCLASS |
                                     Py_TPFLAGS_TUPLE_SUBCLASS |
                                     Py_TPFLAGS_DICT_SUBCLASS;
    struct dead_type type;
    const char *broken;

    if (dead_type_of(repr->dead, object, &type) || --*repr->steps < 0) {
        return -1;
    }
    broken = repr->whole ? dead_broken(repr->dead, object, &type, repr->steps)
                         : NULL;
    if (broken) {
        *repr->broken = 1;
        return fprintf(repr->out, "<%s %s>", type.name, broken) < 0;
    }
    if (type.flags & Py_TPFLAGS_LONG_SUBCLASS) {
        return print_int(repr, object);
    }
    if (type.flags & Py_TPFLAGS_UNICODE_SUBCLASS) {
        return print_str(repr, object);
    }
    if (type.flags & Py_TPFLAGS_BYTES_SUBCLASS) {
        return print_bytes(repr, object);
    }
    if (type.flags & containers || dead_is_a(repr->dead, &type, &PySet_Type) ||
        dead_is_a(repr->dead, &type, &PyFrozenSet_Type)) {
        return print_container(repr, object, &type);
    }
    return print_other(repr, object, &type);
}

static int
print_all(const struct Hb_Dead *dead, uintptr_t object, FILE *out, int whole,
          long *steps)
{
    int broken = 0;
    struct repr repr = {.dead = dead,
                        .out = out,
                        .whole = whole,
                        .broken = &broken,
                        .steps = steps};

    return print(&repr, object) ? -1 : broken;
}

int
Hb_DeadRepr(const struct Hb_Dead *dead, uintptr_t object, FILE *out)
{
    long steps = MAX_STEPS;

    return print_all(dead, object, out, 0, &steps);
}

int
Hb_DeadValue(const struct Hb_Dead *dead, uintptr_t object, FILE *out)
{
    long steps = MAX_STEPS;

    return print_all(dead, object, out, 1, &steps);
}

int
dead_repr(const struct Hb_Dead *dead, uintptr_t object, FILE *out, long *steps)
{
    return print_all(dead, object, out, 0, steps);
}

int
Hb_DeadErrorText(const struct Hb_Dead *dead, uintptr_t error, FILE *out)
{
    PyBaseExceptionObject exception;
    struct dead_type type, args_type;
    struct dead_text text;
    PyVarObject args;
    uintptr_t only;

    if (dead_type_of(dead, error, &type) ||
        !(type.flags & Py_TPFLAGS_BASE_EXC_SUBCLASS) ||
        dead_object(dead, error, &exception, sizeof(exception)) ||
        dead_type_of(dead, (uintptr_t)exception.args, &args_type) ||
        dead_object(dead, (uintptr_t)exception.args, &args, sizeof(args))) {
        return -1;
    }
    if (Py_SIZE(&args) == 0) {
        return 0;
    }
    if (Py_SIZE(&args) > 1) {
        return Hb_DeadRepr(dead, (uintptr_t)exception.args, out);
    }
    only = dead_item(dead, (uintptr_t)exception.args, &args_type, 0);
    if (strcmp(type.name, "KeyError") && !dead_text(dead, only, &text)) {
        for (size_t i = 0; i < text.len && i < MAX_BYTES; i++) {
            uint32_t c = dead_character(&text, i);

            if (c) {
                print_utf8(out, c);
            }
            else {
                fputs("\\x00", out); /* it would end what is shown */
            }
        }
        return 0;
    }
    return Hb_DeadRepr(dead, only, out);
}
