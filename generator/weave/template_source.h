/* template_source.h -- a template, turned into Lua.  Pure.
 *
 *     {{ expression }}   _escape(expression)
 *     {! value !}        _raw(value)
 *     {% statements %}   statements
 *     text               _write("text")
 *
 *   L1  line k of the Lua is line k of the template, so errors need no map
 *   L2  a line that holds nothing but {% ... %} leaves no line
 */
#ifndef HEAPBOOK_WEAVE_TEMPLATE_SOURCE_H
#define HEAPBOOK_WEAVE_TEMPLATE_SOURCE_H

#include <stddef.h>
#include <talloc.h>

/* The Lua text of a chunk that is called with its environment and the three
 * writers.  NULL, reported: a mark that is not closed. */
char *template_to_lua(TALLOC_CTX *ctx, const char *path, const char *text,
                      size_t *len);

#endif
