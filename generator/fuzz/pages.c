/* What authors write: a summary, front matter.  The first byte says
 * which.  Chapters are chapters.c's. */
#include "quiet.h"

#include "base/diag.h"
#include "book/front.h"
#include "book/summary.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct source *source;
    int failed = 0;

    if (size > 0) {
        source = source_new(ctx, "page.md", (const char *)data + 1, size - 1);
        if (source && data[0] % 2) {
            front_parse(ctx, source,
                        data[0] & 2 ? FRONT_CHAPTER : FRONT_EXERCISE, &failed);
        }
        else if (source) {
            summary_parse(ctx, source);
        }
    }
    talloc_free(ctx);
    return 0;
}
