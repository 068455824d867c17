#include "run/cache.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/home.h"
#include "base/stream.h"
#include "run/tools.h"
#include "run/wire.h"

static const char RESULT[] = "heapbook result 1\n";
static const char OBJECT[] = "heapbook object 1\n";
static char *folder;

void
cache_set_folder(const char *path)
{
    talloc_free(folder);
    folder = path ? talloc_strdup(NULL, path) : NULL;
}

/* A checkout that can be written keeps its cache beside what was built. */
static const char *
cache_folder(void)
{
    const char *user = getenv("XDG_CACHE_HOME");
    const char *own = getenv("HOME");

    if (folder) {
        return folder;
    }
    if (!access(home(), W_OK) && file_exists(home_path(NULL, "Makefile"))) {
        folder = home_path(NULL, ".build/cache");
    }
    else if (user && *user == '/') {
        folder = talloc_asprintf(NULL, "%s/heapbook", user);
    }
    else {
        folder = talloc_asprintf(NULL, "%s/.cache/heapbook",
                                 own && *own == '/' ? own : "/tmp");
    }
    return folder;
}

/* Two letters of folder: a listing stays short. */
static char *
entry_path(TALLOC_CTX *ctx, const char *key)
{
    return talloc_asprintf(ctx, "%s/%.2s/%s", cache_folder(), key, key + 2);
}

/* Only what can change the result: not the name, the path or the time limit.
 * Lines of messages and of what went wrong stand relative to `line`. */
void
cache_key(char key[HASH_SIZE], const struct unit *unit)
{
    static char *versions[COMPILER_PYTHON + 1][RUNTIME_CPYTHON + 1];
    char **version = &versions[unit->compiler][unit->runtime];
    char *text = NULL;
    size_t len = 0;
    FILE *out = stream_open(&text, &len);

    if (!*version) {
        *version = tools_version(NULL, unit->compiler, unit->runtime);
    }
    wire_put_text(out, *version);
    wire_put_text(out, unit->text);
    wire_put_text(out, unit->input);
    wire_put_text(out, unit->arguments);
    wire_put_number(out, (uint64_t)unit->compile_only);
    wire_put_number(out, (uint64_t)unit->line);
    fclose(out);
    hash_bytes(key, text, len);
    free(text);
}

/* What an entry holds behind its head; NULL when it is not whole. */
static char *
read_entry(TALLOC_CTX *ctx, const char *key, const char *magic, size_t *len)
{
    size_t size, head = strlen(magic), start = head + HASH_SIZE;
    char *bytes = file_try_read(ctx, entry_path(ctx, key), &size);
    char name[HASH_SIZE];

    if (!bytes || size <= start || memcmp(bytes, magic, head)) {
        return NULL;
    }
    hash_bytes(name, bytes + start, size - start);
    *len = size - start;
    return memcmp(bytes + head, name, HASH_SIZE - 1) ? NULL : bytes + start;
}

int
cache_get(TALLOC_CTX *ctx, const char *key, struct result *result)
{
    TALLOC_CTX *scratch = talloc_new(ctx);
    size_t len;
    char *bytes = read_entry(scratch, key, RESULT, &len);
    int good = 0;

    if (bytes) {
        struct wire wire = {bytes, bytes + len, 0};

        *result = result_read(ctx, &wire);
        result->from_cache = 1;
        good = !wire.broken;
    }
    talloc_free(scratch);
    return good;
}

char *
cache_get_object(TALLOC_CTX *ctx, const char *key, size_t *len)
{
    return read_entry(ctx, key, OBJECT, len);
}

/* file_write would report; here a full disk is no mistake of the author's. */
static void
write_quietly(TALLOC_CTX *ctx, const char *path, const char *bytes, size_t len)
{
    char *other = talloc_asprintf(ctx, "%s.%d", path, (int)getpid());
    FILE *out = fopen(other, "wbe");
    int good = out && fwrite(bytes, 1, len, out) == len;

    if (out && fclose(out)) {
        good = 0;
    }
    if (out && (!good || rename(other, path))) {
        unlink(other);
    }
}

static void
make_folders(TALLOC_CTX *ctx, const char *path)
{
    char *above = path_folder(ctx, path);

    if (*above && !folder_exists(above)) {
        make_folders(ctx, above);
        mkdir(above, 0777);
    }
}

static void
write_entry(const char *key, const char *magic, const char *bytes, size_t len)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    char *path = entry_path(ctx, key), name[HASH_SIZE], *entry = NULL;
    size_t entry_len = 0;
    FILE *out = stream_open(&entry, &entry_len);

    hash_bytes(name, bytes, len);
    fprintf(out, "%s%s\n", magic, name);
    fwrite(bytes, 1, len, out);
    fclose(out);
    make_folders(ctx, path);
    write_quietly(ctx, path, entry, entry_len);
    free(entry);
    talloc_free(ctx);
}

void
cache_put(const char *key, const struct result *result)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = stream_open(&text, &len);

    result_write(out, result);
    fclose(out);
    write_entry(key, RESULT, text, len);
    free(text);
}

void
cache_object_key(char key[HASH_SIZE], const char *text, const char *define)
{
    char *all = talloc_asprintf(NULL, "%s\n%s\n%s", tools_stamp(),
                                define ? define : "", text);

    hash_bytes(key, all, strlen(all));
    talloc_free(all);
}

void
cache_put_object(const char *key, const char *bytes, size_t len)
{
    write_entry(key, OBJECT, bytes, len);
}
