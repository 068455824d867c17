#include "book/markdown.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define CMARK_NO_SHORT_NAMES
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

enum {
    DEEPEST = 100,       /* nodes above a node */
    MOST_NODES = 200000, /* in one tree */
    GUARD_CPU_MS = 2000, /* of the child that tries a suspect text */
    GUARD_MIB = 256,     /* what it may take beyond what there is */
    /* A text within all of these is parsed at once. */
    QUIET_BYTES = 48 << 10,
    QUIET_RUN = 64,
    QUIET_MARKS = 6000,
    QUIET_CELLS = 20000,
    QUIET_ADDRESSES = 4 << 20,
};

struct reader {
    TALLOC_CTX *root;
    const char *path;
    int line_shift;   /* added to cmark's lines */
    int column_shift; /* added to columns of the first line */
    size_t nodes;
    int failed;
};

/* ---- limits ----------------------------------------------------------- */

/* What of a text makes cmark slow or large. */
struct census {
    size_t lines;
    size_t longest;  /* line, in bytes */
    size_t columns;  /* most bars in a line: a table may be as wide */
    size_t brackets; /* each may repeat the address of a definition */
    size_t marks;    /* everything that opens or closes something */
    size_t run;      /* of one mark */
};

static void
line_count(struct census *census, const char *line, size_t len)
{
    size_t columns = 0;
    size_t run = 0;
    for (size_t i = 0; i < len; i++) {
        int is_mark = strchr("[]()|*_~<>!`&^", line[i]) != NULL;
        run = is_mark && i > 0 && line[i] == line[i - 1] ? run + 1 : 0;
        census->run = run > census->run ? run : census->run;
        census->marks += (size_t)is_mark;
        census->brackets += line[i] == '[';
        columns += line[i] == '|';
    }
    census->lines++;
    census->longest = len > census->longest ? len : census->longest;
    census->columns = columns > census->columns ? columns : census->columns;
}

/* A row of a table that is cut short is filled up, so a table may have as
 * many cells as its widest line times the lines below. */
static int
text_is_suspect(const char *text, size_t len)
{
    struct census census = {0};
    for (const char *end = text + len; text < end;) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        size_t line = (size_t)((newline ? newline : end) - text);
        line_count(&census, text, line);
        text += line + 1;
    }
    return len > QUIET_BYTES || census.run > QUIET_RUN ||
           census.marks > QUIET_MARKS ||
           census.columns * census.lines > QUIET_CELLS ||
           census.brackets * census.longest > QUIET_ADDRESSES;
}

static cmark_node *
parse(const char *text, size_t len)
{
    static const char *const EXTENSIONS[] = {"table", "strikethrough",
                                             "tasklist"};
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *parser =
        cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8);
    for (size_t i = 0; i < sizeof EXTENSIONS / sizeof *EXTENSIONS; i++) {
        cmark_parser_attach_syntax_extension(
            parser, cmark_find_syntax_extension(EXTENSIONS[i]));
    }
    cmark_parser_feed(parser, text, len);
    cmark_node *document = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return document;
}

static void
guard_child(const char *text, size_t len)
{
    struct rlimit none = {0, 0};
    struct rlimit memory = {(rlim_t)GUARD_MIB << 20, (rlim_t)GUARD_MIB << 20};
    struct itimerval clock = {.it_value = {GUARD_CPU_MS / 1000, 0}};
    signal(SIGPROF, SIG_DFL);
    signal(SIGABRT, SIG_DFL);
    setrlimit(RLIMIT_CORE, &none);
    setrlimit(RLIMIT_DATA, &memory);
    setitimer(ITIMER_PROF, &clock, NULL);
    freopen("/dev/null", "w", stderr);
    cmark_node *document = parse(text, len);
    _exit(document ? 0 : 1);
}

/* Parses in a child under limits and throws the result away. */
static int
guard_run(const char *text, size_t len, struct place place)
{
    int status = 0;
    pid_t child = fork();
    if (child < 0) {
        return diag_system(place.path, "cannot be parsed in a process");
    }
    if (child == 0) {
        guard_child(text, len);
    }
    while (waitpid(child, &status, 0) < 0) {
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
        return 0;
    }
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGPROF) {
        diag_at(place, "reading this Markdown takes more than %d s",
                GUARD_CPU_MS / 1000);
    }
    else {
        diag_at(place, "reading this Markdown takes more than %d MiB",
                GUARD_MIB);
    }
    diag_note(place, "look for very long tables, thousands of link "
                     "definitions, or long runs of brackets or asterisks");
    return -1;
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
    return text ? talloc_strdup(reader->root, text) : NULL;
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
    case NODE_TEXT:
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

/* Two runs of text become one, so that {{...}} is never torn. */
static int
merge_text(struct reader *reader, struct node *parent, cmark_node *from)
{
    struct node *last = parent->last;
    if (!last || last->kind != NODE_TEXT) {
        return 0;
    }
    last->text = talloc_asprintf(reader->root, "%s%s", last->text,
                                 cmark_node_get_literal(from));
    return 1;
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
    if (kind == NODE_TEXT && merge_text(reader, parent, from)) {
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

static struct node *
tree_new(TALLOC_CTX *ctx, const char *text, size_t len, struct reader *reader)
{
    struct place place = {reader->path, reader->line_shift + 1,
                          reader->column_shift + 1};
    if (text_is_suspect(text, len) && guard_run(text, len, place) < 0) {
        return NULL;
    }
    cmark_node *document = parse(text, len);
    struct node *root = node_new(ctx, NODE_DOCUMENT, place.line, 1);
    reader->root = root;
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
