/* parts.h -- what the files of the sandbox share among themselves.
 *
 * Included by sandbox*.c and by their tests only.
 */
#ifndef HEAPBOOK_SANDBOX_PARTS_H
#define HEAPBOOK_SANDBOX_PARTS_H

#include <linux/filter.h>
#include <poll.h>
#include <seccomp.h>
#include <sys/resource.h>
#include <sys/types.h>

#include "sandbox/sandbox.h"

enum {
    FD_RECORDS = 3,
    FD_CONTROL = 4, /* a socket: the notifier's descriptor goes through it */
    FD_FIRST_FREE = 5
};

/* Marks in a built filter: numbers that no system call and no constant of
 * the table has. */
#define MARK_PROCESS      0x68625069
#define MARK_PROGRAM_LOW  0x68624c6f
#define MARK_PROGRAM_HIGH 0x00006862
#define MARK_PROGRAM      ((scmp_datum_t)MARK_PROGRAM_HIGH << 32 | MARK_PROGRAM_LOW)
#define MARK_REFUSAL      0x6862

/* A filter as the kernel takes it, but for its marks. */
struct filter {
    const struct sock_filter *code;
    unsigned short len;
};

struct sandbox {
    int layers;
    int is_bare;
    const char *const *headers;
    const char *const *inputs;
    const char *scratch;
    int landlock_abi;    /* 0 without Landlock */
    int headers_ruleset; /* descriptor, built once; -1 */
    int nothing_ruleset; /* the same, for CONFINE_RUN */
    int statm;           /* this process's memory, opened once; or -1 */
    size_t own_memory;   /* bytes of address space before the next job */
    pid_t worker;
    int waits; /* the next job's child does, for its turn */
    struct rlimit limits[RLIM_NLIMITS]; /* of this process */
};

/* What a filter does with a call that is not on its list. */
enum refusal {
    REFUSE_QUIETLY, /* ENOSYS, and a later filter may still tell */
    REFUSE_TELLING, /* the parent hears of it and answers EPERM */
    REFUSE_EPERM
};

/* The filter of a confinement, compiled when heapbook was built
 * (filters/make.c).  Process id, the allowed argument of execve and the
 * refusal are left open: filter_fill() sets them. */
const struct filter *filter_of(enum confinement confinement);

/* Fills the open places of `filter` into `out`, which has room for as many
 * instructions. */
void filter_fill(const struct filter *filter, struct sock_filter *out,
                 int process, const char *program, enum refusal refusal);

/* Installs instructions in this process.
 *
 * Fails: -1 with errno.  With `telling`, gives the notifier's descriptor. */
int filter_install(const struct sock_filter *code, unsigned short len,
                   int telling);

/* Says whether the kernel has filters, and the notifier: LAYER_ bits. */
int filter_layers(void);

/* Landlock's version, 0 without. */
int landlock_version(void);

/* A ruleset under which `read` may be read and, with `run`, executed, and
 * `write` be written.  Lists end with NULL and may be NULL; what does not
 * exist is passed over.
 *
 * Fails: -1 with errno; else a descriptor. */
int landlock_ruleset(int version, const char *const *read, int run,
                     const char *const *write);

/* Fails: -1 with errno. */
int landlock_enter(int ruleset);

/* In the child: everything that the body needs and no more; never returns. */
_Noreturn void sandbox_child(struct sandbox *sandbox, const struct job *job,
                             const int *descriptors);

enum { OUT, ERR, RECORDS, CONTROL, NOTIFIER, CHILD, HANGUP, WATCHED };

struct stream {
    char *text;
    size_t len;
};

/* One child while it is watched. */
struct watch {
    struct sandbox *sandbox;
    const struct job *job;
    struct ending *ending;
    TALLOC_CTX *ctx;
    pid_t pid;
    struct pollfd polls[WATCHED];
    struct stream streams[3];
    int entered; /* the body runs confined: what comes through control is its
                    word, and worth no more */
    int paused;
    int waits;   /* it is ready, and others have the processors */
    int killed;  /* it was late */
    int is_over; /* the child is dead and reaped, or cannot be watched */
    int status;  /* as wait4 gave it */
    struct rusage usage;
    long begun;  /* milliseconds of the monotonic clock */
    long looked; /* when the child's memory was looked at */
    int statm;   /* the child's memory, in pages; opened when it lasts */
};

/* Starts the child; one that cannot be watched is over at once. */
void watch_start(struct watch *watch);

/* Starts the children that have not been, JOBS_AT_ONCE at a time and one more
 * that waits, and serves them until all are dead, reaped and swept after;
 * fills their endings; closes what the watches hold, but for the hangup. */
void watch_children(struct watch *watches, size_t count);

/* Milliseconds of the monotonic clock. */
long watch_clock(void);

#endif
