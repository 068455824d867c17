/* text.h -- UTF-8 as it is measured and written in a drawing.
 *
 * Labels are measured when the page is built, with the metrics of the page's
 * own code face: every character is 0.6 em wide.  Wide characters of East
 * Asia count as two, combining ones as none.
 */
#ifndef HEAPBOOK_DRAW_TEXT_H
#define HEAPBOOK_DRAW_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "draw/arena.h"

/* Units: font sizes, in units of the drawing. */
enum { FONT = 13, FONT_SMALL = 11, FONT_INDEX = 10 };

/* Reads one character, and moves *text behind it; a byte that begins no
 * well-formed character reads as U+FFFD and moves by one. */
unsigned text_next(const char **text);

/* True if the bytes are well-formed UTF-8 without NUL. */
bool text_is_utf8(const char *text, size_t len);

/* Columns that the text takes in the code face. */
int text_columns(const char *text);

/* Units, rounded up. */
int text_width(const char *text, int font);
int text_columns_width(int columns, int font);

/* The text, if it takes at most `columns`; else its beginning and an
 * ellipsis that together do. */
const char *text_cut(struct arena *arena, const char *text, int columns);

/* Writes text for XML content and attributes; what XML cannot hold becomes
 * U+FFFD. */
void text_escape(const char *text, FILE *out);

/* True if both are NULL or equal. */
bool text_same(const char *a, const char *b);

/* The class of a drawing of that width, in pixels: the smallest that the style
 * sheet knows, "w480"; "vast" for what no page has room for. */
const char *width_class(struct arena *arena, int width);

#endif
