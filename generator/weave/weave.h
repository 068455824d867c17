/* weave.h -- chapters, results and pictures become pages.
 *
 * A site holds what all pages share; a page is what one file of the site
 * needs. The body of a page is made here (prose.c and element_*.c), then its
 * template is put around it (dress.c).
 *
 *   W1  nothing is run; no file but templates and assets is read, none written
 *   W2  everything that reaches a page is escaped for its sink
 *   W3  links are relative, so a site opens from disk and from any sub-path
 */
#ifndef HEAPBOOK_WEAVE_WEAVE_H
#define HEAPBOOK_WEAVE_WEAVE_H

#include <stdio.h>
#include <talloc.h>

#include "base/git.h"
#include "base/map.h"
#include "book/course.h"
#include "book/shortcode.h"
#include "run/unit.h"
#include "run/values.h"
#include "weave/data.h"
#include "weave/highlight.h"
#include "weave/template.h"
#include "weave/web.h"

/* What came of one example. */
struct example_run {
    const struct chapter *chapter;
    const struct example *example;
    struct unit unit;
    struct result result; /* NOT_AVAILABLE when it was not to be run */
    struct values *values;
    int is_wrong; /* judged so: what follows from it is not said again */
};

enum page_kind {
    PAGE_FRONT,
    PAGE_CHAPTER,
    PAGE_EXERCISE,
    PAGE_PROGRESS, /* all exercises, and how far the student has come */
    PAGE_ERROR
};

struct heading {
    const char *id;
    const char *title;
    int level;
};

/* A link that the author wrote, for messages of the link checker. */
struct author_link {
    const char *url; /* as it stands on the page */
    struct place place;
};

struct page {
    enum page_kind kind;
    const char *path; /* in the site: "copies.html" */
    const char *root; /* the way to the top: "" or "../" */
    const char *title;
    const char *description;
    const char *source; /* for git: "content/copies.md"; may be NULL */
    const struct chapter *chapter;   /* of an exercise, the one it is of */
    const struct exercise *exercise; /* of an exercise page */
    const char *body;
    size_t body_len;
    struct heading *headings;
    size_t heading_count;
    struct author_link *links;
    size_t link_count;
    char *bytes; /* when it is dressed */
    size_t len;
};

struct site {
    const struct course *course;
    struct templates *templates;
    struct data *settings; /* of site.lua */
    const char *base_url;  /* "" or with a slash at the end */
    struct map *runs;      /* example id -> struct example_run */
    const struct git_history *history;
    const struct web *web; /* what checks in the page; NULL: nothing does */
    struct page **pages;
    size_t page_count;
    const char *seen_root; /* what the templates know, see site_data.c */
    int seen_part;
    int seen_all;
};

/* The writer of one page's body. */
struct weaver {
    struct site *site;
    struct page *page;
    const struct chapter *chapter; /* NULL on an exercise page */
    const char *path;              /* the author's file, for messages */
    const char *folder; /* of that file, inside content/; "" for its top */
    FILE *out;
    int figures; /* ids given so far */
    int charts;
    int failed;
};

/* Makes all pages of the course, bodies included (page.c).  -1, reported. */
int pages_weave(struct site *site);

/* Puts the templates around each body (dress.c).  -1, reported. */
int pages_dress(struct site *site);

/* The page of a chapter or an exercise, or NULL. */
struct page *page_of_chapter(const struct site *site, const char *slug);
struct page *page_of_exercise(const struct site *site, const char *id);

/* The way from a page to a path of the site. */
char *page_url(TALLOC_CTX *ctx, const struct page *from, const char *path);

/* ---- prose.c ---------------------------------------------------------- */

/* Writes the blocks below the node. */
void prose_blocks(struct weaver *weaver, const struct node *parent);

/* Writes what stands in a line: the inlines below the node, or of the one
 * paragraph that a document holds. */
void prose_inlines(struct weaver *weaver, const struct node *parent);

/* HTML into a value of an element instead of the page: what is written
 * between begin and end becomes table[key]; with key NULL, an item of a list.
 * Captures nest. */
struct capture {
    FILE *outer;
    char *bytes;
    size_t len;
};

void capture_begin(struct weaver *weaver, struct capture *capture);
void capture_end(struct weaver *weaver, struct capture *capture,
                 struct data *table, const char *key);

/* Renders element/NAME.html with `element` in place. */
void element_render(struct weaver *weaver, const char *name,
                    const struct data *variables);

/* ---- element_example.c, element_question.c ---------------------------- */

void example_write(struct weaver *weaver, const struct example *example);
void predict_write(struct weaver *weaver, const struct example *example);
void quiz_write(struct weaver *weaver, const struct quiz *quiz);

/* Sets key to the lines of a text, coloured as its language is. */
void set_code(struct data *element, const char *key, enum language language,
              const char *text);

/* What a page shows as the output of a run; NULL when it printed nothing. */
const char *run_output(const struct example_run *run);

/* The run of an example; never NULL for one of the chapter's. */
const struct example_run *run_of(const struct weaver *weaver,
                                 const struct example *example);

/* ---- element_figure.c ------------------------------------------------- */

/* All steps that the example photographed; nothing if there are none. */
void figures_write(struct weaver *weaver, const struct example *example);

/* The steps that a {{figure}} names. */
void figures_shortcode_write(struct weaver *weaver,
                             const struct shortcode *shortcode);

/* ---- element_shortcode.c ---------------------------------------------- */

void shortcode_write(struct weaver *weaver, const struct shortcode *shortcode);

#endif
