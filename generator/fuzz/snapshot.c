/* The reader of snapshots, and the drawing of what it has read. */
#include "fuzz.h"

#include <stdbool.h>

#include "draw/draw.h"

enum { STEPS = 3 };

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct draw_error error;
    struct trace *trace = trace_read((const char *)data, size, &error);
    FILE *out = trace ? fuzz_nowhere() : NULL;

    for (int blocks = 0; trace && blocks <= 1; blocks++) {
        struct figure_options options = {.id = "f", .blocks = blocks != 0};
        struct figure *figure = figure_new(trace, &options);

        for (size_t i = 0; i < figure_step_count(figure) && i < STEPS; i++) {
            figure_draw(figure, i, FORM_WIDE, out);
            figure_draw(figure, i, FORM_NARROW, out);
        }
        figure_free(figure);
    }
    if (trace) {
        fclose(out);
        trace_free(trace);
    }
    return 0;
}
