/* chapter.h -- one Markdown file, understood.
 *
 *   C1  every fence of the tree has been parsed; examples and quizzes stand in
 *       the tree as nodes of their own, output and Python fences have been
 *       taken into their examples
 *   C2  names of examples and quizzes are unique in the chapter, and so are
 *       all ids of headings
 *   C3  shortcodes name something that exists (checked by the course for what
 *       lies in other chapters)
 *   C4  a chapter with mistakes is kept, so that the rest of it is run and
 *       checked in the same build: what was wrong is marked (is_broken) or
 *       gone from the tree, and nothing complains of its absence
 */
#ifndef HEAPBOOK_BOOK_CHAPTER_H
#define HEAPBOOK_BOOK_CHAPTER_H

#include "base/map.h"
#include "book/example.h"
#include "book/front.h"
#include "book/node.h"
#include "book/quiz.h"

struct chapter {
    const char *slug;   /* file name without .md */
    const char *path;   /* for messages and git: "content/copies.md" */
    const char *title;  /* front matter, first heading, or SUMMARY.md */
    const char *number; /* "4"; NULL for a front page or an appendix */
    int part;           /* index into the course's parts, or -1 */
    int is_front;       /* becomes the site's first page */
    struct source *source;
    struct front *front;
    struct node *tree;
    struct example **examples;
    size_t example_count;
    size_t quiz_count;
    struct map *names; /* of examples and quizzes, broken ones too */
    int failed;        /* some of it is wrong; all of that was reported */
    int is_cut;        /* a fence that is never closed hides the rest */
};

/* Parses a chapter.  title is SUMMARY.md's, used when the file has none.
 * Fails: see `failed`; NULL, reported, when it cannot be read at all. */
struct chapter *chapter_parse(TALLOC_CTX *ctx, struct source *source,
                              const char *title);

/* The example of that name, or NULL. */
struct example *chapter_example(const struct chapter *chapter,
                                const char *name);

/* Looks for what the shortcodes below root name, in the chapter; root may be a
 * text that belongs to it.  -1, reported: those that name nothing have left
 * the tree, so who writes the page can rely on the others. */
int chapter_resolve(struct chapter *chapter, struct node *root);

void chapter_print(FILE *out, const struct chapter *chapter);

#endif
