/* fence.h -- the words after the three backticks.
 *
 *     ```c name=rows title="Two lists, one pair of rows" hl=3-5,8
 *
 * The first word is the language; then come words, and key=value pairs whose
 * value is bare or stands in double quotes (with \" and \\ in it).  Which
 * words a fence may have depends on the language; an unknown one is an error
 * at its column, with a suggestion.
 *
 * To add a word: a line in WORDS (fence.c), a field below, a line in the
 * author's guide, and whoever acts on it (example.c, run/judge.c, weave/).
 */
#ifndef HEAPBOOK_BOOK_FENCE_H
#define HEAPBOOK_BOOK_FENCE_H

#include "book/node.h"
#include "book/source.h"

enum fence_language {
    FENCE_C,
    FENCE_PYTHON,
    FENCE_OUTPUT,
    FENCE_QUIZ,
    FENCE_OTHER /* shown as it is */
};

enum { FENCE_HIGHLIGHTS = 16 };

/* Texts are NULL and numbers 0 when the word does not stand there. */
struct fence {
    enum fence_language language;
    const char *info; /* the language as written; "" for none */
    const char *name;
    const char *title;
    const char *pair;
    const char *raises;
    const char *compile_fail; /* a POSIX extended regular expression */
    const char *ignore;       /* why it is not even compiled */
    const char *standard_input;
    const char *unfold;
    const char *signal;
    const char *file;      /* holds the text, beside the chapter */
    const char *part;      /* of the text, that is shown */
    const char *arguments; /* of main, a line each */
    int exit_code;
    int timeout_ms;
    int has_exit;
    int no_run;
    int predict;
    int blocks;
    int editable; /* the reader may change it and run it in the page */
    int web;      /* the reader may run it in the page */
    int steps;    /* its pictures are walked through from the first */

    struct {
        int from, to; /* lines of the body, from 1, both included */
    } highlights[FENCE_HIGHLIGHTS];

    int highlight_count;
    struct place place; /* of the first backtick */
    int indent;         /* columns before it, that the body has lost */
    struct place body;  /* of the first line of its text, see part.h */
    int is_broken;      /* reported: a word is not understood */
};

/* Parses the info string of a NODE_CODE.  A code block by indentation is
 * FENCE_OTHER.  -1, reported; the words that are right are taken. */
int fence_parse(TALLOC_CTX *ctx, const struct source *source,
                const struct node *node, struct fence *fence);

/* Whether hl= names the line (from 1) of the fence's text.  fence may be NULL.
 */
int fence_marks(const struct fence *fence, int line);

void fence_print(FILE *out, const struct fence *fence);

#endif
