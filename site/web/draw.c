/* draw.c -- the generator's drawings, for a page: see draw.js.
 *
 * What is drawn comes as fields, each closed by a byte 0.
 */
#include "draw/draw.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Draws every step of a stream of records.  Of each step five fields: label,
 * caption, wide form, narrow form, and the sentences that say the same, one a
 * line.  `unfold` and `blocks` are as in figure_options; "" for none.
 *
 * Owns:  the fields are the caller's; *size is their length.
 * Fails: NULL, and *size is 0: the stream is not as records.h says. */
char *hb_draw(const char *records, size_t len, const char *id,
              const char *unfold, int blocks, size_t *size);

/* Draws the series of points.  `texts` are fields: id, title, label of x,
 * label of y, and a name for each series; counts[i] points of each stand at
 * `points`.  Three fields: wide form, narrow form, number of columns; then the
 * head and the cells of the table, row by row.
 *
 * Owns:  as above. */
char *hb_chart(const char *texts, int kind, int series_count,
               const int *counts, const struct chart_point *points,
               size_t *size);

static void
put_sentences(FILE *out, const char *const *sentences, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        fprintf(out, "%s\n", sentences[i]);
    }
}

static void
put_step(FILE *out, const struct figure *figure, size_t step)
{
    const char *caption = figure_caption(figure, step);
    const char *const *sentences;
    size_t count;

    fprintf(out, "%s%c%s%c", figure_step_label(figure, step), 0,
            caption ? caption : "", 0);
    figure_draw(figure, step, FORM_WIDE, out);
    fputc(0, out);
    figure_draw(figure, step, FORM_NARROW, out);
    fputc(0, out);
    sentences = figure_changes(figure, step, &count);
    put_sentences(out, sentences, count);
    sentences = figure_contents(figure, step, &count);
    put_sentences(out, sentences, count);
    fputc(0, out);
}

char *
hb_draw(const char *records, size_t len, const char *id, const char *unfold,
        int blocks, size_t *size)
{
    struct figure_options options = {
        .id = id,
        .blocks = blocks,
        .unfold = *unfold ? unfold : NULL,
    };
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
        put_step(out, figure, k);
    }
    fclose(out);
    figure_free(figure);
    trace_free(trace);
    return text;
}

/* ---- charts ------------------------------------------------------------- */

static const char *
next_field(const char **at)
{
    const char *field = *at;

    *at += strlen(field) + 1;
    return *field ? field : NULL;
}

static void
put_table(FILE *out, const struct chart *chart)
{
    struct chart_table *table = chart_table_new(chart);

    fprintf(out, "%zu%c", table->columns, 0);
    for (size_t i = 0; i < table->columns; i++) {
        fprintf(out, "%s%c", table->header[i], 0);
    }
    for (size_t i = 0; i < table->rows * table->columns; i++) {
        fprintf(out, "%s%c", table->cells[i], 0);
    }
    chart_table_free(table);
}

char *
hb_chart(const char *texts, int kind, int series_count, const int *counts,
         const struct chart_point *points, size_t *size)
{
    struct chart_series *series =
        calloc((size_t)series_count, sizeof(struct chart_series));
    struct chart chart = {
        .id = next_field(&texts),
        .title = next_field(&texts),
        .x_label = next_field(&texts),
        .y_label = next_field(&texts),
        .kind = (enum chart_kind)kind,
        .series = series,
        .series_count = (size_t)series_count,
    };
    char *text = NULL;
    FILE *out = open_memstream(&text, size);

    for (int i = 0; i < series_count; i++) {
        const char *name = next_field(&texts);

        series[i].name = name ? name : "";
        series[i].points = points;
        series[i].count = (size_t)counts[i];
        points += counts[i];
    }
    chart_draw(&chart, FORM_WIDE, out);
    fputc(0, out);
    chart_draw(&chart, FORM_NARROW, out);
    fputc(0, out);
    put_table(out, &chart);
    fclose(out);
    free(series);
    return text;
}
