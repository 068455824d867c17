/* map.h -- names to pointers, in the order of insertion.
 *
 * A thin talloc coat over uthash.  Iteration is by insertion, so whatever is
 * printed from a map is the same in every run.
 */
#ifndef HEAPBOOK_BASE_MAP_H
#define HEAPBOOK_BASE_MAP_H

#include <stddef.h>
#include <talloc.h>
#include <uthash.h>

struct map_entry {
    const char *key; /* owned by the map */
    void *value;     /* borrowed */
    UT_hash_handle hh;
};

struct map {
    struct map_entry *first;
};

struct map *map_new(TALLOC_CTX *ctx);

/* Sets key to value; returns the value that stood there, or NULL. */
void *map_set(struct map *map, const char *key, void *value);

/* The value, or NULL. */
void *map_find(const struct map *map, const char *key);

size_t map_len(const struct map *map);

#define MAP_EACH(map, entry)                                                  \
    for (struct map_entry *entry = (map)->first; entry;                       \
         entry = (struct map_entry *)entry->hh.next)

#endif
