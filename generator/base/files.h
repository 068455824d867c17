/* files.h -- the file system, as far as Heapbook touches it.
 *
 *   F1  a file is replaced whole (temporary file, then rename) and only when
 *       its bytes differ, so an unchanged file keeps its time
 *   F2  a listing is sorted by bytes, so it is the same everywhere
 *
 * A failure has been reported when a function returns -1 or NULL.
 */
#ifndef HEAPBOOK_BASE_FILES_H
#define HEAPBOOK_BASE_FILES_H

#include <stddef.h>
#include <talloc.h>

/* The bytes of a regular file, followed by a NUL that is not counted. */
char *file_read(TALLOC_CTX *ctx, const char *path, size_t *len);

/* The same, but NULL without a report when the file cannot be read. */
char *file_try_read(TALLOC_CTX *ctx, const char *path, size_t *len);

/* Writes atomically if the bytes differ: 1 written, 0 same as before, -1.
 * Makes the folders above. */
int file_write(const char *path, const char *bytes, size_t len);

/* Whether the file has these bytes. */
int file_holds(const char *path, const char *bytes, size_t len);

int file_exists(const char *path);
int folder_exists(const char *path);

/* Makes the folder and those above it. */
int folder_make(const char *path);

/* Removes a tree; what is not there is no mistake.  Does not follow links. */
int tree_remove(const char *path);

/* Names in a folder that end with `ending` ("" for all), sorted, without
 * those that begin with a dot; ends with NULL.  A folder that is missing
 * has none. */
char **folder_list(TALLOC_CTX *ctx, const char *path, const char *ending);

/* The first name in a folder that begins with a dot, but for "." and "..";
 * NULL when there is none. */
char *folder_hidden(TALLOC_CTX *ctx, const char *path);

/* Paths of the regular files below a folder, relative to it, sorted as
 * folder_list; ends with NULL.  Links to folders are not followed. */
char **tree_list(TALLOC_CTX *ctx, const char *path);

/* "a/b" from "a" and "b"; b alone if it is absolute or a is "" or ".". */
char *path_join(TALLOC_CTX *ctx, const char *a, const char *b);

/* The part before the last slash, or "". */
char *path_folder(TALLOC_CTX *ctx, const char *path);

/* Takes "." and "x/.." out of a relative path; NULL if it leaves the root. */
char *path_clean(TALLOC_CTX *ctx, const char *path);

int path_ends(const char *path, const char *ending);

#endif
