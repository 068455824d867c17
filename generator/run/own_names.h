/* own_names.h -- names of the tests' that an answer has taken.
 *
 * The code of tests is linked with the answer's: a function that the answer
 * defines stands before the runtime's of that name, and the tests would call
 * it.  So no name of the runtime's that they use may be defined by an answer,
 * but for one that check.c declares, as it does the function asked for.
 */
#ifndef HEAPBOOK_RUN_OWN_NAMES_H
#define HEAPBOOK_RUN_OWN_NAMES_H

#include <stddef.h>

/* The first such name; or NULL.  `object` is the object file of the tests,
 * `scenarios` their text, find() gives where a name was linked to;
 * NULL where it is the runtime's.
 *
 * Owns: the object's. */
const char *own_names_taken(const char *object, size_t len,
                            const char *scenarios,
                            void *(*find)(void *arg, const char *name),
                            void *arg);

#endif
