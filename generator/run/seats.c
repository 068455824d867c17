#include "run/seats.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/stream.h"

enum { SEATS = 2 };

struct seat {
    pid_t pid;
    int fd; /* what it says comes here, as one frame */
};

int
seats_wanted(const struct worker *worker, const struct stage *stage)
{
    const int needed = LAYER_LANDLOCK | LAYER_SECCOMP;

    return worker->is_wide && stage->count > 1 && !stage->is_replay &&
           (sandbox_layers(worker->sandbox) & needed) == needed;
}

/* ---- windows -------------------------------------------------------------
 */

static void
hide(const struct play *play, int hidden)
{
    window_hide(play->given, hidden);
    window_hide(play->given_copy, hidden);
}

void
seats_prepare(struct stage *stage)
{
    for (size_t i = 0; i < stage->count; i++) {
        struct play *play = &stage->plays[i];

        if (play->given) {
            continue;
        }
        play->given = window_open();
        play->given_copy = play->asks_leaks ? window_empty() : NULL;
        hide(play, 1);
    }
}

/* What the play did not leave a heap in. */
static void
close_unused(struct play *play)
{
    if (play->given != play->heap && play->given != play->after) {
        window_close(play->given);
    }
    if (play->given_copy != play->heap) {
        window_close(play->given_copy);
    }
    play->given = play->given_copy = NULL;
}

/* ---- what a seat says ----------------------------------------------------
 */

static void
put_play(FILE *out, const struct play *play)
{
    result_write(out, &play->result);
    wire_put_bytes(out, (const char *)&play->slots, sizeof play->slots);
    wire_put_number(out, (uint64_t)(play->ms * 1000));
    wire_put_number(out, play->heap != NULL);
    wire_put_number(out, play->after != NULL);
    wire_put_number(out, play->leaks != NULL);
    wire_put_text(out, play->explanation);
    wire_put_number(out, (uint64_t)play->explained_line);
    wire_put_text(out, play->observed);
}

static void
take_play(struct stage *stage, struct wire *wire, struct play *play)
{
    size_t len;
    const char *slots;

    play->result = result_read(stage, wire);
    slots = wire_borrow(wire, &len);
    if (slots && len == sizeof play->slots) {
        memcpy(&play->slots, slots, len);
    }
    play->ms = (double)wire_number(wire) / 1000;
    if (wire_number(wire)) {
        play->heap = play->asks_leaks ? play->given_copy : play->given;
    }
    if (wire_number(wire)) {
        play->after = play->given;
    }
    if (wire_number(wire)) {
        play->leaks = (char *)play->result.records;
    }
    play->explanation = wire_text(stage, wire);
    play->explained_line = (int)wire_number(wire);
    play->observed = wire_text(stage, wire);
}

/* ---- a seat --------------------------------------------------------------
 */

/* It has no work of its worker's but this one, and a report that no other
 * child writes to. */
static void
sit_down(struct worker *worker, pid_t parent)
{
    worker->report = mmap(NULL, sizeof *worker->report, PROT_READ | PROT_WRITE,
                          MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (worker->report == MAP_FAILED || prctl(PR_SET_CHILD_SUBREAPER, 1) ||
        prctl(PR_SET_PDEATHSIG, SIGKILL) || getppid() != parent) {
        _exit(3);
    }
}

static _Noreturn void
serve_seat(struct worker *worker, struct stage *stage, size_t first, int fd,
           void (*play)(struct worker *, struct stage *, struct play *))
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = stream_open(&text, &len);

    for (size_t i = first; i < stage->count; i += SEATS) {
        hide(&stage->plays[i], 1);
    }
    for (size_t i = first; i < stage->count; i += SEATS) {
        window_hide(stage->plays[i].given, 0);
        play(worker, stage, &stage->plays[i]);
        hide(&stage->plays[i], 1);
        put_play(out, &stage->plays[i]);
    }
    fclose(out);
    _exit(frame_send(fd, text, len) ? 3 : 0);
}

static int
start_seat(struct worker *worker, struct stage *stage, struct seat *seat,
           size_t first,
           void (*play)(struct worker *, struct stage *, struct play *))
{
    pid_t parent = getpid();
    int pair[2];

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair)) {
        return -1;
    }
    for (size_t i = first; i < stage->count; i += SEATS) {
        hide(&stage->plays[i], 0);
    }
    fflush(NULL);
    seat->pid = fork();
    if (seat->pid == 0) {
        close(pair[0]);
        sit_down(worker, parent);
        serve_seat(worker, stage, first, pair[1], play);
    }
    for (size_t i = first; i < stage->count; i += SEATS) {
        hide(&stage->plays[i], 1);
    }
    close(pair[1]);
    seat->fd = pair[0];
    return seat->pid < 0 ? -1 : 0;
}

/* Fails: -1 when the seat has not ended well: nothing is known of its plays
 * then. */
static int
finish_seat(struct stage *stage, struct seat *seat, size_t first)
{
    size_t len;
    char *bytes = frame_receive(stage, seat->fd, &len);
    struct wire wire = {bytes, bytes ? bytes + len : NULL, !bytes};
    int status = -1;

    for (size_t i = first; i < stage->count && !wire.broken; i += SEATS) {
        take_play(stage, &wire, &stage->plays[i]);
        close_unused(&stage->plays[i]);
    }
    close(seat->fd);
    while (waitpid(seat->pid, &status, 0) < 0 && errno == EINTR) {
        continue;
    }
    return wire.broken || status ? -1 : 0;
}

void
seats_play(struct worker *worker, struct stage *stage,
           void (*play)(struct worker *worker, struct stage *stage,
                        struct play *one))
{
    struct seat seats[SEATS];

    seats_prepare(stage);
    for (size_t i = 0; i < SEATS; i++) {
        if (start_seat(worker, stage, &seats[i], i, play)) {
            _exit(3);
        }
    }
    for (size_t i = 0; i < SEATS; i++) {
        if (finish_seat(stage, &seats[i], i)) {
            _exit(3);
        }
    }
}
