#include "grade/mutate.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "grade/mutate_same.h"
#include "grade/mutate_tokens.h"

/* What deep copies need; lines of the solution keep their numbers. */
static const char HEAD[] =
    "#include <Python.h>\n"
    "static PyObject *\n"
    "hb_deeper(PyObject *shallow)\n"
    "{\n"
    "    PyObject *module = PyImport_ImportModule(\"copy\"), *deep;\n"
    "    if (!shallow || !module) {\n"
    "        return NULL;\n"
    "    }\n"
    "    deep = PyObject_CallMethod(module, \"deepcopy\", \"(O)\", shallow);\n"
    "    Py_DECREF(shallow);\n"
    "    Py_DECREF(module);\n"
    "    return deep;\n"
    "}\n"
    "#line 1\n";

struct maker {
    TALLOC_CTX *scratch;
    const struct tokens *tokens;
    struct mutants *out;
    const char **objects; /* names of variables that are PyObject * */
    size_t object_count;
};

/* ---- making one --------------------------------------------------------- */

static int
is_known(const struct mutants *mutants, const char *text)
{
    for (size_t i = 0; i < mutants->count; i++) {
        if (!strcmp(mutants->list[i].text, text)) {
            return 1;
        }
    }
    return 0;
}

/* The second of a kind in a line is "... (2)". */
static const char *
name_apart(const struct mutants *mutants, int line, const char *what)
{
    size_t len = strlen(what);
    int before = 0;

    for (size_t i = 0; i < mutants->count; i++) {
        const struct mutant *one = &mutants->list[i];

        before += one->line == line && !strncmp(one->what, what, len) &&
                  (!one->what[len] || !strncmp(one->what + len, " (", 2));
    }
    return before ? talloc_asprintf(mutants, "%s (%d)", what, before + 1)
                  : what;
}

/* Blanks in a row are one; a long text is cut. */
static char *
in_one_line(TALLOC_CTX *ctx, const char *text)
{
    char *out = talloc_array(ctx, char, strlen(text) + 4);
    size_t n = 0;

    for (; *text; text++) {
        if (!isspace((unsigned char)*text)) {
            out[n++] = *text;
        }
        else if (n > 0 && out[n - 1] != ' ') {
            out[n++] = ' ';
        }
        if (n == 48) {
            memcpy(out + n, "...", 3);
            n += 3;
            break;
        }
    }
    out[n] = '\0';
    return out;
}

/* Replaces words first .. last; the mistake is in the line of word `at`. */
static void
add_at(struct maker *maker, const char *kind, size_t at, size_t first,
       size_t last, const char *replacement, const char *shown)
{
    const struct tokens *tokens = maker->tokens;
    struct mutants *out = maker->out;
    const struct token *from = &tokens->list[first], *to = &tokens->list[last];
    int line = tokens->list[at].line;
    char *text =
        talloc_asprintf(out, "%s%.*s%s%s", HEAD, (int)from->start,
                        tokens->text, replacement, tokens->text + to->end);
    char *what = talloc_asprintf(
        out, "%s: %s", kind,
        in_one_line(maker->scratch,
                    shown ? shown
                          : tokens_text(maker->scratch, tokens, first, last)));

    if (is_known(out, text)) {
        talloc_free(text);
        return;
    }
    out->list = talloc_realloc(out, out->list, struct mutant, out->count + 1);
    out->list[out->count] =
        (struct mutant){line, name_apart(out, line, what), text};
    out->count++;
}

static void
add(struct maker *maker, const char *kind, size_t first, size_t last,
    const char *replacement, const char *shown)
{
    add_at(maker, kind, first, first, last, replacement, shown);
}

__attribute__((format(printf, 2, 3))) static const char *
say(struct maker *maker, const char *format, ...)
{
    va_list args;
    char *text;

    va_start(args, format);
    text = talloc_vasprintf(maker->scratch, format, args);
    va_end(args);
    return text;
}

static const char *
between(struct maker *maker, size_t first, size_t last)
{
    return tokens_text(maker->scratch, maker->tokens, first, last);
}

/* ---- objects ------------------------------------------------------------ */

static int
is_object(const struct maker *maker, size_t i)
{
    for (size_t k = 0; k < maker->object_count; k++) {
        if (token_is(maker->tokens, i, maker->objects[k])) {
            return 1;
        }
    }
    return 0;
}

/* "PyObject *a, *b = f(x);": a and b. */
static void
find_objects(struct maker *maker)
{
    const struct tokens *tokens = maker->tokens;

    for (size_t i = 0; i + 2 < tokens->count; i++) {
        size_t at = i + 1;

        while (token_is(tokens, i, "PyObject") && token_is(tokens, at, "*") &&
               at + 1 < tokens->count &&
               tokens->list[at + 1].kind == TOKEN_NAME) {
            maker->objects =
                talloc_realloc(maker->scratch, maker->objects, const char *,
                               maker->object_count + 1);
            maker->objects[maker->object_count++] =
                between(maker, at + 1, at + 1);
            for (at += 2;
                 at < tokens->count && !token_is(tokens, at, ",") &&
                 !token_is(tokens, at, ";") && !token_is(tokens, at, ")");
                 at++) {
                at =
                    token_is(tokens, at, "(") ? token_closing(tokens, at) : at;
            }
            at++;
        }
    }
}

/* ---- references --------------------------------------------------------- */

static int
is_one_of(const struct tokens *tokens, size_t i, const char *const *words)
{
    for (; *words; words++) {
        if (token_is(tokens, i, *words)) {
            return 1;
        }
    }
    return 0;
}

static void
release_early(struct maker *maker, size_t i, size_t last)
{
    size_t before = statement_before(maker->tokens, i);

    if (before < i && !same_before(maker->tokens, before, i)) {
        add_at(maker, "early release", i, before, last,
               say(maker, "%s %s", between(maker, i, last),
                   between(maker, before, i - 1)),
               between(maker, i, last));
    }
}

static void
mutate_release(struct maker *maker, size_t i)
{
    static const char *const releases[] = {
        "Py_DECREF",        "Py_XDECREF", "Py_CLEAR", "Py_DecRef",
        "PyBuffer_Release", "PyMem_Free", NULL};
    const struct tokens *tokens = maker->tokens;
    size_t last;

    if (!is_one_of(tokens, i, releases) || !token_is(tokens, i + 1, "(") ||
        (is_decref(tokens, i) && is_shared_number(tokens, i + 2))) {
        return;
    }
    last = statement_last(tokens, i);
    add(maker, "lost release", i, last, ";", NULL);
    if (token_is(tokens, i, "Py_DECREF") ||
        token_is(tokens, i, "Py_XDECREF")) {
        const char *text = between(maker, i, last);

        add(maker, "extra DECREF", i, last, say(maker, "%s %s", text, text),
            NULL);
    }
    release_early(maker, i, last);
}

static void
mutate_reference(struct maker *maker, size_t i)
{
    static const char *const takes[] = {"Py_INCREF", "Py_XINCREF", "Py_IncRef",
                                        NULL};
    static const char *const gives[] = {"Py_NewRef", "Py_XNewRef", NULL};
    const struct tokens *tokens = maker->tokens;

    if (!token_is(tokens, i + 1, "(")) {
        return;
    }
    if (is_one_of(tokens, i, takes)) {
        add(maker, "lost INCREF", i, statement_last(tokens, i), ";", NULL);
    }
    if (is_one_of(tokens, i, gives)) {
        size_t last = token_closing(tokens, i + 1);

        add(maker, "lost INCREF", i, last, between(maker, i + 1, last), NULL);
    }
}

static void
mutate_return(struct maker *maker, size_t i)
{
    if (token_is(maker->tokens, i, "return") &&
        token_is(maker->tokens, i + 2, ";") && is_object(maker, i + 1)) {
        const char *name = between(maker, i + 1, i + 1);

        add(maker, "extra DECREF", i, i + 2,
            say(maker, "{ Py_DECREF(%s); return %s; }", name, name), NULL);
    }
}

/* "O" in a format takes a reference, "N" takes over the caller's. */
static void
mutate_format(struct maker *maker, size_t i)
{
    static const char *const callers[] = {
        "Py_BuildValue", "PyObject_CallFunction", "PyObject_CallMethod", NULL};
    const struct tokens *tokens = maker->tokens;
    size_t end;

    if (!is_one_of(tokens, i, callers) || !token_is(tokens, i + 1, "(")) {
        return;
    }
    end = token_closing(tokens, i + 1);
    for (size_t k = i + 2; k < end; k++) {
        char *text = tokens_text(maker->scratch, tokens, k, k);

        for (char *at = text; tokens->list[k].kind == TOKEN_TEXT && *at;
             at++) {
            if ((*at == 'O' || *at == 'N') && !strchr(text, '_')) {
                char was = *at;

                *at = was == 'O' ? 'N' : 'O';
                add(maker, "borrowed or owned", k, k, text,
                    between(maker, k, k));
                *at = was;
            }
        }
    }
}

static void
mutate_lender(struct maker *maker, size_t i)
{
    static const struct {
        const char *from, *to;
    } pairs[] = {{"PyList_GetItem", "PySequence_GetItem"},
                 {"PyList_GET_ITEM", "PySequence_GetItem"},
                 {"PyTuple_GetItem", "PySequence_GetItem"},
                 {"PyTuple_GET_ITEM", "PySequence_GetItem"},
                 {"PySequence_GetItem", "PyList_GetItem"},
                 {"PyDict_GetItem", "PyObject_GetItem"},
                 {"PyDict_GetItemWithError", "PyObject_GetItem"},
                 {"PyObject_GetItem", "PyDict_GetItemWithError"}};

    for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++) {
        if (token_is(maker->tokens, i, pairs[k].from)) {
            add(maker, "borrowed or owned", i, i, pairs[k].to, NULL);
        }
    }
}

/* SetItem takes its value over: who gives it one more leaks. */
static void
mutate_taker(struct maker *maker, size_t i)
{
    static const char *const takers[] = {"PyList_SetItem", "PyList_SET_ITEM",
                                         "PyTuple_SetItem", "PyTuple_SET_ITEM",
                                         NULL};
    const struct tokens *tokens = maker->tokens;
    size_t last;

    if (is_one_of(tokens, i, takers) && token_is(tokens, i + 1, "(")) {
        last = token_closing(tokens, i + 1);
        if (is_object(maker, last - 1)) {
            const char *name = between(maker, last - 1, last - 1);

            add(maker, "borrowed or owned", last - 1, last - 1,
                say(maker, "Py_NewRef(%s)", name), between(maker, i, last));
        }
    }
}

/* ---- numbers and comparisons -------------------------------------------- */

static const struct {
    const char *mark, *opposite, *near;
} COMPARISONS[] = {{"==", "!=", NULL}, {"!=", "==", NULL}, {"<", ">=", "<="},
                   {">", "<=", ">="},  {"<=", ">", "<"},   {">=", "<", ">"},
                   {"&&", "||", NULL}, {"||", "&&", NULL}};

enum { COMPARISON_COUNT = sizeof COMPARISONS / sizeof *COMPARISONS };

static int
is_sign(const struct tokens *tokens, size_t i)
{
    static const char *const signs[] = {"-", "!", "~", "*", "&", NULL};

    return is_one_of(tokens, i, signs);
}

/* Whether a sign stands there that belongs to what follows. */
static int
is_unary(const struct tokens *tokens, size_t i)
{
    return is_sign(tokens, i) && i > 0 &&
           tokens->list[i - 1].kind == TOKEN_MARK &&
           !token_is(tokens, i - 1, ")") && !token_is(tokens, i - 1, "]");
}

/* The operands beside a mark, as far as they are shown. */
static const char *
around(struct maker *maker, size_t i)
{
    const struct tokens *tokens = maker->tokens;
    size_t first = i > 0 ? i - 1 : i;
    size_t last = i + 1 < tokens->count ? i + 1 : i;

    while (last + 1 < tokens->count && is_sign(tokens, last)) {
        last++;
    }
    first -= first > 0 && is_unary(tokens, first - 1);
    first =
        token_is(tokens, first, ")") ? token_opening(tokens, first) : first;
    first -= first > 0 && token_is(tokens, first, "(") &&
             tokens->list[first - 1].kind == TOKEN_NAME;
    return between(maker, first, last);
}

static void
mutate_comparison(struct maker *maker, size_t i)
{
    for (size_t k = 0; k < COMPARISON_COUNT; k++) {
        if (!token_is(maker->tokens, i, COMPARISONS[k].mark)) {
            continue;
        }
        add(maker, "wrong comparison", i, i, COMPARISONS[k].opposite,
            around(maker, i));
        if (COMPARISONS[k].near) {
            add(maker, "off by one", i, i, COMPARISONS[k].near,
                around(maker, i));
        }
    }
}

/* Equal for identical: what stands left of "==" is a name or a call. */
static void
mutate_identity(struct maker *maker, size_t i)
{
    const struct tokens *tokens = maker->tokens;
    size_t first = i;

    if (i == 0 || !token_is(tokens, i, "==") || !is_object(maker, i + 1)) {
        return;
    }
    first = i - 1;
    if (token_is(tokens, first, ")")) {
        first = token_opening(tokens, first);
        first -= first > 0 && tokens->list[first - 1].kind == TOKEN_NAME;
    }
    add(maker, "wrong comparison", first, i + 1,
        say(maker, "(PyObject_RichCompareBool(%s, %s, Py_EQ) == 1)",
            between(maker, first, i - 1), between(maker, i + 1, i + 1)),
        say(maker, "equal, not identical, %s", between(maker, first, i + 1)));
}

static int
is_nothing(const struct tokens *tokens, size_t i)
{
    return token_is(tokens, i, "0") || token_is(tokens, i, "NULL") ||
           token_is(tokens, i, ",");
}

/* {NULL, 0, 0}, after other rows: its zeros are not read. */
static int
is_end_of_table(const struct tokens *tokens, size_t i)
{
    size_t first = i, last = i;

    while (first > 0 && is_nothing(tokens, first)) {
        first--;
    }
    while (is_nothing(tokens, last)) {
        last++;
    }
    return first > 0 && token_is(tokens, first, "{") &&
           token_is(tokens, first - 1, ",") && token_is(tokens, last, "}");
}

static void
mutate_number(struct maker *maker, size_t i)
{
    const struct tokens *tokens = maker->tokens;
    const char *text = between(maker, i, i);

    if (tokens->list[i].kind == TOKEN_NUMBER && strlen(text) < 10 &&
        strspn(text, "0123456789") == strlen(text) && i > 0 &&
        !token_is(tokens, i - 1, "-") && !is_end_of_table(tokens, i) &&
        !is_no_items(tokens, i)) {
        add(maker, "off by one", i, i, say(maker, "%ld", atol(text) + 1),
            say(maker, "%s %s", between(maker, i - 1, i), "plus 1"));
    }
}

static void
mutate_room(struct maker *maker, size_t i)
{
    static const char *const makers[] = {"PyList_New", "PyTuple_New", NULL};
    const struct tokens *tokens = maker->tokens;

    if (is_one_of(tokens, i, makers) && token_is(tokens, i + 1, "(")) {
        size_t last = token_closing(tokens, i + 1);

        if (last == i + 3 && tokens->list[i + 2].kind == TOKEN_NUMBER) {
            return;
        }
        add(maker, "off by one", i + 1, last,
            say(maker, "(1 + %s)", between(maker, i + 1, last)),
            between(maker, i, last));
    }
}

/* ---- copies and checks -------------------------------------------------- */

static void
mutate_depth(struct maker *maker, size_t i)
{
    static const char *const copies[] = {
        "PyList_GetSlice",     "PySequence_List",
        "PySequence_Tuple",    "PyList_AsTuple",
        "PySequence_GetSlice", "PyDict_Copy",
        "PySet_New",           NULL};
    const struct tokens *tokens = maker->tokens;
    size_t last, end;

    if (token_is(tokens, i, "\"deepcopy\"")) {
        add(maker, "copy depth", i, i, "\"copy\"", NULL);
    }
    if (!is_one_of(tokens, i, copies) || !token_is(tokens, i + 1, "(")) {
        return;
    }
    last = token_closing(tokens, i + 1);
    for (end = i + 2; end < last && !token_is(tokens, end, ","); end++) {
        end = token_is(tokens, end, "(") ? token_closing(tokens, end) : end;
    }
    add(maker, "copy depth", i, last,
        say(maker, "Py_NewRef(%s)", between(maker, i + 2, end - 1)),
        say(maker, "none, %s", between(maker, i, last)));
    add(maker, "copy depth", i, last,
        say(maker, "hb_deeper(%s)", between(maker, i, last)),
        say(maker, "deep, %s", between(maker, i, last)));
}

static int
is_error_condition(const struct tokens *tokens, size_t first, size_t last)
{
    for (size_t i = first; i < last; i++) {
        if (token_is(tokens, i, "NULL") || token_is(tokens, i, "!") ||
            token_is(tokens, i, "PyErr_Occurred") ||
            (token_is(tokens, i, "<") && token_is(tokens, i + 1, "0")) ||
            (token_is(tokens, i, "-") && token_is(tokens, i + 1, "1"))) {
            return 1;
        }
    }
    return 0;
}

static void
mutate_check(struct maker *maker, size_t i)
{
    const struct tokens *tokens = maker->tokens;

    if (token_is(tokens, i, "if") && token_is(tokens, i + 1, "(")) {
        size_t last = token_closing(tokens, i + 1);

        if (is_error_condition(tokens, i + 2, last)) {
            add(maker, "dropped check", i + 1, last,
                say(maker, "(0 && %s)", between(maker, i + 1, last)),
                between(maker, i, last));
        }
    }
}

/* ---- all ---------------------------------------------------------------- */

struct mutants *
mutants_make(TALLOC_CTX *ctx, const char *solution)
{
    static void (*const rules[])(struct maker * maker, size_t i) = {
        mutate_release, mutate_reference, mutate_return,   mutate_format,
        mutate_lender,  mutate_taker,     mutate_identity, mutate_comparison,
        mutate_number,  mutate_room,      mutate_depth,    mutate_check};
    struct maker maker = {.scratch = talloc_new(ctx),
                          .out = talloc_zero(ctx, struct mutants)};

    maker.tokens = tokens_read(maker.scratch, solution);
    find_objects(&maker);
    for (size_t i = 0; i < maker.tokens->count; i++) {
        for (size_t k = 0; k < sizeof rules / sizeof *rules; k++) {
            rules[k](&maker, i);
        }
    }
    talloc_free(maker.scratch);
    return maker.out;
}
