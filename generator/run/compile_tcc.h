/* compile_tcc.h -- libtcc, in the child that will run what it makes.
 *
 * The only file that includes <libtcc.h> is compile_tcc.c.
 */
#ifndef HEAPBOOK_RUN_COMPILE_TCC_H
#define HEAPBOOK_RUN_COMPILE_TCC_H

#include "run/report.h"
#include "run/sandbox.h"
#include "run/unit.h"

struct tcc_work {
    struct sandbox *sandbox;
    const struct unit *unit;
    struct report *report;
    int with_lines; /* compile a second time, to know lines of machine code */
};

enum { EXIT_NOT_COMPILED = 120 }; /* while the phase is PHASE_BEGUN */

/* What the compiling child must be able to read; ends with NULL.  Owns:
 * static. */
const char *const *tcc_folders(void);

/* The body of a job (CONFINE_COMPILE): compiles arg, a struct tcc_work, goes
 * on to CONFINE_RUN and calls main. */
int tcc_body(void *arg);

#endif
