/* Watching a child: one loop waits for everything at once: output, records,
 * the control socket (through which the notifier's descriptor comes), the
 * notifier, the end of the child and the deadline. */
#include "sandbox/parts.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE_MS = 20 }; /* between two looks at the child's memory */

long
watch_clock(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static double
exact_clock(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* ---- what the child says ------------------------------------------------ */

static void
stop(struct watch *watch, enum ending_cause cause)
{
    if (watch->ending->cause == ENDED_ITSELF) {
        watch->ending->cause = cause;
    }
    if (!watch->is_over) { /* else the number may be another's */
        kill(-watch->pid, SIGKILL);
        kill(watch->pid, SIGKILL);
    }
}

static int
over_the_cap(const struct watch *watch)
{
    const struct limits *limits = &watch->job->limits;

    return watch->streams[OUT].len + watch->streams[ERR].len >
               limits->output ||
           watch->streams[RECORDS].len > limits->records;
}

/* Takes what is there now.  Gives 0 when the pipe has nothing more to
 * offer. */
static int
take_output(struct watch *watch, int which)
{
    struct stream *stream = &watch->streams[which];
    char bytes[65536];
    ssize_t n = read(watch->polls[which].fd, bytes, sizeof bytes);

    if (n <= 0) {
        if (n == 0) {
            close(watch->polls[which].fd);
            watch->polls[which].fd = -1;
        }
        return 0;
    }
    if (over_the_cap(watch)) {
        return 1;
    }
    stream->text = talloc_realloc(watch->ctx, stream->text, char,
                                  stream->len + (size_t)n + 1);
    memcpy(stream->text + stream->len, bytes, (size_t)n);
    stream->len += (size_t)n;
    stream->text[stream->len] = '\0';
    if (over_the_cap(watch)) {
        stop(watch, ENDED_LOUD);
    }
    return 1;
}

/* E: it could not be confined; B: it is, and the body begins; P: it waits. */
static void
take_word(struct watch *watch, const char *text)
{
    if (text[0] == 'E' && !watch->entered) {
        watch->ending->trouble = talloc_strdup(watch->ctx, text + 1);
    }
    else if (text[0] == 'B') {
        watch->entered = 1;
    }
    else if (text[0] == 'P' && !watch->paused && watch->job->paused) {
        watch->paused = 1;
        watch->job->paused(watch->job->paused_arg);
        if (send(watch->polls[CONTROL].fd, "G", 1, MSG_NOSIGNAL) != 1) {
            stop(watch, ENDED_GIVEN_UP);
        }
    }
}

/* The notifier comes with the last confinement.  A body that does not pause
 * has nothing more to say. */
static void
take_last_word(struct watch *watch)
{
    watch->entered = 1;
    if (!watch->job->paused) {
        close(watch->polls[CONTROL].fd);
        watch->polls[CONTROL].fd = -1;
    }
}

static void
take_control(struct watch *watch)
{
    char text[256], room[CMSG_SPACE(sizeof(int))] = {0};
    struct iovec data = {text, sizeof text - 1};
    struct msghdr message = {.msg_iov = &data,
                             .msg_iovlen = 1,
                             .msg_control = room,
                             .msg_controllen = sizeof room};
    ssize_t n = recvmsg(watch->polls[CONTROL].fd, &message,
                        MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    struct cmsghdr *head = n > 0 ? CMSG_FIRSTHDR(&message) : NULL;

    if (n <= 0) {
        if (n == 0) {
            close(watch->polls[CONTROL].fd);
            watch->polls[CONTROL].fd = -1;
        }
        return;
    }
    text[n] = '\0';
    if (head && head->cmsg_type == SCM_RIGHTS &&
        head->cmsg_len == CMSG_LEN(sizeof(int))) {
        int fd;

        memcpy(&fd, CMSG_DATA(head), sizeof fd);
        if (watch->polls[NOTIFIER].fd >= 0 || watch->entered) {
            close(fd);
        }
        else {
            watch->polls[NOTIFIER].fd = fd;
            take_last_word(watch);
        }
    }
    else {
        take_word(watch, text);
    }
}

/* Answers EPERM and remembers the first name. */
static void
take_notice(struct watch *watch)
{
    struct seccomp_notif notice = {0};
    struct seccomp_notif_resp answer = {.error = -EPERM};
    int fd = watch->polls[NOTIFIER].fd;

    if (ioctl(fd, SECCOMP_IOCTL_NOTIF_RECV, &notice)) {
        if (errno != EINTR && errno != ENOENT) {
            close(fd);
            watch->polls[NOTIFIER].fd = -1;
        }
        return;
    }
    if (!watch->ending->forbidden) {
        char *name =
            seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, notice.data.nr);

        watch->ending->forbidden =
            name ? talloc_strdup(watch->ctx, name)
                 : talloc_asprintf(watch->ctx, "number %d", notice.data.nr);
        free(name);
    }
    answer.id = notice.id;
    ioctl(fd, SECCOMP_IOCTL_NOTIF_SEND, &answer);
}

/* ---- the loop ----------------------------------------------------------- */

static void
look_at_memory(struct watch *watch)
{
    char path[64], text[128];
    long pages = sysconf(_SC_PAGESIZE), resident = 0;
    ssize_t n;

    watch->looked = watch_clock();
    if (watch->statm < 0) {
        snprintf(path, sizeof path, "/proc/%d/statm", (int)watch->pid);
        watch->statm = open(path, O_RDONLY | O_CLOEXEC);
    }
    n = watch->statm < 0 ? -1 : pread(watch->statm, text, sizeof text - 1, 0);
    if (n <= 0) {
        return;
    }
    text[n] = '\0';
    if (sscanf(text, "%*u %ld", &resident) == 1 &&
        (size_t)(resident * pages) > watch->job->limits.memory) {
        stop(watch, ENDED_BIG);
    }
}

static void
take_all(struct watch *watch)
{
    for (int i = OUT; i <= RECORDS; i++) {
        if (watch->polls[i].revents && take_output(watch, i) && i == RECORDS &&
            watch->job->heard) {
            watch->job->heard(watch->job->arg);
        }
    }
    if (watch->polls[CONTROL].revents) {
        take_control(watch);
    }
    if (watch->polls[NOTIFIER].revents & POLLIN) {
        take_notice(watch);
    }
    else if (watch->polls[NOTIFIER].revents) {
        close(watch->polls[NOTIFIER].fd);
        watch->polls[NOTIFIER].fd = -1;
    }
    if (watch->polls[HANGUP].revents) {
        stop(watch, ENDED_GIVEN_UP);
        watch->polls[HANGUP].fd = -1;
    }
}

enum { SERVED = JOBS_AT_ONCE + 1 };

/* Those that are served now; the last to come may wait for its turn. */
struct running {
    struct watch *watches[SERVED];
    size_t count;
};

static int
wait_for_news(const struct running *running, int wait)
{
    struct pollfd polls[SERVED * WATCHED];
    size_t count = running->count * WATCHED;
    int ready;

    for (size_t i = 0; i < count; i++) {
        polls[i] = running->watches[i / WATCHED]->polls[i % WATCHED];
    }
    ready = poll(polls, count, wait);
    for (size_t i = 0; i < count; i++) {
        running->watches[i / WATCHED]->polls[i % WATCHED].revents =
            ready > 0 ? polls[i].revents : 0;
    }
    return ready;
}

/* How long the child may be left alone, in milliseconds; one that is late is
 * stopped. */
static int
patience_with(struct watch *watch)
{
    long left = watch->begun + watch->job->limits.wall_ms - watch_clock();

    if (watch->waits) {
        return PATIENCE_MS;
    }
    if (left <= 0 && !watch->killed) {
        stop(watch, ENDED_LATE);
        watch->killed = 1;
    }
    return watch->killed || left > PATIENCE_MS ? PATIENCE_MS : (int)left;
}

/* The child is dead.  What is in the pipes is all there will be, unless a
 * stray has them: before the sweep no more than fits into a pipe is taken. */
static void
drain(struct watch *watch, int most)
{
    take_control(watch);
    for (int i = OUT; i <= RECORDS; i++) {
        for (int n = 0; n < most && watch->polls[i].fd >= 0; n++) {
            if (!take_output(watch, i)) {
                break;
            }
        }
    }
}

static void
close_end(struct watch *watch, int which)
{
    if (watch->polls[which].fd >= 0) {
        close(watch->polls[which].fd);
        watch->polls[which].fd = -1;
    }
}

/* The group is killed while its leader is still a zombie: the number cannot
 * belong to anybody else yet. */
static void
reap(struct watch *watch)
{
    siginfo_t info;

    waitid(P_PID, (id_t)watch->pid, &info, WEXITED | WNOWAIT);
    kill(-watch->pid, SIGKILL);
    while (wait4(watch->pid, &watch->status, 0, &watch->usage) < 0 &&
           errno == EINTR) {
        continue;
    }
    watch->is_over = 1;
    drain(watch, 4);
    close_end(watch, CHILD);
    close_end(watch, NOTIFIER);
}

static void
serve(struct watch *watch, int ready)
{
    if (ready > 0) {
        take_all(watch);
    }
    if (!watch->killed &&
        (!ready || watch_clock() - watch->looked >= PATIENCE_MS)) {
        look_at_memory(watch);
    }
    if (watch->polls[CHILD].revents & POLLIN) {
        watch->ending->ms = exact_clock() - watch->ending->ms;
        reap(watch);
    }
}

static void
serve_running(const struct running *running)
{
    int wait = PATIENCE_MS, ready;

    for (size_t i = 0; i < running->count; i++) {
        int patience = patience_with(running->watches[i]);

        wait = patience < wait ? patience : wait;
    }
    ready = wait_for_news(running, wait);
    for (size_t i = 0; i < running->count; i++) {
        serve(running->watches[i], ready);
    }
}

static void
add_running(struct running *running, struct watch *watch)
{
    watch->waits = running->count >= JOBS_AT_ONCE;
    running->watches[running->count++] = watch;
    watch->ending->ms = exact_clock();
    if (!watch->pid) {
        watch_start(watch);
    }
}

static void
drop_those_over(struct running *running)
{
    for (size_t i = running->count; i-- > 0;) {
        if (running->watches[i]->is_over) {
            running->watches[i] = running->watches[--running->count];
        }
    }
}

/* One that has died meanwhile needs no word. */
static void
give_turns(const struct running *running)
{
    for (size_t i = 0; i < running->count; i++) {
        struct watch *watch = running->watches[i];

        if (watch->waits && running->count <= JOBS_AT_ONCE) {
            watch->waits = 0;
            watch->begun = watch_clock();
            watch->ending->ms = exact_clock();
            send(watch->polls[CONTROL].fd, "T", 1, MSG_NOSIGNAL);
        }
    }
}

static void
serve_all(struct watch *watches, size_t count)
{
    struct running running = {0};
    size_t next = 0;

    while (next < count || running.count) {
        if (next < count && running.count < SERVED) {
            add_running(&running, &watches[next++]);
        }
        else {
            serve_running(&running);
        }
        drop_those_over(&running);
        give_turns(&running);
    }
}

/* ---- the end ------------------------------------------------------------ */

enum { SWEEP_TRIES = 20, SWEEP_WAIT_US = 10000 };

static int
kill_listed_children(void)
{
    char path[64];
    FILE *list;
    int pid, count = 0;

    snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    list = fopen(path, "re");
    while (list && fscanf(list, "%d", &pid) == 1) {
        kill(pid, SIGKILL);
        count++;
    }
    if (list) {
        fclose(list);
    }
    return count;
}

/* Kills and reaps all children of this process, until there is none.  Gives
 * how many there were.  Where /proc is not of this namespace nobody can name
 * them: then they are counted and left, rather than waited for without end. */
static int
sweep(void)
{
    int strays = 0, tries = 0;

    for (;;) {
        pid_t gone = waitpid(-1, NULL, WNOHANG);

        if (gone > 0) {
            strays++;
        }
        else if (gone < 0 && errno == ECHILD) {
            return strays;
        }
        else if (gone == 0 && kill_listed_children()) {
            waitpid(-1, NULL, 0);
            strays++;
        }
        else if (gone == 0 && tries++ < SWEEP_TRIES) {
            usleep(SWEEP_WAIT_US);
        }
        else if (gone == 0) {
            return strays + 1;
        }
    }
}

static void
judge_status(struct watch *watch)
{
    const struct rusage *usage = &watch->usage;
    struct ending *ending = watch->ending;
    int status = watch->status;

    ending->code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    ending->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    ending->peak_kib = usage->ru_maxrss;
    if (ending->cause != ENDED_ITSELF) {
        return;
    }
    if (ending->trouble) {
        ending->cause = ENDED_NEVER_BEGAN;
    }
    else if (ending->signal == SIGXCPU ||
             (ending->signal == SIGKILL &&
              usage->ru_utime.tv_sec + usage->ru_stime.tv_sec >=
                  watch->job->limits.cpu_s)) {
        ending->cause = ENDED_LATE;
    }
    else if ((size_t)usage->ru_maxrss * 1024 > watch->job->limits.memory) {
        ending->cause = ENDED_BIG;
    }
}

static void
close_ends(struct watch *watch)
{
    for (int i = 0; i < WATCHED; i++) {
        if (i != HANGUP) {
            close_end(watch, i);
        }
    }
    if (watch->statm >= 0) {
        close(watch->statm);
    }
}

void
watch_children(struct watch *watches, size_t count)
{
    int strays;

    serve_all(watches, count);
    strays = sweep();
    for (size_t i = 0; i < count; i++) {
        watches[i].ending->strays = strays;
        if (watches[i].ending->cause != ENDED_NEVER_BEGAN) {
            drain(&watches[i], INT_MAX);
            judge_status(&watches[i]);
        }
        close_ends(&watches[i]);
    }
}
