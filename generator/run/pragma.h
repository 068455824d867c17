/* pragma.h -- sources that no compiler of ours may see. */
#ifndef HEAPBOOK_RUN_PRAGMA_H
#define HEAPBOOK_RUN_PRAGMA_H

/* The line of the first `#pragma comment` in the text, from 1; 0 if there is
 * none.
 *
 * tcc takes command line options and libraries from that pragma, and runs a
 * library's constructor in the process that compiles; with -o in it, 0.9.27
 * never ends.  Every spelling is found: line splices, comments, trigraphs,
 * `%:`, blanks, and _Pragma("comment(...)"). */
int pragma_refused(const char *text);

#endif
