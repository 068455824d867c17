/* package.h -- files on their way into an archive or a folder.
 *
 *   K1  the same files give the same bytes: they are sorted by path, and
 *       have no dates and no owners
 *   K2  what is there is never mixed with what is written: an archive is
 *       replaced whole, a folder must be new or empty
 */
#ifndef HEAPBOOK_CMD_PACKAGE_H
#define HEAPBOOK_CMD_PACKAGE_H

#include <stddef.h>

#include <talloc.h>

struct package;

struct package *package_new(TALLOC_CTX *ctx);

/* Adds a file; the bytes are copied. */
void package_add(struct package *package, const char *path, const char *bytes,
                 size_t len, int is_program);
void package_add_text(struct package *package, const char *path,
                      const char *text);

/* Adds a file, or all files below a folder, from the disk.  -1, reported. */
int package_add_file(struct package *package, const char *path,
                     const char *source);
int package_add_tree(struct package *package, const char *path,
                     const char *source);

/* Looks for the text in all files; the path of one that has it, or NULL. */
const char *package_find(const struct package *package, const char *text,
                         size_t len);

/* Writes to a .zip, .tar.gz or .tgz, else to a folder.  -1, reported. */
int package_write(struct package *package, const char *output);

size_t package_count(const struct package *package);

#endif
