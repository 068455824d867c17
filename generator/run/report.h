/* report.h -- what a child that compiles inside the process leaves behind.
 *
 * One page range shared between worker and child.  The child writes, the
 * worker reads after the child's death.  While the author's program runs it
 * could write here as well: nothing in a report is trusted with more than a
 * sentence, and numbers are checked before use.
 */
#ifndef HEAPBOOK_RUN_REPORT_H
#define HEAPBOOK_RUN_REPORT_H

#include <stddef.h>

#include "heapbook/outside.h"
#include "heapbook/quarantine.h"
#include "heapbook/slots.h"
#include "heapbook/undefined.h"

enum phase { PHASE_BEGUN, PHASE_COMPILED, PHASE_RUNNING };

enum crash {
    CRASH_NONE,
    CRASH_NULL,     /* through a pointer that is NULL or nearly so */
    CRASH_WILD,     /* through one that points to nothing */
    CRASH_STACK,    /* the stack is full */
    CRASH_DIVISION, /* by zero, or INT_MIN / -1 */
    CRASH_CODE      /* what was executed is no code */
};

/* What registers held, when the address itself says nothing. */
enum held { HELD_NOTHING, HELD_FILLER, HELD_FRESH };

/* More of a crash, for who explains it. */
struct crash_place {
    uint64_t callee;  /* in the function that the program's line has called;
                         or 0 */
    int writing;      /* else it read */
    int astray;       /* it was no code that was called */
    int overflow;     /* of a division: by -1, not by 0 */
    int held;         /* enum held: bytes of the quarantine, as a pointer */
    long long beyond; /* bytes from the end of the block to what was touched */
    struct Hb_Kept block; /* that was touched; or of no state */
};

enum { REPORT_MESSAGES = 24, REPORT_TEXT = 400 };

struct report_message {
    int source; /* which of the sources it is about, from 0 */
    int line;
    int is_error;
    char text[REPORT_TEXT];
};

struct child_report {
    int phase;
    int crash;
    int line;  /* of the program, where it crashed; 0 when unknown */
    int depth; /* of calls, when the stack was full */
    struct crash_place place;
    int source; /* that is being compiled */
    int judged; /* plays, by the judges: their heaps are not wanted any more */
    int message_count;
    struct report_message messages[REPORT_MESSAGES];
    struct Hb_Slots slots;         /* of a scenario */
    struct Hb_Left left;           /* at its end, when that was counted */
    struct Hb_Outside outside;     /* the same of malloc's, always */
    struct Hb_Undefined undefined; /* that it did, when that was looked for */
};

/* Adds a message, cut when too long.  When there are too many it is dropped;
 * the first error that comes then takes the place of a warning. */
void report_message(struct child_report *report, int line, int is_error,
                    const char *text);

/* An empty one.  Fails: NULL. */
struct child_report *report_open(void);
void report_close(struct child_report *report);

/* Whether children forked from now on have it; NULL is none. */
void report_hide(struct child_report *report, int hidden);

/* Watches for crashes from now on, in this process, and puts them into the
 * report before the signal ends it. */
void crash_watch(struct child_report *report);

/* "NULL pointer", "stack overflow at depth about 40,000"; for a signal of
 * which the report knows no more, its name.  Owns: static or a talloc child
 * of ctx. */
const char *crash_sentence(void *ctx, const struct child_report *report,
                           int signal);

#endif
