#include "weave/output.h"

#include <ctype.h>
#include <string.h>

#include "base/files.h"

/* What the checker looks for on a page. */
struct checked_page {
    const struct output *output;
    struct map *ids;
    struct map *hrefs; /* each address once */
};

struct checker {
    const struct outputs *outputs;
    struct checked_page *pages;
    struct map *by_path; /* path -> struct checked_page */
    size_t len;
    int failed;
};

/* ---- reading HTML ----------------------------------------------------- */

static struct place
page_place(const struct output *output)
{
    const char *source = output->page ? output->page->source : NULL;
    return (struct place){.path = source ? source : output->path};
}

/* &amp; is the only entity that our writers put into an address or an id. */
static char *
value_new(TALLOC_CTX *ctx, const char *from, size_t len)
{
    char *text = talloc_strndup(ctx, from, len);
    char *to = text;
    for (char *at = text; *at; at++) {
        *to++ = *at;
        if (strncmp(at, "&amp;", 5) == 0) {
            at += 4;
        }
    }
    *to = 0;
    return text;
}

static void
id_take(struct checker *checker, struct checked_page *page, char *id)
{
    if (map_set(page->ids, id, page)) {
        diag_at(page_place(page->output), "the page %s has two ids \"%s\"",
                page->output->path, id);
        checker->failed = 1;
    }
}

static int
is_attribute(const char *name, size_t len, const char *wanted)
{
    return strlen(wanted) == len && strncmp(name, wanted, len) == 0;
}

static void
attribute_take(struct checker *checker, struct checked_page *page,
               const char *name, size_t name_len, const char *value,
               size_t len)
{
    if (is_attribute(name, name_len, "id")) {
        id_take(checker, page, value_new(page->ids, value, len));
    }
    else if (is_attribute(name, name_len, "href") ||
             is_attribute(name, name_len, "src")) {
        map_set(page->hrefs, value_new(page->hrefs, value, len), page);
    }
}

/* at is behind `<name`; returns what follows the tag's `>`. */
static const char *
tag_read(struct checker *checker, struct checked_page *page, const char *at,
         const char *end)
{
    while (at < end && *at != '>') {
        const char *name = at;
        while (at < end && !strchr("=> \t\n/", *at)) {
            at++;
        }
        size_t len = (size_t)(at - name);
        if (at + 1 < end && *at == '=' && strchr("\"'", at[1])) {
            const char *value = at + 2;
            at = memchr(value, at[1], (size_t)(end - value));
            if (!at) {
                return end;
            }
            attribute_take(checker, page, name, len, value,
                           (size_t)(at - value));
        }
        at += at < end && *at != '>';
    }
    return at < end ? at + 1 : end;
}

static void
page_read(struct checker *checker, struct checked_page *page)
{
    const char *at = page->output->bytes;
    const char *end = at + page->output->len;
    while (at < end && (at = memchr(at, '<', (size_t)(end - at)))) {
        at++;
        if (at < end && isalpha((unsigned char)*at)) {
            while (at < end && isalnum((unsigned char)*at)) {
                at++;
            }
            at = tag_read(checker, page, at, end);
        }
    }
}

/* ---- checking --------------------------------------------------------- */

static void
link_dead(struct checker *checker, const struct checked_page *page,
          const char *href, const char *why)
{
    const struct page *source = page->output->page;
    int placed = 0;
    checker->failed = 1;
    for (size_t i = 0; source && i < source->link_count; i++) {
        const struct author_link *link = &source->links[i];
        if (strcmp(link->url, href) == 0) {
            diag_at(link->place, "dead link to %s: %s", link->written, why);
            placed = 1;
        }
    }
    if (!placed) {
        diag_at(page_place(page->output), "dead link to %s on %s: %s", href,
                page->output->path, why);
    }
}

static int
is_outside(const char *href)
{
    return href[strcspn(href, ":/?#")] == ':' || strncmp(href, "//", 2) == 0;
}

static int
hex_digit(char c)
{
    const char *digits = "0123456789abcdef";
    const char *at = c ? strchr(digits, tolower((unsigned char)c)) : NULL;
    return at ? (int)(at - digits) : -1;
}

/* Takes percent-encoding back, in place. */
static void
decode(char *text)
{
    char *to = text;
    for (const char *at = text; *at; at++) {
        int high = *at == '%' ? hex_digit(at[1]) : -1;
        int low = high >= 0 ? hex_digit(at[2]) : -1;
        if (low >= 0) {
            *to++ = (char)(16 * high + low);
            at += 2;
        }
        else {
            *to++ = *at;
        }
    }
    *to = 0;
}

/* The page's path that an address leads to; NULL when it leaves the site. */
static char *
target_path(TALLOC_CTX *ctx, const struct checked_page *page, const char *href)
{
    size_t len = strcspn(href, "?#");
    char *folder = path_folder(ctx, page->output->path);
    char *way = talloc_strndup(ctx, href, len);
    if (len == 0) {
        return talloc_strdup(ctx, page->output->path);
    }
    if (*way == '/') {
        return NULL;
    }
    decode(way);
    len = strlen(way);
    char *clean = path_clean(ctx, path_join(ctx, folder, way));
    if (clean && (way[len - 1] == '/' || !*clean)) {
        clean = path_join(ctx, clean, "index.html");
    }
    return clean;
}

/* Whether the anchor is one that a mistake in the chapter took away, reported
 * already: a question that is wrong, or all behind an open fence. */
static int
is_lost(const struct checked_page *target, const char *anchor)
{
    const struct page *page = target->output->page;
    const struct chapter *chapter =
        page && !page->exercise ? page->chapter : NULL;
    return chapter && chapter->failed &&
           (chapter->is_cut || map_find(chapter->names, anchor));
}

static void
link_check(struct checker *checker, const struct checked_page *page,
           const char *href)
{
    if (is_outside(href)) {
        return;
    }
    TALLOC_CTX *scratch = talloc_new(NULL);
    char *path = target_path(scratch, page, href);
    const char *anchor = strchr(href, '#');
    if (!path) {
        link_dead(checker, page, href, "it leaves the site");
    }
    else if (!map_find(checker->outputs->paths, path)) {
        if (!map_find(checker->outputs->lost, path)) {
            link_dead(checker, page, href,
                      "there is no such file in the site");
        }
    }
    else if (anchor && anchor[1]) {
        struct checked_page *target = map_find(checker->by_path, path);
        if (target && !map_find(target->ids, anchor + 1) &&
            !is_lost(target, anchor + 1)) {
            link_dead(checker, page, href, "that page has no such anchor");
        }
    }
    talloc_free(scratch);
}

static void
checker_read(struct checker *checker, TALLOC_CTX *ctx)
{
    const struct outputs *outputs = checker->outputs;
    checker->by_path = map_new(ctx);
    checker->pages = talloc_zero_array(ctx, struct checked_page, outputs->len);
    for (size_t i = 0; i < outputs->len; i++) {
        const struct output *output = &outputs->items[i];
        if (!output->bytes || !path_ends(output->path, ".html")) {
            continue;
        }
        struct checked_page *page = &checker->pages[checker->len++];
        page->output = output;
        page->ids = map_new(ctx);
        page->hrefs = map_new(ctx);
        map_set(checker->by_path, output->path, page);
        page_read(checker, page);
    }
}

int
links_check(const struct outputs *outputs)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct checker checker = {.outputs = outputs};
    checker_read(&checker, ctx);
    for (size_t i = 0; i < checker.len; i++) {
        MAP_EACH(checker.pages[i].hrefs, entry)
        {
            link_check(&checker, &checker.pages[i], entry->key);
        }
    }
    talloc_free(ctx);
    return checker.failed ? -1 : 0;
}
