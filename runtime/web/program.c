/* program.c -- how the host of an instance starts what it wants to run.
 *
 * One instance runs one program, or one scenario of an exercise, or the
 * judges of one.  The native counterparts are a child of
 * generator/run/compile_tcc.c, scenario.c and judging.c. */
#include "heapbook/host.h"
#include "heapbook/judge.h"
#include "heapbook/outside.h"
#include "heapbook/quarantine.h"
#include "heapbook/slots.h"
#include "heapbook/undefined.h"
#include "internal/hb_region.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "host.h"
#include "web.h"

/* Copies slots and heap: the scenario is over, its end is yet to come. */
HB_HOST("done") void host_done(void);

static struct Hb_Slots slots;
static struct Hb_Undefined undefined;

/* Starts the runtime, as before a fork. */
void
hb_web_start(void)
{
    Hb_HostStart();
    Hb_HostRecordsAt(3);
}

/* Runs main, and ends as it ends. */
void
hb_web_main(int (*program)(int, char **), int argc, char **argv)
{
    exit(program(argc, argv));
}

void
hb_web_main_void(int (*program)(void))
{
    exit(program());
}

/* Plays the scenario of that name with what the seed draws. */
void
hb_web_play(void (*test)(void), const char *name, unsigned int seed, int end)
{
    int code;

    Hb_DrawFrom(seed, name);
    Hb_CheckDone = host_done;
    code = Hb_CheckPlay(test, &slots, (enum Hb_CheckEnd)end);
    if (code == 0) {
        slots.done = HB_DONE_DROPPED;
    }
    /* What the answer has told to happen at exit comes too late. */
    fflush(NULL);
    _exit(code);
}

/* Before a run that is to explain a failure: every block apart from now on,
 * and arithmetic that goes wrong noted, where the program looks at its own.
 * Gives 0, or -1 without room. */
int
hb_web_watch(void)
{
    Hb_UndefinedBegin(&undefined);
    return Hb_QuarantineBegin();
}

/* What was noted. */
const struct Hb_Undefined *
hb_web_undefined(void)
{
    return &undefined;
}

/* The block that the address lies in or behind; NULL for none. */
const struct Hb_Kept *
hb_web_kept(const void *address)
{
    static struct Hb_Kept block;

    return Hb_QuarantineFind(address, &block) ? &block : NULL;
}

/* What stands for the C library's call in a program; NULL behind the last. */
const struct Hb_OutsideCall *
hb_web_outside_call(size_t index)
{
    size_t count;
    const struct Hb_OutsideCall *calls = Hb_OutsideCalls(&count);

    return index < count ? &calls[index] : NULL;
}

/* What the program has not given back of the C library's memory. */
const struct Hb_Outside *
hb_web_outside(void)
{
    static struct Hb_Outside left;

    left = Hb_OutsideLeft();
    return &left;
}

/* Where the slots lie, and their size: for the host, when the program is
 * dead. */
struct Hb_Slots *
hb_web_slots(void)
{
    return &slots;
}

size_t
hb_web_slots_size(void)
{
    return sizeof slots;
}

size_t
hb_web_region(void)
{
    return Hb_RegionUsed();
}
