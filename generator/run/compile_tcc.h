/* compile_tcc.h -- libtcc, in the child that will run what it makes.
 *
 * The only file that includes <libtcc.h> is compile_tcc.c.
 */
#ifndef HEAPBOOK_RUN_COMPILE_TCC_H
#define HEAPBOOK_RUN_COMPILE_TCC_H

#include "run/code.h"
#include "run/report.h"
#include "sandbox/sandbox.h"

struct tcc_work {
    struct sandbox *sandbox;
    struct child_report *report;
    const char *text;
    const char *entry; /* the function that must be there */
    int with_lines;    /* compile a second time, to know lines of machine
                          code */
    int compile_only;
    int (*start)(struct tcc_work *work, void *entry); /* gives the exit code;
                                                         confines itself */
    void *arg;
};

/* Texts to code in a window, which other children run. */
struct tcc_making {
    struct sandbox *sandbox;
    struct child_report *report;
    const char *text;   /* a source; or NULL */
    const char *define; /* a macro that is defined; or NULL */
    const char *begins; /* a function that does nothing and stands before the
                           text's own code; or NULL */
    const char *answer; /* what another compiler has made of the text: it is
                           linked in its place; or NULL */
    size_t answer_len;
    const char *object; /* an object file that is linked with it; or NULL */
    size_t object_len;
    const char *scenarios;    /* what the object was made of; or NULL */
    const char *const *names; /* entries[i] of the window is the address of
                                 names[i] */
    size_t name_count;
    uint64_t mark; /* for tcc_lines_body: that of the linked code */
    struct code *code;
};

/* Entries of the window that tcc_lines_body leaves.  Behind the lines stand
 * so many functions, struct machine_function each. */
enum { LINES_CODE, LINES_CODE_SIZE, LINES_NAMED };

enum { EXIT_NOT_COMPILED = 120 }; /* while the phase is PHASE_BEGUN */

/* What the compiling child must be able to read; ends with NULL.  Owns:
 * static. */
const char *const *tcc_folders(void);

/* The body of a job (CONFINE_COMPILE): compiles arg, a struct tcc_work, and
 * starts it. */
int tcc_body(void *arg);

/* Bodies of jobs (CONFINE_COMPILE); arg is a struct tcc_making.  They compile
 * the text to an object file; or compile, link and relocate it; or compile it
 * again and leave its lines, an array of struct Hb_Line for the code whose
 * mark is given, and the names of its functions. */
int tcc_object_body(void *arg);
int tcc_link_body(void *arg);
int tcc_lines_body(void *arg);

/* In a child that runs code of a window: watches for crashes and opens the
 * records.  The child is confined already. */
void tcc_begin_run(struct child_report *report);

/* In start: watches for crashes, opens the records, goes on to CONFINE_RUN.
 * The phase is PHASE_RUNNING then. */
void tcc_confine(struct tcc_work *work);

#endif
