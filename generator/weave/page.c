#include "weave/weave.h"

#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "weave/element.h"
#include "weave/prose.h"

enum { DESCRIPTION_BYTES = 160 };

/* ---- one page --------------------------------------------------------- */

static struct page *
page_new(struct site *site, enum page_kind kind, const char *path,
         const char *title)
{
    struct page *page = talloc_zero(site, struct page);
    page->kind = kind;
    page->path = talloc_strdup(page, path);
    page->root = strchr(path, '/') ? "../" : "";
    page->title = title;
    page->description = "";
    page->body = "";
    site->pages =
        talloc_realloc(site, site->pages, struct page *, site->page_count + 1);
    site->pages[site->page_count++] = page;
    return page;
}

/* What search engines show: the author's, else the question, else how the
 * text begins. */
static const char *
description_new(struct page *page, const struct front *front,
                const struct node *tree)
{
    if (front->description || front->question) {
        return front->description ? front->description : front->question;
    }
    const struct node *at = tree->first;
    while (at && at->kind != NODE_PARAGRAPH) {
        at = at->next;
    }
    char *text = at ? node_text(page, at) : talloc_strdup(page, "");
    size_t len = strlen(text);
    if (len > DESCRIPTION_BYTES) {
        len = DESCRIPTION_BYTES;
        while (len > 0 && text[len] != ' ') {
            len--;
        }
        text = talloc_asprintf(page, "%.*s …", (int)len, text);
    }
    return text;
}

static void
body_weave(struct site *site, struct page *page, const char *path,
           const char *folder, const struct node *tree, int *failed)
{
    struct capture capture;
    struct data *result = data_new(page);
    struct weaver weaver = {
        .site = site,
        .page = page,
        .chapter = page->exercise ? NULL : page->chapter,
        .path = path,
        .folder = folder,
        .element = element_write,
    };
    capture_begin(&weaver, &capture);
    prose_blocks(&weaver, tree);
    capture_end(&weaver, &capture, result, "body");
    page->body = result->first->text;
    page->body_len = result->first->len;
    *failed |= weaver.failed;
}

/* "content/a/b.md" -> "a" */
static char *
content_folder(TALLOC_CTX *ctx, const char *path)
{
    const char *slash = strchr(path, '/');
    return path_folder(ctx, slash ? slash + 1 : path);
}

/* ---- all pages -------------------------------------------------------- */

static void
pages_list(struct site *site)
{
    const struct course *course = site->course;
    for (size_t i = 0; i < course->summary->len; i++) {
        const struct chapter *chapter = course->chapters[i];
        if (!chapter) {
            continue;
        }
        char *path = talloc_asprintf(site, "%s.html", chapter->slug);
        struct page *page =
            chapter->is_front
                ? page_new(site, PAGE_FRONT, "index.html", chapter->title)
                : page_new(site, PAGE_CHAPTER, path, chapter->title);
        page->chapter = chapter;
        page->source = chapter->path;
    }
    for (size_t i = 0; i < course->exercise_count; i++) {
        const struct exercise *exercise = course->exercises[i];
        char *path = talloc_asprintf(site, "%s.html", exercise->id);
        const struct chapter *chapter =
            course_chapter(course, exercise->chapter);
        if (chapter) {
            struct page *page =
                page_new(site, PAGE_EXERCISE, path, exercise->title);
            page->exercise = exercise;
            page->chapter = chapter;
            page->source = exercise->path;
        }
    }
}

static int
has_front(const struct site *site)
{
    for (size_t i = 0; i < site->page_count; i++) {
        if (site->pages[i]->kind == PAGE_FRONT) {
            return 1;
        }
    }
    return 0;
}

static void
pages_add_own(struct site *site)
{
    const char *title = data_text(site->settings, "title");
    const char *description = data_text(site->settings, "description");
    if (!has_front(site)) {
        page_new(site, PAGE_FRONT, "index.html", title ? title : "Course");
    }
    for (size_t i = 0; i < site->page_count; i++) {
        struct page *page = site->pages[i];
        if (page->kind == PAGE_FRONT) {
            page->description = description ? description : "";
        }
    }
    if (site->web && site->course->exercise_count > 0) {
        struct page *page =
            page_new(site, PAGE_PROGRESS, "progress.html", "Your progress");
        page->description = "Every exercise of the course, with its points.";
    }
    page_new(site, PAGE_ERROR, "404.html", "Not found");
}

static void
page_weave(struct site *site, struct page *page, int *failed)
{
    if (page->exercise) {
        const struct exercise *exercise = page->exercise;
        char *folder = talloc_asprintf(page, "../%s", exercise->folder);
        page->description =
            description_new(page, exercise->front, exercise->tree);
        body_weave(site, page, exercise->path, folder, exercise->tree, failed);
    }
    else if (page->chapter) {
        const struct chapter *chapter = page->chapter;
        char *folder = content_folder(page, chapter->path);
        if (page->kind == PAGE_CHAPTER) {
            page->description =
                description_new(page, chapter->front, chapter->tree);
        }
        body_weave(site, page, chapter->path, folder, chapter->tree, failed);
    }
}

int
pages_weave(struct site *site)
{
    int failed = 0;
    pages_list(site);
    pages_add_own(site);
    for (size_t i = 0; i < site->page_count; i++) {
        page_weave(site, site->pages[i], &failed);
    }
    return failed ? -1 : 0;
}
