/* figure.c -- a trace becomes a figure: one view of it, two layouts, words. */
#include <string.h>

#include "draw/graph.h"
#include "draw/svg.h"
#include "draw/view.h"
#include "draw/words.h"

struct figure {
    struct arena *arena;
    const struct trace *view;
    struct graph *graphs[2]; /* by form */
    const char *id;
    const char *title;
    struct words *words; /* by step */
};

/* Without the marks of code: for titles and descriptions. */
static const char *
plain(struct arena *arena, const char *text)
{
    char *copy = arena_copy(arena, text, strlen(text)), *out = copy;

    for (const char *in = copy; *in; in++) {
        if (*in != '`') {
            *out++ = *in;
        }
    }
    *out = 0;
    return copy;
}

struct figure *
figure_new(const struct trace *trace, const struct figure_options *options)
{
    struct arena *arena = arena_new();
    struct figure *figure = ARENA_NEW(arena, struct figure);

    figure->arena = arena;
    figure->id = arena_copy(arena, options->id, strlen(options->id));
    figure->title = options->title ? arena_copy(arena, options->title,
                                                strlen(options->title))
                    : trace->title ? trace->title
                                   : "The heap";
    figure->view = view_new(arena, trace, options);
    figure->words = ARENA_ARRAY(arena, struct words, trace->step_count + 1);
    for (int form = FORM_WIDE; form <= FORM_NARROW; form++) {
        figure->graphs[form] = graph_new(arena, figure->view, (enum form)form);
    }
    for (size_t k = 0; k < trace->step_count; k++) {
        figure->words[k] = words_of(arena, figure->view, k);
        figure->words[k].description =
            plain(arena, figure->words[k].description);
    }
    return figure;
}

void
figure_free(struct figure *figure)
{
    if (figure) {
        arena_free(figure->arena);
    }
}

size_t
figure_step_count(const struct figure *figure)
{
    return figure->view->step_count;
}

const char *
figure_step_label(const struct figure *figure, size_t step)
{
    return figure->view->steps[step].label;
}

void
figure_draw(const struct figure *figure, size_t step, enum form form,
            FILE *out)
{
    svg_draw(figure->graphs[form], step, figure->id,
             figure_title(figure, step), figure_description(figure, step),
             out);
}

const char *
figure_title(const struct figure *figure, size_t step)
{
    const char *label = figure->view->steps[step].label;

    if (figure->view->step_count == 1) {
        return *label
                   ? arena_print(figure->arena, "%s: %s", figure->title, label)
                   : figure->title;
    }
    return arena_print(figure->arena, "%s, step %zu of %zu%s%s", figure->title,
                       step + 1, figure->view->step_count, *label ? ": " : "",
                       label);
}

const char *
figure_description(const struct figure *figure, size_t step)
{
    return figure->words[step].description;
}

const char *
figure_caption(const struct figure *figure, size_t step)
{
    return figure->words[step].caption;
}

const char *const *
figure_changes(const struct figure *figure, size_t step, size_t *count)
{
    *count = figure->words[step].change_count;
    return figure->words[step].changes;
}

const char *const *
figure_contents(const struct figure *figure, size_t step, size_t *count)
{
    *count = figure->words[step].content_count;
    return figure->words[step].contents;
}
