/* judge.h -- evidence, and what judges find in it.
 *
 * The judges of an exercise (check.h) call functions of this runtime; who
 * runs them hands in the evidence of one dead scenario after the other, and
 * is told of every claim.  Natively that is a process of the builder; in the
 * page it is the same code in another WebAssembly instance.
 */
#ifndef HB_JUDGE_H
#define HB_JUDGE_H

#include "heapbook/image.h"
#include "heapbook/outside.h"
#include "heapbook/slots.h"

/* What a test says of itself. */
struct hb_test {
    const char *name;
    int points;
    const char *claim; /* what must be true, as a sentence without full stop */
    const char *needs; /* the test that must have passed; or NULL */
    const char *hint;  /* the next step, when it failed; or NULL */
    int hidden;        /* run by grade and verify only */
};

struct Hb_Evidence {
    struct Hb_Dead heap; /* as the scenario left it */
    const struct Hb_Slots *slots;
    struct Hb_Dead dropped; /* after all was given back; bytes NULL when that
                               was not tried, or did not work */
    const char *leaks;      /* records of what was left (records.h); or NULL */
    const char *source;     /* the answer's text, for advice; or NULL */
    /* What a second observer saw be left over, in words; "" for nothing;
     * NULL where nobody has observed. */
    const char *observed;
    struct Hb_Outside outside; /* memory of the C library that was left */
    const char *printed; /* on stdout, by the scenario's process; or NULL */
    size_t printed_len;  /* it may hold NULs */
};

/* Owns: nothing; texts are valid during the call. */
struct Hb_Finding {
    int line; /* of the claim, in check.c */
    int passed;
    const char *what; /* "reference count of copy" */
    const char *expected;
    const char *actual;
    int advisory; /* gives and takes no points */
};

/* Claims that follow are about this evidence.  It must stay until the next
 * call. */
void Hb_JudgeBegin(const struct Hb_Evidence *evidence,
                   void (*find)(const struct Hb_Finding *finding, void *arg),
                   void *arg);

/* Writes the heap of the evidence that was begun last as one step of records
 * (records.h), header and all; the slots are its variables. */
void Hb_JudgePicture(FILE *out);

/* What drawn_int and its like draw from: called before a scenario is played
 * and before it is judged. */
void Hb_DrawFrom(unsigned seed, const char *test);

/* Starts the interpreter, which displays in claims need, and calls
 * judges(arg).  Gives the exit code. */
int Hb_JudgeRun(void (*judges)(void *arg), void *arg);

#endif
