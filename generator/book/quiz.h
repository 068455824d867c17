/* quiz.h -- a question that the reader answers.
 *
 *     ```quiz name=new-rows title="How many?"
 *     How many rows are new after `copy.copy`?
 *
 *     - [x] none
 *     - [ ] two
 *
 *     Both lists refer to the same rows.
 *     ```
 *
 * First the question, then the answers, then why.  With several `- [ ]`
 * answers it is multiple choice; with one line `= 2` it is a short answer.
 * All three parts are Markdown, {{value ...}} included.
 */
#ifndef HEAPBOOK_BOOK_QUIZ_H
#define HEAPBOOK_BOOK_QUIZ_H

#include "book/fence.h"

struct quiz_option {
    struct node *text;
    int is_right;
};

struct quiz {
    const char *name;
    const char *title;
    struct node *question;
    struct node *why;   /* NULL: not given */
    const char *answer; /* of a short answer; NULL for a choice */
    struct quiz_option *options;
    size_t option_count;
    struct fence fence;
};

/* NULL, reported. */
struct quiz *quiz_parse(TALLOC_CTX *ctx, const struct source *source,
                        const struct node *node, const struct fence *fence,
                        const char *name);

/* The trees of the quiz, one after the other; NULL after the last. */
struct node *quiz_tree(const struct quiz *quiz, size_t index);

void quiz_print(FILE *out, const struct quiz *quiz);

#endif
