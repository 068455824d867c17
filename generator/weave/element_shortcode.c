#include "weave/element.h"

#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/json.h"
#include "base/stream.h"
#include "draw/draw.h"

/* ---- charts ----------------------------------------------------------- */

struct chart_wish {
    struct chart chart;
    struct chart_series series[SHORTCODE_ARGUMENTS];
    const struct example *examples[SHORTCODE_ARGUMENTS]; /* of each series */
    const char *caption;
};

/* x="elements" and y="slots". */
static int
label_take(struct chart *chart, const char *argument)
{
    if (strncmp(argument, "x=", 2) == 0) {
        chart->x_label = argument + 2;
        return 1;
    }
    if (strncmp(argument, "y=", 2) == 0) {
        chart->y_label = argument + 2;
        return 1;
    }
    return 0;
}

static const char *const KINDS[] = {"line", "step", "bar"};

static int
kind_take(struct chart *chart, const char *argument)
{
    for (int i = 0; i < 3; i++) {
        if (strcmp(argument, KINDS[i]) == 0) {
            chart->kind = (enum chart_kind)i;
            return 1;
        }
    }
    return 0;
}

static int
series_unknown(const struct example_run *run, const char *name,
               const struct shortcode *shortcode)
{
    if (run->is_wrong) {
        return -1;
    }
    diag_at(shortcode->place, "%s makes no series \"%s\" with hb_plot",
            run->example->name, name);
    for (size_t i = 0; i < run->values->series_count; i++) {
        diag_note(shortcode->place, "there is \"%s\"",
                  run->values->series[i].name);
    }
    return -1;
}

/* Points are two doubles here as there; the struct is draw's own. */
static int
series_take(struct weaver *weaver, struct chart_wish *wish,
            const struct shortcode *shortcode, const char *argument)
{
    const char *name;
    const char *key = shortcode_key(weaver->page, argument, &name);
    struct example *example = chapter_example(weaver->chapter, name);
    const struct example_run *run = run_of(weaver, example);
    const struct series *series = values_series(run->values, key);
    if (!series) {
        return series_unknown(run, key, shortcode);
    }
    struct chart_point *points =
        talloc_array(weaver->page, struct chart_point, series->len);
    for (size_t i = 0; i < series->len; i++) {
        points[i].x = series->points[i].x;
        points[i].y = series->points[i].y;
    }
    wish->examples[wish->chart.series_count] = example;
    wish->series[wish->chart.series_count++] =
        (struct chart_series){series->name, points, series->len};
    return 0;
}

static int
chart_read(struct weaver *weaver, struct chart_wish *wish,
           const struct shortcode *shortcode)
{
    int status = 0;
    wish->chart.series = wish->series;
    for (int i = 0; i < shortcode->count; i++) {
        const char *argument = shortcode->arguments[i];
        if (shortcode->is_quoted[i]) {
            wish->caption = argument;
        }
        else if (label_take(&wish->chart, argument) ||
                 kind_take(&wish->chart, argument)) {
            continue;
        }
        else if (strchr(argument, '.')) {
            status |= series_take(weaver, wish, shortcode, argument);
        }
        else {
            status = diag_at(shortcode->place,
                             "chart: expected EXAMPLE.SERIES, line, step, "
                             "bar, x=, y= or a caption in quotes, found %s",
                             argument);
        }
    }
    if (status == 0 && wish->chart.series_count == 0) {
        status = diag_at(shortcode->place, "{{chart}} names no series");
    }
    return status;
}

static void
table_write(FILE *out, const struct chart_table *table)
{
    fputs("<table>\n<thead><tr>", out);
    for (size_t i = 0; i < table->columns; i++) {
        fputs("<th scope=\"col\" class=\"n\">", out);
        escape_text(out, table->header[i]);
        fputs("</th>", out);
    }
    fputs("</tr></thead>\n<tbody>\n", out);
    for (size_t row = 0; row < table->rows; row++) {
        fputs("<tr>", out);
        for (size_t i = 0; i < table->columns; i++) {
            fputs(i ? "<td class=\"n\">" : "<th scope=\"row\" class=\"n\">",
                  out);
            escape_text(out, table->cells[row * table->columns + i]);
            fputs(i ? "</td>" : "</th>", out);
        }
        fputs("</tr>\n", out);
    }
    fputs("</tbody>\n</table>", out);
}

/* What the page needs to draw the chart of a changed program itself:
 *
 *     {"kind": "step", "caption": "...", "x": "elements", "y": "slots",
 *      "series": [{"of": "points", "name": "room"}]}
 *
 * NULL where no program of it can be changed. */
static char *
wish_print(TALLOC_CTX *ctx, const struct chart_wish *wish)
{
    struct json *object = json_new_object(ctx);
    const struct chart *chart = &wish->chart;
    int editable = 0;
    json_set_text(object, "kind", KINDS[chart->kind]);
    json_set_text(object, "caption", wish->caption ? wish->caption : "");
    json_set_text(object, "x", chart->x_label ? chart->x_label : "");
    json_set_text(object, "y", chart->y_label ? chart->y_label : "");
    struct json *series = json_set_list(object, "series");
    for (size_t i = 0; i < chart->series_count; i++) {
        struct json *one = json_add_object(series);
        json_set_text(one, "of", wish->examples[i]->name);
        json_set_text(one, "name", chart->series[i].name);
        editable |= wish->examples[i]->fence.editable;
    }
    char *bytes = NULL;
    size_t len = 0;
    FILE *out = stream_open(&bytes, &len);
    json_print(out, object, 0);
    fclose(out);
    char *text = editable ? talloc_strndup(ctx, bytes, len) : NULL;
    free(bytes);
    return text;
}

static void
chart_write(struct weaver *weaver, const struct shortcode *shortcode)
{
    struct chart_wish wish = {0};
    struct capture capture;
    if (chart_read(weaver, &wish, shortcode) < 0) {
        weaver->failed = 1;
        return;
    }
    struct data *variables = data_new(weaver->page);
    struct data *element = data_set_table(variables, "element");
    wish.chart.id = talloc_asprintf(element, "chart-%d", ++weaver->charts);
    wish.chart.title = wish.caption;
    struct chart_table *table = chart_table_new(&wish.chart);
    data_set_text(element, "id", wish.chart.id);
    data_set_text(element, "caption", wish.caption ? wish.caption : "");
    data_set_text(element, "wish",
                  weaver->site->web ? wish_print(element, &wish) : NULL);
    capture_begin(weaver, &capture);
    chart_draw(&wish.chart, FORM_WIDE, weaver->out);
    capture_end(weaver, &capture, element, "wide");
    capture_begin(weaver, &capture);
    chart_draw(&wish.chart, FORM_NARROW, weaver->out);
    capture_end(weaver, &capture, element, "narrow");
    capture_begin(weaver, &capture);
    table_write(weaver->out, table);
    capture_end(weaver, &capture, element, "table");
    chart_table_free(table);
    element_render(weaver, "chart", variables);
    talloc_free(variables);
}

/* ---- the other shortcodes --------------------------------------------- */

static void
value_unknown(const struct example_run *run, const char *key,
              const struct shortcode *shortcode)
{
    size_t count = run->values->value_count;
    const char **names = talloc_zero_array(NULL, const char *, count + 1);
    for (size_t i = 0; i < count; i++) {
        names[i] = run->values->values[i].key;
    }
    diag_at(shortcode->place, "%s makes no value \"%s\" with hb_value",
            run->example->name, key);
    diag_suggest(shortcode->place, key, names);
    talloc_free(names);
}

static void
value_write(struct weaver *weaver, const struct shortcode *shortcode)
{
    const char *name;
    const char *key =
        shortcode_key(weaver->page, shortcode->arguments[0], &name);
    struct example *example = chapter_example(weaver->page->chapter, name);
    const struct example_run *run = run_of(weaver, example);
    const struct value *value = values_find(run->values, key);
    if (!value) {
        if (!run->is_wrong) {
            value_unknown(run, key, shortcode);
        }
        weaver->failed = 1;
        return;
    }
    escape_text(weaver->out, value->text);
}

static void
exercise_link_write(struct weaver *weaver, const struct shortcode *shortcode)
{
    const struct exercise *exercise =
        course_exercise(weaver->site->course, shortcode->arguments[0]);
    const struct page *page = page_of_exercise(weaver->site, exercise->id);
    struct data *variables = data_new(weaver->page);
    struct data *element = data_set_table(variables, "element");
    data_set_text(element, "url", page_url(element, weaver->page, page->path));
    data_set_text(element, "title", exercise->title);
    data_set_number(element, "points", exercise->points);
    element_render(weaver, "exercise_link", variables);
    talloc_free(variables);
}

void
shortcode_write(struct weaver *weaver, const struct shortcode *shortcode)
{
    switch (shortcode->kind) {
    case SHORTCODE_VALUE:
        value_write(weaver, shortcode);
        break;
    case SHORTCODE_FIGURE:
        figures_shortcode_write(weaver, shortcode);
        break;
    case SHORTCODE_CHART:
        chart_write(weaver, shortcode);
        break;
    case SHORTCODE_EXERCISE:
        exercise_link_write(weaver, shortcode);
        break;
    }
}
