/* obmalloc_stats.c -- tables of pools and blocks, for people. */
#include "Python.h"
#include "internal/hb_obmalloc.h"
#include "internal/hb_trace.h"
#include "internal/pycore_pymem.h"

static void
print_total(FILE *out, const char *text, size_t value)
{
    fprintf(out, "%-35s = %20zu\n", text, value);
}

static void
print_classes(FILE *out, const struct Hb_ClassCounts *table)
{
    unsigned i;

    fputs("class   size   num pools   blocks in use  avail blocks\n", out);
    fputs("-----   ----   ---------   -------------  ------------\n", out);
    for (i = 0; i < HB_SIZECLASSES; i++) {
        if (table[i].pools) {
            fprintf(out, "%5u %6u %11zu %15zu %13zu\n", i,
                    (i + 1) * HB_ALIGNMENT, table[i].pools, table[i].used,
                    table[i].free);
        }
    }
}

int
_PyObject_DebugMallocStats(FILE *out)
{
    struct Hb_ClassCounts table[HB_SIZECLASSES];
    struct Hb_ArenaCounts arenas = Hb_CountArenas(table);
    size_t used = 0, free = 0, pools = 0;
    unsigned i;

    fprintf(out, "Small block threshold = %d, in %u size classes.\n\n",
            HB_SMALL, HB_SIZECLASSES);
    print_classes(out, table);
    for (i = 0; i < HB_SIZECLASSES; i++) {
        used += table[i].used * (i + 1) * HB_ALIGNMENT;
        free += table[i].free * (i + 1) * HB_ALIGNMENT;
        pools += table[i].pools;
    }
    fputc('\n', out);
    print_total(out, "# arenas allocated total", arenas.taken);
    print_total(out, "# arenas reclaimed", arenas.taken - arenas.now);
    print_total(out, "# arenas highwater mark", arenas.peak);
    print_total(out, "# arenas allocated current", arenas.now);
    print_total(out, "# bytes in allocated blocks", used);
    print_total(out, "# bytes in available blocks", free);
    print_total(out, "# bytes lost to pool headers", pools * HB_POOL_HEAD);
    print_total(out, "# unused pools", arenas.free_pools);
    return 1;
}

#ifndef HB_ASAN

int
Hb_LiveBlock(const void *address, size_t *size)
{
    struct Hb_Image image = Hb_RegionImage();

    return Hb_ImageBlock(&image, (uintptr_t)address, size);
}

int
Hb_LiveEach(int (*visit)(uintptr_t address, size_t size, void *arg), void *arg)
{
    struct Hb_Image image = Hb_RegionImage();

    return Hb_ImageEach(&image, visit, arg);
}

#else

int
Hb_LiveBlock(const void *address, size_t *size)
{
    struct Hb_Block block;

    if (!Hb_TraceFind(address, &block)) {
        return 0;
    }
    *size = block.size;
    return 1;
}

struct visitor {
    int (*visit)(uintptr_t address, size_t size, void *arg);
    void *arg;
};

static int
visit_block(const struct Hb_Block *block, void *arg)
{
    struct visitor *with = arg;

    return with->visit((uintptr_t)block->address, block->size, with->arg);
}

int
Hb_LiveEach(int (*visit)(uintptr_t address, size_t size, void *arg), void *arg)
{
    return Hb_TraceEach(0, visit_block, &(struct visitor){visit, arg});
}

#endif
