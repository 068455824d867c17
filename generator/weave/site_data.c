#include "weave/site_data.h"

#include <string.h>

/* A course of more chapters lists those of the page's own part only, and of
 * the others where they begin: all on all pages would grow as the square. */
enum { LISTED_WHOLE = 60 };

/* Pages that are there once list the whole course. */
static int
lists_all(const struct site *site, const struct page *page)
{
    return page->kind == PAGE_FRONT || page->kind == PAGE_ERROR ||
           page->kind == PAGE_PROGRESS ||
           site->course->summary->len <= LISTED_WHOLE;
}

static void
chapter_add(struct data *list, const struct site *site,
            const struct page *page, size_t index)
{
    const struct entry *entry = &site->course->summary->entries[index];
    const struct chapter *chapter = site->course->chapters[index];
    struct data *item = data_add_table(list);
    const char *title = chapter ? chapter->title : entry->title;
    data_set_text(item, "title", title);
    data_set_text(item, "number", entry->number);
    data_set_text(item, "label",
                  entry->number
                      ? talloc_asprintf(item, "%s. %s", entry->number, title)
                      : title);
    data_set_flag(item, "draft", chapter == NULL);
    if (chapter) {
        char *path = talloc_asprintf(item, "%s.html", chapter->slug);
        data_set_text(item, "slug", chapter->slug);
        data_set_text(item, "url", page_url(item, page, path));
    }
}

/* What has no number (a preface, a page about the course) is no chapter of
 * it. */
static int
is_listed(const struct site *site, size_t index, int part)
{
    const struct entry *entry = &site->course->summary->entries[index];
    return entry->part == part && entry->number != NULL;
}

/* What the sidebar says of a part: its chapters are summary entries
 * first .. last, of which some have no number. */
struct span {
    size_t first;
    size_t last;
    size_t count;
    const char *lowest; /* numbers, of top level */
    const char *highest;
    const struct chapter *begins; /* the first that is written, or NULL */
};

static void
span_take(struct span *span, const struct site *site, size_t index)
{
    const char *number = site->course->summary->entries[index].number;
    span->first = span->count++ ? span->first : index;
    span->last = index;
    if (!strchr(number, '.')) {
        span->lowest = span->lowest ? span->lowest : number;
        span->highest = number;
    }
    if (!span->begins) {
        span->begins = site->course->chapters[index];
    }
}

/* One for each part, and before them one for chapters of no part. */
static struct span *
spans_new(TALLOC_CTX *ctx, const struct site *site)
{
    const struct summary *summary = site->course->summary;
    struct span *spans =
        talloc_zero_array(ctx, struct span, summary->part_count + 1);
    for (size_t i = 0; i < summary->len; i++) {
        int part = summary->entries[i].part;
        if (is_listed(site, i, part)) {
            span_take(&spans[part + 1], site, i);
        }
    }
    return spans;
}

/* "4–7", or "4" for one. */
static char *
range_new(TALLOC_CTX *ctx, const struct span *span)
{
    if (!span->lowest) {
        return NULL;
    }
    return span->lowest == span->highest
               ? talloc_strdup(ctx, span->lowest)
               : talloc_asprintf(ctx, "%s–%s", span->lowest, span->highest);
}

/* Chapters of no part, or of one without a title, stand in one of our
 * naming. */
static void
part_add(struct data *parts, const struct site *site, const struct page *page,
         int part, const struct span *span)
{
    struct data *item = data_add_table(parts);
    const char *title = part < 0 ? "" : site->course->summary->parts[part];
    int is_current = page->chapter && page->chapter->part == part;
    data_set_text(item, "title", *title ? title : "Chapters");
    data_set_text(item, "range", range_new(item, span));
    data_set_flag(item, "current", is_current);
    if (span->begins) {
        char *path = talloc_asprintf(item, "%s.html", span->begins->slug);
        data_set_text(item, "url", page_url(item, page, path));
    }
    struct data *chapters = data_set_list(item, "chapters");
    for (size_t i = span->first; i <= span->last; i++) {
        if ((is_current || lists_all(site, page)) &&
            is_listed(site, i, part)) {
            chapter_add(chapters, site, page, i);
        }
    }
}

static void
parts_set(struct data *table, const struct site *site, const struct page *page)
{
    struct data *parts = data_set_list(table, "parts");
    const struct span *spans = spans_new(table, site);
    for (int part = -1; part < (int)site->course->summary->part_count;
         part++) {
        if (spans[part + 1].count > 0) {
            part_add(parts, site, page, part, &spans[part + 1]);
        }
    }
    data_set_flag(table, "whole", lists_all(site, page));
}

static void
set_settings(struct data *table, const struct site *site)
{
    const struct data *at = site->settings->first;
    for (; at; at = at->next) {
        if (strcmp(at->key, "base_url") != 0) {
            data_set_text(table, at->key, at->text);
        }
    }
    data_set_text(table, "base_url", site->base_url);
}

static void
set_counts(struct data *table, const struct site *site)
{
    const struct course *course = site->course;
    long long chapters = 0;
    for (size_t i = 0; i < course->summary->len; i++) {
        const struct chapter *chapter = course->chapters[i];
        chapters += chapter && chapter->number;
    }
    data_set_number(table, "chapter_count", chapters);
    data_set_number(table, "exercise_count",
                    (long long)course->exercise_count);
    data_set_number(table, "example_count", (long long)course->example_count);
}

static void
set_first(struct data *table, const struct site *site, const struct page *page)
{
    for (size_t i = 0; i < site->page_count; i++) {
        const struct page *first = site->pages[i];
        if (first->kind == PAGE_CHAPTER && first->chapter->number) {
            struct data *chapter = data_set_table(table, "first");
            data_set_text(chapter, "url",
                          page_url(chapter, page, first->path));
            data_set_text(chapter, "title", first->title);
            return;
        }
    }
}

/* Whether the templates have it already: pages of one part that lie in one
 * folder see the same. */
static int
is_set(struct site *site, const struct page *page)
{
    int part = page->chapter ? page->chapter->part : -1;
    int all = lists_all(site, page);
    if (site->seen_root && strcmp(site->seen_root, page->root) == 0 &&
        site->seen_part == part && site->seen_all == all) {
        return 1;
    }
    site->seen_root = page->root;
    site->seen_part = part;
    site->seen_all = all;
    return 0;
}

/* Where a page about the course is, if the course has it. */
static void
set_address(struct data *table, struct site *site, const struct page *page,
            const char *key, const char *slug)
{
    const struct page *other = page_of_chapter(site, slug);
    if (other) {
        data_set_text(table, key, page_url(table, page, other->path));
    }
}

void
site_data_set(struct site *site, const struct page *page)
{
    if (is_set(site, page)) {
        return;
    }
    struct data *table = data_new(site);
    set_settings(table, site);
    set_counts(table, site);
    set_first(table, site, page);
    set_address(table, site, page, "about_url", "about");
    set_address(table, site, page, "reading_url", "reading");
    if (site->web) {
        struct data *web = data_set_table(table, "web");
        data_set_text(web, "url", page_url(web, page, site->web->path));
        data_set_number(web, "bytes", site->web->bytes);
    }
    parts_set(table, site, page);
    templates_set(site->templates, "site", table);
    talloc_free(table);
}
