#include "run/pool.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/files.h"
#include "base/interrupt.h"
#include "run/cache.h"
#include "run/sandbox.h"
#include "run/tools.h"
#include "run/wire.h"
#include "run/worker.h"

enum { MAX_WORKERS = 64, IDLE = -1 };

struct hand {
    pid_t pid;
    int fd;
    char *scratch;
    long unit; /* index of the unit that it runs, or IDLE */
};

static struct {
    struct hand *hands;
    size_t count;
    pid_t owner; /* the process that started them */
} pool;

/* One call of pool_run. */
struct round {
    TALLOC_CTX *ctx;
    const struct unit *units;
    struct result *results;
    const struct pool_options *options;
    size_t count;
    size_t done;
    size_t *todo; /* units that are not in the cache */
    size_t todo_count, todo_next;
};

const char *
pool_missing(enum compiler compiler, enum runtime_kind runtime)
{
    return tools_missing(compiler, runtime);
}

/* ---- workers --------------------------------------------------------------
 */

static char *
make_scratch(void)
{
    const char *base = getenv("TMPDIR");
    char *path = talloc_asprintf(NULL, "%s/heapbook-XXXXXX",
                                 base && *base == '/' ? base : "/tmp");

    if (!mkdtemp(path)) {
        diag_system(path, strerror(errno));
        talloc_free(path);
        return NULL;
    }
    return path;
}

/* In the new worker: only the three standard descriptors and its socket. */
static _Noreturn void
become_worker(int fd, const char *scratch)
{
    int own = dup2(fd, 3);

    syscall(SYS_close_range, 4, ~0U, 0);
    worker_serve(own, scratch, LAYERS_ALL);
}

static int
start_worker(struct hand *hand)
{
    int pair[2];

    hand->unit = IDLE;
    hand->scratch = make_scratch();
    if (!hand->scratch) {
        return -1;
    }
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair)) {
        return diag_system("socketpair", strerror(errno));
    }
    tools_get();
    fflush(NULL);
    hand->pid = fork();
    if (hand->pid == 0) {
        become_worker(pair[1], hand->scratch);
    }
    close(pair[1]);
    hand->fd = pair[0];
    return hand->pid < 0 ? diag_system("fork", strerror(errno)) : 0;
}

/* Closing the socket is the order to stop: the worker gives up what it runs,
 * sweeps, and removes its folder. */
static void
stop_worker(struct hand *hand)
{
    if (hand->fd >= 0) {
        close(hand->fd);
        hand->fd = -1;
    }
    while (hand->pid > 0 && waitpid(hand->pid, NULL, 0) < 0 &&
           errno == EINTR) {
        continue;
    }
    hand->pid = 0;
    if (hand->scratch) {
        tree_remove(hand->scratch);
        TALLOC_FREE(hand->scratch);
    }
}

void
pool_stop(void)
{
    if (pool.owner != getpid()) {
        return;
    }
    for (size_t i = 0; i < pool.count; i++) {
        if (pool.hands[i].fd >= 0) {
            shutdown(pool.hands[i].fd, SHUT_RDWR);
        }
    }
    for (size_t i = 0; i < pool.count; i++) {
        stop_worker(&pool.hands[i]);
    }
    TALLOC_FREE(pool.hands);
    pool.count = 0;
}

static size_t
wanted_workers(const struct pool_options *options)
{
    long jobs =
        options->jobs > 0 ? options->jobs : sysconf(_SC_NPROCESSORS_ONLN);

    return jobs < 1 ? 1 : jobs > MAX_WORKERS ? MAX_WORKERS : (size_t)jobs;
}

static int
refuse_unsafe(void)
{
    diag_at((struct place){0},
            "no sandbox: this kernel has neither Landlock nor seccomp");
    diag_note((struct place){0}, "`heapbook doctor` tells more; "
                                 "--i-trust-this-code runs it all the same");
    return -1;
}

static int
start_workers(size_t count, int trust)
{
    static int registered;

    if (!trust && !(sandbox_available() & (LAYER_LANDLOCK | LAYER_SECCOMP))) {
        return refuse_unsafe();
    }
    if (!registered) {
        atexit(pool_stop);
        registered = 1;
    }
    pool.owner = getpid();
    if (!pool.hands) {
        pool.hands = talloc_zero_array(NULL, struct hand, MAX_WORKERS);
    }
    while (pool.count < count) {
        struct hand *hand = &pool.hands[pool.count++];

        *hand = (struct hand){.fd = -1};
        if (start_worker(hand)) {
            return -1;
        }
    }
    return 0;
}

int
pool_start(const struct pool_options *options)
{
    return start_workers(wanted_workers(options), options->trust);
}

/* ---- a round -------------------------------------------------------------
 */

static void
tell(struct round *round)
{
    round->done++;
    if (round->options->progress) {
        round->options->progress(round->done, round->count,
                                 round->options->arg);
    }
}

static void
look_up(struct round *round)
{
    char key[HASH_SIZE];

    round->todo = talloc_array(NULL, size_t, round->count + 1);
    for (size_t i = 0; i < round->count; i++) {
        if (round->options->use_cache) {
            cache_key(key, &round->units[i]);
            if (cache_get(round->ctx, key, &round->results[i])) {
                tell(round);
                continue;
            }
        }
        round->todo[round->todo_count++] = i;
    }
}

static int
give_unit(struct round *round, struct hand *hand)
{
    char *text = NULL;
    size_t len = 0, index = round->todo[round->todo_next++];
    FILE *out = open_memstream(&text, &len);
    int err;

    unit_write(out, &round->units[index]);
    fclose(out);
    hand->unit = (long)index;
    err = frame_send(hand->fd, text, len);
    free(text);
    return err;
}

static void
keep(const struct unit *unit, const struct result *result)
{
    char key[HASH_SIZE];

    cache_key(key, unit);
    cache_put(key, result);
}

void
pool_keep(const struct unit *unit, const struct result *result)
{
    if (!result->from_cache && result->outcome < NOT_AVAILABLE) {
        keep(unit, result);
    }
}

static int
went_well(const struct result *result)
{
    return result->outcome == RAN && result->exit_code == 0 &&
           !strstr(result->records, "{\"leak\":");
}

/* The worker itself is gone: that must not cost more than one unit. */
static int
replace_worker(struct round *round, struct hand *hand)
{
    round->results[hand->unit] = (struct result){
        .outcome = TOOL_FAILED,
        .out = "",
        .err = "",
        .records = "",
        .reason = "the worker process ended while it ran this"};
    tell(round);
    stop_worker(hand);
    return start_worker(hand);
}

static int
take_result(struct round *round, struct hand *hand)
{
    size_t index = (size_t)hand->unit, len = 0;
    char *bytes = frame_receive(NULL, hand->fd, &len);
    struct wire wire = {bytes, bytes + len, 0};

    if (bytes) {
        round->results[index] = result_read(round->ctx, &wire);
    }
    if (!bytes || wire.broken) {
        talloc_free(bytes);
        return replace_worker(round, hand);
    }
    if (round->options->use_cache && went_well(&round->results[index])) {
        keep(&round->units[index], &round->results[index]);
    }
    talloc_free(bytes);
    hand->unit = IDLE;
    tell(round);
    return 0;
}

static int
serve_hands(struct round *round, size_t workers)
{
    struct pollfd polls[MAX_WORKERS];
    size_t busy = 0;

    for (size_t i = 0; i < workers; i++) {
        struct hand *hand = &pool.hands[i];

        if (hand->unit == IDLE && round->todo_next < round->todo_count &&
            give_unit(round, hand) && replace_worker(round, hand)) {
            return -1;
        }
        polls[i] = (struct pollfd){.fd = hand->unit == IDLE ? -1 : hand->fd,
                                   .events = POLLIN};
        busy += hand->unit != IDLE;
    }
    if (!busy) {
        return 0;
    }
    if (poll(polls, workers, -1) < 0) {
        return errno == EINTR ? 1 : -1;
    }
    for (size_t i = 0; i < workers; i++) {
        if (polls[i].revents && take_result(round, &pool.hands[i])) {
            return -1;
        }
    }
    return 1;
}

static int
run_todo(struct round *round)
{
    size_t workers = wanted_workers(round->options);
    int more = 1;

    workers = workers < round->todo_count ? workers : round->todo_count;
    workers = workers > pool.count ? workers : pool.count;
    if (start_workers(workers, round->options->trust)) {
        pool_stop();
        return -1;
    }
    while (more > 0) {
        if (interrupted()) {
            pool_stop();
            return -1;
        }
        more = serve_hands(round, workers);
    }
    return more;
}

int
pool_run(TALLOC_CTX *ctx, const struct unit *units, size_t count,
         struct result *results, const struct pool_options *options)
{
    struct round round = {.ctx = ctx,
                          .units = units,
                          .results = results,
                          .options = options,
                          .count = count};
    int err = 0;

    look_up(&round);
    if (round.todo_count > 0) {
        err = run_todo(&round);
    }
    talloc_free(round.todo);
    return err;
}
