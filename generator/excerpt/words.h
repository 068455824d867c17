/* words.h -- C, a word at a time: as much as headers need. */
#ifndef HEAPBOOK_EXCERPT_WORDS_H
#define HEAPBOOK_EXCERPT_WORDS_H

#include <stddef.h>

/* A word, a number, a literal or one character.  Its length; 0 at the end. */
size_t token_len(const char *at);

/* Whether a word begins at `at`. */
int is_word(const char *at);

int is_keyword(const char *at, size_t len);

/* Whether the token is this one. */
int is(const char *at, size_t len, const char *word);

const char *skip_blanks(const char *at);

/* Behind the bracket that closes the one at `at`. */
const char *skip_group(const char *at);

#endif
