/* draw.h -- what the floors above ask of the drawings.
 *
 * A run of an example leaves a stream of records.  trace_read() makes a trace
 * of it: the heap at each step.  figure_new() decides what of it is drawn and
 * where it stands: all steps of a figure share one layout, so nothing moves
 * from step to step.  Then each step is written, in two forms: wide (objects
 * in columns, arrows from left to right) and narrow (one column, for phones).
 * Both are written into the page, one behind the other; figures.css shows the
 * one that fits.
 *
 *     struct draw_error error;
 *     struct trace *trace = trace_read(text, len, &error);
 *     struct figure_options options = {.id = "copies-rows"};
 *     struct figure *figure = figure_new(trace, &options);
 *
 *     for (size_t k = 0; k < figure_step_count(figure); k++) {
 *         figure_draw(figure, k, FORM_WIDE, out);
 *         figure_draw(figure, k, FORM_NARROW, out);
 *     }
 *     figure_free(figure);
 *     trace_free(trace);
 *
 *   D1  the same stream and options give the same bytes on every machine:
 *       whole numbers and the order of the stream decide, nothing else
 *   D2  no file system, no library, no clock: this floor also runs in the page
 *   D3  SVG has classes and no style attribute; ids begin with the figure's
 *       id, its step and its form
 *
 * Sentences that are given as text mark code with backquotes (`rows[0]`);
 * everything else in them is plain.  Steps are counted from 0 here, and from
 * 1 wherever a reader sees them.
 */
#ifndef HEAPBOOK_DRAW_DRAW_H
#define HEAPBOOK_DRAW_DRAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* ---- traces ------------------------------------------------------------- */

struct trace;

struct draw_error {
    int line;       /* of the stream, from 1 */
    char text[256]; /* one sentence without a full stop */
};

/* Reads a stream of records (heapbook/records.h).
 *
 * Takes the snapshots and skips values, plots and leaks; so a stream without
 * a snapshot gives a trace without steps.
 *
 * Owns:  the caller frees the trace with trace_free(); text is not kept.
 * Fails: NULL with *error filled in: the stream is no JSON Lines, a record is
 *        not as specified, a reference names what is not there, a block has
 *        more counted references than its count says, a limit is passed.
 */
struct trace *trace_read(const char *text, size_t len,
                         struct draw_error *error);
void trace_free(struct trace *trace);

size_t trace_step_count(const struct trace *trace);

/* ---- figures ------------------------------------------------------------ */

enum form { FORM_WIDE, FORM_NARROW };

struct figure_options {
    const char *id;     /* unique in its page: letters, digits, hyphens */
    const char *title;  /* a heading; NULL for the stream's, or a plain one */
    bool blocks;        /* draw item arrays, values and dict keys apart */
    const char *unfold; /* types drawn as boxes though a cell could hold their
                           value: "int str"; NULL for none; "*" for all */
};

struct figure;

/* Decides what is drawn, and lays it out in both forms.
 *
 * Owns:  the trace must outlive the figure; options are not kept.
 * Cost:  under a millisecond for the figures of a chapter.
 */
struct figure *figure_new(const struct trace *trace,
                          const struct figure_options *options);
void figure_free(struct figure *figure);

size_t figure_step_count(const struct figure *figure);
const char *figure_step_label(const struct figure *figure, size_t step);

/* Writes one <svg> without a newline behind it. */
void figure_draw(const struct figure *figure, size_t step, enum form form,
                 FILE *out);

/* ---- the figure in words ------------------------------------------------ */

/* Title, step and label: "Rows, step 2 of 3: after copy". */
const char *figure_title(const struct figure *figure, size_t step);

/* What the step shows, in a few sentences: the description of the SVG. */
const char *figure_description(const struct figure *figure, size_t step);

/* The one sentence that the step is about, for a caption when the author
 * wrote none; NULL when nothing stands out. */
const char *figure_caption(const struct figure *figure, size_t step);

/* What changed since the step before, and what is there: sentences without a
 * full stop, one for each item of a list.
 *
 * Shape: sets *count, which is 0 for the changes of the first step.
 */
const char *const *figure_changes(const struct figure *figure, size_t step,
                                  size_t *count);
const char *const *figure_contents(const struct figure *figure, size_t step,
                                   size_t *count);

/* ---- charts ------------------------------------------------------------- */

enum chart_kind { CHART_LINE, CHART_STEP, CHART_BAR };

struct chart_point {
    double x, y;
};

/* Shape: points by rising x; others are drawn in this order. */
struct chart_series {
    const char *name;
    const struct chart_point *points;
    size_t count;
};

struct chart {
    const char *id;      /* unique in its page */
    const char *title;   /* for the description; may be NULL */
    const char *x_label; /* may be NULL */
    const char *y_label; /* may be NULL */
    enum chart_kind kind;
    const struct chart_series *series;
    size_t series_count;
};

/* Writes one <svg>: series are named beside their lines; in the narrow form,
 * above them. */
void chart_draw(const struct chart *chart, enum form form, FILE *out);

/* The numbers of a chart.  Runs of neighbouring x with the same y in every
 * series are one row: "5–8".
 *
 * Shape: header[0 .. columns-1]; cell r, c is cells[r * columns + c]; the
 *        first column is x; an empty string where a series has no point.
 * Owns:  free with chart_table_free().
 */
struct chart_table {
    size_t columns, rows;
    const char **header;
    const char **cells;
    struct arena *arena;
};

struct chart_table *chart_table_new(const struct chart *chart);
void chart_table_free(struct chart_table *table);

#endif
