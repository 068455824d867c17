#include "book/markdown.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CMARK_NO_SHORT_NAMES
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include "book/markdown_guard.h"

enum {
    DEEPEST = 100,       /* nodes above a node */
    MOST_NODES = 200000, /* in one tree */
};

/* A shortcode that waits: what stands between its braces, and where. */
struct kept {
    const char *text;
    int line;
    int column;
};

struct reader {
    TALLOC_CTX *root;
    struct kept *kept; /* shortcodes; the text holds their numbers */
    size_t kept_count;
    const char *path;
    int line_shift;   /* added to cmark's lines */
    int column_shift; /* added to columns of the first line */
    size_t nodes;
    int failed;
};

/* ---- shortcodes ------------------------------------------------------- */

/* What stands between {{ and }} is not Markdown: __dict__ in a caption is no
 * strong text.  For the parser it becomes KEPT, a number and FILL, as many
 * bytes as it had, so columns stay right; whatever text comes back from the
 * parser gets the original again. */
enum { KEPT = '\x02', FILL = '\x03' };

static void
shortcode_keep(struct reader *reader, char *inner, size_t len, int line,
               int column)
{
    char number[24];
    int digits = snprintf(number, sizeof number, "%zu", reader->kept_count);
    if ((size_t)digits + 1 > len) {
        return;
    }
    reader->kept = talloc_realloc(reader->root, reader->kept, struct kept,
                                  reader->kept_count + 1);
    reader->kept[reader->kept_count++] =
        (struct kept){talloc_strndup(reader->root, inner, len), line, column};
    memset(inner, FILL, len);
    inner[0] = KEPT;
    memcpy(inner + 1, number, (size_t)digits);
}

static char *
shortcodes_keep(struct reader *reader, const char *text, size_t len)
{
    char *copy = talloc_strndup(reader->root, text, len);
    const char *line = copy;
    int number = reader->line_shift + 1;
    int shift = reader->column_shift;
    for (char *at = copy; *at; at++) {
        if (*at == '\n') {
            line = at + 1;
            number++;
            shift = 0;
        }
        size_t inner = strncmp(at, "{{", 2) == 0 ? strcspn(at + 2, "\n}") : 0;
        if (inner > 0 && strncmp(at + 2 + inner, "}}", 2) == 0) {
            shortcode_keep(reader, at + 2, inner, number,
                           (int)(at - line) + 1 + shift);
        }
    }
    return copy;
}

/* Text of the parser's, with the originals back in it. */
static char *
shortcodes_give(const struct reader *reader, const char *text)
{
    char *copy = talloc_strdup(reader->root, "");
    while (*text) {
        const char *kept = strchrnul(text, KEPT);
        copy = talloc_strndup_append_buffer(copy, text, (size_t)(kept - text));
        text = kept;
        if (*kept) {
            char *end;
            size_t index = strtoul(kept + 1, &end, 10);
            int known = index < reader->kept_count;
            copy = talloc_strdup_append_buffer(
                copy, known ? reader->kept[index].text : "");
            text = end + strspn(end, "\x03");
        }
    }
    return copy;
}

static cmark_node *
parse(const char *text, size_t len)
{
    static const char *const EXTENSIONS[] = {"table", "strikethrough",
                                             "tasklist"};
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *parser = cmark_parser_new(
        CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_SMART);
    for (size_t i = 0; i < sizeof EXTENSIONS / sizeof *EXTENSIONS; i++) {
        cmark_parser_attach_syntax_extension(
            parser, cmark_find_syntax_extension(EXTENSIONS[i]));
    }
    cmark_parser_feed(parser, text, len);
    cmark_node *document = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return document;
}

/* ---- cmark's nodes to ours -------------------------------------------- */

static enum node_kind
extension_kind(cmark_node *node)
{
    static const struct {
        const char *name;
        enum node_kind kind;
    } KINDS[] = {
        {"table", NODE_TABLE},          {"table_row", NODE_ROW},
        {"table_header", NODE_ROW},     {"table_cell", NODE_CELL},
        {"strikethrough", NODE_STRIKE}, {"tasklist", NODE_ITEM},
    };

    const char *name = cmark_node_get_type_string(node);
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        if (strcmp(KINDS[i].name, name) == 0) {
            return KINDS[i].kind;
        }
    }
    return NODE_PARAGRAPH;
}

static enum node_kind
kind_of(cmark_node *node)
{
    static const struct {
        cmark_node_type type;
        enum node_kind kind;
    } KINDS[] = {
        {CMARK_NODE_DOCUMENT, NODE_DOCUMENT},
        {CMARK_NODE_PARAGRAPH, NODE_PARAGRAPH},
        {CMARK_NODE_HEADING, NODE_HEADING},
        {CMARK_NODE_LIST, NODE_LIST},
        {CMARK_NODE_BLOCK_QUOTE, NODE_QUOTE},
        {CMARK_NODE_CODE_BLOCK, NODE_CODE},
        {CMARK_NODE_THEMATIC_BREAK, NODE_RULE},
        {CMARK_NODE_FOOTNOTE_DEFINITION, NODE_FOOTNOTE},
        {CMARK_NODE_TEXT, NODE_TEXT},
        {CMARK_NODE_SOFTBREAK, NODE_SOFT_BREAK},
        {CMARK_NODE_LINEBREAK, NODE_HARD_BREAK},
        {CMARK_NODE_CODE, NODE_CODE_SPAN},
        {CMARK_NODE_EMPH, NODE_EMPHASIS},
        {CMARK_NODE_STRONG, NODE_STRONG},
        {CMARK_NODE_LINK, NODE_LINK},
        {CMARK_NODE_IMAGE, NODE_IMAGE},
        {CMARK_NODE_FOOTNOTE_REFERENCE, NODE_FOOTNOTE_MARK},
    };

    cmark_node_type type = cmark_node_get_type(node);
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        if (KINDS[i].type == type) {
            return KINDS[i].kind;
        }
    }
    return type == CMARK_NODE_ITEM ? NODE_ITEM : extension_kind(node);
}

static const char *
copy(struct reader *reader, const char *text)
{
    return text ? shortcodes_give(reader, text) : NULL;
}

static void
fill_list(struct node *node, cmark_node *from)
{
    node->is_ordered = cmark_node_get_list_type(from) == CMARK_ORDERED_LIST;
    node->is_tight = cmark_node_get_list_tight(from) != 0;
    node->start = cmark_node_get_list_start(from);
}

static void
fill_table(struct reader *reader, struct node *node, cmark_node *from)
{
    int columns = cmark_gfm_extensions_get_table_columns(from);
    const uint8_t *aligns = cmark_gfm_extensions_get_table_alignments(from);
    char *kept = talloc_zero_array(reader->root, char, (size_t)columns + 1);
    for (int i = 0; i < columns; i++) {
        kept[i] = aligns[i] ? (char)aligns[i] : '-';
    }
    node->aligns = kept;
}

static int
is_fenced(cmark_node *from)
{
    int length;
    int offset;
    char character;
    return cmark_node_get_fenced(from, &length, &offset, &character);
}

static void
fill(struct reader *reader, struct node *node, cmark_node *from)
{
    const char *type = cmark_node_get_type_string(from);
    switch (node->kind) {
    case NODE_HEADING:
        node->level = cmark_node_get_heading_level(from);
        break;
    case NODE_LIST:
        fill_list(node, from);
        break;
    case NODE_ITEM:
        node->is_task = strcmp(type, "tasklist") == 0;
        node->is_checked =
            node->is_task &&
            cmark_gfm_extensions_get_tasklist_item_checked(from);
        break;
    case NODE_CODE:
        node->info = is_fenced(from)
                         ? copy(reader, cmark_node_get_fence_info(from))
                         : NULL;
        node->text = copy(reader, cmark_node_get_literal(from));
        break;
    case NODE_TABLE:
        fill_table(reader, node, from);
        break;
    case NODE_ROW:
        node->is_header = strcmp(type, "table_header") == 0;
        break;
    case NODE_LINK:
    case NODE_IMAGE:
        node->url = copy(reader, cmark_node_get_url(from));
        node->title = copy(reader, cmark_node_get_title(from));
        break;
    case NODE_CODE_SPAN:
    case NODE_FOOTNOTE:
    case NODE_FOOTNOTE_MARK:
        node->text = copy(reader, cmark_node_get_literal(from));
        break;
    default:
        break;
    }
}

static int
is_html(cmark_node *from)
{
    cmark_node_type type = cmark_node_get_type(from);
    return type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE;
}

static struct place
place_of(const struct reader *reader, cmark_node *from)
{
    int line = cmark_node_get_start_line(from);
    int column = cmark_node_get_start_column(from);
    column += line <= 1 ? reader->column_shift : 0;
    return (struct place){reader->path, line + reader->line_shift,
                          column > 0 ? column : 1};
}

static void
refuse_html(struct reader *reader, cmark_node *from)
{
    const char *text = cmark_node_get_literal(from);
    if (strncmp(text, "<!--", 4) == 0) {
        return;
    }
    struct place place = place_of(reader, from);
    diag_at(place, "raw HTML is not allowed: %.*s", (int)strcspn(text, "\n"),
            text);
    diag_note(place, "write it as Markdown, or as code between backticks");
    reader->failed = 1;
}

/* The kept shortcode that begins at the text, or NULL. */
static const struct kept *
kept_at(const struct reader *reader, const char *text)
{
    size_t index;
    if (strncmp(text, "{{", 2) != 0 || text[2] != KEPT) {
        return NULL;
    }
    index = strtoul(text + 3, NULL, 10);
    return index < reader->kept_count ? &reader->kept[index] : NULL;
}

/* Runs of text become one, but a shortcode begins one of its own: the parser
 * says where a run of text begins, and what a quotation mark or an entity
 * becomes has another length than what the author wrote. */
static void
text_take(struct reader *reader, struct node *parent, cmark_node *from)
{
    const char *text = cmark_node_get_literal(from);
    struct place place = place_of(reader, from);
    while (*text) {
        const struct kept *kept = kept_at(reader, text);
        const char *end = text + 1;
        while (*end && !kept_at(reader, end)) {
            end++;
        }
        struct node *last = parent->last;
        char *piece = talloc_strndup(reader->root, text, (size_t)(end - text));
        if (kept || !last || last->kind != NODE_TEXT) {
            last = node_new(reader->root, NODE_TEXT,
                            kept ? kept->line : place.line,
                            kept ? kept->column : place.column);
            last->end_line =
                cmark_node_get_end_line(from) + reader->line_shift;
            last->text = "";
            node_add(parent, last);
        }
        last->text = talloc_asprintf(reader->root, "%s%s", last->text,
                                     copy(reader, piece));
        text = end;
    }
}

static void children_take(struct reader *reader, struct node *parent,
                          cmark_node *from, int depth);

static void
node_take(struct reader *reader, struct node *parent, cmark_node *from,
          int depth)
{
    struct place place = place_of(reader, from);
    enum node_kind kind = kind_of(from);
    if (is_html(from)) {
        refuse_html(reader, from);
        return;
    }
    if (depth > DEEPEST || ++reader->nodes > MOST_NODES) {
        if (!reader->failed) {
            diag_at(place, "this is nested too deeply or has too many parts");
        }
        reader->failed = 1;
        return;
    }
    if (kind == NODE_TEXT) {
        text_take(reader, parent, from);
        return;
    }
    struct node *node = node_new(reader->root, kind, place.line, place.column);
    node->end_line = cmark_node_get_end_line(from) + reader->line_shift;
    fill(reader, node, from);
    node_add(parent, node);
    children_take(reader, node, from, depth + 1);
}

static void
children_take(struct reader *reader, struct node *parent, cmark_node *from,
              int depth)
{
    cmark_node *child = cmark_node_first_child(from);
    for (; child; child = cmark_node_next(child)) {
        node_take(reader, parent, child, depth);
    }
}

/* cmark has renamed the marks to their numbers, and put the definitions at
 * the end in that order. */
static void
number_footnotes(struct node *root)
{
    int *uses = talloc_zero_array(root, int, 1);
    int notes = 0;
    for (struct node *at = root; at; at = node_walk(at, root)) {
        if (at->kind == NODE_FOOTNOTE) {
            at->number = ++notes;
            uses = talloc_realloc(root, uses, int, (size_t)notes + 1);
            uses[notes] = 0;
        }
    }
    for (struct node *at = root; at; at = node_walk(at, root)) {
        if (at->kind == NODE_FOOTNOTE_MARK) {
            at->number = atoi(at->text);
            at->use = at->number <= notes ? ++uses[at->number] : 1;
        }
    }
    for (struct node *at = root; at; at = node_walk(at, root)) {
        if (at->kind == NODE_FOOTNOTE) {
            at->use = uses[at->number];
        }
    }
    talloc_free(uses);
}

static void
try_parse(const char *text, size_t len)
{
    cmark_node_free(parse(text, len));
}

static struct node *
tree_new(TALLOC_CTX *ctx, const char *text, size_t len, struct reader *reader)
{
    struct place place = {reader->path, reader->line_shift + 1,
                          reader->column_shift + 1};
    if (markdown_guard(text, len, place, try_parse) < 0) {
        return NULL;
    }
    struct node *root = node_new(ctx, NODE_DOCUMENT, place.line, 1);
    reader->root = root;
    char *inert = shortcodes_keep(reader, text, len);
    cmark_node *document = parse(inert, len);
    children_take(reader, root, document, 1);
    cmark_node_free(document);
    number_footnotes(root);
    return root;
}

struct node *
markdown_parse(TALLOC_CTX *ctx, const struct source *source, int first_line,
               size_t first_offset, int *failed)
{
    struct reader reader = {.path = source->path};
    reader.line_shift = first_line - 1;
    struct node *root = tree_new(ctx, source->text + first_offset,
                                 source->len - first_offset, &reader);
    *failed |= reader.failed || !root;
    return root;
}

struct node *
markdown_parse_piece(TALLOC_CTX *ctx, const char *text, size_t len,
                     struct place place, int *failed)
{
    struct reader reader = {.path = place.path};
    reader.line_shift = place.line - 1;
    reader.column_shift = place.column > 0 ? place.column - 1 : 0;
    struct node *root = tree_new(ctx, text, len, &reader);
    *failed |= reader.failed || !root;
    return root;
}
