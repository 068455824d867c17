/* Blocks that lie apart (heapbook/quarantine.h), past the room for them. */
#include "Python.h"
#include "heapbook/quarantine.h"
#include "internal/hb_quarantine.h"
#include "internal/hb_region.h"
#include "tap.h"

/* Whether it lies apart. */
static int
is_apart(const void *ptr)
{
    struct Hb_Kept block;

    return Hb_QuarantineFind(ptr, &block);
}

static void
test_growing(void)
{
    char *block = PyMem_Malloc(100);

    strcpy(block, "kept");
    ok(is_apart(block), "a block lies apart");
    Hb_QuarantineRest();
    block = PyMem_Realloc(block, 5000);
    is(block, "kept", "one that grows where no room is keeps its bytes");
    ok(!is_apart(block), "and is served as it is without this");
    PyMem_Free(block);
}

/* Under AddressSanitizer nothing lies in the region, whose blocks the tally
 * counts. */
#ifdef HB_ASAN
enum { LATER = 0 };
#else
enum { LATER = 1 };
#endif

static void
test_count(const void *before)
{
    void *after = PyMem_Malloc(10);

    ok(is_apart(before) && !is_apart(after),
       "what lies apart stays so when later blocks do not");
    is_int((long long)Hb_TallyLeft().blocks, 1 + LATER, "both are counted");
    PyMem_Free(after);
    PyMem_Free((void *)before);
    is_int((long long)Hb_TallyLeft().blocks, 0, "until they are given back");
}

int
main(void)
{
    void *before;

    if (Hb_RegionInit() || Hb_TallyBegin() || Hb_QuarantineBegin()) {
        return 3;
    }
    before = PyMem_Malloc(10);
    test_growing();
    test_count(before);
    return tap_end();
}
