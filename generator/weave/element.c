#include "weave/element.h"

static void
example_or_question(struct weaver *weaver, const struct node *node)
{
    const struct example *example = node->item;
    if (example->fence.predict) {
        predict_write(weaver, node);
        return;
    }
    example_write(weaver, example);
    if (!example->has_figure_shortcode) {
        figures_write(weaver, example);
    }
}

void
element_write(struct weaver *weaver, const struct node *node)
{
    switch (node->kind) {
    case NODE_EXAMPLE:
        example_or_question(weaver, node);
        break;
    case NODE_QUIZ:
        quiz_write(weaver, node->item);
        break;
    case NODE_NOTE:
        note_write(weaver, node);
        break;
    case NODE_MYTH:
        myth_write(weaver, node);
        break;
    default:
        shortcode_write(weaver, node->item);
    }
}
