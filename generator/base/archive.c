#include "base/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/diag.h"
#include "base/files.h"
#include "base/library.h"

enum { NEW_YEAR_1980 = 315532800, BLOCK = 64 << 10 };

/* ---- the library -------------------------------------------------------- */

/* clang-format off */
#define FUNCTIONS(X)                                                         \
    X(entry_filetype) X(entry_free) X(entry_hardlink)                        \
    X(entry_is_encrypted) X(entry_new) X(entry_pathname)                     \
    X(entry_pathname_utf8) X(entry_set_filetype) X(entry_set_mtime)          \
    X(entry_set_pathname) X(entry_set_perm) X(entry_set_size)                \
    X(entry_symlink) X(error_string) X(read_data) X(read_free) X(read_new)   \
    X(read_next_header) X(read_open_memory) X(read_support_filter_bzip2)     \
    X(read_support_filter_gzip) X(read_support_filter_xz)                    \
    X(read_support_format_tar) X(read_support_format_zip)                    \
    X(write_add_filter_gzip) X(write_close) X(write_data) X(write_free)      \
    X(write_header) X(write_new) X(write_open_memory)                        \
    X(write_set_filter_option) X(write_set_format_ustar)                     \
    X(write_set_format_zip)
/* clang-format on */

#define FIELD(name) __typeof__(archive_##name) *name;
#define ENTRY(name) {"archive_" #name, &archive.name},

/* archive.read_new is archive_read_new, once archive_library() is happy. */
static struct {
    FUNCTIONS(FIELD)
} archive;

static const struct library_function TABLE[] = {FUNCTIONS(ENTRY){0}};

const char *
archive_library(void)
{
    static const char *why;
    static int started;

    if (!started) {
        started = 1;
        why = library_load("libarchive.so.13", TABLE);
        why = why ? talloc_strdup(NULL, why) : NULL;
    }
    return why;
}

/* ---- reading ------------------------------------------------------------ */

static struct archive *
reader_new(void)
{
    struct archive *reader = archive.read_new();

    if (!reader) {
        diag_no_memory();
    }
    archive.read_support_format_zip(reader);
    archive.read_support_format_tar(reader);
    archive.read_support_filter_gzip(reader);
    archive.read_support_filter_bzip2(reader);
    archive.read_support_filter_xz(reader);
    return reader;
}

static const char *
sentence(TALLOC_CTX *ctx, struct archive *reader)
{
    const char *text = archive.error_string(reader);

    return talloc_strdup(ctx, text ? text : "it cannot be read");
}

static struct archived
describe(struct archive_entry *entry)
{
    const char *path = archive.entry_pathname(entry);
    int link = archive.entry_hardlink(entry) || archive.entry_symlink(entry);

    if (!path) {
        path = archive.entry_pathname_utf8(entry);
    }
    return (struct archived){
        .path = path ? path : "a name that cannot be read",
        .kind = link || archive.entry_filetype(entry) == AE_IFLNK
                    ? ARCHIVED_LINK
                : archive.entry_filetype(entry) == AE_IFDIR ? ARCHIVED_FOLDER
                : archive.entry_filetype(entry) == AE_IFREG ? ARCHIVED_FILE
                                                            : ARCHIVED_OTHER,
        .is_encrypted = archive.entry_is_encrypted(entry) > 0,
    };
}

/* One byte more than wanted is asked for, to know that there is more. */
static void
read_entry(struct archive *reader, const struct archived *about, size_t want,
           const struct archive_visitor *visitor)
{
    char *bytes = malloc(want + 1);
    const char *why = NULL;
    size_t have = 0;
    la_ssize_t n = 1;

    if (!bytes) {
        diag_no_memory();
    }
    while (n > 0 && have <= want) {
        size_t room = want + 1 - have;

        n = archive.read_data(reader, bytes + have,
                              room < BLOCK ? room : BLOCK);
        have += n > 0 ? (size_t)n : 0;
    }
    if (n < 0) {
        why = archive.error_string(reader);
        why = why ? why : "it cannot be read";
    }
    visitor->take(about, bytes, have > want ? want : have, have > want, why,
                  visitor->arg);
    free(bytes);
}

static void
visit(struct archive *reader, struct archive_entry *entry,
      const struct archive_visitor *visitor)
{
    struct archived about = describe(entry);
    size_t want = about.kind == ARCHIVED_FILE && !about.is_encrypted
                      ? visitor->want(&about, visitor->arg)
                      : 0;

    if (want > 0) {
        read_entry(reader, &about, want, visitor);
    }
    else {
        visitor->take(&about, NULL, 0, 0, NULL, visitor->arg);
    }
}

const char *
archive_visit(TALLOC_CTX *ctx, const char *bytes, size_t len,
              size_t most_entries, const struct archive_visitor *visitor)
{
    const char *why = archive_library();
    struct archive_entry *entry;
    struct archive *reader;
    size_t count = 0;
    int status;

    if (why) {
        return why;
    }
    reader = reader_new();
    status = archive.read_open_memory(reader, bytes, len);
    while (status == ARCHIVE_OK || status == ARCHIVE_WARN) {
        if (count++ > most_entries) {
            why = talloc_asprintf(ctx, "it has more than %zu entries",
                                  most_entries);
            break;
        }
        status = archive.read_next_header(reader, &entry);
        if (status == ARCHIVE_OK || status == ARCHIVE_WARN) {
            visit(reader, entry, visitor);
        }
    }
    if (!why && status != ARCHIVE_EOF) {
        why = sentence(ctx, reader);
    }
    archive.read_free(reader);
    return why;
}

/* ---- writing ------------------------------------------------------------ */

int
archive_can_write(const char *path)
{
    return path_ends(path, ".zip") || path_ends(path, ".tar.gz") ||
           path_ends(path, ".tgz");
}

static struct archive *
writer_new(const char *path)
{
    const char *why = archive_library();
    struct archive *writer;
    int bad;

    if (why) {
        diag_at((struct place){.path = path}, "cannot be packed: %s", why);
        return NULL;
    }
    writer = archive.write_new();
    if (!writer) {
        diag_no_memory();
    }
    if (path_ends(path, ".zip")) {
        bad = archive.write_set_format_zip(writer);
    }
    else {
        bad =
            archive.write_set_format_ustar(writer) |
            archive.write_add_filter_gzip(writer) |
            archive.write_set_filter_option(writer, "gzip", "timestamp", NULL);
    }
    if (bad) {
        diag_at((struct place){.path = path}, "%s",
                archive.error_string(writer));
        archive.write_free(writer);
        return NULL;
    }
    return writer;
}

static int
put_file(struct archive *writer, const struct packed *file)
{
    struct archive_entry *entry = archive.entry_new();
    int bad;

    archive.entry_set_pathname(entry, file->path);
    archive.entry_set_filetype(entry, AE_IFREG);
    archive.entry_set_perm(entry, file->is_program ? 0755 : 0644);
    archive.entry_set_size(entry, (la_int64_t)file->len);
    archive.entry_set_mtime(entry, NEW_YEAR_1980, 0);
    bad = archive.write_header(writer, entry) != ARCHIVE_OK ||
          archive.write_data(writer, file->bytes, file->len) !=
              (la_ssize_t)file->len;
    archive.entry_free(entry);
    return bad ? -1 : 0;
}

/* Room for all files, their heads and a list of them. */
static size_t
most_bytes(const struct packed *files, size_t count)
{
    size_t most = 1 << 20;

    for (size_t i = 0; i < count; i++) {
        most +=
            files[i].len + files[i].len / 8 + 2 * strlen(files[i].path) + 2048;
    }
    return most;
}

/* A zip's dates are local ones: so that they are the same everywhere, all is
 * written in one zone. */
static char *
enter_zone(const char *zone)
{
    const char *old = getenv("TZ");
    char *kept = old ? talloc_strdup(NULL, old) : NULL;

    if (zone) {
        setenv("TZ", zone, 1);
    }
    else {
        unsetenv("TZ");
    }
    tzset();
    return kept;
}

int
archive_write(const char *path, const struct packed *files, size_t count)
{
    struct archive *writer = writer_new(path);
    size_t room = most_bytes(files, count), used = 0;
    char *bytes = writer ? talloc_array(NULL, char, room) : NULL;
    char *zone = enter_zone("UTC");
    int bad = !writer || archive.write_open_memory(writer, bytes, room,
                                                   &used) != ARCHIVE_OK;

    for (size_t i = 0; !bad && i < count; i++) {
        bad = put_file(writer, &files[i]);
    }
    bad = bad || archive.write_close(writer) != ARCHIVE_OK;
    talloc_free(enter_zone(zone));
    talloc_free(zone);
    if (writer && bad) {
        diag_at((struct place){.path = path}, "cannot be packed: %s",
                archive.error_string(writer));
    }
    if (writer) {
        archive.write_free(writer);
    }
    bad = bad || file_write(path, bytes, used) < 0;
    talloc_free(bytes);
    return bad ? -1 : 0;
}
