/* walls.c -- memory that cannot be touched, for the quarantine; see web.h.
 *
 * WebAssembly has no such memory.  There is one room, and a byte for each page
 * of it says whether the page may be touched.  Only code that is rewritten
 * once more looks there (site/web/rewrite.js, explain.js); all other code
 * runs as if there were no walls. */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "web.h"

enum { PAGE = 4096, PAGES = HB_WEB_ROOM_SIZE / PAGE };

#define MEMORY_PAGE ((size_t)65536)

unsigned char hb_web_walls[PAGES];
size_t hb_web_region_end = SIZE_MAX;

/* The room, once. */
static void *
take_room(size_t size)
{
    size_t end = HB_WEB_ROOM + HB_WEB_ROOM_SIZE;
    size_t now = __builtin_wasm_memory_size(0) * MEMORY_PAGE;

    if (size > HB_WEB_ROOM_SIZE || now > HB_WEB_ROOM ||
        __builtin_wasm_memory_grow(0, (end - now) / MEMORY_PAGE) == SIZE_MAX) {
        errno = ENOMEM;
        return MAP_FAILED;
    }
    hb_web_region_end = HB_WEB_ROOM;
    return (void *)HB_WEB_ROOM;
}

void *
mmap(void *at, size_t size, int access, int flags, int fd, long offset)
{
    void *block;

    (void)at;
    (void)flags;
    (void)fd;
    (void)offset;
    if (access == PROT_NONE) {
        return take_room(size);
    }
    block = calloc(1, size);
    return block ? block : MAP_FAILED;
}

int
mprotect(void *start, size_t size, int access)
{
    size_t first = (size_t)start - HB_WEB_ROOM;

    if (first >= HB_WEB_ROOM_SIZE || size > HB_WEB_ROOM_SIZE - first) {
        errno = EINVAL;
        return -1;
    }
    memset(hb_web_walls + first / PAGE, access != PROT_NONE,
           (size + PAGE - 1) / PAGE);
    return 0;
}

int
madvise(void *start, size_t size, int advice)
{
    (void)start;
    (void)size;
    (void)advice;
    return 0;
}
