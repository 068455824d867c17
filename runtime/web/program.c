/* program.c -- how the host of an instance starts what it wants to run.
 *
 * One instance runs one program, or one scenario of an exercise, or the
 * judges of one.  The native counterparts are a child of
 * generator/run/compile_tcc.c, scenario.c and judging.c. */
#include "heapbook/host.h"
#include "heapbook/judge.h"
#include "heapbook/slots.h"
#include "internal/hb_region.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "host.h"
#include "web.h"

static struct Hb_Slots slots;

/* Starts the runtime, as before a fork. */
void
hb_web_start(void)
{
    Hb_HostStart();
    Hb_HostRecords(fdopen(3, "w"));
}

/* Runs main, and ends as it ends. */
void
hb_web_main(int (*program)(void))
{
    exit(program());
}

void
hb_web_play(void (*test)(void), int end)
{
    exit(Hb_CheckPlay(test, &slots, (enum Hb_CheckEnd)end));
}

/* Where the slots lie: read by the host when the program is dead. */
struct Hb_Slots *
hb_web_slots(void)
{
    return &slots;
}

size_t
hb_web_region(void)
{
    return Hb_RegionUsed();
}
