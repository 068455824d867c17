#include "base/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE_MS = 250, PAUSE_MS = 50 };

static struct {
    int quiet;
    int visible;
    long long began_ms; /* 0: nothing has begun */
    long long shown_ms;
} state;

static long long
now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

void
progress_set_quiet(int quiet)
{
    state.quiet = quiet;
}

void
progress_show(const char *what, size_t done, size_t total)
{
    if (state.quiet || !isatty(STDERR_FILENO)) {
        return;
    }
    long long now = now_ms();
    if (state.began_ms == 0) {
        state.began_ms = now;
    }
    if (now - state.began_ms < PATIENCE_MS ||
        now - state.shown_ms < PAUSE_MS) {
        return;
    }
    state.shown_ms = now;
    state.visible = 1;
    fprintf(stderr, "\r\033[K%s: %zu of %zu", what, done, total);
    fflush(stderr);
}

void
progress_hide(void)
{
    if (state.visible) {
        fputs("\r\033[K", stderr);
        fflush(stderr);
        state.visible = 0;
    }
}
