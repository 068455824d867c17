/* golden.h -- what a stage makes of an input, against a file of the tree.
 *
 * Inputs lie in generator/test/golden/STAGE/, each beside NAME.out, which
 * holds the printed result and, before it, what was reported.  With ACCEPT=1
 * in the environment the .out files are written anew: look at the difference.
 * Tests run at the top of the checkout.
 */
#ifndef HEAPBOOK_TEST_GOLDEN_H
#define HEAPBOOK_TEST_GOLDEN_H

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "base/diag.h"
#include "base/files.h"
#include "tap.h"

/* Prints what the stage makes of the file. */
typedef void golden_stage(TALLOC_CTX *ctx, const char *path, FILE *out);

static inline char *
golden_result(TALLOC_CTX *ctx, golden_stage *stage, const char *path)
{
    char *bytes = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&bytes, &len);
    diag_reset();
    diag_set_sink(out);
    stage(ctx, path, out);
    diag_set_sink(NULL);
    fclose(out);
    char *result = talloc_strndup(ctx, bytes, len);
    free(bytes);
    return result;
}

static inline void
golden_run(const char *folder, const char *ending, golden_stage *stage)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    char **names = folder_list(ctx, folder, ending);
    ok(*names != NULL, "%s has inputs", folder);
    for (; *names; names++) {
        char *path = path_join(ctx, folder, *names);
        char *result = golden_result(ctx, stage, path);
        char *golden = talloc_asprintf(ctx, "%s.out", path);
        size_t len = 0;
        if (getenv("ACCEPT")) {
            file_write(golden, result, strlen(result));
        }
        char *expected = file_try_read(ctx, golden, &len);
        is(result, expected ? expected : "(no golden file)", "%s", path);
    }
    talloc_free(ctx);
}

#endif
