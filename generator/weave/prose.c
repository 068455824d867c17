#include "weave/prose.h"

#include <string.h>

#include "base/escape.h"
#include "base/files.h"
#include "weave/highlight.h"

static void block_write(struct weaver *weaver, const struct node *node);

static void inline_write(struct weaver *weaver, const struct node *node);

/* ---- links ------------------------------------------------------------ */

static void
link_add(struct weaver *weaver, const char *url, const struct node *node)
{
    struct page *page = weaver->page;
    page->links = talloc_realloc(page, page->links, struct author_link,
                                 page->link_count + 1);
    page->links[page->link_count++] = (struct author_link){
        .url = url,
        .written = node->url,
        .place = {weaver->path, node->line, node->column},
    };
}

/* A path of content/ as one of the site: chapters lie at its top. */
static char *
site_path(struct weaver *weaver, const char *path, size_t len)
{
    TALLOC_CTX *ctx = weaver->page;
    char *part = talloc_strndup(ctx, path, len);
    char *joined = path_join(ctx, weaver->folder, part);
    char *clean = path_clean(ctx, joined);
    if (!clean || !path_ends(clean, ".md")) {
        return clean ? clean : joined;
    }
    const char *base = strrchr(clean, '/');
    base = base ? base + 1 : clean;
    int stem = (int)strlen(base) - 3;
    int is_front = strncmp(base, "README.", 7) == 0;
    return is_front ? talloc_strdup(ctx, "index.html")
                    : talloc_asprintf(ctx, "%.*s.html", stem, base);
}

/* The address to write for one that the author wrote. */
static const char *
link_resolve(struct weaver *weaver, const struct node *node)
{
    struct page *page = weaver->page;
    const char *url = node->url;
    struct place place = {weaver->path, node->line, node->column};
    if (!url_is_safe(url)) {
        diag_at(place, "a page cannot link to \"%s\"", url);
        weaver->failed = 1;
        return "#";
    }
    if (*url == '#' || *url == 0 || strchr("/", *url) ||
        url[strcspn(url, ":/?#")] == ':') {
        link_add(weaver, url, node);
        return url;
    }
    size_t len = strcspn(url, "?#");
    char *path = site_path(weaver, url, len);
    char *way = page_url(page, page, path);
    way = talloc_asprintf(page, "%s%s", way, url + len);
    link_add(weaver, way, node);
    return way;
}

static void
link_write(struct weaver *weaver, const struct node *node)
{
    fputs("<a href=\"", weaver->out);
    escape_url(weaver->out, link_resolve(weaver, node));
    fputc('"', weaver->out);
    if (node->title && *node->title) {
        fputs(" title=\"", weaver->out);
        escape_text(weaver->out, node->title);
        fputc('"', weaver->out);
    }
    fputc('>', weaver->out);
    prose_inlines(weaver, node);
    fputs("</a>", weaver->out);
}

static void
image_write(struct weaver *weaver, const struct node *node)
{
    char *text = node_text(weaver->page, node);
    fputs("<img src=\"", weaver->out);
    escape_url(weaver->out, link_resolve(weaver, node));
    fputs("\" alt=\"", weaver->out);
    escape_text(weaver->out, text);
    fputs("\" loading=\"lazy\">", weaver->out);
}

/* ---- inlines ---------------------------------------------------------- */

static void
wrap(struct weaver *weaver, const char *tag, const struct node *node)
{
    fprintf(weaver->out, "<%s>", tag);
    prose_inlines(weaver, node);
    fprintf(weaver->out, "</%s>", tag);
}

static void
footnote_mark_write(struct weaver *weaver, const struct node *node)
{
    int number = node->number;
    fprintf(weaver->out, "<sup><a id=\"note-%d-%d\" href=\"#note-%d\" ",
            number, node->use, number);
    fprintf(weaver->out, "aria-label=\"Note %d\">%d</a></sup>", number,
            number);
}

static void
inline_write(struct weaver *weaver, const struct node *node)
{
    switch (node->kind) {
    case NODE_TEXT:
        escape_content(weaver->out, node->text, strlen(node->text));
        break;
    case NODE_SOFT_BREAK:
        fputc('\n', weaver->out);
        break;
    case NODE_HARD_BREAK:
        fputs("<br>\n", weaver->out);
        break;
    case NODE_CODE_SPAN:
        fputs("<code>", weaver->out);
        escape_content(weaver->out, node->text, strlen(node->text));
        fputs("</code>", weaver->out);
        break;
    case NODE_EMPHASIS:
        wrap(weaver, "em", node);
        break;
    case NODE_STRONG:
        wrap(weaver, "strong", node);
        break;
    case NODE_STRIKE:
        wrap(weaver, "del", node);
        break;
    case NODE_LINK:
        link_write(weaver, node);
        break;
    case NODE_IMAGE:
        image_write(weaver, node);
        break;
    case NODE_FOOTNOTE_MARK:
        footnote_mark_write(weaver, node);
        break;
    case NODE_SHORTCODE:
        weaver->element(weaver, node);
        break;
    default:
        prose_inlines(weaver, node);
    }
}

void
prose_inlines(struct weaver *weaver, const struct node *parent)
{
    for (const struct node *at = parent->first; at; at = at->next) {
        inline_write(weaver, at);
    }
}

/* ---- blocks ----------------------------------------------------------- */

static void
heading_write(struct weaver *weaver, const struct node *node)
{
    struct page *page = weaver->page;
    /* The page's title is its only h1. */
    int level = node->level < 2 ? 2 : node->level;
    fprintf(weaver->out, "<h%d", level);
    if (node->id) {
        fprintf(weaver->out, " id=\"%s\"", node->id);
    }
    fputc('>', weaver->out);
    prose_inlines(weaver, node);
    if (node->id) {
        fprintf(weaver->out,
                "<a class=\"anchor\" href=\"#%s\" "
                "aria-label=\"Link to this section\">#</a>",
                node->id);
        page->headings = talloc_realloc(page, page->headings, struct heading,
                                        page->heading_count + 1);
        page->headings[page->heading_count++] =
            (struct heading){node->id, node_text(page, node), level};
    }
    fprintf(weaver->out, "</h%d>\n", level);
}

static struct line_look
line_look(int line, const void *fence)
{
    return (struct line_look){.is_marked = fence_marks(fence, line)};
}

/* A fence that is only shown. */
static void
code_write(struct weaver *weaver, const struct node *node)
{
    const struct fence *fence = node->item;
    const char *title = fence ? fence->title : NULL;
    FILE *out = weaver->out;
    fputs("<figure class=\"code\">", out);
    if (title) {
        fputs("<figcaption>", out);
        escape_text(out, title);
        fputs("</figcaption>", out);
    }
    fputs("<pre tabindex=\"0\" role=\"region\" aria-label=\"", out);
    escape_text(out, title ? title : "Code");
    fputs("\"><code>", out);
    highlight(out, highlight_language(node->info), node->text, line_look,
              fence);
    fputs("</code></pre></figure>\n", out);
}

/* In a tight list a paragraph is only its text. */
static void
item_write(struct weaver *weaver, const struct node *node, int is_tight)
{
    FILE *out = weaver->out;
    fputs("<li>", out);
    if (node->is_task) {
        fprintf(out, "<input type=\"checkbox\" disabled%s aria-label=\"%s\"> ",
                node->is_checked ? " checked" : "",
                node->is_checked ? "done" : "to do");
    }
    for (const struct node *at = node->first; at; at = at->next) {
        if (is_tight && at->kind == NODE_PARAGRAPH) {
            prose_inlines(weaver, at);
        }
        else {
            block_write(weaver, at);
        }
    }
    fputs("</li>\n", out);
}

static void
list_write(struct weaver *weaver, const struct node *node)
{
    const char *tag = node->is_ordered ? "ol" : "ul";
    fprintf(weaver->out, "<%s", tag);
    if (node->is_ordered && node->start != 1) {
        fprintf(weaver->out, " start=\"%d\"", node->start);
    }
    fputs(">\n", weaver->out);
    for (const struct node *at = node->first; at; at = at->next) {
        item_write(weaver, at, node->is_tight);
    }
    fprintf(weaver->out, "</%s>\n", tag);
}

static void
cell_write(struct weaver *weaver, const struct node *cell, const char *tag,
           char align)
{
    const char *scope = strcmp(tag, "th") == 0 ? " scope=\"col\"" : "";
    const char *class = align == 'r' ? " class=\"n\"" : "";
    fprintf(weaver->out, "<%s%s%s>", tag, scope, class);
    prose_inlines(weaver, cell);
    fprintf(weaver->out, "</%s>", tag);
}

static void
row_write(struct weaver *weaver, const struct node *row, const char *aligns)
{
    size_t columns = strlen(aligns);
    size_t i = 0;
    fputs("<tr>", weaver->out);
    for (const struct node *at = row->first; at && i < columns;
         at = at->next, i++) {
        cell_write(weaver, at, row->is_header ? "th" : "td", aligns[i]);
    }
    fputs("</tr>\n", weaver->out);
}

static void
table_write(struct weaver *weaver, const struct node *node)
{
    FILE *out = weaver->out;
    fputs("<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
          "aria-label=\"Table\"><table>\n<thead>\n",
          out);
    const struct node *row = node->first;
    row_write(weaver, row, node->aligns);
    fputs("</thead>\n<tbody>\n", out);
    for (row = row->next; row; row = row->next) {
        row_write(weaver, row, node->aligns);
    }
    fputs("</tbody>\n</table></div>\n", out);
}

/* Footnotes stand at the end of the tree, one behind the other. */
static void
footnote_write(struct weaver *weaver, const struct node *node)
{
    FILE *out = weaver->out;
    if (node->number == 1) {
        fputs("<ol class=\"footnotes\" aria-label=\"Notes\">\n", out);
    }
    fprintf(out, "<li id=\"note-%d\">", node->number);
    prose_blocks(weaver, node);
    for (int use = 1; use <= node->use; use++) {
        fprintf(out,
                "<a href=\"#note-%d-%d\" aria-label=\"Back to the "
                "text\">back</a> ",
                node->number, use);
    }
    fputs("</li>\n", out);
    if (!node->next || node->next->kind != NODE_FOOTNOTE) {
        fputs("</ol>\n", out);
    }
}

static void
wrap_blocks(struct weaver *weaver, const char *tag, const struct node *node)
{
    fprintf(weaver->out, "<%s>\n", tag);
    prose_blocks(weaver, node);
    fprintf(weaver->out, "</%s>\n", tag);
}

static void
block_write(struct weaver *weaver, const struct node *node)
{
    switch (node->kind) {
    case NODE_PARAGRAPH:
        wrap(weaver, "p", node);
        fputc('\n', weaver->out);
        break;
    case NODE_HEADING:
        heading_write(weaver, node);
        break;
    case NODE_LIST:
        list_write(weaver, node);
        break;
    case NODE_QUOTE:
        wrap_blocks(weaver, "blockquote", node);
        break;
    case NODE_CODE:
        code_write(weaver, node);
        break;
    case NODE_RULE:
        fputs("<hr>\n", weaver->out);
        break;
    case NODE_TABLE:
        table_write(weaver, node);
        break;
    case NODE_FOOTNOTE:
        footnote_write(weaver, node);
        break;
    case NODE_SHORTCODE:
    case NODE_EXAMPLE:
    case NODE_QUIZ:
    case NODE_NOTE:
    case NODE_MYTH:
        weaver->element(weaver, node);
        break;
    default:
        inline_write(weaver, node);
    }
}

void
prose_siblings(struct weaver *weaver, const struct node *first)
{
    for (const struct node *at = first; at; at = at->next) {
        block_write(weaver, at);
    }
}

void
prose_blocks(struct weaver *weaver, const struct node *parent)
{
    prose_siblings(weaver, parent->first);
}
