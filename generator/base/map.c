#include "base/map.h"

#include <string.h>

#include "base/diag.h"

/* The table's own memory is malloc's; the map's destructor gives it back. */
static int
map_fini(struct map *map)
{
    HASH_CLEAR(hh, map->first);
    return 0;
}

struct map *
map_new(TALLOC_CTX *ctx)
{
    struct map *map = talloc_zero(ctx, struct map);
    if (!map) {
        diag_no_memory();
    }
    talloc_set_destructor(map, map_fini);
    return map;
}

static struct map_entry *
entry_find(const struct map *map, const char *key)
{
    struct map_entry *entry;
    HASH_FIND_STR(map->first, key, entry);
    return entry;
}

void *
map_set(struct map *map, const char *key, void *value)
{
    struct map_entry *entry = entry_find(map, key);
    if (entry) {
        void *old = entry->value;
        entry->value = value;
        return old;
    }
    entry = talloc_zero(map, struct map_entry);
    entry->key = talloc_strdup(entry, key);
    entry->value = value;
    HASH_ADD_KEYPTR(hh, map->first, entry->key, strlen(entry->key), entry);
    return NULL;
}

void *
map_find(const struct map *map, const char *key)
{
    struct map_entry *entry = entry_find(map, key);
    return entry ? entry->value : NULL;
}

size_t
map_len(const struct map *map)
{
    return HASH_COUNT(map->first);
}
