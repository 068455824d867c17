/* trace.c -- the table of live blocks; see hb_trace.h.
 *
 * Open addressing with linear probing; deleting moves later entries of a run
 * back, so there are no tombstones.  The table lies outside the region: the
 * books must not show up in themselves.
 */
#include "internal/hb_books.h"
#include "internal/hb_trace.h"
#include "internal/hb_host.h"
#include "internal/hb_quarantine.h"
#include "internal/hb_small.h"
#include "internal/pycore_gc.h"
#include "internal/pycore_object.h"

#include <stdlib.h>

#ifdef HB_ASAN
int Hb_Tracing = 1; /* there the table is the only list of live blocks */
#else
int Hb_Tracing = 0;
#endif

/* Small, because every scenario of a check begins a table of its own. */
enum { FIRST_SLOTS = 128 };

static struct Hb_Block *table;
static size_t slots; /* a power of two, or 0 */
static size_t used;
static uint64_t last_serial;

static struct {
    int on;
    size_t now;
    size_t peak;
} counting;

void
Hb_TraceStart(void)
{
    Hb_Tracing++;
    Hb_MemoryLook();
}

void
Hb_TraceStop(void)
{
    Hb_Tracing--;
    Hb_MemoryLook();
}

uint64_t
Hb_TraceMark(void)
{
    return last_serial;
}

/* ---- the table ---------------------------------------------------------- */

static size_t
home(const void *address)
{
    uint64_t bits = (uintptr_t)address >> 4;

    return (size_t)(bits * 0x9E3779B97F4A7C15 >> 20) & (slots - 1);
}

/* The entry of an address, or the empty slot where it belongs.  The table
 * must not be empty. */
static struct Hb_Block *
slot_of(const void *address)
{
    size_t i = home(address);

    while (table[i].address && table[i].address != address) {
        i = (i + 1) & (slots - 1);
    }
    return &table[i];
}

static struct Hb_Block *
find(const void *address)
{
    struct Hb_Block *slot;

    if (!used) {
        return NULL;
    }
    slot = slot_of(address);
    return slot->address ? slot : NULL;
}

/* Keeps the table at most half full.  0; -1 without memory. */
static int
make_room(void)
{
    struct Hb_Block *old = table;
    size_t old_slots = slots;
    size_t i;

    if (used * 2 < slots) {
        return 0;
    }
    table = calloc(slots ? slots * 2 : FIRST_SLOTS, sizeof(*table));
    if (!table) {
        table = old;
        return used + 1 < slots ? 0 : -1;
    }
    slots = slots ? slots * 2 : FIRST_SLOTS;
    for (i = 0; i < old_slots; i++) {
        if (old[i].address) {
            *slot_of(old[i].address) = old[i];
        }
    }
    free(old);
    return 0;
}

/* Empties a slot and closes the gap: an entry behind it moves up unless it
 * stands between its home and the gap. */
static void
clear_slot(struct Hb_Block *slot)
{
    size_t gap = (size_t)(slot - table);
    size_t i = gap;

    for (;;) {
        i = (i + 1) & (slots - 1);
        if (!table[i].address) {
            break;
        }
        if (((i - home(table[i].address)) & (slots - 1)) >=
            ((i - gap) & (slots - 1))) {
            table[gap] = table[i];
            gap = i;
        }
    }
    table[gap].address = NULL;
    used--;
}

/* ---- what the allocators call ------------------------------------------- */

static void
count_in(struct Hb_Block *block)
{
    struct Hb_Meter *meter = &Hb_Books()->meter;

    block->traced = (short)counting.on;
    block->metered = (short)meter->on;
    if (meter->on) {
        meter->now += block->size;
        meter->peak = Py_MAX(meter->peak, meter->now);
    }
    if (counting.on) {
        counting.now += block->size;
        if (counting.now > counting.peak) {
            counting.peak = counting.now;
        }
    }
}

static void
count_out(const struct Hb_Block *block)
{
    if (block->traced) {
        counting.now -= block->size;
    }
    if (block->metered) {
        Hb_Books()->meter.now -= block->size;
    }
}

/* Without memory for the table the block stays unknown. */
void
Hb_TraceAdd(int domain, void *address, size_t size)
{
    struct Hb_Block *slot;

    if (make_room()) {
        return;
    }
    slot = slot_of(address);
    if (slot->address) {
        count_out(slot);
    }
    else {
        used++;
    }
    slot->address = address;
    slot->size = size;
    slot->serial = ++last_serial;
    slot->line = slot->resized = Hb_CurrentLine();
    slot->domain = domain;
    count_in(slot);
}

void
Hb_TraceMove(int domain, void *from, void *to, size_t size)
{
    struct Hb_Block *slot = from ? find(from) : NULL;
    struct Hb_Block entry;

    if (!slot) {
        Hb_TraceAdd(domain, to, size);
        return;
    }
    entry = *slot;
    count_out(slot);
    if (from != to) {
        clear_slot(slot);
        used++;
        slot = slot_of(to);
        entry.address = to;
    }
    entry.size = size;
    entry.resized = Hb_CurrentLine();
    *slot = entry;
    count_in(slot);
}

void
Hb_TraceRemove(void *address)
{
    struct Hb_Block *slot = address ? find(address) : NULL;

    if (slot) {
        count_out(slot);
        clear_slot(slot);
    }
}

void
Hb_TraceNewReference(PyObject *op)
{
    PyTypeObject *type = Py_TYPE(op);
    struct Hb_Block *slot;

    if (Hb_Quarantine) {
        Hb_QuarantineName(op);
    }
    slot = find((char *)op - _PyType_PreHeaderSize(type));
    if (slot && slot->serial != last_serial) {
        slot->serial = ++last_serial;
        slot->line = slot->resized = Hb_CurrentLine();
    }
}

/* ---- asking ------------------------------------------------------------- */

int
Hb_TraceIsEmpty(void)
{
    return used == 0;
}

int
Hb_TraceFind(const void *address, struct Hb_Block *block)
{
    struct Hb_Block *slot = find(address);

    if (!slot) {
        return 0;
    }
    *block = *slot;
    return 1;
}

static int
by_serial(const void *a, const void *b)
{
    uint64_t x = ((const struct Hb_Block *)a)->serial;
    uint64_t y = ((const struct Hb_Block *)b)->serial;

    return (x > y) - (x < y);
}

/* Copies first: a visit may allocate. */
int
Hb_TraceEach(uint64_t after,
             int (*visit)(const struct Hb_Block *block, void *arg), void *arg)
{
    struct Hb_Block *list = malloc((used + 1) * sizeof(*list));
    size_t n = 0, i;
    int stop = 0;

    if (!list) {
        return -1;
    }
    for (i = 0; i < slots; i++) {
        if (table[i].address && table[i].serial > after) {
            list[n++] = table[i];
        }
    }
    qsort(list, n, sizeof(*list), by_serial);
    for (i = 0; i < n && !stop; i++) {
        stop = visit(&list[i], arg);
    }
    free(list);
    return stop;
}

/* ---- counting ----------------------------------------------------------- */

void
Hb_TraceCount(int on)
{
    if (on == counting.on) {
        return;
    }
    counting.on = on;
    if (on) {
        Hb_TraceStart();
    }
    else {
        Hb_TraceForget();
        Hb_TraceStop();
    }
}

int
Hb_TraceCounting(void)
{
    return counting.on;
}

void
Hb_TraceMemory(size_t *now, size_t *peak)
{
    *now = counting.now;
    *peak = counting.peak;
}

void
Hb_TraceResetPeak(void)
{
    counting.peak = counting.now;
}

void
Hb_TraceForget(void)
{
    size_t i;

    for (i = 0; i < slots; i++) {
        table[i].traced = 0;
    }
    counting.now = counting.peak = 0;
}

/* ---- the meter ---------------------------------------------------------- */

/* Blocks of an earlier meter are not this one's. */
void
Hb_MeterBegin(long long refuse)
{
    size_t i;

    for (i = 0; i < slots; i++) {
        table[i].metered = 0;
    }
    Hb_Books()->meter = (struct Hb_Meter){.on = 1, .refuse = refuse};
    Hb_TraceStart();
}

int
Hb_MeterRefuses(void)
{
    struct Hb_Meter *meter = &Hb_Books()->meter;

    return meter->on && meter->refuse > 0 && --meter->refuse == 0;
}

struct Hb_Meter
Hb_MeterEnd(void)
{
    Hb_Books()->meter.on = 0;
    Hb_TraceStop();
    return Hb_Books()->meter;
}
