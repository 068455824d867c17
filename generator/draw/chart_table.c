/* chart_table.c -- the numbers of a chart, for readers who want them. */
#include <string.h>

#include "draw/draw.h"
#include "draw/scale.h"

/* All x of all series, rising, each once. */
struct xs {
    double *all;
    size_t count;
};

static void
add_x(struct arena *arena, struct xs *xs, double x)
{
    size_t i = xs->count;

    while (i && xs->all[i - 1] > x) {
        i--;
    }
    if (i && xs->all[i - 1] == x) {
        return;
    }
    ARENA_ADD(arena, xs->all, xs->count, x);
    memmove(xs->all + i + 1, xs->all + i,
            (xs->count - 1 - i) * sizeof *xs->all);
    xs->all[i] = x;
}

static const char *
value_at(struct arena *arena, const struct chart_series *series, double x)
{
    for (size_t i = 0; i < series->count; i++) {
        if (series->points[i].x == x) {
            return scale_number(arena, series->points[i].y);
        }
    }
    return "";
}

/* True if the row about to be added says the same as the last one. */
static bool
repeats(const struct chart_table *table, const char *const *row)
{
    const char **last = table->cells + (table->rows - 1) * table->columns;

    for (size_t c = 1; c < table->columns; c++) {
        if (strcmp(last[c], row[c])) {
            return false;
        }
    }
    return true;
}

static void
add_row(struct chart_table *table, const struct chart *chart, double x,
        double *first)
{
    struct arena *arena = table->arena;
    const char **row = table->cells + table->rows * table->columns;

    row[0] = scale_number(arena, x);
    for (size_t s = 0; s < chart->series_count; s++) {
        row[s + 1] = value_at(arena, &chart->series[s], x);
    }
    if (table->rows && repeats(table, row)) {
        table->cells[(table->rows - 1) * table->columns] =
            arena_print(arena, "%s–%s", scale_number(arena, *first), row[0]);
        return;
    }
    *first = x;
    table->rows++;
}

struct chart_table *
chart_table_new(const struct chart *chart)
{
    struct arena *arena = arena_new();
    struct chart_table *table = ARENA_NEW(arena, struct chart_table);
    struct xs xs = {0};
    double first = 0;

    table->arena = arena;
    table->columns = chart->series_count + 1;
    table->header = ARENA_ARRAY(arena, const char *, table->columns);
    table->header[0] =
        arena_print(arena, "%s", chart->x_label ? chart->x_label : "x");
    for (size_t s = 0; s < chart->series_count; s++) {
        table->header[s + 1] = arena_print(arena, "%s", chart->series[s].name);
        for (size_t i = 0; i < chart->series[s].count; i++) {
            add_x(arena, &xs, chart->series[s].points[i].x);
        }
    }
    table->cells =
        ARENA_ARRAY(arena, const char *, table->columns *(xs.count + 1));
    for (size_t i = 0; i < xs.count; i++) {
        add_row(table, chart, xs.all[i], &first);
    }
    return table;
}

void
chart_table_free(struct chart_table *table)
{
    if (table) {
        arena_free(table->arena);
    }
}
