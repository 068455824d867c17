/* check_reader.h -- the items of a check.c, one after the other.
 *
 * Functions with a body, declarations and definitions of data, and lines of
 * the preprocessor.  The text is C that nobody has expanded: names and braces
 * are seen, types and macros are not understood.
 *
 * Pure, but for reporting.
 */
#ifndef HEAPBOOK_GRADE_CHECK_READER_H
#define HEAPBOOK_GRADE_CHECK_READER_H

#include <stddef.h>

#include <talloc.h>

enum check_item_kind { ITEM_FUNCTION, ITEM_DECLARATION, ITEM_DIRECTIVE };

/* text[start .. end-1]; of a function, the body from its brace on. */
struct check_item {
    enum check_item_kind kind;
    size_t start, body, end;
    int line; /* of its first word */
};

struct check_reader {
    const char *path; /* for messages */
    const char *text;
    size_t at;
    int line; /* of text[at]; begins with 1 */
};

/* Finds the next item.  1; 0 at the end of the text; -1, reported: a brace,
 * a literal or a comment does not end. */
int check_reader_next(struct check_reader *reader, struct check_item *item);

/* "TEST(name, ...)" or "JUDGE(name)" for head TEST or JUDGE: the name; else
 * NULL.  Owns: a talloc child of ctx. */
char *check_item_head(TALLOC_CTX *ctx, const char *text,
                      const struct check_item *item, const char *head);

#endif
