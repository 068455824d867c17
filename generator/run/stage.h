/* stage.h -- what is played: an answer, and scenarios that call it.
 *
 * Knows: how it is read from a frame, and given up.  Does not know: who
 * compiles it (compile_stage.h), who plays it (play.h).
 */
#ifndef HEAPBOOK_RUN_STAGE_H
#define HEAPBOOK_RUN_STAGE_H

#include "heapbook/slots.h"
#include "run/code.h"
#include "run/report.h"
#include "run/unit.h"
#include "run/window.h"
#include "run/wire.h"

struct worker;

enum { MAX_TESTS = 64 };

/* One scenario. */
struct play {
    char *name;
    int asks_leaks;
    int is_explained; /* it crashed, and what it touched is known */
    struct result result;
    double ms;
    struct Hb_Slots slots;
    struct child_report *report; /* of the play that is judged */
    unsigned char *heap;     /* as the scenario left it; NULL without an end */
    unsigned char *after;    /* when its slots were given back, and the
                                interpreter has ended; NULL if that failed or was
                                not asked for */
    char *leaks;             /* records of the end: what was left */
    const char *explanation; /* or NULL */
    int explained_line;      /* of the author's file; or 0 */
    const char *undefined;   /* that it did before that; or NULL */
    int undefined_line;      /* the same */
    struct Hb_Left left;     /* in the tally; where leaks are observed */
    struct Hb_Outside outside;
    const char *observed; /* of Hb_Evidence; or NULL */
};

/* An object file: what the parent knows, or what was made here. */
struct object {
    const char *bytes; /* NULL while there is none */
    size_t len;
    int made; /* here */
};

struct stage {
    struct unit unit;      /* the student's */
    struct object answer;  /* of the unit, where gcc or clang compiles it */
    struct stage *twin;    /* the same by libtcc, whose lines are known */
    struct stage *looking; /* the same, looking at its own arithmetic */
    const char *scenarios;
    struct object object; /* of the scenarios */
    struct code code;     /* of both */
    unsigned seed;        /* of drawn inputs */
    int observe;          /* leaks are counted by a second observer */
    struct code lines;    /* of the student's part; when asked for */
    struct result compiled;
    struct play *plays;
    size_t count;
};

/* Fails: NULL, when the frame is none of scenarios. */
struct stage *stage_read(struct wire *wire);

/* Gives up its heaps, in this process. */
void play_drop_heaps(struct play *play);

/* Gives up the worker's stage, if it has one. */
void stage_free(struct worker *worker);

#endif
