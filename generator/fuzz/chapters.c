/* Chapters: Markdown, fences and their words, quizzes, shortcodes.  What
 * could cost the Markdown parser too much goes through a child of its own
 * first (markdown_guard.h), here as well. */
#include "quiet.h"

#include "base/diag.h"
#include "book/chapter.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static FILE *nowhere;
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct source *source =
        source_new(ctx, "page.md", (const char *)data, size);
    struct chapter *chapter =
        source ? chapter_parse(ctx, source, "Title") : NULL;

    nowhere = nowhere ? nowhere : fuzz_nowhere();
    if (chapter) {
        chapter_resolve(chapter, chapter->tree);
        chapter_print(nowhere, chapter);
    }
    talloc_free(ctx);
    return 0;
}
