#include "run/window.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <talloc.h>

enum { PAGE = 4096, PAGES = WINDOW_SIZE / PAGE };

/* The file of the window that was opened last, until its play is forked. */
static int unfilled = -1;

static void
forget_file(void)
{
    if (unfilled >= 0) {
        close(unfilled);
        unfilled = -1;
    }
}

void
window_close(unsigned char *window)
{
    forget_file();
    if (window) {
        munmap(window, WINDOW_SIZE);
    }
}

void
window_hide(unsigned char *window, int hidden)
{
    if (hidden) {
        forget_file();
    }
    if (window) {
        madvise(window, WINDOW_SIZE, hidden ? MADV_DONTFORK : MADV_DOFORK);
    }
}

/* ---- pages that somebody has touched ------------------------------------ */

/* A run of them, in bytes. */
struct run {
    size_t start, len;
};

struct runs {
    struct run *all; /* a talloc array */
    size_t count;
};

static void
add_page(struct runs *runs, size_t page)
{
    struct run *last = runs->count ? &runs->all[runs->count - 1] : NULL;

    if (last && last->start + last->len == page * PAGE) {
        last->len += PAGE;
        return;
    }
    runs->all = talloc_realloc(NULL, runs->all, struct run, runs->count + 1);
    runs->all[runs->count++] = (struct run){page * PAGE, PAGE};
}

/* Fails: -1. */
static int
find_runs(const void *place, size_t used, struct runs *runs)
{
    static unsigned char present[PAGES];

    if (used > WINDOW_SIZE || mincore((void *)place, used, present)) {
        return -1;
    }
    for (size_t i = 0; i < used / PAGE; i++) {
        if (present[i] & 1) {
            add_page(runs, i);
        }
    }
    return 0;
}

/* Empty pages cost nothing, and pages that nobody has touched are zero in the
 * copy as well. */
unsigned char *
window_copy(const unsigned char *window)
{
    struct Hb_Dead heap = window_heap(window);
    struct runs runs = {0};
    unsigned char *copy =
        mmap(NULL, WINDOW_SIZE, PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    if (copy == MAP_FAILED || find_runs(window, Hb_DeadUsed(&heap), &runs)) {
        window_close(copy == MAP_FAILED ? NULL : copy);
        return NULL;
    }
    for (size_t i = 0; i < runs.count; i++) {
        const struct run *run = &runs.all[i];

        /* One call instead of a fault for each page, where it is known. */
        madvise(copy + run->start, run->len, MADV_POPULATE_WRITE);
        memcpy(copy + run->start, window + run->start, run->len);
    }
    talloc_free(runs.all);
    return copy;
}

/* ---- a window ----------------------------------------------------------- */

/* The region as the worker knows it, who never changes it. */
static struct runs touched;

int
window_prepare(void)
{
    size_t used;
    const void *place = (const void *)Hb_RegionPlace(&used);

    return find_runs(place, used, &touched);
}

unsigned char *
window_open(void)
{
    void *window;

    forget_file();
    unfilled = memfd_create("window", MFD_CLOEXEC);
    if (unfilled < 0 || ftruncate(unfilled, (off_t)WINDOW_SIZE)) {
        return NULL;
    }
    window = mmap(NULL, WINDOW_SIZE, PROT_READ | PROT_WRITE,
                  MAP_SHARED | MAP_NORESERVE, unfilled, 0);
    return window == MAP_FAILED ? NULL : window;
}

/* Written as a file: a page that is written to by a call costs a fifth of one
 * that is made when memory is touched. */
static int
fill(void)
{
    size_t used;
    const unsigned char *place = (unsigned char *)Hb_RegionPlace(&used);

    for (size_t i = 0; i < touched.count; i++) {
        const struct run *run = &touched.all[i];

        if (pwrite(unfilled, place + run->start, run->len,
                   (off_t)run->start) != (ssize_t)run->len) {
            return -1;
        }
    }
    return touched.count ? 0 : -1;
}

int
window_enter(unsigned char *window)
{
    size_t used;
    void *place = (void *)Hb_RegionPlace(&used);

    return !fill() && mremap(window, WINDOW_SIZE, WINDOW_SIZE,
                             MREMAP_MAYMOVE | MREMAP_FIXED, place) == place
               ? 0
               : -1;
}

struct Hb_Dead
window_heap(const unsigned char *window)
{
    size_t used;
    uintptr_t place = Hb_RegionPlace(&used);

    return (struct Hb_Dead){window, window ? WINDOW_SIZE : 0, place};
}
