/* archive.h -- zip and tar files; the only user of libarchive.
 *
 * Reading is from memory and touches neither files nor descriptors, so that
 * it can be done where nothing else is allowed: libarchive is given bytes of
 * unknown hands.  Writing gives the same bytes for the same files, whoever
 * writes them and when.
 */
#ifndef HEAPBOOK_BASE_ARCHIVE_H
#define HEAPBOOK_BASE_ARCHIVE_H

#include <stddef.h>

#include <talloc.h>

/* Loads libarchive; done by the functions below when it has not been.  NULL,
 * or why it cannot be had. */
const char *archive_library(void);

/* ---- reading ------------------------------------------------------------ */

enum archived_kind {
    ARCHIVED_FILE,
    ARCHIVED_FOLDER,
    ARCHIVED_LINK,
    ARCHIVED_OTHER
};

/* What an archive says of one of its entries; all of it may be a lie. */
struct archived {
    const char *path; /* any bytes but NUL */
    enum archived_kind kind;
    int is_encrypted;
};

/* Told of the entries, in the order of the archive. */
struct archive_visitor {
    /* How many bytes of a file are wanted at most; 0 to pass it over. */
    size_t (*want)(const struct archived *entry, void *arg);
    /* bytes[0 .. len-1] of a file that was wanted, NULL for the others;
     * `more` is set when the file has more than was wanted, `why` (a
     * sentence) when it could not be read. */
    void (*take)(const struct archived *entry, const char *bytes, size_t len,
                 int more, const char *why, void *arg);
    void *arg;
};

/* Goes over all entries.  LC_CTYPE must be a UTF-8 locale, else libarchive
 * loads converters.
 *
 * Fails: a sentence, a talloc child of ctx, when the rest of it cannot be
 *        read; NULL after the last entry. */
const char *archive_visit(TALLOC_CTX *ctx, const char *bytes, size_t len,
                          size_t most_entries,
                          const struct archive_visitor *visitor);

/* ---- writing ------------------------------------------------------------ */

struct packed {
    const char *path; /* relative, with slashes */
    const char *bytes;
    size_t len;
    int is_program; /* may be executed */
};

/* Whether the name of a file says that it is an archive that can be written:
 * .zip, .tar.gz, .tgz. */
int archive_can_write(const char *path);

/* Writes the files into an archive at path, which is replaced whole.  All
 * dates in it are 1980-01-01, all owners nobody.
 *
 * Fails: -1, reported. */
int archive_write(const char *path, const struct packed *files, size_t count);

#endif
