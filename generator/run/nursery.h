/* nursery.h -- a process that starts workers later on.
 *
 * Each answer gets a worker of its own, and one that is lost is replaced.  By
 * then this process has read what no program may see, and a fork of it would
 * carry that along.  So a process is put aside early, which knows nothing, and
 * forks when it is asked to.
 */
#ifndef HEAPBOOK_RUN_NURSERY_H
#define HEAPBOOK_RUN_NURSERY_H

/* Puts the process aside, once.  Before it forks it calls `ready`, whose work
 * is there for all.  `become` is what a worker does: it never returns.
 *
 * Fails: -1 with errno. */
int nursery_open(void (*ready)(void),
                 void (*become)(int fd, const char *scratch));

/* Has a worker started with this socket and folder.
 *
 * Fails: -1, when there is no nursery, or it cannot; else its process id. */
int nursery_fork(int fd, const char *scratch);

/* Waits until it and all its workers have ended: they must have been told
 * to. */
void nursery_close(void);

/* Says that nobody will ask any more, and does not wait. */
void nursery_dismiss(void);

#endif
