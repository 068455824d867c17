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

/* Pages that nobody has touched are zero in the copy as well. */
unsigned char *
window_copy(const unsigned char *window)
{
    static unsigned char present[PAGES];
    unsigned char *copy = map(MAP_PRIVATE);

    if (!copy || mincore((void *)window, STAGE_HEAP, present)) {
        window_close(copy);
        return NULL;
    }
    for (size_t i = 0; i < PAGES; i++) {
        if (present[i] & 1) {
            memcpy(copy + i * PAGE, window + i * PAGE, PAGE);
        }
    }
    return copy;
}

int
window_enter(unsigned char *window)
{
    size_t used;
    void *place = (void *)Hb_RegionPlace(&used);

    if (used > STAGE_HEAP) {
        return -1;
    }
    memcpy(window, place, used);
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
