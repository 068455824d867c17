/* compare.h -- what a chapter says a program prints, against what it printed.
 *
 * Line by line, exact but for blanks at the end of a line and empty lines at
 * the end of the text.  In the chapter's text a line `...` stands for any
 * lines, also none, and `[..]` in a line for any characters.
 */
#ifndef HEAPBOOK_BOOK_COMPARE_H
#define HEAPBOOK_BOOK_COMPARE_H

#include <stddef.h>
#include <talloc.h>

/* The first place where they part. */
struct mismatch {
    int expected_line;    /* of the expected text, from 0 */
    int actual_line;      /* of the actual text, from 0 */
    const char *expected; /* that line; NULL: nothing more was expected */
    const char *actual;   /* NULL: nothing more came */
    int column;           /* bytes before the difference in `expected` */
};

/* 1 if they agree; else 0, and *mismatch (talloc children of ctx). */
int compare_output(TALLOC_CTX *ctx, const char *expected, const char *actual,
                   struct mismatch *mismatch);

/* What the chapter should say instead: the actual lines, with the elisions of
 * the expected text where they still fit. */
char *compare_accept(TALLOC_CTX *ctx, const char *expected,
                     const char *actual);

/* Whether one line agrees with a line that may hold `[..]`. */
int compare_line(const char *expected, const char *actual);

#endif
