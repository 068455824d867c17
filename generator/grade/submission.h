/* submission.h -- one file from an unknown hand.
 *
 * Opened without following links and without waiting, looked at while it is
 * open, read once: a regular file of at most 256 KiB of UTF-8 without NUL,
 * lines of at most 4096 bytes, with no pragma that speaks to the compiler and
 * no #include but of headers.  The compiler never sees the folder that it
 * comes from.
 */
#ifndef HEAPBOOK_GRADE_SUBMISSION_H
#define HEAPBOOK_GRADE_SUBMISSION_H

#include <talloc.h>

/* NULL, and *why is a sentence (a talloc child of ctx). */
char *submission_read(TALLOC_CTX *ctx, const char *path, const char **why);

/* What is wrong with bytes that were read elsewhere, from an archive; NULL
 * when nothing is.  text[size] is NUL.  Owns: static, or a talloc child of
 * ctx. */
const char *submission_complaint(TALLOC_CTX *ctx, const char *text,
                                 size_t size);

#endif
