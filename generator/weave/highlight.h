/* highlight.h -- program text as lines of HTML.
 *
 * Each line is <span class="l">...</span>, without a newline between them;
 * an empty line holds one blank, so that it has a height.  Inside: k keyword,
 * s string, c comment, n number, p preprocessor or decorator.  Colour is
 * scarce on our pages, so nothing else is told apart.
 */
#ifndef HEAPBOOK_WEAVE_HIGHLIGHT_H
#define HEAPBOOK_WEAVE_HIGHLIGHT_H

#include <stdio.h>

enum language { LANGUAGE_PLAIN, LANGUAGE_C, LANGUAGE_PYTHON };

/* The language of a fence: "c", "h", "python", "py"; plain for all others. */
enum language highlight_language(const char *info);

/* How a line looks, beside its colours. */
struct line_look {
    int is_marked;     /* class hl */
    const char *steps; /* data-step: pictures taken there, "2"; or NULL */
};

/* Writes text.  look(line, arg) is asked for each line (from 1); NULL: all are
 * plain. */
void highlight(FILE *out, enum language language, const char *text,
               struct line_look (*look)(int line, const void *arg),
               const void *arg);

#endif
