#include "book/shortcode.h"

#include <ctype.h>
#include <string.h>

static const struct {
    const char *name;
    int is_block;
    int least;
} SHORTCODES[] = {
    [SHORTCODE_VALUE] = {"value", 0, 1},
    [SHORTCODE_FIGURE] = {"figure", 1, 1},
    [SHORTCODE_CHART] = {"chart", 1, 1},
    [SHORTCODE_EXERCISE] = {"exercise", 1, 1},
};

enum { SHORTCODE_COUNT = sizeof SHORTCODES / sizeof *SHORTCODES };

const char *
shortcode_name(enum shortcode_kind kind)
{
    return SHORTCODES[kind].name;
}

const char *
shortcode_key(TALLOC_CTX *ctx, const char *argument, const char **example)
{
    const char *dot = strchr(argument, '.');
    size_t len = dot ? (size_t)(dot - argument) : strlen(argument);
    *example = talloc_strndup(ctx, argument, len);
    return dot ? dot + 1 : "";
}

/* The end of a bare argument; in x="two words" the quotes hold it together. */
static const char *
bare_end(const char *at, const char *end)
{
    int quoted = 0;
    while (at < end && (quoted || !isspace((unsigned char)*at))) {
        quoted ^= *at == '"';
        at++;
    }
    return at;
}

static char *
without_quotes(TALLOC_CTX *ctx, const char *from, const char *to)
{
    char *text = talloc_array(ctx, char, (size_t)(to - from) + 1);
    size_t n = 0;
    for (; from < to; from++) {
        if (*from != '"') {
            text[n++] = *from;
        }
    }
    text[n] = 0;
    return text;
}

static int
argument_read(struct shortcode *shortcode, const char **at, const char *end)
{
    const char *from = *at;
    int quoted = *from == '"';
    if (shortcode->count == SHORTCODE_ARGUMENTS) {
        return diag_at(shortcode->place, "more than %d arguments",
                       SHORTCODE_ARGUMENTS);
    }
    const char *stop = quoted ? memchr(from + 1, '"', (size_t)(end - from - 1))
                              : bare_end(from, end);
    if (!stop) {
        return diag_at(shortcode->place, "the quote is never closed");
    }
    shortcode->is_quoted[shortcode->count] = quoted;
    shortcode->arguments[shortcode->count++] =
        without_quotes(shortcode, from, stop);
    *at = stop + quoted;
    return 0;
}

static int
kind_find(struct shortcode *shortcode, const char *word)
{
    const char *names[SHORTCODE_COUNT + 1] = {0};
    for (int i = 0; i < SHORTCODE_COUNT; i++) {
        names[i] = SHORTCODES[i].name;
        if (strcmp(word, names[i]) == 0) {
            shortcode->kind = (enum shortcode_kind)i;
            return 0;
        }
    }
    diag_at(shortcode->place, "unknown shortcode \"%s\"", word);
    diag_suggest(shortcode->place, word, names);
    return -1;
}

/* text .. end is what stands between the braces. */
static struct shortcode *
shortcode_parse(TALLOC_CTX *ctx, const char *text, const char *end,
                struct place place)
{
    struct shortcode *shortcode = talloc_zero(ctx, struct shortcode);
    const char *word = NULL;
    shortcode->place = place;
    for (;;) {
        while (text < end && isspace((unsigned char)*text)) {
            text++;
        }
        if (text == end) {
            break;
        }
        if (argument_read(shortcode, &text, end) < 0) {
            return NULL;
        }
        if (!word) {
            word = shortcode->arguments[0];
            shortcode->count = 0;
        }
    }
    shortcode->arguments[shortcode->count] = NULL;
    if (kind_find(shortcode, word ? word : "") < 0) {
        return NULL;
    }
    if (shortcode->count < SHORTCODES[shortcode->kind].least) {
        diag_at(place, "{{%s}} needs the name of an example or exercise",
                word);
        return NULL;
    }
    return shortcode;
}

static struct node *
text_piece(TALLOC_CTX *root, const struct node *from, const char *text,
           size_t len, int column)
{
    struct node *piece = node_new(root, NODE_TEXT, from->line, column);
    piece->text = talloc_strndup(piece, text, len);
    return piece;
}

/* Cuts a text node at its first shortcode and returns that; the rest, a new
 * text node behind it, is met by the walk.  NULL when there is none. */
static struct node *
text_split(TALLOC_CTX *root, struct node *node, const char *path, int *status)
{
    const char *open = strstr(node->text, "{{");
    const char *close = open ? strstr(open, "}}") : NULL;
    if (!close) {
        return NULL;
    }
    int column = node->column + (int)(open - node->text);
    struct place place = {path, node->line, column};
    struct shortcode *shortcode =
        shortcode_parse(root, open + 2, close, place);
    /* One that is wrong leaves an empty text, so that the rest is read. */
    enum node_kind kind = shortcode ? NODE_SHORTCODE : NODE_TEXT;
    struct node *code = node_new(root, kind, node->line, column);
    *status |= shortcode ? 0 : -1;
    code->item = shortcode;
    code->text = shortcode ? shortcode_name(shortcode->kind) : "";
    node_insert_after(node, code);
    const char *rest = close + 2;
    if (*rest) {
        column = node->column + (int)(rest - node->text);
        node_insert_after(code,
                          text_piece(root, node, rest, strlen(rest), column));
    }
    node->text = talloc_strndup(root, node->text, (size_t)(open - node->text));
    if (!*node->text) {
        node_unlink(node);
    }
    return code;
}

/* A paragraph that holds one drawing shortcode and nothing else gives its
 * place to it. */
static void
paragraph_lift(struct node *paragraph)
{
    struct node *code = paragraph->first;
    if (!code || code->next || code->kind != NODE_SHORTCODE) {
        return;
    }
    const struct shortcode *shortcode = code->item;
    if (SHORTCODES[shortcode->kind].is_block) {
        code->is_block = 1;
        node_unlink(code);
        node_replace(paragraph, code);
    }
}

static int
check_alone(const struct node *code)
{
    const struct shortcode *shortcode = code->item;
    if (SHORTCODES[shortcode->kind].is_block && !code->is_block) {
        return diag_at(shortcode->place,
                       "{{%s}} must stand in a paragraph of its own",
                       code->text);
    }
    return 0;
}

/* A shortcode that is none would stand on the page as the author typed it. */
static int
check_braces(const struct node *text, const char *path)
{
    const char *braces = strstr(text->text, "{{");
    if (!braces) {
        return 0;
    }
    struct place place = {path, text->line,
                          text->column + (int)(braces - text->text)};
    diag_at(place, "{{ begins no shortcode");
    diag_note(place, "a shortcode ends with }} on its line; between "
                     "backquotes braces are text");
    return -1;
}

int
shortcodes_expand(struct node *root, const char *path)
{
    int status = 0;
    for (struct node *at = root; at;) {
        struct node *code =
            at->kind == NODE_TEXT ? text_split(root, at, path, &status) : NULL;
        at = node_walk(code ? code : at, root);
    }
    struct node *next;
    for (struct node *at = root; at; at = next) {
        next = node_walk(at, root);
        if (at->kind == NODE_PARAGRAPH) {
            paragraph_lift(at);
        }
        else if (at->kind == NODE_SHORTCODE) {
            status |= check_alone(at);
        }
        else if (at->kind == NODE_TEXT) {
            status |= check_braces(at, path);
        }
    }
    return status;
}

int
shortcodes_expand_values(struct node *root, const char *path)
{
    int status = shortcodes_expand(root, path);
    struct node *next;
    for (struct node *at = root; at; at = next) {
        const struct shortcode *shortcode = at->item;
        next = node_walk(at, root);
        if (at->kind == NODE_SHORTCODE && shortcode->kind != SHORTCODE_VALUE) {
            status = diag_at(shortcode->place,
                             "{{%s}} belongs into a chapter; an exercise can "
                             "have {{value}} only",
                             at->text);
            node_unlink(at);
        }
    }
    return status;
}
