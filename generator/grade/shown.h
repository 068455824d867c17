/* shown.h -- names from unknown hands, on their way to a terminal, a file or
 * a spreadsheet.
 *
 *   N1  a shown name is printable UTF-8 on one line: control characters,
 *       characters that nobody sees or that turn the direction of text, bytes
 *       that are not UTF-8 and backslashes are written as \xHH
 *   N2  two names that differ are shown differently: what is cut ends with a
 *       part of its hash
 *   N3  a filed name is one component of a path, of A-Z a-z 0-9 . _ - only,
 *       does not begin with a dot or a dash, has at most 60 bytes, and ends
 *       with a part of the name's hash
 *
 * Pure.
 */
#ifndef HEAPBOOK_GRADE_SHOWN_H
#define HEAPBOOK_GRADE_SHOWN_H

#include <stddef.h>
#include <stdio.h>

#include <talloc.h>

enum { SHOWN_MOST = 160 };

/* Owns: talloc children of ctx. */
char *name_shown(TALLOC_CTX *ctx, const char *name, size_t len);
char *name_filed(TALLOC_CTX *ctx, const char *name);

/* A message as one printable line; backslashes stay as they are. */
char *line_shown(TALLOC_CTX *ctx, const char *text);

/* One cell of a CSV file (RFC 4180), without the comma.  A text that a
 * spreadsheet would take for a formula gets an apostrophe before it. */
void csv_put(FILE *out, const char *text);

#endif
