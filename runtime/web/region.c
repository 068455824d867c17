/* region.c -- the region in a WebAssembly memory; see hb_region.h.
 *
 * Where the native build reserves a range that the system fills with pages as
 * they are touched, here memory ends where the region ends, and grows. */
#include "internal/hb_address.h"
#include "internal/hb_region.h"

#include <stdint.h>
#include <string.h>

#include "host.h"
#include "web.h"

#define PAGE ((size_t)65536)

_Static_assert(HB_WEB_REGION + HB_SHOWN_ABOVE == HB_REGION_BASE,
               "addresses of the region are shown as they are natively");

void *
Hb_RegionReserve(void)
{
    return Hb_RegionReach(1) ? NULL : (void *)HB_WEB_REGION;
}

/* Makes memory reach so many chunks into the region.  New memory is zero.
 * Natively there is a gigabyte for who asks, and who uses a quarter of it is
 * ended; so is here who has used half of that and asks for more. */
int
Hb_RegionReach(size_t chunks)
{
    size_t end = HB_WEB_REGION + chunks * HB_CHUNK;
    size_t now = __builtin_wasm_memory_size(0) * PAGE;

    if (end > hb_web_region_end) {
        return -1;
    }
    if (end <= now ||
        __builtin_wasm_memory_grow(0, (end - now) / PAGE) != SIZE_MAX) {
        return 0;
    }
    if (now - HB_WEB_REGION > HB_WEB_MEMORY / 2) {
        host_full();
    }
    return -1;
}

void
Hb_RegionDrop(void *chunk)
{
    memset(chunk, 0, HB_CHUNK);
}
