/* sandbox.h -- one confined child, watched until nothing of it is left.
 *
 * A worker opens a sandbox once: rulesets are built then, filters were when
 * the program was made, and a child only installs them.  The child of a job
 * runs `body`; a body may go on to a tighter confinement (compile first, then
 * run what was compiled) or replace itself by a program.
 *
 *   S1  while a body runs, it holds descriptors 0 (input), 1, 2 (pipes),
 *       3 (records) and 4 (control, closed by the last confinement, or by
 *       sandbox_pause where the job has something to pause) only
 *   S2  the environment of a body is empty
 *   S3  when sandbox_run returns, the child and all that it started are dead
 *       and reaped; pipes are never read to their end, but emptied
 *   S4  what is not allowed fails with EPERM and is remembered by name; it
 *       does not end the child
 *
 * Knows: Linux.  Does not know: compilers, units, what a result is worth.
 */
#ifndef HEAPBOOK_SANDBOX_SANDBOX_H
#define HEAPBOOK_SANDBOX_SANDBOX_H

#include <stddef.h>

#include <talloc.h>

/* The two layers that have to hold each alone.  A kernel that lacks one
 * leaves its bit out. */
enum {
    LAYER_LANDLOCK = 1, /* files and signals, by object */
    LAYER_SECCOMP = 2,  /* system calls, by number */
    LAYER_NOTIFY = 4,   /* and the parent learns which one was tried */
    LAYERS_ALL = 7
};

/* A body of TOOL and PROGRAM begins without Landlock and seccomp, and calls
 * sandbox_enter when it knows what it will execute. */
enum confinement {
    CONFINE_COMPILE, /* libtcc in this process: reads headers; goes on */
    CONFINE_RUN,     /* the program's own code: no file at all */
    CONFINE_TOOL,    /* gcc, clang: reads the system, writes the scratch
                        folder, starts helpers */
    CONFINE_PROGRAM, /* an executable with its shared libraries, read-only */
    CONFINE_STATIC,  /* one without: no file at all, but itself */
    CONFINE_COUNT
};

struct sandbox;

struct sandbox_options {
    int layers;                 /* LAYER_ bits to use, if they are there */
    int is_bare;                /* nothing stands in for a missing layer */
    const char *const *headers; /* folders that CONFINE_COMPILE may read; ends
                                   with NULL */
    const char *const *inputs;  /* files and folders that CONFINE_TOOL may
                                   read besides the system's; or NULL */
    const char *scratch;        /* CONFINE_TOOL writes here, CONFINE_PROGRAM
                                   reads; NULL for none */
};

struct limits {
    int wall_ms;
    int cpu_s;
    size_t memory;  /* bytes of resident memory beyond the worker's own */
    size_t output;  /* bytes, stdout and stderr together */
    size_t records; /* bytes */
};

struct job {
    enum confinement confinement; /* entered before the body */
    int (*body)(void *arg);       /* in the child; gives its exit code */
    void *arg;
    const char *input; /* NULL: /dev/null */
    size_t input_len;
    int input_fd; /* instead of both, or 0; closed when the job has begun */
    struct limits limits;
    int shadow; /* a sanitizer's shadow: address space is not limited */
    /* Called in the worker before (1) and after (0) the fork, with the body's
     * argument: memory that this child shall have and others shall not; or
     * NULL. */
    void (*forking)(void *arg, int begins);
    /* With CONFINE_RUN: called in the child just before it is confined, with
     * `arg`: its code is put in its place.  Gives -1 when that fails. */
    int (*place)(void *arg);
    /* With CONFINE_RUN: called in the child with `arg` when Landlock holds,
     * and seccomp not yet: by who wants to know what it holds alone. */
    void (*between)(void *arg);
    /* Called in the worker when the child has begun, for work that need not
     * wait for it; or NULL. */
    void (*meanwhile)(void *arg);
    void *meanwhile_arg;
    /* With CONFINE_RUN: called once, in the worker, while the body waits in
     * sandbox_pause(); NULL for a body that does not. */
    void (*paused)(void *arg);
    void *paused_arg;
    /* Called in the worker, with the body's argument, when records have come;
     * or NULL. */
    void (*heard)(void *arg);
    int hangup; /* descriptor; when its other end closes, the job is
                   given up; -1 for none */
};

enum ending_cause {
    ENDED_ITSELF, /* exit code or signal of its own */
    ENDED_LATE,   /* wall clock or processor time */
    ENDED_BIG,    /* memory */
    ENDED_LOUD,   /* output or records */
    ENDED_GIVEN_UP,
    ENDED_NEVER_BEGAN /* the sandbox could not be set up */
};

/* Owns: buffers are talloc children of the context given to sandbox_run;
 * each ends with a NUL that its length does not count. */
struct ending {
    enum ending_cause cause;
    int code;              /* of exit; -1 when a signal ended it */
    int signal;            /* or 0 */
    const char *trouble;   /* why it never began; or NULL */
    const char *forbidden; /* name of the first call that was refused */
    int strays;            /* processes that were left and had to be killed */
    long peak_kib;         /* resident, of the child */
    double ms;             /* from the fork to its end */
    char *out, *err, *records;
    size_t out_len, err_len, records_len;
};

/* Fails: NULL, reported on stderr of the worker.  A layer that the kernel
 * lacks is no failure: see sandbox_layers. */
struct sandbox *sandbox_open(TALLOC_CTX *ctx,
                             const struct sandbox_options *options);

/* LAYER_ bits that this kernel has, by asking it. */
int sandbox_available(void);

/* The layers that are in force. */
int sandbox_layers(const struct sandbox *sandbox);

/* Forks, confines, watches, ends and reaps.
 *
 * Fails: -1 when no child could be made; `ending` says ENDED_NEVER_BEGAN. */
int sandbox_run(TALLOC_CTX *ctx, struct sandbox *sandbox,
                const struct job *job, struct ending *ending);

/* The same in two steps, for a body that waits for its input first: its time
 * counts from the second on.  No other job is run between the two.
 *
 * Owns: sandbox_finish gives up what sandbox_begin gave. */
struct begun *sandbox_begin(TALLOC_CTX *ctx, struct sandbox *sandbox,
                            const struct job *job);
int sandbox_finish(TALLOC_CTX *ctx, struct begun *begun,
                   struct ending *ending);

/* Between the two: the job is not wanted any more. */
void sandbox_give_up(struct begun *begun);

enum { JOBS_AT_ONCE = 2 };

/* The same for jobs[0 .. count-1], JOBS_AT_ONCE side by side, while the next
 * is made ready: it waits for its turn just before it is confined, and its
 * time counts from then on.  S3 holds when all have come to their end.  Whose
 * the strays were cannot be told then: each ending has them. */
void sandbox_run_all(TALLOC_CTX *ctx, struct sandbox *sandbox,
                     const struct job *jobs, struct ending *endings,
                     size_t count);

/* In a body: goes on to a tighter confinement.  `program`, when not NULL, is
 * the one string that execve may be given afterwards.
 *
 * Fails: does not return; the ending tells the trouble. */
void sandbox_enter(struct sandbox *sandbox, enum confinement confinement,
                   const char *program);

/* In a body: waits until job.paused has returned. */
void sandbox_pause(void);

/* The wish behind a system call: "open a network connection" for socket. */
const char *sandbox_wish(const char *call);

/* ---- levels ------------------------------------------------------------- */

enum sandbox_level { LEVEL_UNSAFE, LEVEL_PRACTICE, LEVEL_GRADING };

/* One attack of the sandbox on itself. */
struct probe {
    const char *name;     /* "open a file" */
    const char *layer;    /* "Landlock alone", "seccomp alone", "both" */
    const char *expected; /* a word or two */
    const char *got;
    int held;
};

/* Attacks the sandbox with each layer alone and with both, and says how far
 * it can be trusted: GRADING when each layer holds alone, PRACTICE when one
 * of them does, UNSAFE otherwise.
 *
 * With `probes`, this process must have no children: they would be killed.
 *
 * Owns: `*probes` is a talloc child of ctx; may be NULL. */
enum sandbox_level sandbox_probe(TALLOC_CTX *ctx, struct probe **probes,
                                 size_t *count);

/* The same without the slow attacks, beside other work: in a process of its
 * own, because a sandbox kills all children of the process that runs it.
 * `begin` gives what `end` wants. */
int sandbox_probe_begin(void);
enum sandbox_level sandbox_probe_end(int pid);

/* "GRADING", "PRACTICE" or "UNSAFE". */
const char *sandbox_level_name(enum sandbox_level level);

#endif
