/* chart.c -- lines, steps and bars in the same hand as the heap pictures.
 *
 * A series is named where its line ends; in the narrow form, which has no room
 * there, above the plot behind a piece of its line.  Of two series that are
 * drawn as steps, the room between them is hatched, as spare room is
 * everywhere.
 */
#include "draw/draw.h"

#include "draw/scale.h"
#include "draw/text.h"

enum {
    TOP = 28,
    PLOT_W = 500,
    PLOT_H = 210,
    NARROW_W = 292, /* of the whole: what a phone of 360 has inside a frame */
    NARROW_H = 170,
    KEY_H = 18, /* of a line that names a series above the plot */
    BELOW = 46,
    LABEL_GAP = 18,
    RIGHT = 16, /* room beside the plot for half of a number */
    HATCH = 9,
    POINTS_MARKED = 40,
    TONES = 4
};

struct plot {
    const struct chart *chart;
    bool narrow;
    const char *id;
    struct arena *arena;
    FILE *out;
    struct scale x, y;
    int right;    /* width beside the plot, for names */
    double group; /* bars: width of a group, in x */
};

/* ---- elements ----------------------------------------------------------- */

static void
put_text(const struct plot *plot, int x, int y, const char *classes,
         const char *text)
{
    fprintf(plot->out, "<text class=\"%s\" x=\"%d\" y=\"%d\">", classes, x, y);
    text_escape(text, plot->out);
    fputs("</text>", plot->out);
}

static int
x_of(const struct plot *plot, const struct chart_point *point)
{
    return scale_at(&plot->x, point->x);
}

static int
y_of(const struct plot *plot, const struct chart_point *point)
{
    return scale_at(&plot->y, point->y);
}

static int
tone(size_t series)
{
    return (int)(series % TONES) + 1;
}

/* ---- axes --------------------------------------------------------------- */

static void
draw_y_ticks(const struct plot *plot)
{
    const struct scale *y = &plot->y;
    double tick;

    for (int i = 0; scale_tick(y, i, &tick); i++) {
        int at = scale_at(y, tick);

        fprintf(plot->out, "<path class=\"grid\" d=\"M%d %dH%d\"/>",
                plot->x.from, at, plot->x.to);
        put_text(plot, plot->x.from - 8, at + 4, "at-end",
                 scale_number(plot->arena, tick));
    }
}

static void
draw_x_ticks(const struct plot *plot)
{
    const struct scale *x = &plot->x;
    int below = plot->y.from + 18, last = -1000;
    double tick;

    for (int i = 0; scale_tick(x, i, &tick); i++) {
        const char *text = scale_number(plot->arena, tick);
        int at = scale_at(x, tick), half = text_width(text, FONT_SMALL) / 2;

        if (at - half < last + 6) {
            continue;
        }
        put_text(plot, at, below, "at-mid", text);
        last = at + half;
    }
}

static void
draw_axes(const struct plot *plot)
{
    const struct chart *chart = plot->chart;

    draw_y_ticks(plot);
    draw_x_ticks(plot);
    fprintf(plot->out, "<path class=\"axis\" d=\"M%d %dH%d\"/>", plot->x.from,
            scale_at(&plot->y, plot->y.low > 0 ? plot->y.low : 0), plot->x.to);
    if (chart->y_label) {
        put_text(plot, 0, plot->y.to - TOP + 12, "axis-name", chart->y_label);
    }
    if (chart->x_label) {
        put_text(plot, plot->x.to, plot->y.from + 38, "axis-name at-end",
                 chart->x_label);
    }
}

/* ---- series ------------------------------------------------------------- */

/* The path of a series, forward, or backward to close an area. */
static void
put_path(const struct plot *plot, const struct chart_series *series,
         bool backward)
{
    bool steps = plot->chart->kind == CHART_STEP;

    for (size_t k = 0; k < series->count; k++) {
        size_t i = backward ? series->count - 1 - k : k;
        int x = x_of(plot, &series->points[i]);
        int y = y_of(plot, &series->points[i]);

        if (!k) {
            fprintf(plot->out, "%c%d %d", backward ? 'L' : 'M', x, y);
        }
        else if (steps) {
            fprintf(plot->out, backward ? "V%dH%d" : "H%dV%d",
                    backward ? y : x, backward ? x : y);
        }
        else {
            fprintf(plot->out, "L%d %d", x, y);
        }
    }
}

static void
draw_line(const struct plot *plot, size_t s)
{
    const struct chart_series *series = &plot->chart->series[s];

    fprintf(plot->out, "<g class=\"s%d\"><path class=\"series\" d=\"",
            tone(s));
    put_path(plot, series, false);
    fputs("\"/>", plot->out);
    for (size_t i = 0; plot->chart->kind == CHART_LINE && i < series->count &&
                       series->count <= POINTS_MARKED;
         i++) {
        fprintf(
            plot->out, "<circle class=\"point\" cx=\"%d\" cy=\"%d\" r=\"3\"/>",
            x_of(plot, &series->points[i]), y_of(plot, &series->points[i]));
    }
    fputs("</g>", plot->out);
}

/* Where the bars of a group begin, and how wide each is. */
static int
bar_width(const struct plot *plot)
{
    int group = scale_at(&plot->x, plot->x.low + plot->group) - plot->x.from;
    int width = group * 7 / 10 / (int)plot->chart->series_count;

    return width < 1 ? 1 : width > 60 ? 60 : width;
}

static int
bar_left(const struct plot *plot, size_t s, const struct chart_point *point)
{
    int width = bar_width(plot);

    return x_of(plot, point) - width * (int)plot->chart->series_count / 2 +
           width * (int)s;
}

static void
draw_bars(const struct plot *plot, size_t s)
{
    const struct chart_series *series = &plot->chart->series[s];
    int zero = scale_at(&plot->y, plot->y.low > 0 ? plot->y.low : 0);

    fprintf(plot->out, "<g class=\"s%d\">", tone(s));
    for (size_t i = 0; i < series->count; i++) {
        int y = y_of(plot, &series->points[i]);

        fprintf(plot->out,
                "<rect class=\"bar\" x=\"%d\" y=\"%d\" width=\"%d\" "
                "height=\"%d\"/>",
                bar_left(plot, s, &series->points[i]), y < zero ? y : zero,
                bar_width(plot) - (bar_width(plot) > 4),
                y < zero ? zero - y : y - zero);
    }
    fputs("</g>", plot->out);
}

/* Slanted lines, cut to the area between two stairs. */
static void
draw_spare_room(const struct plot *plot)
{
    const struct chart *chart = plot->chart;
    int h = plot->y.from - plot->y.to;

    fprintf(plot->out, "<clipPath id=\"%s-gap\"><path d=\"", plot->id);
    put_path(plot, &chart->series[0], false);
    put_path(plot, &chart->series[1], true);
    fprintf(plot->out,
            "z\"/></clipPath><path class=\"hatch\" "
            "clip-path=\"url(#%s-gap)\" d=\"",
            plot->id);
    for (int x = plot->x.from - h; x < plot->x.to; x += HATCH) {
        fprintf(plot->out, "M%d %dl%d %d", x, plot->y.from, h, -h);
    }
    fputs("\"/>", plot->out);
}

/* ---- names -------------------------------------------------------------- */

struct name {
    size_t series;
    int at, y; /* where its line ends; where the name stands */
};

/* Sorted by height, then moved apart, first down and then up. */
static void
spread_names(struct name *names, size_t count, int bottom)
{
    for (size_t i = 1; i < count; i++) {
        for (size_t k = i; k && names[k].at < names[k - 1].at; k--) {
            struct name swap = names[k];

            names[k] = names[k - 1];
            names[k - 1] = swap;
        }
    }
    for (size_t i = 0; i < count; i++) {
        names[i].y = names[i].at;
        if (i && names[i].y < names[i - 1].y + LABEL_GAP) {
            names[i].y = names[i - 1].y + LABEL_GAP;
        }
    }
    for (size_t i = count; i--;) {
        int most = i + 1 < count ? names[i + 1].y - LABEL_GAP : bottom;

        names[i].y = names[i].y > most ? most : names[i].y;
    }
}

static void
draw_name(const struct plot *plot, const struct name *name)
{
    const struct chart_series *series = &plot->chart->series[name->series];
    const struct chart_point *end = &series->points[series->count - 1];
    int x = plot->chart->kind == CHART_BAR
                ? bar_left(plot, name->series, end) + bar_width(plot)
                : x_of(plot, end);

    if (name->y != name->at || x < plot->x.to - 2) {
        fprintf(plot->out, "<path class=\"leader\" d=\"M%d %dL%d %d\"/>",
                x + 4, name->at, plot->x.to + 10, name->y);
    }
    fprintf(plot->out, "<g class=\"s%d\">", tone(name->series));
    put_text(plot, plot->x.to + 14, name->y + 4, "name",
             text_cut(plot->arena, series->name, 24));
    fputs("</g>", plot->out);
}

/* One series alone needs no name where the axis has one. */
static bool
needs_names(const struct chart *chart)
{
    return chart->series_count > 1 || !chart->y_label;
}

static void
draw_names(const struct plot *plot)
{
    const struct chart *chart = plot->chart;
    struct name *names =
        ARENA_ARRAY(plot->arena, struct name, chart->series_count + 1);
    size_t count = 0;

    for (size_t s = 0; s < chart->series_count; s++) {
        const struct chart_series *series = &chart->series[s];

        if (series->count) {
            names[count].series = s;
            names[count++].at = y_of(plot, &series->points[series->count - 1]);
        }
    }
    spread_names(names, count, plot->y.from);
    for (size_t i = 0; i < count; i++) {
        draw_name(plot, &names[i]);
    }
}

static void
draw_keys(const struct plot *plot)
{
    const struct chart *chart = plot->chart;
    int y = plot->y.to - TOP + 12 - KEY_H * (int)chart->series_count;

    for (size_t s = 0; s < chart->series_count; s++) {
        y += KEY_H;
        fprintf(plot->out, "<g class=\"s%d\">", tone(s));
        if (chart->kind == CHART_BAR) {
            fprintf(plot->out,
                    "<rect class=\"bar\" x=\"%d\" y=\"%d\" width=\"12\" "
                    "height=\"10\"/>",
                    plot->x.from + 8, y - 9);
        }
        else {
            fprintf(plot->out, "<path class=\"series\" d=\"M%d %dh24\"/>",
                    plot->x.from, y - 4);
        }
        put_text(plot, plot->x.from + 32, y, "name",
                 text_cut(plot->arena, chart->series[s].name, 24));
        fputs("</g>", plot->out);
    }
}

/* ---- the whole ---------------------------------------------------------- */

/* The least distance between two points of a series. */
static double
least_distance(const struct chart *chart)
{
    double least = 0;

    for (size_t s = 0; s < chart->series_count; s++) {
        const struct chart_series *series = &chart->series[s];

        for (size_t i = 1; i < series->count; i++) {
            double d = series->points[i].x - series->points[i - 1].x;

            least = d > 0 && (least == 0 || d < least) ? d : least;
        }
    }
    return least > 0 ? least : 1;
}

static void
measure(struct plot *plot)
{
    const struct chart *chart = plot->chart;
    double tick;
    int left = 0;

    plot->y = scale_new(chart, true, true);
    plot->x = scale_new(chart, false, false);
    if (chart->kind == CHART_BAR) {
        plot->group = least_distance(chart);
        plot->x.low -= plot->group / 2;
        plot->x.high += plot->group / 2;
    }
    for (int i = 0; scale_tick(&plot->y, i, &tick); i++) {
        int w = text_width(scale_number(plot->arena, tick), FONT);

        left = w > left ? w : left;
    }
    for (size_t s = 0;
         !plot->narrow && needs_names(chart) && s < chart->series_count; s++) {
        int w =
            18 +
            text_width(text_cut(plot->arena, chart->series[s].name, 24), FONT);

        plot->right = w > plot->right ? w : plot->right;
    }
    plot->x.from = left + 12;
    plot->x.to = plot->narrow ? NARROW_W - RIGHT : plot->x.from + PLOT_W;
    plot->y.to = TOP;
    if (plot->narrow && needs_names(chart)) {
        plot->y.to += KEY_H * (int)chart->series_count;
    }
    plot->y.from = plot->y.to + (plot->narrow ? NARROW_H : PLOT_H);
}

static const char *
describe(const struct plot *plot)
{
    static const char *const kinds[] = {"Line chart", "Step chart",
                                        "Bar chart"};
    const struct chart *chart = plot->chart;
    const char *text = arena_print(plot->arena, "%s", kinds[chart->kind]);

    for (size_t s = 0; s < chart->series_count; s++) {
        const struct chart_series *series = &chart->series[s];
        const struct chart_point *points = series->points;

        if (!series->count) {
            continue;
        }
        text = arena_print(
            plot->arena,
            "%s%s %s goes from %s at %s to %s at "
            "%s",
            text, s ? ";" : ":", series->name,
            scale_number(plot->arena, points[0].y),
            scale_number(plot->arena, points[0].x),
            scale_number(plot->arena, points[series->count - 1].y),
            scale_number(plot->arena, points[series->count - 1].x));
    }
    return arena_print(plot->arena, "%s.", text);
}

static void
open_chart(const struct plot *plot)
{
    const char *id = plot->id;
    int w = plot->x.to + (plot->right > RIGHT ? plot->right : RIGHT);
    int h = plot->y.from + BELOW;

    fprintf(plot->out,
            "<svg class=\"chart %s\" xmlns=\"http://www.w3.org/2000/svg\" "
            "viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" "
            "aria-labelledby=\"%s-t %s-d\"><title id=\"%s-t\">",
            plot->narrow ? "narrow" : width_class(plot->arena, w), w, h, w, h,
            id, id, id);
    text_escape(plot->chart->title ? plot->chart->title : "Chart", plot->out);
    fprintf(plot->out, "</title><desc id=\"%s-d\">", id);
    text_escape(describe(plot), plot->out);
    fputs("</desc>", plot->out);
}

static bool
has_spare_room(const struct chart *chart)
{
    return chart->kind == CHART_STEP && chart->series_count == 2 &&
           chart->series[0].count && chart->series[1].count;
}

void
chart_draw(const struct chart *chart, enum form form, FILE *out)
{
    struct plot plot = {.chart = chart,
                        .narrow = form == FORM_NARROW,
                        .arena = arena_new(),
                        .out = out};

    plot.id =
        plot.narrow ? arena_print(plot.arena, "%s-n", chart->id) : chart->id;
    measure(&plot);
    open_chart(&plot);
    if (has_spare_room(chart)) {
        draw_spare_room(&plot);
    }
    draw_axes(&plot);
    for (size_t s = 0; s < chart->series_count; s++) {
        if (chart->kind == CHART_BAR) {
            draw_bars(&plot, s);
        }
        else if (chart->series[s].count) {
            draw_line(&plot, s);
        }
    }
    if (needs_names(chart) && plot.narrow) {
        draw_keys(&plot);
    }
    else if (needs_names(chart)) {
        draw_names(&plot);
    }
    fputs("</svg>", out);
    arena_free(plot.arena);
}
