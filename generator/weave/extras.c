#include "weave/output.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/escape.h"
#include "base/files.h"
#include "base/stream.h"

enum { FEED_ENTRIES = 20 };

static int
stream_add(struct outputs *outputs, const char *path, FILE *out, char **bytes,
           size_t *len, struct place place)
{
    fclose(out);
    char *kept = talloc_strndup(outputs, *bytes, *len);
    free(*bytes);
    return output_add(outputs, path, kept, *len, NULL, place);
}

static const char *
time_text(char text[32], long long seconds)
{
    time_t time = (time_t)seconds;
    struct tm utc;
    gmtime_r(&time, &utc);
    strftime(text, 32, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return text;
}

static const struct git_page *
change_of(const struct site *site, const struct page *page)
{
    return page->source ? git_history_find(site->history, page->source) : NULL;
}

/* ---- map of the site -------------------------------------------------- */

static void
sitemap_write(FILE *out, const struct site *site)
{
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
          out);
    for (size_t i = 0; i < site->page_count; i++) {
        const struct page *page = site->pages[i];
        const struct git_page *change = change_of(site, page);
        char text[32];
        if (page->kind == PAGE_ERROR) {
            continue;
        }
        fputs("<url><loc>", out);
        escape_text(out, site->base_url);
        escape_text(out, page->path);
        fputs("</loc>", out);
        if (change) {
            fprintf(out, "<lastmod>%s</lastmod>",
                    time_text(text, change->time));
        }
        fputs("</url>\n", out);
    }
    fputs("</urlset>\n", out);
}

/* ---- feed ------------------------------------------------------------- */

struct entry_of_feed {
    const struct page *page;
    const struct git_page *change;
};

static int
by_time(const void *a, const void *b)
{
    const struct entry_of_feed *first = a;
    const struct entry_of_feed *second = b;
    if (first->change->time != second->change->time) {
        return first->change->time < second->change->time ? 1 : -1;
    }
    return strcmp(first->page->path, second->page->path);
}

static struct entry_of_feed *
entries_new(const struct site *site, size_t *count)
{
    struct entry_of_feed *entries =
        talloc_array(site, struct entry_of_feed, site->page_count + 1);
    *count = 0;
    for (size_t i = 0; i < site->page_count; i++) {
        const struct page *page = site->pages[i];
        const struct git_page *change = change_of(site, page);
        if (page->kind == PAGE_CHAPTER && change) {
            entries[(*count)++] = (struct entry_of_feed){page, change};
        }
    }
    qsort(entries, *count, sizeof *entries, by_time);
    *count = *count > FEED_ENTRIES ? FEED_ENTRIES : *count;
    return entries;
}

static void
element_write(FILE *out, const char *tag, const char *text)
{
    fprintf(out, "<%s>", tag);
    escape_text(out, text ? text : "");
    fprintf(out, "</%s>\n", tag);
}

static void
entry_write(FILE *out, const struct site *site,
            const struct entry_of_feed *entry)
{
    char text[32];
    fputs("<entry>\n", out);
    element_write(out, "title", entry->page->title);
    fputs("<id>", out);
    escape_text(out, site->base_url);
    escape_text(out, entry->page->path);
    fputs("</id>\n<link href=\"", out);
    escape_text(out, site->base_url);
    escape_text(out, entry->page->path);
    fputs("\"/>\n", out);
    element_write(out, "updated", time_text(text, entry->change->time));
    element_write(out, "summary", entry->page->description);
    fputs("</entry>\n", out);
}

static void
feed_write(FILE *out, const struct site *site)
{
    size_t count;
    char text[32];
    struct entry_of_feed *entries = entries_new(site, &count);
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n",
          out);
    element_write(out, "title", data_text(site->settings, "title"));
    element_write(out, "id", site->base_url);
    fputs("<link rel=\"self\" href=\"", out);
    escape_text(out, site->base_url);
    fputs("feed.xml\"/>\n", out);
    element_write(out, "updated",
                  time_text(text, count ? entries[0].change->time : 0));
    fputs("<author>", out);
    element_write(out, "name", data_text(site->settings, "author"));
    fputs("</author>\n", out);
    for (size_t i = 0; i < count; i++) {
        entry_write(out, site, &entries[i]);
    }
    fputs("</feed>\n", out);
    talloc_free(entries);
}

/* ---- redirects -------------------------------------------------------- */

static int
redirect_add(struct outputs *outputs, const struct page *page,
             const char *alias)
{
    struct place place = {page->source, 1, 1};
    char *path = path_clean(outputs, alias);
    if (!path || !path_ends(path, ".html") || *alias == '/') {
        return diag_at(place,
                       "aliases: expected an old address like \"old.html\", "
                       "found \"%s\"",
                       alias);
    }
    char *bytes = NULL;
    size_t len = 0;
    FILE *out = stream_open(&bytes, &len);
    fputs("<!DOCTYPE html>\n<html lang=\"en\"><head><meta "
          "charset=\"utf-8\"><title>",
          out);
    escape_text(out, page->title);
    fputs("</title><meta name=\"robots\" content=\"noindex\"><meta "
          "http-equiv=\"refresh\" content=\"0; url=",
          out);
    char *way = talloc_strdup(outputs, "");
    for (const char *at = path; (at = strchr(at, '/')); at++) {
        way = talloc_strdup_append(way, "../");
    }
    way = talloc_strdup_append(way, page->path);
    escape_url(out, way);
    fputs("\"></head>\n<body><p>This page is now <a href=\"", out);
    escape_url(out, way);
    fputs("\">", out);
    escape_text(out, page->title);
    fputs("</a>.</p></body></html>\n", out);
    return stream_add(outputs, path, out, &bytes, &len, place);
}

static int
redirects_add(struct outputs *outputs, const struct site *site)
{
    int status = 0;
    for (size_t i = 0; i < site->page_count; i++) {
        const struct page *page = site->pages[i];
        if (page->kind != PAGE_CHAPTER) {
            continue;
        }
        const char **alias = page->chapter->front->aliases;
        for (; *alias; alias++) {
            status |= redirect_add(outputs, page, *alias);
        }
    }
    return status;
}

/* ---- all -------------------------------------------------------------- */

static void
robots_write(FILE *out, const struct site *site)
{
    fputs("User-agent: *\nAllow: /\n", out);
    if (*site->base_url) {
        fprintf(out, "Sitemap: %ssitemap.xml\n", site->base_url);
    }
}

int
extras_add(struct outputs *outputs, struct site *site)
{
    static const struct {
        const char *path;
        void (*write)(FILE *, const struct site *);
        int needs_base;
    } FILES[] = {
        {"robots.txt", robots_write, 0},
        {"sitemap.xml", sitemap_write, 1},
        {"feed.xml", feed_write, 1},
    };

    int status = redirects_add(outputs, site);
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
        if (FILES[i].needs_base && !*site->base_url) {
            continue;
        }
        char *bytes = NULL;
        size_t len = 0;
        FILE *out = stream_open(&bytes, &len);
        FILES[i].write(out, site);
        status |= stream_add(outputs, FILES[i].path, out, &bytes, &len,
                             (struct place){.path = FILES[i].path});
    }
    return status;
}
