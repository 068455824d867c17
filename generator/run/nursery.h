/* nursery.h -- a process that starts workers later on.
 *
 * A worker that is lost is replaced while its task goes on.  By then this
 * process has read what no program may see, and a fork of it would carry that
 * along.  So a process is put aside early, which knows nothing, and forks when
 * it is asked to.
 */
#ifndef HEAPBOOK_RUN_NURSERY_H
#define HEAPBOOK_RUN_NURSERY_H

/* Puts the process aside, once.  `become` is what a worker does: it never
 * returns.
 *
 * Fails: -1 with errno. */
int nursery_open(void (*become)(int fd, const char *scratch));

/* Has a worker started with this socket and folder.
 *
 * Fails: -1, when there is no nursery, or it cannot; else its process id. */
int nursery_fork(int fd, const char *scratch);

/* Ends it and waits for that; its workers go on. */
void nursery_close(void);

/* Says that nobody will ask any more, and does not wait. */
void nursery_dismiss(void);

#endif
