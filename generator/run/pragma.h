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

/* The line of the first include in the text that names no header: a name that
 * does not end with .h, is absolute, leads upwards or is made by a macro.
 *
 * Where there is no Landlock, a compiler could read every file of the user's:
 * the solution, for one. */
int include_refused(const char *text);

#endif
