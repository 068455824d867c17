/* compile_tcc.h -- libtcc, in the child that will run what it makes.
 *
 * The only file that includes <libtcc.h> is compile_tcc.c.
 */
#ifndef HEAPBOOK_RUN_COMPILE_TCC_H
#define HEAPBOOK_RUN_COMPILE_TCC_H

#include "run/report.h"
#include "run/sandbox.h"

struct tcc_work {
    struct sandbox *sandbox;
    struct child_report *report;
    const char *texts[2]; /* one or two sources of one program */
    int text_count;
    const char *define; /* a macro that is defined; or NULL */
    const char *entry;  /* the function that must be there */
    int with_lines;     /* compile a second time, to know lines of machine
                           code */
    int compile_only;
    int (*start)(struct tcc_work *work, void *entry); /* gives the exit code;
                                                         confines itself */
    void *arg;
    void *state; /* libtcc's; for tcc_find */
};

enum { EXIT_NOT_COMPILED = 120 }; /* while the phase is PHASE_BEGUN */

/* What the compiling child must be able to read; ends with NULL.  Owns:
 * static. */
const char *const *tcc_folders(void);

/* The body of a job (CONFINE_COMPILE): compiles arg, a struct tcc_work, and
 * starts it. */
int tcc_body(void *arg);

/* In start: another symbol of the program; NULL when there is none. */
void *tcc_find(const struct tcc_work *work, const char *name);

/* In start: watches for crashes, opens the records, goes on to CONFINE_RUN.
 * The phase is PHASE_RUNNING then. */
void tcc_confine(struct tcc_work *work);

#endif
