/* data.h -- what a template gets: tables, lists, texts, and HTML.
 *
 * Text and HTML are different kinds.  Text is escaped when it is written; what
 * is marked as safe is HTML that this program made, and stands as it is.
 * templates/README.md says which keys there are.
 *
 * Owns: a value and all below it are talloc children of the table at the top.
 * Texts are copied.
 */
#ifndef HEAPBOOK_WEAVE_DATA_H
#define HEAPBOOK_WEAVE_DATA_H

#include <stddef.h>
#include <stdio.h>
#include <talloc.h>

enum data_kind {
    DATA_TEXT,
    DATA_SAFE,
    DATA_NUMBER,
    DATA_FLAG,
    DATA_LIST,
    DATA_TABLE
};

struct data {
    enum data_kind kind;
    const char *key; /* in a table; NULL in a list */
    const char *text;
    size_t len;
    long long number;
    struct data *first;
    struct data *last;
    struct data *next;
};

struct data *data_new(TALLOC_CTX *ctx);

/* Into a table; a text that is NULL is not there at all. */
void data_set_text(struct data *table, const char *key, const char *text);
void data_set_safe(struct data *table, const char *key, const char *html,
                   size_t len);
void data_set_number(struct data *table, const char *key, long long number);
void data_set_flag(struct data *table, const char *key, int flag);
struct data *data_set_list(struct data *table, const char *key);
struct data *data_set_table(struct data *table, const char *key);

/* Into a list. */
void data_add_text(struct data *list, const char *text);
void data_add_safe(struct data *list, const char *html, size_t len);
struct data *data_add_table(struct data *list);

/* The text of a key, or NULL. */
const char *data_text(const struct data *table, const char *key);

void data_print(FILE *out, const struct data *data);

#endif
