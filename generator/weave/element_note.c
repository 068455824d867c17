#include "weave/element.h"

#include <string.h>

#include "weave/prose.h"

void
note_write(struct weaver *weaver, const struct node *node)
{
    struct capture capture;
    struct data *variables = data_new(weaver->page);
    struct data *element = data_set_table(variables, "element");
    int is_note = strcmp(node->info, "note") == 0;
    data_set_text(element, "kind", node->info);
    data_set_text(element, "label",
                  node->text ? node->text
                  : is_note  ? "Note"
                             : "Aside");
    capture_begin(weaver, &capture);
    prose_blocks(weaver, node);
    capture_end(weaver, &capture, element, "body");
    element_render(weaver, "note", variables);
    talloc_free(variables);
}

void
myth_write(struct weaver *weaver, const struct node *node)
{
    struct capture capture;
    struct data *variables = data_new(weaver->page);
    struct data *element = data_set_table(variables, "element");
    const struct node *said = node->first;
    capture_begin(weaver, &capture);
    prose_inlines(weaver, said);
    capture_end(weaver, &capture, element, "said");
    capture_begin(weaver, &capture);
    prose_siblings(weaver, said->next);
    capture_end(weaver, &capture, element, "measured");
    element_render(weaver, "misconception", variables);
    talloc_free(variables);
}
