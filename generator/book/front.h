/* front.h -- what stands between the `---` lines at the head of a file.
 *
 * YAML, read by libyaml (its only user).  A key that is not known is an error
 * with a suggestion: a misspelled key would else be a setting without effect.
 */
#ifndef HEAPBOOK_BOOK_FRONT_H
#define HEAPBOOK_BOOK_FRONT_H

#include "book/source.h"

enum front_kind { FRONT_CHAPTER, FRONT_EXERCISE };

/* Lists end with NULL and are never NULL; texts may be. */
struct front {
    const char *title;
    const char *description;
    const char *question;
    const char *level;
    int minutes;           /* 0: not said */
    const char **needs;    /* slugs of chapters */
    const char **outcomes; /* "see what is shared" */
    const char **aliases;  /* old addresses, relative to the site's top */
    const char **authors;
    int draft;
    int points;        /* of an exercise; 0: not said */
    int show_solution; /* the page shows it after full points */
    int first_line;    /* of the text after the front matter */
    size_t first_offset;
};

/* Parses the front matter.  A file without one has an empty one.  Never NULL;
 * *failed is set when something was wrong (reported). */
struct front *front_parse(TALLOC_CTX *ctx, const struct source *source,
                          enum front_kind kind, int *failed);

void front_print(FILE *out, const struct front *front);

#endif
