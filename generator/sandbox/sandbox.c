/* The worker's side of the sandbox: opening it, and starting a child. */
#include "sandbox/parts.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/securebits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/* ---- opening ------------------------------------------------------------ */

static size_t
own_memory(const struct sandbox *sandbox)
{
    unsigned long pages = 0;
    char text[128];
    ssize_t n = pread(sandbox->statm, text, sizeof text - 1, 0);

    if (n > 0) {
        text[n] = '\0';
        pages = strtoul(text, NULL, 10);
    }
    return pages * (size_t)sysconf(_SC_PAGESIZE);
}

static int
sandbox_close(struct sandbox *sandbox)
{
    if (sandbox->headers_ruleset >= 0) {
        close(sandbox->headers_ruleset);
    }
    if (sandbox->nothing_ruleset >= 0) {
        close(sandbox->nothing_ruleset);
    }
    if (sandbox->statm >= 0) {
        close(sandbox->statm);
    }
    return 0;
}

static int
build_rulesets(struct sandbox *sandbox)
{
    if (!(sandbox->layers & LAYER_LANDLOCK)) {
        return 0;
    }
    sandbox->headers_ruleset =
        landlock_ruleset(sandbox->landlock_abi, sandbox->headers, 0, NULL);
    sandbox->nothing_ruleset =
        landlock_ruleset(sandbox->landlock_abi, NULL, 0, NULL);
    return sandbox->headers_ruleset < 0 || sandbox->nothing_ruleset < 0 ? -1
                                                                        : 0;
}

/* A child's descriptors 0 .. 4 are set by dup2: the worker's own must not lie
 * there. */
static int
fill_low_descriptors(void)
{
    int fd = open("/dev/null", O_RDWR | O_CLOEXEC);

    while (fd >= 0 && fd < FD_FIRST_FREE - 1) {
        fd = open("/dev/null", O_RDWR | O_CLOEXEC);
    }
    if (fd >= FD_FIRST_FREE) {
        close(fd);
    }
    return fd < 0 ? -1 : 0;
}

/* What root executes later gets none of root's powers.  A child gives up its
 * own, and can gain none by what it executes (no_new_privs): that is why this
 * may be refused. */
static void
drop_powers(void)
{
    prctl(PR_SET_SECUREBITS, SECBIT_NOROOT | SECBIT_NOROOT_LOCKED, 0, 0, 0);
}

static void
look_at_limits(struct sandbox *sandbox)
{
    for (int i = 0; i < RLIM_NLIMITS; i++) {
        getrlimit((__rlimit_resource_t)i, &sandbox->limits[i]);
    }
}

struct sandbox *
sandbox_open(TALLOC_CTX *ctx, const struct sandbox_options *options)
{
    struct sandbox *sandbox = talloc_zero(ctx, struct sandbox);

    talloc_set_destructor(sandbox, sandbox_close);
    sandbox->headers_ruleset = sandbox->nothing_ruleset = -1;
    sandbox->statm = -1;
    sandbox->is_bare = options->is_bare;
    sandbox->headers = options->headers;
    sandbox->inputs = options->inputs;
    sandbox->scratch = options->scratch;
    sandbox->landlock_abi = landlock_version();
    sandbox->layers = sandbox_available() & options->layers;
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    drop_powers();
    look_at_limits(sandbox);
    if (fill_low_descriptors() || build_rulesets(sandbox)) {
        fprintf(stderr, "heapbook: the sandbox cannot be built: %s\n",
                strerror(errno));
        talloc_free(sandbox);
        return NULL;
    }
    sandbox->statm = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    return sandbox;
}

int
sandbox_available(void)
{
    return filter_layers() | (landlock_version() ? LAYER_LANDLOCK : 0);
}

int
sandbox_layers(const struct sandbox *sandbox)
{
    return sandbox->layers;
}

/* ---- the beginning ------------------------------------------------------ */

static int
input_descriptor(const struct job *job)
{
    int fd;

    if (job->input_fd) {
        return job->input_fd;
    }
    if (!job->input) {
        return open("/dev/null", O_RDONLY | O_CLOEXEC);
    }
    fd = memfd_create("input", MFD_CLOEXEC);
    if (fd >= 0 &&
        (write(fd, job->input, job->input_len) != (ssize_t)job->input_len ||
         lseek(fd, 0, SEEK_SET) < 0)) {
        close(fd);
        return -1;
    }
    return fd;
}

/* A pipe is locked while something is put into it, and its reader waits for
 * the lock however it was opened: a child that has its pipe filled out of a
 * socket on which nothing comes (splice) would stop who watches it.  seccomp
 * refuses such calls; where it is missing, there is no pipe. */
static int
open_stream(const struct sandbox *sandbox, int *pair)
{
    return sandbox->layers & LAYER_SECCOMP
               ? pipe2(pair, O_CLOEXEC)
               : socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair);
}

/* Ends for the child in `theirs`, for the watcher in watch->polls. */
static int
open_ends(struct watch *watch, int *theirs)
{
    int pair[2];

    theirs[0] = input_descriptor(watch->job);
    for (int i = OUT; i <= RECORDS; i++) {
        if (open_stream(watch->sandbox, pair)) {
            return -1;
        }
        fcntl(pair[0], F_SETFL, O_NONBLOCK);
        watch->polls[i].fd = pair[0];
        theirs[1 + i] = pair[1];
    }
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair)) {
        return -1;
    }
    watch->polls[CONTROL].fd = pair[0];
    theirs[FD_CONTROL] = pair[1];
    return theirs[0] < 0 ? -1 : 0;
}

static int
begin(struct watch *watch)
{
    int theirs[FD_FIRST_FREE] = {-1, -1, -1, -1, -1};
    const struct job *job = watch->job;

    if (open_ends(watch, theirs)) {
        return -1;
    }
    fflush(NULL);
    watch->sandbox->worker = getpid();
    watch->sandbox->waits = watch->waits;
    watch->sandbox->own_memory = own_memory(watch->sandbox);
    if (job->forking) {
        job->forking(job->arg, 1);
    }
    watch->begun = watch->looked = watch_clock();
    /* Not fork: what that renews for threads, of which a worker has none, is
     * three pages that are copied. */
    watch->pid = _Fork();
    if (watch->pid == 0) {
        sandbox_child(watch->sandbox, job, theirs);
    }
    if (job->forking) {
        job->forking(job->arg, 0);
    }
    for (int i = 0; i < FD_FIRST_FREE; i++) {
        close(theirs[i]);
    }
    if (watch->pid < 0) {
        return -1;
    }
    watch->polls[CHILD].fd = (int)syscall(SYS_pidfd_open, watch->pid, 0);
    return watch->polls[CHILD].fd < 0 ? -1 : 0;
}

void
watch_start(struct watch *watch)
{
    if (begin(watch)) {
        watch->ending->cause = ENDED_NEVER_BEGAN;
        watch->ending->trouble = talloc_strdup(watch->ctx, strerror(errno));
        watch->is_over = 1; /* whatever there is of it is swept */
    }
    else if (watch->job->meanwhile) {
        watch->job->meanwhile(watch->job->meanwhile_arg);
    }
}

static struct watch
watch_of(TALLOC_CTX *ctx, struct sandbox *sandbox, const struct job *job,
         struct ending *ending)
{
    struct watch watch = {.sandbox = sandbox,
                          .job = job,
                          .ending = ending,
                          .ctx = ctx,
                          .statm = -1};

    *ending = (struct ending){.cause = ENDED_ITSELF};
    for (int i = 0; i < WATCHED; i++) {
        watch.polls[i] = (struct pollfd){.fd = -1, .events = POLLIN};
    }
    watch.polls[HANGUP].fd = job->hangup;
    watch.polls[HANGUP].events = POLLRDHUP;
    for (int i = OUT; i <= RECORDS; i++) {
        watch.streams[i].text = talloc_strdup(ctx, "");
    }
    return watch;
}

static void
take_streams(const struct watch *watch)
{
    struct ending *ending = watch->ending;

    ending->out = watch->streams[OUT].text;
    ending->out_len = watch->streams[OUT].len;
    ending->err = watch->streams[ERR].text;
    ending->err_len = watch->streams[ERR].len;
    ending->records = watch->streams[RECORDS].text;
    ending->records_len = watch->streams[RECORDS].len;
}

void
sandbox_run_all(TALLOC_CTX *ctx, struct sandbox *sandbox,
                const struct job *jobs, struct ending *endings, size_t count)
{
    struct watch *watches = talloc_array(NULL, struct watch, count);

    for (size_t i = 0; i < count; i++) {
        watches[i] = watch_of(ctx, sandbox, &jobs[i], &endings[i]);
    }
    watch_children(watches, count);
    for (size_t i = 0; i < count; i++) {
        take_streams(&watches[i]);
    }
    talloc_free(watches);
}

struct begun {
    struct job job;
    struct ending ending;
    struct watch watch;
};

struct begun *
sandbox_begin(TALLOC_CTX *ctx, struct sandbox *sandbox, const struct job *job)
{
    struct begun *begun = talloc_zero(ctx, struct begun);

    begun->job = *job;
    begun->watch = watch_of(begun, sandbox, &begun->job, &begun->ending);
    watch_start(&begun->watch);
    return begun;
}

void
sandbox_give_up(struct begun *begun)
{
    if (!begun->watch.is_over) {
        kill(begun->watch.pid, SIGKILL);
    }
}

int
sandbox_finish(TALLOC_CTX *ctx, struct begun *begun, struct ending *ending)
{
    begun->watch.begun = begun->watch.looked = watch_clock();
    watch_children(&begun->watch, 1);
    take_streams(&begun->watch);
    *ending = begun->ending;
    talloc_steal(ctx, begun); /* has the streams */
    return ending->cause == ENDED_NEVER_BEGAN ? -1 : 0;
}

int
sandbox_run(TALLOC_CTX *ctx, struct sandbox *sandbox, const struct job *job,
            struct ending *ending)
{
    sandbox_run_all(ctx, sandbox, job, ending, 1);
    return ending->cause == ENDED_NEVER_BEGAN ? -1 : 0;
}
