/* check_visible.h -- a check.c as students may have it.
 *
 * Tests that are marked hidden go, with their judges and the comments above
 * them; so does every static function, static datum and macro that nothing
 * else names any more: an expected value may stand in one.  A test counts as
 * hidden when its head has a `.hidden` that is not 0, whatever is written
 * there.  What is left stands as it was written.
 *
 * Pure, but for reporting.
 */
#ifndef HEAPBOOK_GRADE_CHECK_VISIBLE_H
#define HEAPBOOK_GRADE_CHECK_VISIBLE_H

#include <stddef.h>

#include <talloc.h>

/* *hidden: how many tests were taken out; may be NULL.
 *
 * Owns:  a talloc child of ctx.
 * Fails: NULL, reported: a brace, a literal or a comment does not end. */
char *check_visible(TALLOC_CTX *ctx, const char *path, const char *text,
                    size_t *hidden);

#endif
