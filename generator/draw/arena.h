/* arena.h -- memory that is freed all at once.
 *
 * A trace, a figure and all their strings live in one arena each.  Nothing in
 * it is freed alone; a pointer is good until arena_free().  Memory comes
 * zeroed, so a struct that was just made is empty.
 *
 *   A1  arena functions never fail: without memory the program says so and
 *       ends with 3
 *
 * Knows: nothing of this project; the same code runs in the page.
 */
#ifndef HEAPBOOK_DRAW_ARENA_H
#define HEAPBOOK_DRAW_ARENA_H

#include <stddef.h>

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *arena);

/* Gives `size` zeroed bytes, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t size);

#define ARENA_NEW(arena, type) ((type *)arena_alloc(arena, sizeof(type)))
#define ARENA_ARRAY(arena, type, count)                                       \
    ((type *)arena_alloc(arena, sizeof(type) * (count)))

/* Copies `len` bytes and ends them with a NUL. */
char *arena_copy(struct arena *arena, const char *text, size_t len);

__attribute__((format(printf, 2, 3))) char *
arena_print(struct arena *arena, const char *format, ...);

/* Makes room for one more item behind items[0 .. count-1].
 *
 * Owns:  the old items stay where they are; use the result from now on.
 * Cost:  doubles at counts 0, 8, 16, 32 …, so n calls copy O(n) items.
 */
void *arena_grow(struct arena *arena, void *items, size_t count, size_t size);

/* Appends `item` to the array `items` of `count` items. */
#define ARENA_ADD(arena, items, count, item)                                  \
    do {                                                                      \
        (items) = arena_grow(arena, items, count, sizeof *(items));           \
        (items)[(count)++] = (item);                                          \
    } while (0)

#endif
