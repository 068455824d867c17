/* verify_compilers.h -- the same reports, whoever compiles the answers.
 *
 * What an answer gets must not depend on the compiler: gcc and clang compile
 * all that libtcc has compiled, and each report must be the same, but for the
 * compiler's name and words and the time that it took.
 */
#ifndef HEAPBOOK_CMD_VERIFY_COMPILERS_H
#define HEAPBOOK_CMD_VERIFY_COMPILERS_H

#include "grade/grade.h"

/* Grades the answers by gcc and clang, as far as they are there, and compares
 * with reports[i], which libtcc has led to.  different[i] is set where they
 * are not the same; that is reported.  names are those of the others that
 * were asked, "gcc, clang"; "" for none.
 *
 * Owns:  names is a talloc child of ctx.
 * Fails: -1 when nothing could be graded. */
int verify_compilers(TALLOC_CTX *ctx, const struct answer *answers,
                     size_t count, const struct report *reports,
                     const struct grade_options *options, int *different,
                     const char **names);

#endif
