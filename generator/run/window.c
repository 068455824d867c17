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
window_empty(void)
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
window_copy(const unsigned char *window, unsigned char *into)
{
    static unsigned char present[PAGES];
    struct Hb_Dead heap = window_heap(window);
    size_t used = Hb_DeadUsed(&heap);
    unsigned char *copy = into ? into : map(MAP_PRIVATE);

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

/* Written as a file: a page that is written to by a call costs a fifth of one
 * that is made when memory is touched. */
static int
fill(int fd)
{
    size_t used;
    const unsigned char *place = (unsigned char *)Hb_RegionPlace(&used);

    for (size_t i = 0; i < touched.count; i++) {
        const struct run *run = &touched.runs[i];

        if (pwrite(fd, place + run->start, run->len, (off_t)run->start) !=
            (ssize_t)run->len) {
            return -1;
        }
    }
    return touched.count ? 0 : -1;
}

unsigned char *
window_open(void)
{
    int fd = memfd_create("window", MFD_CLOEXEC);
    void *window = MAP_FAILED;

    if (fd >= 0 && !ftruncate(fd, (off_t)STAGE_HEAP) && !fill(fd)) {
        window = mmap(NULL, STAGE_HEAP, PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_NORESERVE, fd, 0);
    }
    if (fd >= 0) {
        close(fd);
    }
    return window == MAP_FAILED ? NULL : window;
}

int
window_enter(unsigned char *window)
{
    size_t used;
    void *place = (void *)Hb_RegionPlace(&used);

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
