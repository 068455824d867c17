/* probe_figures_test.c -- what the runtime's probe writes can be drawn.
 *
 * Reads the golden streams of runtime/test/probe/: one room must not change
 * the format without the other.
 */
#include <glob.h>

#include "draw_files.h"
#include "tap.h"

static void
check(const char *path)
{
    struct draw_error error = {0, ""};
    size_t len, drawn = 0;
    char *text = read_file(path, &len);
    struct trace *trace = trace_read(text, len, &error);

    if (!ok(trace != NULL, "%s is read", path)) {
        printf("# %d: %s\n", error.line, error.text);
        free(text);
        return;
    }
    for (int blocks = 0; blocks <= 1; blocks++) {
        struct figure_options options = {.id = "p", .blocks = blocks};
        struct figure *figure = figure_new(trace, &options);

        for (size_t k = 0; k < figure_step_count(figure); k++) {
            size_t n;

            free(draw_lines(figure, k, FORM_WIDE, &n));
            drawn += n > 200;
        }
        figure_free(figure);
    }
    is_int(drawn, 2 * trace_step_count(trace), "and every step is drawn");
    trace_free(trace);
    free(text);
}

int
main(void)
{
    glob_t found;

    ok(!glob("runtime/test/probe/*.jsonl", 0, NULL, &found),
       "there are streams of the probe");
    for (size_t i = 0; i < found.gl_pathc; i++) {
        check(found.gl_pathv[i]);
    }
    globfree(&found);
    return tap_end();
}
