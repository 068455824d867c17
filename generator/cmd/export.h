/* export.h -- what the exporters share.
 *
 * An exporter fills a package for one kind of host; what is special to a
 * service is known to its exporter and its form of the report alone.
 *
 *   X1  no package holds a solution or a wrong answer; one that students get
 *       holds no hidden test
 */
#ifndef HEAPBOOK_CMD_EXPORT_H
#define HEAPBOOK_CMD_EXPORT_H

#include "cmd/package.h"

struct export
{
    struct package *package;
    const char **exercises; /* CHAPTER/NAME, ends with NULL */
    size_t count;
};

/* How much of an exercise goes into a package. */
enum export_part {
    PART_GRADER, /* prompt, starter, the whole check */
    PART_STUDENT /* prompt, starter, answer.c to work in, visible tests */
};

/* Adds exercises/CHAPTER/NAME/... below the prefix ("" or ending with a
 * slash).  -1, reported. */
int export_exercises(const struct export *export, const char *prefix,
                     enum export_part part);

/* Adds this very program with all that it needs to grade on a Linux of the
 * same processor, whatever is installed there: its shared libraries, the
 * headers of runtime and compiler, and `heapbook`, a script that starts it.
 * -1, reported. */
int export_program(const struct export *export, const char *prefix);

/* The exporters.  -1, reported. */
int export_to_students(const struct export *export);
int export_to_gradescope(const struct export *export);
int export_to_exercism(const struct export *export);
int export_to_github(const struct export *export);

/* README.md of an exercise without its front matter, cut at the first hint;
 * *hints is what follows, or "".  Owns: talloc children of ctx. */
char *export_prompt(TALLOC_CTX *ctx, const char *readme, char **hints);

/* The title in the front matter, or the fallback. */
char *export_title(TALLOC_CTX *ctx, const char *readme, const char *fallback);

#endif
