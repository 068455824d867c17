/* judging.c -- judges, in an instance that has no student's code.
 *
 * The host copies the dead heaps into blocks of this instance and says where
 * they are.  All judges run in one life of the interpreter. */
#include "heapbook/host.h"
#include "heapbook/judge.h"

#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include "host.h"
#include "web.h"

/* Lays the evidence of the next test into the instance and gives its judge;
 * NULL after the last. */
HB_HOST("next_judge") void *host_next_judge(void);

HB_HOST("finding") void host_finding(const struct Hb_Finding *finding);

static struct Hb_Slots slots;
static struct Hb_Evidence evidence = {.slots = &slots};

struct Hb_Slots *
hb_web_judge_slots(void)
{
    return &slots;
}

enum { HEAP, DROPPED, NOTHING };

/* A size of 0 says that there is no such heap. */
void
hb_web_evidence(int which, const unsigned char *bytes, size_t size)
{
    struct Hb_Dead dead = {size ? bytes : NULL, size, HB_WEB_REGION};

    switch (which) {
    case HEAP:
        evidence.heap = dead;
        break;
    case DROPPED:
        evidence.dropped = dead;
        break;
    default:
        evidence.nothing = dead;
    }
}

void
hb_web_leaks(const char *records)
{
    evidence.leaks = records;
}

static void
tell(const struct Hb_Finding *finding, void *arg)
{
    (void)arg;
    host_finding(finding);
}

static void
judge_all(void *arg)
{
    void (*judge)(void);

    while ((judge = (void (*)(void))host_next_judge())) {
        Hb_JudgeBegin(&evidence, tell, arg);
        judge();
    }
    /* Nobody asks what this interpreter leaves behind. */
    fflush(NULL);
    _exit(0);
}

void
hb_web_judge(void)
{
    Hb_HostStart();
    Hb_HostRecords(NULL);
    Hb_JudgeRun(judge_all, NULL);
}
