/* check_watch.h -- `heapbook check --watch`: again at every save.
 *
 *   W1  each check is a process of its own, as if the command had been given
 *       again: nothing of one is left for the next
 *   W2  only a change of the answer itself counts: editors that save by
 *       renaming, bursts of events and files that are gone for a moment give
 *       one check
 *   W3  on a terminal keys work, and the terminal is as it was afterwards
 */
#ifndef HEAPBOOK_CMD_CHECK_WATCH_H
#define HEAPBOOK_CMD_CHECK_WATCH_H

#include "cmd/desk.h"
#include "cmd/options.h"

struct watching {
    const struct desk *desk;
    const struct options *options;
    const char *exercise;
    const char *answer; /* path; NULL: the exercise's own */
    unsigned seed;      /* 0: drawn */
    int draw;
    const char *html; /* or NULL */
};

/* Until q, Ctrl-C or the end of input.  The exit code of the last check. */
int check_watch(TALLOC_CTX *ctx, struct watching watching);

#endif
