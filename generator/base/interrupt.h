/* interrupt.h -- Ctrl-C, asked for rather than suffered.
 *
 * The first SIGINT, SIGTERM or SIGHUP only raises a flag; waits end with
 * EINTR.  Long loops ask interrupted() and go home by the ordinary way, so
 * half-written trees are removed.  A second signal ends the program at once.
 */
#ifndef HEAPBOOK_BASE_INTERRUPT_H
#define HEAPBOOK_BASE_INTERRUPT_H

enum { EXIT_INTERRUPTED = 130 };

void interrupt_watch(void);
int interrupted(void);

#endif
