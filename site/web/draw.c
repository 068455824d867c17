/* draw.c -- the generator's drawings, for a page: see draw.js. */
#include "draw/draw.h"

#include <stdio.h>
#include <stdlib.h>

/* Draws every step of a stream of records, wide and narrow, one <svg> behind
 * the other.
 *
 * Owns:  the text is the caller's; *size is its length.
 * Fails: NULL, and *size is 0: the stream is not as records.h says. */
char *hb_draw(const char *records, size_t len, const char *id, size_t *size);

char *
hb_draw(const char *records, size_t len, const char *id, size_t *size)
{
    struct figure_options options = {.id = id};
    struct draw_error error;
    struct trace *trace = trace_read(records, len, &error);
    struct figure *figure;
    char *text = NULL;
    FILE *out;

    *size = 0;
    if (!trace) {
        return NULL;
    }
    figure = figure_new(trace, &options);
    out = open_memstream(&text, size);
    for (size_t k = 0; k < figure_step_count(figure); k++) {
        figure_draw(figure, k, FORM_WIDE, out);
        figure_draw(figure, k, FORM_NARROW, out);
    }
    fclose(out);
    figure_free(figure);
    trace_free(trace);
    return text;
}
