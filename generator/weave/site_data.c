#include "weave/site_data.h"

#include <string.h>

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
        data_set_flag(item, "current", page->chapter == chapter);
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

/* "4–7": the first and the last number of the part. */
static char *
range_new(TALLOC_CTX *ctx, const struct site *site, int part)
{
    const char *first = NULL;
    const char *last = NULL;
    for (size_t i = 0; i < site->course->summary->len; i++) {
        const char *number = site->course->summary->entries[i].number;
        if (is_listed(site, i, part) && number && !strchr(number, '.')) {
            first = first ? first : number;
            last = number;
        }
    }
    if (!first) {
        return NULL;
    }
    return first == last ? talloc_strdup(ctx, first)
                         : talloc_asprintf(ctx, "%s–%s", first, last);
}

/* Chapters of no part, or of one without a title, stand in one of our
 * naming. */
static void
part_add(struct data *parts, const struct site *site, const struct page *page,
         int part)
{
    size_t len = site->course->summary->len;
    size_t count = 0;
    for (size_t i = 0; i < len; i++) {
        count += (size_t)is_listed(site, i, part);
    }
    if (count == 0) {
        return;
    }
    struct data *item = data_add_table(parts);
    const char *title = part < 0 ? "" : site->course->summary->parts[part];
    data_set_text(item, "title", *title ? title : "Chapters");
    data_set_text(item, "range", range_new(item, site, part));
    data_set_flag(item, "current",
                  page->chapter && page->chapter->part == part);
    struct data *chapters = data_set_list(item, "chapters");
    for (size_t i = 0; i < len; i++) {
        if (is_listed(site, i, part)) {
            chapter_add(chapters, site, page, i);
        }
    }
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

void
site_data_set(struct site *site, const struct page *page)
{
    struct data *table = data_new(site);
    const struct page *about = page_of_chapter(site, "about");
    set_settings(table, site);
    set_counts(table, site);
    set_first(table, site, page);
    if (about) {
        data_set_text(table, "about_url", page_url(table, page, about->path));
    }
    if (site->web) {
        struct data *web = data_set_table(table, "web");
        data_set_text(web, "url", page_url(web, page, site->web->path));
        data_set_number(web, "bytes", site->web->bytes);
    }
    struct data *parts = data_set_list(table, "parts");
    for (int part = -1; part < (int)site->course->summary->part_count;
         part++) {
        part_add(parts, site, page, part);
    }
    templates_set(site->templates, "site", table);
    talloc_free(table);
}
