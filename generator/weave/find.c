#include "weave/weave.h"

#include <string.h>

struct page *
page_of_chapter(const struct site *site, const char *slug)
{
    for (size_t i = 0; i < site->page_count; i++) {
        struct page *page = site->pages[i];
        if (page->chapter && !page->exercise &&
            strcmp(page->chapter->slug, slug) == 0) {
            return page;
        }
    }
    return NULL;
}

struct page *
page_of_exercise(const struct site *site, const char *id)
{
    for (size_t i = 0; i < site->page_count; i++) {
        struct page *page = site->pages[i];
        if (page->exercise && strcmp(page->exercise->id, id) == 0) {
            return page;
        }
    }
    return NULL;
}

char *
page_url(TALLOC_CTX *ctx, const struct page *from, const char *path)
{
    return talloc_asprintf(ctx, "%s%s", from->root, path);
}
