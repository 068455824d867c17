#include "weave/weave.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/stream.h"
#include "weave/element.h"
#include "weave/prose.h"
#include "weave/site_data.h"

/* ---- git -------------------------------------------------------------- */

static char *
authors_join(TALLOC_CTX *ctx, const char **authors)
{
    char *text = talloc_strdup(ctx, "");
    for (int i = 0; authors[i]; i++) {
        const char *between = i == 0 ? "" : authors[i + 1] ? ", " : " and ";
        text = talloc_asprintf_append(text, "%s%s", between, authors[i]);
    }
    return text;
}

/* Fills {path} and {commit} of an address. */
static char *
address_fill(TALLOC_CTX *ctx, const char *pattern, const char *path,
             const char *commit)
{
    char *text = talloc_strdup(ctx, "");
    while (*pattern) {
        const char *brace = strchrnul(pattern, '{');
        text = talloc_strndup_append(text, pattern, (size_t)(brace - pattern));
        pattern = brace;
        if (strncmp(brace, "{path}", 6) == 0) {
            text = talloc_strdup_append(text, path);
            pattern += 6;
        }
        else if (strncmp(brace, "{commit}", 8) == 0) {
            text = talloc_strdup_append(text, commit);
            pattern += 8;
        }
        else if (*brace) {
            text = talloc_strndup_append(text, brace, 1);
            pattern++;
        }
    }
    return text;
}

static void
set_address(struct data *git, const struct site *site, const char *key,
            const struct page *page, const char *commit)
{
    const char *pattern = data_text(site->settings, key);
    if (pattern && *pattern) {
        data_set_text(git, key,
                      address_fill(git, pattern, page->source, commit));
    }
}

static void
set_change(struct data *git, const struct git_page *known)
{
    static const char *const MONTHS[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    time_t seconds = (time_t)known->time;
    struct tm utc;
    char hash[8];
    gmtime_r(&seconds, &utc);
    data_set_text(git, "date",
                  talloc_asprintf(git, "%d %s %d", utc.tm_mday,
                                  MONTHS[utc.tm_mon], utc.tm_year + 1900));
    data_set_text(git, "iso_date",
                  talloc_asprintf(git, "%04d-%02d-%02d", utc.tm_year + 1900,
                                  utc.tm_mon + 1, utc.tm_mday));
    snprintf(hash, sizeof hash, "%s", known->hash);
    data_set_text(git, "hash", hash);
    data_set_text(git, "authors", authors_join(git, known->authors));
}

static void
set_git(struct data *page_data, const struct site *site,
        const struct page *page)
{
    const struct git_history *history = site->history;
    if (!page->source || !history->found) {
        return;
    }
    struct data *git = data_set_table(page_data, "git");
    const struct git_page *known = git_history_find(history, page->source);
    if (known) {
        set_change(git, known);
        data_set_flag(git, "shallow", history->shallow);
    }
    const char *commit = known ? known->hash : "HEAD";
    set_address(git, site, "edit_url", page, commit);
    set_address(git, site, "history_url", page, commit);
}

/* ---- pages ------------------------------------------------------------ */

static const char *
kind_name(enum page_kind kind)
{
    static const char *const NAMES[] = {"front", "chapter", "exercise",
                                        "progress", "error"};
    return NAMES[kind];
}

static void
set_headings(struct data *table, const struct page *page)
{
    struct data *headings = data_set_list(table, "headings");
    for (size_t i = 0; i < page->heading_count; i++) {
        struct data *heading = data_add_table(headings);
        data_set_text(heading, "id", page->headings[i].id);
        data_set_text(heading, "title", page->headings[i].title);
        data_set_number(heading, "level", page->headings[i].level);
    }
}

static int
is_numbered(const struct page *page)
{
    return page->kind == PAGE_CHAPTER && page->chapter->number;
}

static void
set_around(struct data *table, const struct site *site,
           const struct page *page, size_t index)
{
    for (int next = 0; next < 2 && is_numbered(page); next++) {
        size_t at = index;
        const struct page *other = NULL;
        while (next ? ++at < site->page_count : at-- > 0) {
            if (is_numbered(site->pages[at])) {
                other = site->pages[at];
                break;
            }
        }
        if (other) {
            struct data *link = data_set_table(table, next ? "next" : "prev");
            data_set_text(link, "url", page_url(link, page, other->path));
            data_set_text(link, "title", other->title);
        }
    }
}

static void
set_texts(struct data *table, const char *key, const char **texts)
{
    struct data *list = data_set_list(table, key);
    for (; *texts; texts++) {
        data_add_text(list, *texts);
    }
}

static void
set_needs(struct data *table, const struct site *site, const struct page *page)
{
    struct data *needs = data_set_list(table, "needs");
    for (const char **slug = page->chapter->front->needs; *slug; slug++) {
        const struct page *other = page_of_chapter(site, *slug);
        if (other) {
            struct data *need = data_add_table(needs);
            data_set_text(need, "url", page_url(need, page, other->path));
            data_set_text(need, "title", other->title);
        }
    }
}

static void
set_chapter(struct data *table, const struct site *site,
            const struct page *page)
{
    const struct chapter *chapter = page->chapter;
    const struct front *front = chapter->front;
    int part = chapter->part;
    if (part >= 0 && *site->course->summary->parts[part]) {
        data_set_text(table, "part_title", site->course->summary->parts[part]);
        data_set_number(table, "part_number", part + 1);
    }
    data_set_text(table, "number", chapter->number);
    data_set_text(table, "question", front->question);
    if (front->minutes > 0) {
        data_set_number(table, "minutes", front->minutes);
    }
    set_needs(table, site, page);
    set_texts(table, "outcomes", front->outcomes);
}

static void
set_hints(struct data *table, struct site *site, struct page *page,
          int *failed)
{
    struct data *hints = data_set_list(table, "hints");
    const struct exercise *exercise = page->exercise;
    for (size_t i = 0; i < exercise->hint_count; i++) {
        struct capture capture;
        struct weaver weaver = {
            .site = site,
            .page = page,
            .path = exercise->path,
            .folder = "",
            .element = element_write,
        };
        struct data *hint = data_add_table(hints);
        data_set_text(hint, "title", exercise->hints[i].title);
        capture_begin(&weaver, &capture);
        prose_blocks(&weaver, exercise->hints[i].body);
        capture_end(&weaver, &capture, hint, "body");
        *failed |= weaver.failed;
    }
}

/* Its place among the exercises of its chapter: "4.2". */
static char *
exercise_number(TALLOC_CTX *ctx, const struct site *site,
                const struct page *page)
{
    int number = 1;
    for (size_t i = 0; i < site->course->exercise_count; i++) {
        const struct exercise *other = site->course->exercises[i];
        if (other == page->exercise) {
            break;
        }
        number += strcmp(other->chapter, page->exercise->chapter) == 0;
    }
    const char *chapter = page->chapter->number;
    return chapter ? talloc_asprintf(ctx, "%s.%d", chapter, number) : NULL;
}

static void
set_exercise(struct data *table, struct site *site, struct page *page,
             int *failed)
{
    const struct exercise *exercise = page->exercise;
    const struct page *above = page_of_chapter(site, exercise->chapter);
    set_code(table, "starter", LANGUAGE_C, exercise->starter);
    data_set_text(table, "number", exercise_number(table, site, page));
    data_set_number(table, "points", exercise->points);
    data_set_text(table, "slug", exercise->id);
    data_set_text(table, "folder", exercise->folder);
    set_hints(table, site, page, failed);
    struct data *claims = data_set_list(table, "claims");
    for (size_t i = 0; i < exercise->claim_count; i++) {
        if (!exercise->claims[i].is_hidden) {
            struct data *claim = data_add_table(claims);
            data_set_text(claim, "title", exercise->claims[i].title);
            data_set_number(claim, "points", exercise->claims[i].points);
        }
    }
    struct data *chapter = data_set_table(table, "chapter");
    data_set_text(chapter, "url", page_url(chapter, page, above->path));
    data_set_text(chapter, "title", above->title);
}

/* Every exercise in the order of the course; what the student has of its
 * points is known in the browser only. */
static void
set_exercises(struct data *table, const struct site *site,
              const struct page *page)
{
    struct data *exercises = data_set_list(table, "exercises");
    for (size_t i = 0; i < site->page_count; i++) {
        const struct page *one = site->pages[i];
        if (one->kind == PAGE_EXERCISE) {
            struct data *item = data_add_table(exercises);
            data_set_text(item, "title", one->title);
            data_set_text(item, "slug", one->exercise->id);
            data_set_text(item, "url", page_url(item, page, one->path));
            data_set_text(item, "number", exercise_number(item, site, one));
            data_set_text(item, "chapter", one->chapter->title);
            data_set_number(item, "points", one->exercise->points);
        }
    }
}

static struct data *
page_data(struct site *site, size_t index, int *failed)
{
    struct page *page = site->pages[index];
    struct data *table = data_new(page);
    int lost = page->kind == PAGE_ERROR && *site->base_url;
    data_set_text(table, "kind", kind_name(page->kind));
    data_set_text(table, "title", page->title);
    data_set_text(table, "description", page->description);
    data_set_text(table, "chapter_slug",
                  page->chapter ? page->chapter->slug : NULL);
    /* A server shows 404.html at any depth: only absolute links lead home. */
    data_set_text(table, "root", lost ? site->base_url : page->root);
    data_set_safe(table, "body", page->body, page->body_len);
    if (*site->base_url && page->kind != PAGE_ERROR) {
        data_set_text(
            table, "canonical",
            talloc_asprintf(table, "%s%s", site->base_url, page->path));
    }
    set_git(table, site, page);
    set_headings(table, page);
    set_around(table, site, page, index);
    if (page->kind == PAGE_CHAPTER) {
        set_chapter(table, site, page);
    }
    else if (page->kind == PAGE_EXERCISE) {
        set_exercise(table, site, page, failed);
    }
    else if (page->kind == PAGE_PROGRESS) {
        set_exercises(table, site, page);
    }
    return table;
}

static int
page_dress(struct site *site, size_t index)
{
    struct page *page = site->pages[index];
    struct data *variables = data_new(page);
    int failed = 0;
    struct data *table = page_data(site, index, &failed);
    char *name = talloc_asprintf(page, "%s.html", kind_name(page->kind));
    char *bytes = NULL;
    size_t len = 0;
    site_data_set(site, page);
    templates_set(site->templates, "page", table);
    FILE *out = stream_open(&bytes, &len);
    failed |= templates_render(site->templates, name, NULL, out) < 0;
    fclose(out);
    data_set_safe(variables, "content", bytes, len);
    free(bytes);
    out = stream_open(&bytes, &len);
    failed |= failed || templates_render(site->templates, "layout.html",
                                         variables, out) < 0;
    fclose(out);
    page->bytes = talloc_strndup(page, bytes, len);
    page->len = len;
    free(bytes);
    talloc_free(variables);
    talloc_free(table);
    return failed ? -1 : 0;
}

/* One broken template breaks every page; it is reported once. */
int
pages_dress(struct site *site)
{
    for (size_t i = 0; i < site->page_count; i++) {
        if (page_dress(site, i) < 0) {
            return -1;
        }
    }
    return 0;
}
