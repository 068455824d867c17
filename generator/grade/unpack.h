/* unpack.h -- an archive from an unknown hand, read in a sandbox.
 *
 * libarchive runs in a child that has no file, no network and bounded time
 * and memory.  Nothing is unpacked into a folder: what comes back is a list
 * of paths and bytes, so a path cannot lead anywhere.
 *
 *   P1  only what may be an answer comes back with its bytes: .c and .json
 *       files, and the entries of archives within the archive, two deep
 *   P2  an entry that is a link, is encrypted or is too large comes back
 *       with a sentence instead
 *   P3  at most 20,000 entries, 128 MiB in all, 20 s
 */
#ifndef HEAPBOOK_GRADE_UNPACK_H
#define HEAPBOOK_GRADE_UNPACK_H

#include <stddef.h>

#include <talloc.h>

enum {
    LARGEST_ANSWER = 256 << 10,
    LARGEST_PROGRESS = 4 << 20,
    LARGEST_ARCHIVE = 64 << 20
};

/* One entry, or one file of a folder. */
struct unpacked {
    const char *path;  /* within the archive; archives in it are folders */
    const char *bytes; /* NULL for a folder, or with `why` */
    size_t len;
    const char *why; /* it cannot be taken; or NULL */
};

struct unpacked_list {
    struct unpacked *entries; /* in the order of the archive */
    size_t count;
    const char *why; /* the archive could not be read to its end; or NULL */
};

/* How many bytes of a file of this name may matter; 0 for none. */
size_t unpack_wanted(const char *path);

/* Adds an entry; what it points to belongs to the list. */
void unpacked_add(struct unpacked_list *list, struct unpacked entry);

/* Reads the archive.  May be called while there are workers: a process of its
 * own watches the child.
 *
 * Owns: all is a talloc child of ctx. */
struct unpacked_list *unpack(TALLOC_CTX *ctx, const char *bytes, size_t len);

#endif
