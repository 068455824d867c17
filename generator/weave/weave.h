/* weave.h -- chapters, results and pictures become pages.
 *
 * A site holds what all pages share; a page is what one file of the site
 * needs. The body of a page is made first (page.c, by a weaver: weaver.h),
 * then its template is put around it (dress.c).
 *
 *   W1  nothing is run; no file but templates and assets is read, none written
 *   W2  everything that reaches a page is escaped for its sink
 *   W3  links are relative, so a site opens from disk and from any sub-path
 */
#ifndef HEAPBOOK_WEAVE_WEAVE_H
#define HEAPBOOK_WEAVE_WEAVE_H

#include <stddef.h>
#include <talloc.h>

#include "base/git.h"
#include "base/map.h"
#include "book/course.h"
#include "run/unit.h"
#include "run/values.h"
#include "weave/data.h"
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
    const char *url;     /* as it stands on the page */
    const char *written; /* as it stands in the chapter: "copies.md" */
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

/* Makes all pages of the course, bodies included (page.c).  -1, reported. */
int pages_weave(struct site *site);

/* Puts the templates around each body (dress.c).  -1, reported. */
int pages_dress(struct site *site);

/* The page of a chapter or an exercise, or NULL (find.c). */
struct page *page_of_chapter(const struct site *site, const char *slug);
struct page *page_of_exercise(const struct site *site, const char *id);

/* The way from a page to a path of the site. */
char *page_url(TALLOC_CTX *ctx, const struct page *from, const char *path);

#endif
