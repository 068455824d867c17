/* draw_test.c -- golden drawings and words, and streams that must be refused.
 *
 * ACCEPT=1 in the environment rewrites the golden files; review the diff.
 * Golden SVG has a newline between elements, so that a diff shows lines.
 */
#include <glob.h>

#include "draw_files.h"
#include "tap.h"

/* Compares with the golden file, or rewrites it. */
static int
is_golden(const char *path, const char *bytes, size_t len)
{
    size_t golden_len;
    char *golden;
    int same;

    if (getenv("ACCEPT")) {
        FILE *file = fopen(path, "wb");

        fwrite(bytes, 1, len, file);
        fclose(file);
    }
    golden = read_file(path, &golden_len);
    same = golden && golden_len == len && !memcmp(golden, bytes, len);
    free(golden);
    return same;
}

/* ---- the eight examples ------------------------------------------------- */

static char *
describe(const struct figure *figure)
{
    char *text;
    size_t len;
    FILE *out = open_memstream(&text, &len);

    for (size_t k = 0; k < figure_step_count(figure); k++) {
        const char *caption = figure_caption(figure, k);
        size_t count;
        const char *const *items;

        fprintf(out, "== %s\n%s\ncaption: %s\n", figure_title(figure, k),
                figure_description(figure, k), caption ? caption : "none");
        items = figure_changes(figure, k, &count);
        for (size_t i = 0; i < count; i++) {
            fprintf(out, "changed: %s\n", items[i]);
        }
        items = figure_contents(figure, k, &count);
        for (size_t i = 0; i < count; i++) {
            fprintf(out, "there: %s\n", items[i]);
        }
    }
    fclose(out);
    return text;
}

static void
check_figure(const char *name, const char *suffix, const struct figure *figure)
{
    char path[256];
    char *words = describe(figure);

    for (size_t k = 0; k < figure_step_count(figure); k++) {
        for (int form = FORM_WIDE; form <= FORM_NARROW; form++) {
            size_t len;
            char *svg = draw_lines(figure, k, (enum form)form, &len);

            snprintf(path, sizeof path, ROOT "golden/%s%s-%zu-%s.svg", name,
                     suffix, k + 1, forms[form]);
            ok(is_golden(path, svg, len), "%s is as before", path);
            free(svg);
        }
    }
    snprintf(path, sizeof path, ROOT "golden/%s%s.txt", name, suffix);
    ok(is_golden(path, words, strlen(words)), "%s is as before", path);
    free(words);
}

static void
test_examples(void)
{
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        const char *name = examples[i].name;
        const char *suffix = examples[i].suffix;
        struct figure_options options = {.id = name,
                                         .blocks = examples[i].blocks};
        struct draw_error error = {0, ""};
        char path[256];
        size_t len;
        char *text;
        struct trace *trace;
        struct figure *figure;

        snprintf(path, sizeof path, ROOT "data/%s.jsonl", name);
        text = read_file(path, &len);
        trace = text ? trace_read(text, len, &error) : NULL;
        if (!ok(trace != NULL, "%s is read", path)) {
            printf("# %d: %s\n", error.line, error.text);
            continue;
        }
        figure = figure_new(trace, &options);
        check_figure(name, suffix, figure);
        figure_free(figure);
        trace_free(trace);
        free(text);
    }
}

/* ---- bad streams -------------------------------------------------------- */

static void
check_refused(const char *path)
{
    struct draw_error error = {0, ""};
    size_t len;
    char *text = read_file(path, &len);
    struct trace *trace = trace_read(text, len, &error);
    char said[320], golden[256];

    snprintf(said, sizeof said, "%d: %s\n", error.line, error.text);
    snprintf(golden, sizeof golden, "%.*s.txt", (int)strlen(path) - 6, path);
    ok(!trace && is_golden(golden, said, strlen(said)), "%s is refused: %s",
       path, error.text);
    trace_free(trace);
    free(text);
}

static void
test_bad_streams(void)
{
    glob_t found;

    ok(!glob(ROOT "bad/*.jsonl", 0, NULL, &found), "there are bad streams");
    for (size_t i = 0; i < found.gl_pathc; i++) {
        check_refused(found.gl_pathv[i]);
    }
    globfree(&found);
}

static void
test_empty(void)
{
    struct draw_error error;
    const char *header = "{\"heapbook\":\"records\",\"version\":1}\n"
                         "{\"value\":\"n\",\"text\":\"8\",\"line\":2}\n"
                         "{\"plot\":\"y\",\"x\":1.5,\"y\":8,\"line\":2}\n";
    struct trace *trace = trace_read(header, strlen(header), &error);

    ok(trace && trace_step_count(trace) == 0,
       "a stream without snapshots is a trace without steps");
    trace_free(trace);
    trace = trace_read("", 0, &error);
    ok(trace && trace_step_count(trace) == 0, "so is an empty stream");
    trace_free(trace);
}

/* ---- charts ------------------------------------------------------------- */

static void
test_charts(void)
{
    struct chart_point grown[40], exact[40];
    struct chart_series series[] = {{"grown by append", grown, 40},
                                    {"its copy", exact, 40}};
    struct chart chart = {.id = "growth",
                          .title = "Slots of a list",
                          .x_label = "elements",
                          .y_label = "slots",
                          .series = series,
                          .series_count = 2};
    static const char *const kinds[] = {"line", "step", "bar"};
    struct chart_table *table;
    int room = 0;

    for (int i = 0; i < 40; i++) {
        room = i + 1 > room ? (i + 1 + ((i + 1) >> 3) + 6) & ~3 : room;
        grown[i] = (struct chart_point){i + 1, room};
        exact[i] = (struct chart_point){i + 1, i + 1};
    }
    for (int i = 0; i < 6; i++) {
        char path[256], *svg;
        size_t len;
        FILE *out = open_memstream(&svg, &len);

        chart.kind = (enum chart_kind)(i / 2);
        chart_draw(&chart, (enum form)(i % 2), out);
        fclose(out);
        snprintf(path, sizeof path, ROOT "golden/chart-%s-%s.svg",
                 kinds[i / 2], forms[i % 2]);
        ok(is_golden(path, svg, len), "%s is as before", path);
        free(svg);
    }
    chart.series_count = 1;
    table = chart_table_new(&chart);
    is_int(table->rows, 6, "equal neighbours are one row");
    is(table->cells[2], "5–8", "which says from where to where");
    is(table->cells[3], "8", "and the number");
    chart_table_free(table);
}

/* Ticks are sums of steps; what is whole is said as it is. */
static void
test_ticks(void)
{
    struct chart_point points[11];
    struct chart_series series[] = {{"bytes", points, 11}};
    struct chart chart = {
        .id = "c", .kind = CHART_BAR, .series = series, .series_count = 1};
    char *svg;
    size_t len;
    FILE *out = open_memstream(&svg, &len);

    for (int i = 0; i <= 10; i++) {
        points[i] = (struct chart_point){100 * i, 56 + 800 * i};
    }
    chart_draw(&chart, FORM_WIDE, out);
    fclose(out);
    ok(strstr(svg, ">10000<") && !strstr(svg, "e+"),
       "a tick of 10000 is said in full");
    free(svg);
}

static void
test_strange_charts(void)
{
    static const struct chart_point points[] = {
        {0, 0}, {1e17, 1e17}, {1e17 + 64, -1e17}, {1e300, 1e-300}};
    struct chart_series series[] = {{"a", points, 4}, {"b", NULL, 0}};
    struct chart chart = {.id = "c", .series = series, .series_count = 2};
    FILE *out = fopen("/dev/null", "w");

    for (int kind = CHART_LINE; kind <= CHART_BAR; kind++) {
        for (size_t n = 0; n <= 4; n++) {
            series[0].count = n;
            chart.kind = (enum chart_kind)kind;
            chart_draw(&chart, FORM_WIDE, out);
            chart_draw(&chart, FORM_NARROW, out);
        }
    }
    fclose(out);
    ok(1, "charts of no points and of far points end");
}

int
main(void)
{
    test_examples();
    test_bad_streams();
    test_empty();
    test_charts();
    test_ticks();
    test_strange_charts();
    return tap_end();
}
