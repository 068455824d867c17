/* home.h -- where Heapbook's own files are.
 *
 * The program needs the runtime's headers and libraries, templates and the
 * style of the pages.  It finds them from a checkout as well as installed:
 * $HEAPBOOK_HOME, then the folders above the program itself, then
 * ../share/heapbook beside it, then the folder that -C names.  The first that
 * holds runtime/include/heapbook.h is the home.
 */
#ifndef HEAPBOOK_BASE_HOME_H
#define HEAPBOOK_BASE_HOME_H

#include <talloc.h>

/* Looks for the home.  project: the folder of -C.  -1, reported. */
int home_find(const char *project);

/* The home itself, absolute; valid after home_find. */
const char *home(void);

/* home()/below */
char *home_path(TALLOC_CTX *ctx, const char *below);

/* project/below if it exists, else home()/below. */
char *home_or_project(TALLOC_CTX *ctx, const char *project, const char *below);

/* The program's own file, absolute. */
const char *home_program(void);

#endif
