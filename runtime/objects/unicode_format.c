/* unicode_format.c -- str.format: "{0} is {1:>{width}}".
 *
 * A field is [name][!conversion][:spec]; the specification may hold fields
 * itself, one level deep.
 *
 * Source: CPython 3.11, Objects/stringlib/unicode_format.h; PEP 3101.
 */
#include "internal/pycore_unicodeobject.h"
#include "unicode_methods.h"

/* str[start .. end-1] */
struct part {
    PyObject *str;
    Py_ssize_t start;
    Py_ssize_t end;
};

enum numbering { UNDECIDED, AUTOMATIC, MANUAL };

struct format {
    PyObject *args; /* NULL for format_map */
    PyObject *kwargs;
    enum numbering numbering;
    Py_ssize_t next;
};

struct field {
    struct part name;
    struct part spec;
    int spec_has_fields;
    Py_UCS4 conversion;
};

static int
value_error(const char *text)
{
    PyErr_SetString(PyExc_ValueError, text);
    return -1;
}

static Py_UCS4
at(const struct part *part, Py_ssize_t i)
{
    return PyUnicode_READ_CHAR(part->str, i);
}

static PyObject *
part_string(const struct part *part)
{
    return PyUnicode_Substring(part->str, part->start, part->end);
}

/* ---- the name of a field ------------------------------------------------ */

/* The number that the part is; -1 when it is none, -2 with ValueError. */
static Py_ssize_t
part_integer(const struct part *part)
{
    Py_ssize_t sum = 0;
    if (part->start == part->end) {
        return -1;
    }
    for (Py_ssize_t i = part->start; i < part->end; i++) {
        int digit_value = Py_UNICODE_TODECIMAL(at(part, i));
        if (digit_value < 0) {
            return -1;
        }
        if (sum > (PY_SSIZE_T_MAX - digit_value) / 10) {
            value_error("Too many decimal digits in format string");
            return -2;
        }
        sum = sum * 10 + digit_value;
    }
    return sum;
}

/* Fields are numbered by hand or automatically, not both. */
static int
choose_numbering(struct format *format, enum numbering numbering)
{
    if (format->numbering == UNDECIDED) {
        format->numbering = numbering;
    }
    if (format->numbering == numbering) {
        return 0;
    }
    return value_error(numbering == MANUAL
                           ? "cannot switch from automatic field numbering to "
                             "manual field specification"
                           : "cannot switch from manual field specification "
                             "to automatic field numbering");
}

static PyObject *
positional(struct format *format, Py_ssize_t index)
{
    if (format->args == NULL) {
        value_error("Format string contains positional fields");
        return NULL;
    }
    PyObject *value = PySequence_GetItem(format->args, index);
    if (value == NULL) {
        PyErr_Format(PyExc_IndexError,
                     "Replacement index %zd out of range for positional args "
                     "tuple",
                     index);
    }
    return value;
}

static PyObject *
by_name(struct format *format, const struct part *name)
{
    PyObject *key = part_string(name);
    if (key == NULL) {
        return NULL;
    }
    PyObject *value = NULL;
    if (format->kwargs == NULL) {
        PyErr_SetObject(PyExc_KeyError, key);
    }
    else {
        value = PyObject_GetItem(format->kwargs, key);
    }
    Py_DECREF(key);
    return value;
}

/* The object that the first part of a name stands for. */
static PyObject *
first_object(struct format *format, const struct part *first)
{
    Py_ssize_t index = part_integer(first);
    if (index == -2) {
        return NULL;
    }
    int empty = first->start == first->end;
    if (!empty && index < 0) {
        return by_name(format, first);
    }
    if (choose_numbering(format, empty ? AUTOMATIC : MANUAL) < 0) {
        return NULL;
    }
    return positional(format, empty ? format->next++ : index);
}

/* obj[key], by number where it is one. */
static PyObject *
subscript(PyObject *obj, const struct part *key)
{
    Py_ssize_t index = part_integer(key);
    if (index == -2) {
        return NULL;
    }
    if (index >= 0 && PySequence_Check(obj)) {
        return PySequence_GetItem(obj, index);
    }
    PyObject *name = index >= 0 ? PyLong_FromSsize_t(index) : part_string(key);
    PyObject *value = name == NULL ? NULL : PyObject_GetItem(obj, name);
    Py_XDECREF(name);
    return value;
}

static PyObject *
attribute(PyObject *obj, const struct part *key)
{
    PyObject *name = part_string(key);
    PyObject *value = name == NULL ? NULL : PyObject_GetAttr(obj, name);
    Py_XDECREF(name);
    return value;
}

/* Reads .name or [key] at *i; 0, or -1 with ValueError. */
static int
parse_step(const struct part *name, Py_ssize_t *i, struct part *key)
{
    int is_attribute = at(name, *i) == '.';
    *key = (struct part){name->str, ++*i, 0};
    if (is_attribute) {
        while (*i < name->end && at(name, *i) != '.' && at(name, *i) != '[') {
            ++*i;
        }
        key->end = *i;
    }
    else {
        while (*i < name->end && at(name, *i) != ']') {
            ++*i;
        }
        key->end = *i;
        if (*i == name->end) {
            return value_error("Missing ']' in format string");
        }
        ++*i;
    }
    if (key->start == key->end) {
        return value_error("Empty attribute in format string");
    }
    return 0;
}

/* The object that a whole name stands for; a new reference. */
static PyObject *
field_object(struct format *format, const struct part *name)
{
    Py_ssize_t i = name->start;
    while (i < name->end && at(name, i) != '.' && at(name, i) != '[') {
        i++;
    }
    struct part first = {name->str, name->start, i};
    PyObject *obj = first_object(format, &first);
    while (obj != NULL && i < name->end) {
        struct part key;
        Py_UCS4 step = at(name, i);
        PyObject *value = NULL;
        if (step != '.' && step != '[') {
            value_error("Only '.' or '[' may follow ']' in format field "
                        "specifier");
        }
        else if (parse_step(name, &i, &key) == 0) {
            value = step == '.' ? attribute(obj, &key) : subscript(obj, &key);
        }
        Py_SETREF(obj, value);
    }
    return obj;
}

/* ---- fields ------------------------------------------------------------- */

/* Reads the name up to } : or !; the character that ended it, 0 at the end
 * of the text, or -1. */
static int
parse_name(struct part *rest, struct part *name)
{
    Py_UCS4 ch = 0;
    *name = (struct part){rest->str, rest->start, rest->start};
    while (rest->start < rest->end) {
        ch = at(rest, rest->start++);
        if (ch == '{') {
            return value_error("unexpected '{' in field name");
        }
        if (ch == '[') {
            while (rest->start < rest->end && at(rest, rest->start) != ']') {
                rest->start++;
            }
        }
        else if (ch == '}' || ch == ':' || ch == '!') {
            name->end = rest->start - 1;
            return (int)ch;
        }
    }
    return 0;
}

/* Reads the conversion past its !; 1 when the field ends with it. */
static int
parse_conversion(struct part *rest, struct field *field)
{
    if (rest->start >= rest->end) {
        return value_error("end of string while looking for conversion "
                           "specifier");
    }
    field->conversion = at(rest, rest->start++);
    if (rest->start < rest->end) {
        Py_UCS4 ch = at(rest, rest->start++);
        if (ch == '}') {
            return 1;
        }
        if (ch != ':') {
            return value_error("expected ':' after conversion specifier");
        }
    }
    return 0;
}

/* Reads a field past its {. */
static int
parse_field(struct part *rest, struct field *field)
{
    *field = (struct field){.spec = {rest->str, 0, 0}};
    int ended = parse_name(rest, &field->name);
    if (ended < 0) {
        return -1;
    }
    if (ended == 0) {
        return value_error("expected '}' before end of string");
    }
    if (ended == '}') {
        return 0;
    }
    if (ended == '!') {
        int done = parse_conversion(rest, field);
        if (done != 0) {
            return done < 0 ? -1 : 0;
        }
    }
    field->spec.start = rest->start;
    for (int depth = 1; rest->start < rest->end;) {
        Py_UCS4 ch = at(rest, rest->start++);
        if (ch == '{') {
            field->spec_has_fields = 1;
            depth++;
        }
        else if (ch == '}' && --depth == 0) {
            field->spec.end = rest->start - 1;
            return 0;
        }
    }
    return value_error("unmatched '{' in format spec");
}

static PyObject *
convert(PyObject *obj, Py_UCS4 conversion)
{
    switch (conversion) {
    case 'r':
        return PyObject_Repr(obj);
    case 's':
        return PyObject_Str(obj);
    case 'a':
        return PyObject_ASCII(obj);
    default:
        PyErr_Format(PyExc_ValueError,
                     conversion > 32 && conversion < 127
                         ? "Unknown conversion specifier %c"
                         : "Unknown conversion specifier \\x%x",
                     (int)conversion);
        return NULL;
    }
}

static int build(_PyUnicodeWriter *writer, struct format *format,
                 struct part text, int depth);

/* The specification as a str; a new reference. */
static PyObject *
expand_spec(struct format *format, const struct field *field, int depth)
{
    if (!field->spec_has_fields) {
        return part_string(&field->spec);
    }
    _PyUnicodeWriter writer;
    _PyUnicodeWriter_Init(&writer);
    if (build(&writer, format, field->spec, depth - 1) < 0) {
        _PyUnicodeWriter_Dealloc(&writer);
        return NULL;
    }
    return _PyUnicodeWriter_Finish(&writer);
}

/* The types whose format() writes without a string in between. */
static int
write_formatted(_PyUnicodeWriter *writer, PyObject *obj, PyObject *spec)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(spec);
    if (PyUnicode_CheckExact(obj)) {
        return _PyUnicode_FormatAdvancedWriter(writer, obj, spec, 0, n);
    }
    if (PyLong_CheckExact(obj)) {
        return _PyLong_FormatAdvancedWriter(writer, obj, spec, 0, n);
    }
    if (PyFloat_CheckExact(obj)) {
        return _PyFloat_FormatAdvancedWriter(writer, obj, spec, 0, n);
    }
    if (PyComplex_CheckExact(obj)) {
        return _PyComplex_FormatAdvancedWriter(writer, obj, spec, 0, n);
    }
    return Hb_WriterTake(writer, PyObject_Format(obj, spec));
}

static int
write_field(_PyUnicodeWriter *writer, struct format *format,
            const struct field *field, int depth)
{
    PyObject *obj = field_object(format, &field->name);
    if (obj != NULL && field->conversion != 0) {
        Py_SETREF(obj, convert(obj, field->conversion));
    }
    if (obj == NULL) {
        return -1;
    }
    PyObject *spec = expand_spec(format, field, depth);
    int failed = spec == NULL || write_formatted(writer, obj, spec) < 0;
    Py_XDECREF(spec);
    Py_DECREF(obj);
    return failed ? -1 : 0;
}

/* ---- the text ----------------------------------------------------------- */

/* Copies literal text, in which braces stand twice.  1 when a field follows,
 * 0 when not. */
static int
write_literal(_PyUnicodeWriter *writer, struct part *rest)
{
    Py_ssize_t start = rest->start;
    Py_UCS4 ch = 0;
    while (rest->start < rest->end) {
        ch = at(rest, rest->start++);
        if (ch == '{' || ch == '}') {
            break;
        }
        ch = 0;
    }
    int at_end = rest->start >= rest->end;
    int twice = !at_end && ch != 0 && at(rest, rest->start) == ch;
    if (ch == '}' && !twice) {
        return value_error("Single '}' encountered in format string");
    }
    if (ch == '{' && at_end) {
        return value_error("Single '{' encountered in format string");
    }
    int field_follows = ch == '{' && !twice;
    if (!field_follows && rest->start + twice >= rest->end) {
        writer->overallocate = 0;
    }
    if (_PyUnicodeWriter_WriteSubstring(writer, rest->str, start,
                                        rest->start - field_follows) < 0) {
        return -1;
    }
    rest->start += twice;
    return field_follows;
}

static int
build(_PyUnicodeWriter *writer, struct format *format, struct part text,
      int depth)
{
    if (depth <= 0) {
        return value_error("Max string recursion exceeded");
    }
    struct part rest = text;
    while (rest.start < rest.end) {
        struct field field;
        int follows = write_literal(writer, &rest);
        if (follows < 0) {
            return -1;
        }
        if (!follows) {
            continue;
        }
        if (parse_field(&rest, &field) < 0) {
            return -1;
        }
        if (rest.start >= rest.end && text.str == rest.str) {
            writer->overallocate = 0;
        }
        if (write_field(writer, format, &field, depth) < 0) {
            return -1;
        }
    }
    return 0;
}

static PyObject *
format_string(PyObject *self, PyObject *args, PyObject *kwargs)
{
    struct format format = {.args = args, .kwargs = kwargs};
    struct part text = {self, 0, PyUnicode_GET_LENGTH(self)};
    _PyUnicodeWriter writer;
    _PyUnicodeWriter_Init(&writer);
    writer.overallocate = 1;
    writer.min_length = PyUnicode_GET_LENGTH(self) + 100;
    if (build(&writer, &format, text, 2) < 0) {
        _PyUnicodeWriter_Dealloc(&writer);
        return NULL;
    }
    return _PyUnicodeWriter_Finish(&writer);
}

PyObject *
Hb_StrFormat(PyObject *self, PyObject *args, PyObject *kwds)
{
    return format_string(self, args, kwds);
}

PyObject *
Hb_StrFormatMap(PyObject *self, PyObject *mapping)
{
    return format_string(self, NULL, mapping);
}
