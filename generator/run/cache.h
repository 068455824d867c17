/* cache.h -- results of units that need not be run again.
 *
 * One file per result, named by a hash of all that the result depends on.
 * Deleting the cache, or any of it, is always safe.
 *
 *   K1  an entry that cannot be read, is cut or was changed is a miss
 *   K2  entries are written whole (temporary file, rename) or not at all, and
 *       a cache that cannot be written is slow and not a mistake
 *
 * Format of an entry: "heapbook result 1\n", the hash of the rest, "\n", the
 * rest: a result as wire.h writes it.
 */
#ifndef HEAPBOOK_RUN_CACHE_H
#define HEAPBOOK_RUN_CACHE_H

#include <talloc.h>

#include "base/hash.h"
#include "run/unit.h"

/* The folder that holds .build/cache: the project's, if set and writable,
 * else $XDG_CACHE_HOME/heapbook or ~/.cache/heapbook. */
void cache_set_folder(const char *path);

/* Everything that the unit's result depends on, hashed. */
void cache_key(char key[HASH_SIZE], const struct unit *unit);

/* 1 and the result, or 0. */
int cache_get(TALLOC_CTX *ctx, const char *key, struct result *result);

void cache_put(const char *key, const struct result *result);

/* The same for bytes of other kinds: object files that libtcc made of a text,
 * with a macro defined (or NULL).  Their entries begin with "heapbook object
 * 1\n". */
void cache_object_key(char key[HASH_SIZE], const char *text,
                      const char *define);
char *cache_get_object(TALLOC_CTX *ctx, const char *key, size_t *len);
void cache_put_object(const char *key, const char *bytes, size_t len);

#endif
