/* check_source.h -- the two halves of a check.c.
 *
 * The text is taken apart without being understood: into lines of the
 * preprocessor, declarations, and definitions of functions.  A half keeps
 * what is its own and has blanks for the rest, so that a line of a half is
 * the same line of the file.
 *
 *   scenarios   everything, but for judges, functions that say want_..., and
 *               functions and data with a value that only those name
 *   judges      everything, but for functions that they do not name; of a
 *               test only its head, as a declaration
 *
 * Data whose value names a function that a half has not is not in it either.
 *
 * Pure, but for reporting.
 */
#ifndef HEAPBOOK_GRADE_CHECK_SOURCE_H
#define HEAPBOOK_GRADE_CHECK_SOURCE_H

#include <stddef.h>

#include <talloc.h>

struct check_test {
    const char *name;
    int line;         /* of TEST(...), from 1 */
    int judge_line;   /* of JUDGE(...) */
    int asks_leaks;   /* its judge says want_no_leak */
    const char *code; /* what stands in its braces and, behind an empty line,
                         in its judge's; a level less indented */
};

struct check_source {
    char *scenarios;
    char *judges;
    struct check_test *tests; /* in the order of the file */
    size_t count;
};

/* NULL, reported: braces or quotes that do not close, a test without a judge,
 * a judge without a test, two of one name, no test at all. */
struct check_source *check_source_parse(TALLOC_CTX *ctx, const char *path,
                                        const char *text);

/* The same of the check.c in an exercise's folder.  NULL, reported, also when
 * it is not there. */
struct check_source *check_source_read(TALLOC_CTX *ctx, const char *folder);

#endif
