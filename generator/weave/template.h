/* template.h -- pages from templates; the only user of Lua.
 *
 * Templates are the site's, and still run as if they were a stranger's: no
 * files, no processes, no clock, no loading of code, a limit on memory and on
 * instructions, and the same bytes in every run (pairs goes by sorted keys).
 *
 *   T1  text is escaped, always; only HTML that this program made, or that
 *       stands in the template itself (safe("...")), is written as it is
 *   T2  a value that is nil is an error where it is written: a misspelled
 *       name does not become an empty place on a page
 *   T3  an error is reported at the template's line, once
 */
#ifndef HEAPBOOK_WEAVE_TEMPLATE_H
#define HEAPBOOK_WEAVE_TEMPLATE_H

#include <stdio.h>
#include <talloc.h>

#include "weave/data.h"

struct templates;

/* folder holds the templates; shown is its name in messages ("templates").
 * NULL, reported. */
struct templates *templates_open(TALLOC_CTX *ctx, const char *folder,
                                 const char *shown);

/* What site.lua returns: a flat table of texts.  NULL, reported. */
struct data *templates_settings(struct templates *templates, TALLOC_CTX *ctx);

/* Makes a value known to all templates under this name from now on. */
void templates_set(struct templates *templates, const char *name,
                   const struct data *value);

/* Writes the template `name` ("element/note.html") with these variables
 * (a table; may be NULL).  -1, reported; what was written is then useless. */
int templates_render(struct templates *templates, const char *name,
                     const struct data *variables, FILE *out);

#endif
