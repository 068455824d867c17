#include "grade/collect_walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/interrupt.h"
#include "grade/handed_in.h"

enum { MOST_FILES = 200000, DEEPEST = 40 };

static void
add_trouble(struct unpacked_list *list, const char *path, const char *why)
{
    unpacked_add(list, (struct unpacked){.path = talloc_strdup(list, path),
                                         .why = talloc_strdup(list, why)});
}

/* ---- one file ----------------------------------------------------------- */

static char *
read_all(TALLOC_CTX *ctx, int fd, size_t size)
{
    char *bytes = talloc_array(ctx, char, size + 1);
    size_t have = 0;
    ssize_t n = 1;

    while (have < size && n > 0) {
        n = read(fd, bytes + have, size - have);
        have += n > 0 ? (size_t)n : 0;
    }
    bytes[have] = '\0';
    return have == size ? bytes : NULL;
}

static void
add_archive(struct unpacked_list *list, const char *path, const char *bytes,
            size_t len)
{
    struct unpacked_list *inner = unpack(list, bytes, len);
    const char *slash = *path ? "/" : "";

    for (size_t i = 0; i < inner->count; i++) {
        struct unpacked entry = inner->entries[i];

        entry.path = talloc_asprintf(list, "%s%s%s", path, slash, entry.path);
        unpacked_add(list, entry);
    }
    if (*path) {
        unpacked_add(list, (struct unpacked){
                               .path = talloc_asprintf(list, "%s/", path)});
    }
    if (inner->why && *path) {
        add_trouble(list, path, inner->why);
    }
    else {
        list->why = inner->why;
    }
}

/* path: what the file is called in the list; inside: what its entries stand
 * under when it is an archive. */
static void
add_open_file(struct unpacked_list *list, int fd, const char *path,
              const char *inside)
{
    size_t want = unpack_wanted(path);
    int is_archive = archive_stem(path, strlen(path)) < strlen(path);
    struct stat about;
    char *bytes;

    if (fstat(fd, &about) || !S_ISREG(about.st_mode)) {
        if (want) {
            add_trouble(list, path, "it is not a regular file");
        }
        return;
    }
    if (!want) {
        unpacked_add(list,
                     (struct unpacked){.path = talloc_strdup(list, path)});
        return;
    }
    if ((size_t)about.st_size > want) {
        add_trouble(list, path, "it is too large");
        return;
    }
    bytes = read_all(list, fd, (size_t)about.st_size);
    if (!bytes) {
        add_trouble(list, path, "it changed while it was read");
    }
    else if (is_archive) {
        add_archive(list, inside, bytes, (size_t)about.st_size);
        talloc_free(bytes);
    }
    else {
        unpacked_add(list, (struct unpacked){.path = talloc_strdup(list, path),
                                             .bytes = bytes,
                                             .len = (size_t)about.st_size});
    }
}

/* ---- folders ------------------------------------------------------------ */

static int
compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static char **
names_of(TALLOC_CTX *ctx, DIR *folder, size_t *count)
{
    char **names = talloc_array(ctx, char *, 0);
    struct dirent *entry;

    *count = 0;
    while ((entry = readdir(folder))) {
        if (entry->d_name[0] == '.') {
            continue;
        }
        names = talloc_realloc(ctx, names, char *, *count + 1);
        names[(*count)++] = talloc_strdup(ctx, entry->d_name);
    }
    qsort(names, *count, sizeof *names, compare_names);
    return names;
}

static void walk(struct unpacked_list *list, int fd, const char *prefix,
                 int depth);

static void
walk_name(struct unpacked_list *list, int folder, const char *prefix,
          const char *name, int depth)
{
    char *path = talloc_asprintf(NULL, "%s%s", prefix, name);
    int fd =
        openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat about;

    if (handed_in_is_hidden(path)) {
        talloc_free(path);
        if (fd >= 0) {
            close(fd);
        }
        return;
    }
    if (fd < 0) {
        add_trouble(list, path,
                    errno == ELOOP ? "it is a link" : strerror(errno));
    }
    else if (!fstat(fd, &about) && S_ISDIR(about.st_mode)) {
        char *below = talloc_asprintf(path, "%s/", path);

        unpacked_add(list,
                     (struct unpacked){.path = talloc_strdup(list, below)});
        walk(list, fd, below, depth + 1);
    }
    else {
        add_open_file(list, fd, path, path);
    }
    if (fd >= 0) {
        close(fd);
    }
    talloc_free(path);
}

static void
walk(struct unpacked_list *list, int fd, const char *prefix, int depth)
{
    DIR *folder = fdopendir(dup(fd));
    TALLOC_CTX *ctx = talloc_new(NULL);
    size_t count = 0;
    char **names = folder ? names_of(ctx, folder, &count) : NULL;

    if (!folder || depth > DEEPEST || list->count + count > MOST_FILES) {
        add_trouble(list, prefix,
                    !folder           ? strerror(errno)
                    : depth > DEEPEST ? "folders lie too deep in each other"
                                      : "there are more than 200,000 files");
        count = 0;
    }
    for (size_t i = 0; i < count && !interrupted(); i++) {
        walk_name(list, fd, prefix, names[i], depth);
    }
    if (folder) {
        closedir(folder);
    }
    talloc_free(ctx);
}

struct unpacked_list *
collect_walk(TALLOC_CTX *ctx, const char *source)
{
    struct unpacked_list *list = talloc_zero(ctx, struct unpacked_list);
    int fd = open(source, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    const char *name = strrchr(source, '/');
    struct stat about;

    if (fd < 0 || fstat(fd, &about)) {
        list->why = talloc_strdup(list, strerror(errno));
    }
    else if (S_ISDIR(about.st_mode)) {
        walk(list, fd, "", 0);
    }
    else {
        add_open_file(list, fd, name ? name + 1 : source, "");
    }
    if (fd >= 0) {
        close(fd);
    }
    return list;
}
