/* calls.h -- the rules of the sandbox's filters, as libseccomp takes them.
 *
 * Included by the program that makes the filters when heapbook is built.
 */
#ifndef HEAPBOOK_FILTERS_CALLS_H
#define HEAPBOOK_FILTERS_CALLS_H

#include <seccomp.h>

#include "sandbox/sandbox.h"

/* The rules of a confinement, with marks (sandbox/parts.h).
 *
 * Owns:  the caller releases it.
 * Fails: NULL. */
scmp_filter_ctx calls_rules(enum confinement confinement);

#endif
