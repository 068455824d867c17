/* Archives of submissions, and the paths in them. */
#include "fuzz.h"

#include <locale.h>
#include <string.h>

#include "base/archive.h"
#include "base/files.h"
#include "grade/handed_in.h"
#include "grade/unpack.h"

enum { ENTRIES = 1000 };

static const char *const ids[] = {"copies/copy-rows", "copies/shares",
                                  "slots/shares", "a/b"};

static void
read_path(const char *path)
{
    TALLOC_CTX *ctx = talloc_new(NULL);

    handed_in_read(path, ids, sizeof ids / sizeof *ids,
                   sizeof ids / sizeof *ids);
    handed_in_read(path, ids, 1, sizeof ids / sizeof *ids);
    handed_in_is_hidden(path);
    archive_stem(path, strlen(path));
    unpack_wanted(path);
    path_clean(ctx, path);
    talloc_free(ctx);
}

static size_t
want(const struct archived *entry, void *arg)
{
    (void)arg;
    read_path(entry->path);
    return unpack_wanted(entry->path);
}

static void
take(const struct archived *entry, const char *bytes, size_t len, int more,
     const char *why, void *arg)
{
    (void)entry;
    (void)more;
    (void)why;
    for (size_t i = 0; bytes && i < len; i++) {
        *(unsigned *)arg += (unsigned char)bytes[i];
    }
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    setlocale(LC_CTYPE, "C.UTF-8");
    archive_library();
    return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    unsigned sum = 0;
    struct archive_visitor visitor = {want, take, &sum};

    read_path(fuzz_text(ctx, data, size));
    archive_visit(ctx, (const char *)data, size, ENTRIES, &visitor);
    talloc_free(ctx);
    return 0;
}
