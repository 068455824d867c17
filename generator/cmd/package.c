#include "cmd/package.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/archive.h"
#include "base/diag.h"
#include "base/files.h"

struct package {
    struct packed *files;
    size_t count;
};

struct package *
package_new(TALLOC_CTX *ctx)
{
    return talloc_zero(ctx, struct package);
}

size_t
package_count(const struct package *package)
{
    return package->count;
}

void
package_add(struct package *package, const char *path, const char *bytes,
            size_t len, int is_program)
{
    if (package->count % 64 == 0) {
        package->files = talloc_realloc(package, package->files, struct packed,
                                        package->count + 64);
    }
    package->files[package->count++] =
        (struct packed){.path = talloc_strdup(package, path),
                        .bytes = talloc_memdup(package, bytes, len + !len),
                        .len = len,
                        .is_program = is_program};
}

void
package_add_text(struct package *package, const char *path, const char *text)
{
    package_add(package, path, text, strlen(text), !strncmp(text, "#!", 2));
}

int
package_add_file(struct package *package, const char *path, const char *source)
{
    size_t len;
    char *bytes = file_read(NULL, source, &len);
    int is_program = !access(source, X_OK);

    if (!bytes) {
        return -1;
    }
    package_add(package, path, bytes, len, is_program);
    talloc_free(bytes);
    return 0;
}

int
package_add_tree(struct package *package, const char *path, const char *source)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    int status = 0;

    for (char **names = tree_list(ctx, source); *names && !status; names++) {
        status = package_add_file(package, path_join(ctx, path, *names),
                                  path_join(ctx, source, *names));
    }
    talloc_free(ctx);
    return status;
}

const char *
package_find(const struct package *package, const char *text, size_t len)
{
    for (size_t i = 0; i < package->count; i++) {
        const struct packed *file = &package->files[i];

        if (memmem(file->bytes, file->len, text, len)) {
            return file->path;
        }
    }
    return NULL;
}

/* ---- writing ------------------------------------------------------------ */

static int
compare_paths(const void *a, const void *b)
{
    return strcmp(((const struct packed *)a)->path,
                  ((const struct packed *)b)->path);
}

static int
write_files(const struct package *package, const char *folder)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    int status = 0;

    for (size_t i = 0; i < package->count && !status; i++) {
        const struct packed *file = &package->files[i];
        char *path = path_join(ctx, folder, file->path);

        status = file_write(path, file->bytes, file->len) < 0 ||
                         (file->is_program && chmod(path, 0755))
                     ? -1
                     : 0;
    }
    talloc_free(ctx);
    return status;
}

/* A folder is made beside its place and renamed: rename(2) itself refuses to
 * replace one that is not empty. */
static int
write_folder(const struct package *package, const char *output)
{
    size_t len = strlen(output);
    char *name = talloc_strndup(
        NULL, output, len > 1 && output[len - 1] == '/' ? len - 1 : len);
    char *other = talloc_asprintf(name, "%s.part-%d", name, (int)getpid());
    int status = folder_make(other) || write_files(package, other) ? -1 : 0;

    if (!status && rename(other, name)) {
        status = diag_at((struct place){.path = name}, "%s",
                         errno == EEXIST || errno == ENOTEMPTY
                             ? "the folder is not empty"
                             : strerror(errno));
        diag_note((struct place){.path = name},
                  "remove it, or give another --output");
    }
    if (status) {
        tree_remove(other);
    }
    talloc_free(name);
    return status;
}

int
package_write(struct package *package, const char *output)
{
    qsort(package->files, package->count, sizeof *package->files,
          compare_paths);
    return archive_can_write(output)
               ? archive_write(output, package->files, package->count)
               : write_folder(package, output);
}
