/* exercise.h -- a folder exercises/CHAPTER/NAME, as far as a page needs it.
 *
 *     README.md    front matter (title, points), the prompt, `## Hint: ...`
 *     starter.c    what the student begins with
 *     solution.c   gets all points; not asked for here.  No package holds it;
 *                  where the front matter says `show_solution: true`, the
 *                  page shows it to who has all points
 *     check.c      scenarios and judges; its TEST(...) heads are the claims
 *     wrong/NAME.c wrong answers with exact scores; never published
 *
 * Running and grading are the grade floor's.
 */
#ifndef HEAPBOOK_BOOK_EXERCISE_H
#define HEAPBOOK_BOOK_EXERCISE_H

#include "book/front.h"
#include "book/node.h"

struct claim {
    const char *name;
    const char *title;
    int points;
    int is_hidden; /* tested, not announced */
};

struct hint {
    const char *title;
    struct node *body; /* a NODE_DOCUMENT */
    int line;
};

struct exercise {
    const char *id;      /* "copies/copy-rows" */
    const char *chapter; /* slug: "copies" */
    const char *name;    /* "copy-rows" */
    const char *folder;  /* for messages: "exercises/copies/copy-rows" */
    const char *path;    /* its README.md, for messages */
    const char *title;
    int points; /* sum over the claims */
    struct source *source;
    struct front *front;
    struct node *tree; /* the prompt, without title and hints */
    struct hint *hints;
    size_t hint_count;
    const char *starter; /* text of starter.c */
    struct claim *claims;
    size_t claim_count;
};

/* Reads the exercise in `file` (a folder), known to messages as `folder`.
 * NULL, reported. */
struct exercise *exercise_read(TALLOC_CTX *ctx, const char *file,
                               const char *folder);

void exercise_print(FILE *out, const struct exercise *exercise);

#endif
