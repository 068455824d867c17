/* judging.c -- judges, in an instance that has no student's code.
 *
 * The host copies the dead heaps into blocks of this instance and says where
 * they are.  All judges run in one life of the interpreter. */
#include "heapbook/host.h"
#include "heapbook/judge.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "host.h"
#include "web.h"

/* Lays the evidence of the next test into the instance and gives its judge;
 * NULL after the last. */
HB_HOST("next_judge") void *host_next_judge(void);

HB_HOST("finding") void host_finding(const struct Hb_Finding *finding);

/* The heap of a test that failed, as records. */
HB_HOST("picture") void host_picture(const char *records, size_t len);

static struct Hb_Slots slots;
static struct Hb_Evidence evidence = {.slots = &slots};

struct Hb_Slots *
hb_web_judge_slots(void)
{
    return &slots;
}

enum { HEAP, DROPPED };

/* A size of 0 says that there is no such heap. */
void
hb_web_evidence(int which, const unsigned char *bytes, size_t size)
{
    struct Hb_Dead dead = {size ? bytes : NULL, size, HB_WEB_REGION};

    *(which == HEAP ? &evidence.heap : &evidence.dropped) = dead;
}

/* What is drawn, records of what was left, and the answer's text. */
void
hb_web_about(unsigned int seed, const char *test, const char *leaks,
             const char *source)
{
    Hb_DrawFrom(seed, test);
    evidence.leaks = leaks;
    evidence.source = source;
}

/* What the scenario has left of the C library's memory. */
void
hb_web_left_outside(size_t blocks, size_t bytes)
{
    evidence.outside = (struct Hb_Outside){blocks, bytes, 0};
}

/* What the scenario has printed. */
void
hb_web_printed(const char *text, size_t len)
{
    evidence.printed = text;
    evidence.printed_len = len;
}

static int failed_claims;

static void
tell(const struct Hb_Finding *finding, void *arg)
{
    (void)arg;
    failed_claims += !finding->passed && !finding->advisory;
    host_finding(finding);
}

static void
tell_picture(void)
{
    char *records = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&records, &len);

    if (out) {
        Hb_JudgePicture(out);
        fclose(out);
        host_picture(records, len);
        free(records);
    }
}

static void
judge_all(void *arg)
{
    void (*judge)(void);

    while ((judge = (void (*)(void))host_next_judge())) {
        failed_claims = 0;
        Hb_JudgeBegin(&evidence, tell, arg);
        judge();
        if (failed_claims) {
            tell_picture();
        }
    }
    /* Nobody asks what this interpreter leaves behind. */
    fflush(NULL);
    _exit(0);
}

/* The runtime is started (program.c). */
void
hb_web_judge(void)
{
    Hb_HostRecords(NULL);
    Hb_JudgeRun(judge_all, NULL);
}
