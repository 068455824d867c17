/* Takes <Python.h> apart when heapbook is built, into the tables of
 * run/excerpt_tables.h.
 *
 *     make EMPTY.i BARE.i CLEAN.i NAME[=PATH]... >tables.c
 *
 * The .i files are what `tcc -E -dD -P` made of a file with nothing in it, of
 * one that includes <Python.h>, and of one that defines PY_SSIZE_T_CLEAN
 * before.  Others are headers as answers name them; without a path, a header
 * that uses nothing of these.
 *
 * An item declares more names rather than fewer, and uses every name that it
 * mentions: an excerpt that has too much is only a little slow. */
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "excerpt/words.h"
#include "run/excerpt_tables.h"

enum { MOST_ITEMS = 8192, MOST_NAMES = 8192, SLOTS = 16384, MOST = 1 << 18 };

struct item {
    char *text; /* "" for a header */
    size_t len;
    int variants, always;
};

struct name {
    char *text;
    uint16_t *items;
    size_t count;
};

static struct item items[MOST_ITEMS];
static size_t item_count;
static struct name names[MOST_NAMES];
static size_t name_count;
static uint16_t slots[SLOTS];
static size_t declared; /* names, by the item at hand */

static _Noreturn void
fail(const char *what, const char *about)
{
    fprintf(stderr, "excerpt: %s: %.200s\n", what, about);
    exit(1);
}

static char *
read_file(const char *path)
{
    FILE *in = fopen(path, "rb");
    char *text = calloc(MOST, 1);

    if (!in || !text || fread(text, 1, MOST - 1, in) == MOST - 1) {
        fail("cannot be read", path);
    }
    fclose(in);
    return text;
}

static char *
copy(const char *text, size_t len)
{
    char *out = calloc(len + 2, 1);

    return out ? memcpy(out, text, len) : (fail("no memory", text), out);
}

/* ---- names ---------------------------------------------------------------
 */

static struct name *
name_at(const char *text, size_t len, int wanted)
{
    size_t at = excerpt_hash(text, (uint32_t)len) % SLOTS;

    for (; slots[at]; at = (at + 1) % SLOTS) {
        struct name *name = &names[slots[at] - 1];

        if (!strncmp(name->text, text, len) && !name->text[len]) {
            return name;
        }
    }
    if (!wanted) {
        return NULL;
    }
    if (name_count == MOST_NAMES) {
        fail("too many names", text);
    }
    names[name_count].text = copy(text, len);
    slots[at] = (uint16_t)++name_count;
    return &names[name_count - 1];
}

static void
declare(const char *text, size_t len, size_t item)
{
    struct name *name = name_at(text, len, 1);

    declared++;
    if (name->count && name->items[name->count - 1] == item) {
        return;
    }
    name->items =
        realloc(name->items, (name->count + 1) * sizeof *name->items);
    name->items[name->count++] = (uint16_t)item;
}

/* ---- items ---------------------------------------------------------------
 */

static void
add_item(const char *start, const char *end, int variant)
{
    start = skip_blanks(start);
    while (end > start && isspace((unsigned char)end[-1])) {
        end--;
    }
    if (end == start) {
        return;
    }
    if (item_count == MOST_ITEMS || end - start > 60000) {
        fail("too much", start);
    }
    items[item_count] = (struct item){copy(start, (size_t)(end - start)),
                                      (size_t)(end - start), variant, 0};
    items[item_count++].text[end - start] = '\n';
}

/* The end of a declaration: behind its `;`, or behind a function's body. */
static const char *
declaration_end(const char *at)
{
    char last = 0;

    for (size_t len; (len = token_len(at)) > 0; at += len) {
        if (*at == '#') {
            fail("a directive inside a declaration", at);
        }
        if (*at == ';') {
            return at + 1;
        }
        if (strchr("([{", *at)) {
            int body = *at == '{' && last == ')';

            at = skip_group(at);
            if (body) {
                return at;
            }
            last = at[-1];
            len = 0;
        }
        else if (!isspace((unsigned char)*at)) {
            last = *at;
        }
        if (!len && !*at) {
            break;
        }
    }
    return at;
}

static void
split(const char *text, int variant)
{
    for (const char *at = skip_blanks(text); *at; at = skip_blanks(at)) {
        const char *end =
            *at == '#' ? at + strcspn(at, "\n") : declaration_end(at);

        add_item(at, end, variant);
        at = end;
    }
}

/* Where the text goes on after what every file begins with. */
static const char *
behind_common(const char *text, const char *empty)
{
    size_t n = 0;

    while (empty[n] && text[n] == empty[n]) {
        n++;
    }
    while (n > 0 && text[n - 1] != '\n') {
        n--;
    }
    return text + n;
}

static size_t
find_item(const struct item *list, size_t from, size_t count,
          const struct item *item)
{
    while (from < count && strcmp(list[from].text, item->text) != 0) {
        from++;
    }
    return from;
}

/* Two lists become one; what both have stands there once. */
static void
merge(size_t first)
{
    static struct item all[MOST_ITEMS];
    struct item *a = items, *b = items + first;
    size_t b_count = item_count - first, n = 0, i = 0, j = 0;

    while (i < first || j < b_count) {
        if (i < first && j < b_count && !strcmp(a[i].text, b[j].text)) {
            all[n] = a[i++];
            all[n++].variants |= b[j++].variants;
        }
        else if (i < first && find_item(b, j, b_count, &a[i]) == b_count) {
            all[n++] = a[i++];
        }
        else if (j < b_count) {
            all[n++] = b[j++];
        }
        else {
            all[n++] = a[i++];
        }
    }
    memcpy(items, all, n * sizeof *items);
    item_count = n;
}

/* ---- what an item declares ------------------------------------------------
 */

static void
declare_directive(size_t item)
{
    const char *at = items[item].text + 1;
    size_t len;

    at = skip_blanks(at + token_len(at));
    len = token_len(at);
    declare(at, len, item);
    items[item].always =
        !strncmp(items[item].text, "#define ", 8) && at[len] == '\n';
}

static void
declare_enumerators(const char *at, size_t item)
{
    const char *end = skip_group(at) - 1;
    int first = 1;

    for (at++; at < end; at += token_len(at)) {
        if (*at == '(') {
            at = skip_group(at);
        }
        if (first && is_word(at)) {
            declare(at, token_len(at), item);
            first = 0;
        }
        first |= *at == ',';
    }
}

/* A tag is declared where it has members, and where it stands first. */
static const char *
declare_tag(const char *at, size_t item)
{
    int is_enum = is(at, token_len(at), "enum");
    size_t len;

    at = skip_blanks(at + token_len(at));
    len = is_word(at) ? token_len(at) : 0;
    if (len && (*skip_blanks(at + len) == '{' || !name_at(at, len, 0))) {
        declare(at, len, item);
    }
    at = skip_blanks(at + len);
    if (*at != '{') {
        return at;
    }
    if (is_enum) {
        declare_enumerators(at, item);
    }
    return skip_group(at);
}

/* Enumerators of an enum inside of a struct, and tags there. */
static void
declare_inner(size_t item)
{
    for (const char *at = items[item].text; *at; at += token_len(at)) {
        const char *next = skip_blanks(at + token_len(at));

        if (is(at, token_len(at), "enum") || is(at, token_len(at), "struct") ||
            is(at, token_len(at), "union")) {
            next = is_word(next) ? skip_blanks(next + token_len(next)) : next;
            if (*next == '{') {
                declare_tag(at, item);
            }
        }
    }
}

/* The name in `(*name)(...)`. */
static void
declare_pointed(const char *at, size_t item)
{
    at += strspn(at, "(* \t\n");
    if (is_word(at)) {
        declare(at, token_len(at), item);
    }
}

static void
declare_declarators(size_t item)
{
    const char *at = items[item].text, *word = NULL;
    int named = 0; /* this declarator is */

    for (size_t len; (len = token_len(at)) > 0; at += len) {
        if (is(at, len, "__attribute__") || is(at, len, "__asm__")) {
            at = skip_group(at);
            len = 0;
        }
        else if (is(at, len, "struct") || is(at, len, "union") ||
                 is(at, len, "enum")) {
            at = declare_tag(at, item);
            len = 0;
        }
        else if (is_word(at) && !is_keyword(at, len) && !named) {
            word = at;
        }
        else if (*at == '(' && !named && *skip_blanks(at + 1) == '*') {
            declare_pointed(at, item);
            word = NULL;
            named = 1;
        }
        if (len && strchr("([{", *at)) {
            named |= *at == '(' || *at == '[';
            at = skip_group(at);
            len = 0;
        }
        else if (*at == ',' || *at == ';' || *at == '=') {
            if (word) {
                declare(word, token_len(word), item);
            }
            word = NULL;
            named = *at == '=';
        }
        if (!len && !*at) {
            break;
        }
    }
    if (word) {
        declare(word, token_len(word), item); /* a function with a body */
    }
}

static void
declare_all(void)
{
    for (size_t i = 0; i < item_count; i++) {
        declared = 0;
        if (items[i].text[0] == '#') {
            declare_directive(i);
        }
        else {
            declare_declarators(i);
            declare_inner(i);
        }
        if (!declared) {
            fail("nothing is declared", items[i].text);
        }
    }
}

/* ---- headers beside <Python.h> -------------------------------------------
 */

static void
blank_comments(char *text)
{
    char *end;

    for (char *at = text; (at = strstr(at, "/*")) != NULL; at = end) {
        end = strstr(at + 2, "*/");
        end = end ? end + 2 : at + strlen(at);
        memset(at, ' ', (size_t)(end - at));
    }
}

/* Includes with angles become such with quotes: one literal. */
static void
quote_includes(char *text)
{
    static const char head[] = "#include <";

    for (char *at = text; (at = strstr(at, head)) != NULL; at++) {
        at[sizeof head - 2] = '"';
        at[strcspn(at, ">\n")] = '"';
    }
}

/* Whether the header's own mark is among those that are always set. */
static int
is_read_already(const char *text)
{
    const char *at = strstr(text, "#ifndef ");
    const struct name *name;

    at = at ? at + 8 : "";
    name = is_word(at) ? name_at(at, token_len(at), 0) : NULL;
    return name && items[name->items[0]].always;
}

/* Its item has the text of the header for as long as uses are counted. */
static void
add_header(const char *argument)
{
    size_t len = strcspn(argument, "=");
    char *text = argument[len] ? read_file(argument + len + 1) : copy("", 0);

    blank_comments(text);
    quote_includes(text);
    if (is_read_already(text)) {
        *text = '\0';
    }
    items[item_count] =
        (struct item){text, 0, EXCERPT_BARE | EXCERPT_CLEAN, 0};
    declare(argument, len, item_count++);
}

/* ---- tables --------------------------------------------------------------
 */

static uint16_t uses[MOST * 2];
static size_t use_count;

static void
use(const struct name *name, size_t item, size_t from)
{
    for (size_t i = 0; i < name->count; i++) {
        size_t n = from;

        while (n < use_count && uses[n] != name->items[i]) {
            n++;
        }
        if (n == use_count && name->items[i] != item) {
            uses[use_count++] = name->items[i];
        }
    }
}

/* Members stand behind a dot or an arrow. */
static void
count_uses(size_t item)
{
    size_t from = use_count;
    char last = 0;

    for (const char *at = items[item].text; *at; at += token_len(at)) {
        size_t len = token_len(at);
        const char *quote = *at == '"' ? at + 1 : at;
        const struct name *name = last == '.' || last == '>' ? NULL
                                  : *at == '"'  ? name_at(quote, len - 2, 0)
                                  : is_word(at) ? name_at(at, len, 0)
                                                : NULL;

        if (name) {
            use(name, item, from);
        }
        if (!isspace((unsigned char)*at)) {
            last = *at;
        }
    }
}

static void
print_text(const char *text, size_t len)
{
    putchar('"');
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '\n') {
            printf("\\n");
        }
        else {
            printf(text[i] == '"' || text[i] == '\\' ? "\\%c" : "%c", text[i]);
        }
    }
    puts("\"");
}

static void
print_texts(void)
{
    puts("const char excerpt_text[] =");
    for (size_t i = 0; i < item_count; i++) {
        if (items[i].len) {
            print_text(items[i].text, items[i].len + 1);
        }
    }
    puts(";\nconst char excerpt_names_text[] =");
    for (size_t i = 0; i < name_count; i++) {
        print_text(names[i].text, strlen(names[i].text));
    }
    puts(";");
}

static void
print_items(void)
{
    size_t text = 0;

    puts("const struct excerpt_item excerpt_items[] = {");
    for (size_t i = 0; i < item_count; i++) {
        size_t from = use_count, len = items[i].len ? items[i].len + 1 : 0;

        count_uses(i);
        printf("{%zu, %zu, %d, %d, %zu, %zu},\n", text, len, items[i].variants,
               items[i].always, from, use_count - from);
        text += len;
    }
    printf("};\nconst uint32_t excerpt_item_count = %zu;\n", item_count);
}

static void
print_names(void)
{
    size_t text = 0;

    puts("const struct excerpt_name excerpt_names[] = {");
    for (size_t i = 0; i < name_count; i++) {
        size_t len = strlen(names[i].text);

        printf("{%zu, %zu, %zu, %zu},\n", text, len, use_count,
               names[i].count);
        for (size_t k = 0; k < names[i].count; k++) {
            uses[use_count++] = names[i].items[k];
        }
        text += len;
    }
    puts("};");
}

static void
print_numbers(const char *name, const uint16_t *numbers, size_t count)
{
    printf("const uint16_t %s[] = {", name);
    for (size_t i = 0; i < count; i++) {
        printf("%s%d,", i % 16 ? "" : "\n", numbers[i]);
    }
    puts("};");
}

int
main(int argc, char **argv)
{
    char *empty = argc > 3 ? read_file(argv[1]) : (fail("usage", argv[0]), "");
    size_t first;

    split(behind_common(read_file(argv[2]), empty), EXCERPT_BARE);
    first = item_count;
    split(behind_common(read_file(argv[3]), empty), EXCERPT_CLEAN);
    merge(first);
    declare_all();
    for (int i = 4; i < argc; i++) {
        add_header(argv[i]);
    }
    puts("#include \"run/excerpt_tables.h\"");
    print_texts();
    print_items();
    print_names();
    print_numbers("excerpt_uses", uses, use_count);
    print_numbers("excerpt_slots", slots, SLOTS);
    printf("const uint32_t excerpt_slot_count = %d;\n", SLOTS);
    return 0;
}
