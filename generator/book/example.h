/* example.h -- a program of a chapter, and what the chapter says of it.
 *
 * The body is what the author wrote between the fences.  The source is what
 * is compiled: a body without main and without HB_EXAMPLE is wrapped into
 * one, and heapbook.h is included if nothing includes it.  What is added
 * stands on lines of its own before the body, so
 *
 *   E1  line k of the source is line source_line + k - 1 of the file at path
 *       (the chapter, or what file= names), for every line of the body
 *   E2  hidden parts are regions of the body between lines that hold only
 *       the comments `hide` and `show`: they are compiled, and not printed
 */
#ifndef HEAPBOOK_BOOK_EXAMPLE_H
#define HEAPBOOK_BOOK_EXAMPLE_H

#include "book/fence.h"

/* The fence that follows an example and holds what it prints. */
struct expectation {
    const char *text;   /* NULL: no such fence */
    struct place place; /* of the fence */
    int first_line;     /* of the text in the chapter */
    int last_line;      /* below first_line when it is empty */
    int indent;
};

/* The Python lines that must print the same. */
struct pair {
    const char *text;  /* NULL: none */
    const char *shown; /* the part of it that the page has */
    const char *path;  /* of the file that it stands in */
    int first_line;
    struct place place;
    struct fence fence;
};

struct example {
    const char *id;    /* "copies/rows": unique in the course */
    const char *name;  /* "rows": unique in the chapter, an anchor there */
    const char *title; /* for readers; never NULL */
    const char *body;
    const char *source;
    const char *path; /* of the body's file: the chapter, or file= */
    int body_line;    /* where the body begins in it */
    int body_end;     /* the line behind the body */
    int end_line;     /* of the closing fence, in the chapter */
    int source_line;  /* E1 */
    int is_wrapped;
    struct fence fence;
    struct expectation output;
    struct pair python;
    int has_figure_shortcode; /* its figures stand where the author says */
    int is_broken;            /* reported: it cannot be run */
};

/* Makes an example of a NODE_CODE whose fence is of language c.  name is its
 * name, as the fence says or as the chapter found one.  Never NULL; see
 * is_broken, which a mistake in the fence's words sets as well: what the
 * author meant by them is not known. */
struct example *example_new(TALLOC_CTX *ctx, const struct node *node,
                            const struct fence *fence, const char *slug,
                            const char *name);

/* The part of the body that is shown, without its hidden regions, and without
 * the indentation that all its lines then share; *hides tells whether
 * something is left out.
 * lines (if not NULL) gets the body's line of each line that is left. */
char *example_visible(TALLOC_CTX *ctx, const struct example *example,
                      int *hides, int **lines);

void example_print(FILE *out, const struct example *example);

#endif
