/* arguments.h -- what main() of a program gets. */
#ifndef HEAPBOOK_RUN_ARGUMENTS_H
#define HEAPBOOK_RUN_ARGUMENTS_H

#include <talloc.h>

/* "one\ntwo" (as unit.arguments has it, or NULL) behind the words `first`,
 * which end with NULL; so does the result. */
char **arguments_new(TALLOC_CTX *ctx, const char *const *first,
                     const char *arguments);

#endif
