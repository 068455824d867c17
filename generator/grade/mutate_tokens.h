/* mutate_tokens.h -- a C text as words.
 *
 * Enough of C to change a solution at a place that makes sense: words,
 * brackets that belong together, where a statement ends.  Macros are not
 * expanded; a line of the preprocessor is one word.  Pure.
 */
#ifndef HEAPBOOK_GRADE_MUTATE_TOKENS_H
#define HEAPBOOK_GRADE_MUTATE_TOKENS_H

#include <stddef.h>

#include <talloc.h>

enum token_kind {
    TOKEN_NAME,
    TOKEN_NUMBER,
    TOKEN_TEXT, /* of a string or a character */
    TOKEN_MARK, /* an operator or a bracket */
    TOKEN_DIRECTIVE
};

struct token {
    enum token_kind kind;
    size_t start, end; /* text[start .. end-1] */
    int line;          /* from 1 */
};

struct tokens {
    const char *text;
    struct token *list;
    size_t count;
};

/* Comments and blanks are left out.  Owns: a talloc child of ctx. */
struct tokens *tokens_read(TALLOC_CTX *ctx, const char *text);

/* Whether word i is there and is this. */
int token_is(const struct tokens *tokens, size_t i, const char *word);

/* The text of words first .. last.  Owns: a talloc child of ctx. */
char *tokens_text(TALLOC_CTX *ctx, const struct tokens *tokens, size_t first,
                  size_t last);

/* The bracket that closes the one at i, or opens it; i when there is none. */
size_t token_closing(const struct tokens *tokens, size_t i);
size_t token_opening(const struct tokens *tokens, size_t i);

/* The last word of the statement that begins at i. */
size_t statement_last(const struct tokens *tokens, size_t i);

/* The first word of the statement before the one that begins at i, in the
 * same block; i when there is none. */
size_t statement_before(const struct tokens *tokens, size_t i);

#endif
