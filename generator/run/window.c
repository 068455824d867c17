/* Windows: shared memory in which the heap of a scenario lies. */
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "run/scenario.h"

enum { PAGE = 4096, PAGES = STAGE_HEAP / PAGE };

/* Empty pages cost nothing. */
static unsigned char *
map(int flags)
{
    void *window = mmap(NULL, STAGE_HEAP, PROT_READ | PROT_WRITE,
                        flags | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    return window == MAP_FAILED ? NULL : window;
}

unsigned char *
window_open(void)
{
    return map(MAP_SHARED);
}

void
window_close(unsigned char *window)
{
    if (window) {
        munmap(window, STAGE_HEAP);
    }
}

void
window_hide(unsigned char *window, int hidden)
{
    if (window) {
        madvise(window, STAGE_HEAP, hidden ? MADV_DONTFORK : MADV_DOFORK);
    }
}

/* Pages that nobody has touched are zero in the copy as well. */
unsigned char *
window_copy(const unsigned char *window)
{
    static unsigned char present[PAGES];
    struct Hb_Dead heap = window_heap(window);
    size_t used = Hb_DeadUsed(&heap);
    unsigned char *copy = map(MAP_PRIVATE);

    if (!copy || mincore((void *)window, used, present)) {
        window_close(copy);
        return NULL;
    }
    for (size_t i = 0; i < used / PAGE; i++) {
        if (present[i] & 1) {
            memcpy(copy + i * PAGE, window + i * PAGE, PAGE);
        }
    }
    return copy;
}

/* A run of pages of the region that somebody has touched. */
struct run {
    size_t start, len;
};

/* The region as the worker knows it, who never changes it. */
static struct {
    struct run *runs;
    size_t count;
} touched;

static void
add_page(size_t page)
{
    struct run *last = touched.count ? &touched.runs[touched.count - 1] : NULL;

    if (last && last->start + last->len == page * PAGE) {
        last->len += PAGE;
        return;
    }
    touched.runs =
        talloc_realloc(NULL, touched.runs, struct run, touched.count + 1);
    touched.runs[touched.count++] = (struct run){page * PAGE, PAGE};
}

int
window_prepare(void)
{
    static unsigned char present[PAGES];
    size_t used;
    void *place = (void *)Hb_RegionPlace(&used);

    if (used > STAGE_HEAP || mincore(place, used, present)) {
        return -1;
    }
    for (size_t i = 0; i < used / PAGE; i++) {
        if (present[i] & 1) {
            add_page(i);
        }
    }
    return 0;
}

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

/* Where the kernel is too old to make pages ahead, each is made when it is
 * written to. */
int
window_enter(unsigned char *window)
{
    size_t used;
    unsigned char *place = (unsigned char *)Hb_RegionPlace(&used);

    if (!touched.count) {
        return -1;
    }
    for (size_t i = 0; i < touched.count; i++) {
        const struct run *run = &touched.runs[i];

        madvise(window + run->start, run->len, MADV_POPULATE_WRITE);
        memcpy(window + run->start, place + run->start, run->len);
    }
    return mremap(window, STAGE_HEAP, STAGE_HEAP,
                  MREMAP_MAYMOVE | MREMAP_FIXED, place) == place
               ? 0
               : -1;
}

struct Hb_Dead
window_heap(const unsigned char *window)
{
    size_t used;
    uintptr_t place = Hb_RegionPlace(&used);

    return (struct Hb_Dead){window, window ? STAGE_HEAP : 0, place};
}
