#include "cmd/manifest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/files.h"
#include "base/map.h"

static const char HEAD[] = "heapbook manifest 1\n";

struct manifest {
    char *text;
    struct map *seen;
};

static void
state_read(const char *path, long long *size, long long *nanoseconds)
{
    struct stat about;
    if (stat(path, &about) < 0) {
        *size = -1;
        *nanoseconds = 0;
        return;
    }
    *size = S_ISDIR(about.st_mode) ? 0 : (long long)about.st_size;
    *nanoseconds = about.st_mtim.tv_sec * 1000000000LL + about.st_mtim.tv_nsec;
}

struct manifest *
manifest_new(TALLOC_CTX *ctx, const char *options)
{
    struct manifest *manifest = talloc_zero(ctx, struct manifest);
    manifest->seen = map_new(manifest);
    manifest->text = talloc_asprintf(manifest, "%s%s\n", HEAD, options);
    return manifest;
}

void
manifest_add(struct manifest *manifest, const char *path)
{
    long long size;
    long long nanoseconds;
    if (map_set(manifest->seen, path, manifest)) {
        return;
    }
    state_read(path, &size, &nanoseconds);
    manifest->text = talloc_asprintf_append_buffer(
        manifest->text, "%lld %lld %s\n", size, nanoseconds, path);
}

void
manifest_add_tree(struct manifest *manifest, const char *folder)
{
    char **paths = tree_list(manifest, folder);
    manifest_add(manifest, folder);
    for (char **path = paths; *path; path++) {
        char *file = path_join(paths, folder, *path);
        char *above = path_folder(paths, file);
        manifest_add(manifest, above);
        manifest_add(manifest, file);
    }
    talloc_free(paths);
}

void
manifest_write(const struct manifest *manifest, const char *path)
{
    file_write(path, manifest->text, strlen(manifest->text));
}

/* at is "SIZE NANOSECONDS PATH\n". */
static int
line_holds(char *at)
{
    char *end;
    long long size;
    long long nanoseconds;
    long long wanted_size = strtoll(at, &end, 10);
    long long wanted_time = strtoll(end, &end, 10);
    if (*end != ' ') {
        return 0;
    }
    state_read(end + 1, &size, &nanoseconds);
    return size == wanted_size && nanoseconds == wanted_time;
}

static int
lines_hold(char *at, int *files)
{
    while (*at) {
        char *newline = strchr(at, '\n');
        if (!newline) {
            return 0;
        }
        *newline = 0;
        if (!line_holds(at)) {
            return 0;
        }
        (*files)++;
        at = newline + 1;
    }
    return 1;
}

int
manifest_holds(const char *path, const char *options, int *files)
{
    size_t len;
    int count = 0;
    int holds = 0;
    char *text = file_try_read(NULL, path, &len);
    char *head = talloc_asprintf(NULL, "%s%s\n", HEAD, options);
    size_t head_len = strlen(head);
    if (text && strncmp(text, head, head_len) == 0) {
        holds = lines_hold(text + head_len, &count);
    }
    if (files) {
        *files = count;
    }
    talloc_free(text);
    talloc_free(head);
    return holds;
}
