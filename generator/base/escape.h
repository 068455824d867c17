/* escape.h -- text on its way into something that gives characters a meaning.
 *
 * Each sink has its function; nothing reaches a page by another way.  Input
 * is UTF-8; bytes that are not become U+FFFD, and control characters that
 * HTML and XML refuse are left out.
 */
#ifndef HEAPBOOK_BASE_ESCAPE_H
#define HEAPBOOK_BASE_ESCAPE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <talloc.h>

/* HTML and XML text, and attribute values in double or single quotes. */
void escape_html(FILE *out, const char *text, size_t len);

/* The same for a string that ends with NUL. */
void escape_text(FILE *out, const char *text);

/* Text between tags, and nowhere else: quotes stay as they are, which makes a
 * page of programs a tenth shorter. */
void escape_content(FILE *out, const char *text, size_t len);

/* A URL in an attribute: what is not allowed is percent-encoded, what is
 * already encoded stays; then as for an attribute. */
void escape_url(FILE *out, const char *url);

/* The code point of a character of UTF-8, of len bytes. */
uint32_t code_point(const char *at, size_t len);

/* A control, or a character that nobody sees. */
int is_unseen(uint32_t c);

/* A JSON string with its quotes, safe inside a script element and on a
 * terminal too: <, >, & and what nobody sees are written as \u escapes. */
void escape_json(FILE *out, const char *text, size_t len);

/* Whether a URL has a scheme that a page may link to: none, http, https,
 * mailto. */
int url_is_safe(const char *url);

/* Whether the bytes are UTF-8; else where they stop being so, in *at. */
int utf8_is_valid(const char *text, size_t len, size_t *at);

/* An id for a heading: lower-case letters, digits, dashes.  "" if nothing is
 * left. */
char *slug_new(TALLOC_CTX *ctx, const char *text);

#endif
