#include "draw/svg.h"

#include <string.h>

#include "draw/frame.h"
#include "draw/text.h"

enum { MARGIN = 8, HATCH = 9 };

static bool
is_in_step(const struct edge *edge, size_t step)
{
    return edge->steps >> step & 1;
}

void
svg_names(const struct drawing *drawing, const struct node *node)
{
    const struct graph *graph = drawing->graph;

    fprintf(drawing->out, " data-o=\"n%d", node->index);
    for (size_t i = 0; i < graph->node_count; i++) {
        bool joined = false;

        for (size_t e = 0; e < graph->edge_count; e++) {
            const struct edge *edge = graph->edges[e];

            joined |= is_in_step(edge, drawing->step) &&
                      ((edge->src == node && edge->dst == graph->nodes[i]) ||
                       (edge->dst == node && edge->src == graph->nodes[i]));
        }
        if (joined && graph->nodes[i] != node) {
            fprintf(drawing->out, " n%d", graph->nodes[i]->index);
        }
    }
    putc('"', drawing->out);
}

/* ---- arrows ------------------------------------------------------------- */

static void
draw_path(const struct edge *edge, FILE *out)
{
    fprintf(out, "<path class=\"line\" d=\"M%d %d", edge->x, edge->y);
    for (size_t i = 0; i < edge->path_len; i++) {
        const struct segment *segment = &edge->path[i];

        if (segment->curved) {
            fprintf(out, "C%d %d %d %d %d %d", segment->x1, segment->y1,
                    segment->x2, segment->y2, segment->x, segment->y);
        }
        else {
            fprintf(out, "L%d %d", segment->x, segment->y);
        }
    }
    fputs("\"/>", out);
}

/* A full head, or an open one for what is not counted; cut to the border. */
static void
draw_tip(const struct edge *edge, FILE *out)
{
    const struct segment *end = &edge->path[edge->path_len - 1];
    int dx = edge->side == FROM_LEFT ? 9 : edge->side == FROM_RIGHT ? -9 : 0;
    int dy = edge->side == FROM_ABOVE ? 9 : 0;
    int px = dx ? 0 : 4, py = dx ? 4 : 0; /* across the arrow */

    fprintf(out, "<path class=\"tip\" d=\"M%d %dL%d %dL%d %d%s\"/>",
            end->x - dx - px, end->y - dy - py, end->x, end->y,
            end->x - dx + px, end->y - dy + py,
            edge->kind == CELL_OWNED ? "z" : "");
}

void
svg_arrow(const struct drawing *drawing, const struct edge *edge)
{
    static const char *const kinds[] = {"", "owned", "borrowed", "weak"};
    bool fresh = drawing->step && !is_in_step(edge, drawing->step - 1);

    fprintf(drawing->out, "<g class=\"arrow %s%s\" data-o=\"n%d n%d\">",
            kinds[edge->kind], fresh ? " new" : "", edge->src->index,
            edge->dst->index);
    draw_path(edge, drawing->out);
    draw_tip(edge, drawing->out);
    fprintf(drawing->out,
            "<circle class=\"dot\" cx=\"%d\" cy=\"%d\" r=\"3\"/></g>", edge->x,
            edge->y);
}

/* ---- blocks ------------------------------------------------------------- */

/* Slanted lines as one path: patterns need ids. */
static void
draw_hatch(const struct drawing *drawing, struct box box)
{
    fputs("<path class=\"hatch\" d=\"", drawing->out);
    for (int k = HATCH; k < box.w + box.h; k += HATCH) {
        int x0 = k <= box.w ? k : box.w, y0 = k <= box.w ? 0 : k - box.w;
        int x1 = k <= box.h ? 0 : k - box.h, y1 = k <= box.h ? k : box.h;

        fprintf(drawing->out, "M%d %dL%d %d", box.x + x0, box.y + y0,
                box.x + x1, box.y + y1);
    }
    fputs("\"/>", drawing->out);
}

/* "refs 2", or the old and the new count with an arrow between. */
static void
draw_refs(const struct drawing *drawing, const struct node *node,
          const struct block *block)
{
    const struct block *was =
        drawing->before ? step_find(drawing->before, node->id) : NULL;
    int x = node->x + node->w - PAD, y = node->y + 16;
    const char *count;

    if (block->refs < 0 || block->life == FREED) {
        return;
    }
    if (!was || was->refs < 0 || was->refs == block->refs) {
        svg_text(drawing, x, y, "refs at-end",
                 arena_print(drawing->arena, "refs %ld", block->refs));
        return;
    }
    count = arena_print(drawing->arena, "%ld", block->refs);
    svg_text(drawing, x, y, "refs changed at-end", count);
    x -= text_width(count, FONT_SMALL) + 4;
    fprintf(drawing->out,
            "<path class=\"turn\" d=\"M%d %dh11m-4 -3l4 3l-4 3\"/>", x - 11,
            y - 4);
    svg_text(drawing, x - 14, y, "refs at-end",
             arena_print(drawing->arena, "refs %ld", was->refs));
}

static void
draw_cap(const struct drawing *drawing, const struct node *node,
         const struct block *block)
{
    const char *tag = node_tag(drawing->graph, node, drawing->step);
    int x = node->x + PAD;

    if (!block->bare) {
        fprintf(drawing->out,
                "<path class=\"cap\" d=\"M%d %dv-19q0 -4 4 -4h%dq4 0 4 "
                "4v19z\"/>",
                node->x + 1, node->y + CAP, node->w - 10);
    }
    svg_text(drawing, x, node->y + 16, "type", node->type);
    if (tag) {
        svg_text(drawing, x + text_width(node->type, FONT) + 9, node->y + 16,
                 "tag", tag);
    }
    draw_refs(drawing, node, block);
}

static void
draw_foot(const struct drawing *drawing, const struct node *node)
{
    const char *facts = node_facts(drawing->graph, node, drawing->step);
    const char *size = node_size(drawing->graph, node, drawing->step);
    int y = node->y + node->foot_y + 16;

    if (node->has_facts) {
        if (facts) {
            svg_text(drawing, node->x + PAD, y, "foot", facts);
        }
        y += FOOT_LINE;
    }
    if (node->has_size && size) {
        svg_text(drawing, node->x + PAD, y, "foot", size);
    }
}

static void
open_block(const struct drawing *drawing, const struct node *node,
           const struct block *block)
{
    const char *tag = node_tag(drawing->graph, node, drawing->step);
    bool shared = block->life != FREED &&
                  step_count_references(drawing->now, node->id) > 1;
    struct box box = {node->x, node->y, node->w, node->h};
    struct box ring = {box.x - 3, box.y - 3, box.w + 6, box.h + 6};

    fprintf(drawing->out, "<g class=\"obj%s%s%s%s\"",
            block->bare ? " block" : "", tag ? " " : "", tag ? tag : "",
            shared ? " shared" : "");
    svg_names(drawing, node);
    putc('>', drawing->out);
    if (shared) {
        svg_rect(drawing, ring, "ring", block->bare ? 3 : 7);
    }
    svg_rect(drawing, box, "box", block->bare ? 0 : 4);
}

void
svg_block(const struct drawing *drawing, const struct node *node)
{
    const struct block *block =
        node_block(drawing->graph, node, drawing->step);

    if (!block) {
        return;
    }
    open_block(drawing, node, block);
    if (block->life == FREED) {
        draw_hatch(drawing, (struct box){node->x + 1, node->y + CAP,
                                         node->w - 2, node->h - CAP - 1});
    }
    draw_cap(drawing, node, block);
    if (block->life != FREED) {
        for (size_t i = 0; i < node->table_count; i++) {
            svg_table(drawing, node, &node->tables[i], block);
        }
        draw_foot(drawing, node);
    }
    if (node->hub) {
        svg_letter(drawing, node->x, node->y, node->hub);
    }
    fputs("</g>", drawing->out);
}

/* ---- variables and the rest --------------------------------------------- */

static void
draw_variable(const struct drawing *drawing, const struct node *node)
{
    const struct variable *variable =
        step_find_variable(drawing->now, node->variable);
    struct box box = {node->x, node->y, node->w, node->h};
    const char *value;
    bool fresh;

    if (!variable) {
        return;
    }
    fresh = drawing->before &&
            !step_find_variable(drawing->before, node->variable);
    fprintf(drawing->out, "<g class=\"var%s%s\"", fresh ? " new" : "",
            variable->cell.kind == CELL_NULL ? " gone" : "");
    svg_names(drawing, node);
    putc('>', drawing->out);
    svg_rect(drawing, box, "box", VARIABLE_H / 2);
    svg_text(drawing, node->x + 12, node->y + 17, "type",
             text_cut(drawing->arena, node->variable, COLUMNS));
    value = cell_text(drawing->arena, &variable->cell, 0);
    if (variable->cell.kind == CELL_NULL) {
        fprintf(drawing->out,
                "<path class=\"strike\" d=\"M%d %dl8 8m0 -8l-8 8\"/>",
                node->x + node->w - 18, node->y + 9);
    }
    else if (*value) {
        svg_text(drawing, node->x + node->w - 12, node->y + 17, "val at-end",
                 value);
    }
    else if (cell_is_reference(&variable->cell) &&
             !graph_find(drawing->graph, variable->cell.block)) {
        svg_text(drawing, node->x + node->w - 12, node->y + 17, "null at-end",
                 "…");
    }
    fputs("</g>", drawing->out);
}

static void
draw_more(const struct drawing *drawing, const struct node *node)
{
    long count = drawing->graph->more[drawing->step];
    struct box box = {node->x, node->y, node->w, node->h};

    if (!count) {
        return;
    }
    fputs("<g class=\"more\">", drawing->out);
    svg_rect(drawing, box, "box", 4);
    svg_text(drawing, node->x + node->w / 2, node->y + 18, "val at-mid",
             arena_print(drawing->arena, "… %ld more object%s", count,
                         count == 1 ? "" : "s"));
    fputs("</g>", drawing->out);
}

static void
open_svg(const struct drawing *drawing, const char *id, const char *title,
         const char *description)
{
    const struct graph *graph = drawing->graph;
    const char *form = graph->narrow ? "narrow" : "wide";
    const char *uid =
        arena_print(drawing->arena, "%s-%zu%c", id, drawing->step + 1, *form);
    struct frame frame = frame_of(graph, drawing->step);
    int w = graph->w + 2 * MARGIN, h = frame.h + 2 * MARGIN;

    fprintf(drawing->out,
            "<svg class=\"heap %s %s\" xmlns=\"http://www.w3.org/2000/svg\" "
            "viewBox=\"-%d %d %d %d\" width=\"%d\" height=\"%d\" "
            "role=\"img\" aria-labelledby=\"%s-t %s-d\"><title "
            "id=\"%s-t\">",
            form, width_class(drawing->arena, w), MARGIN, frame.y - MARGIN, w,
            h, w, h, uid, uid, uid);
    text_escape(title, drawing->out);
    fprintf(drawing->out, "</title><desc id=\"%s-d\">", uid);
    text_escape(description, drawing->out);
    fputs("</desc>", drawing->out);
}

void
svg_draw(const struct graph *graph, size_t step, const char *id,
         const char *title, const char *description, FILE *out)
{
    const struct step *steps = graph->view->steps;
    struct drawing drawing = {.graph = graph,
                              .arena = arena_new(),
                              .step = step,
                              .now = &steps[step],
                              .before = step ? &steps[step - 1] : NULL,
                              .out = out};

    open_svg(&drawing, id, title, description);
    for (size_t i = 0; i < graph->node_count; i++) {
        const struct node *node = graph->nodes[i];

        if (node->variable) {
            draw_variable(&drawing, node);
        }
        else if (node->is_more) {
            draw_more(&drawing, node);
        }
        else {
            svg_block(&drawing, node);
        }
    }
    for (size_t i = 0; i < graph->edge_count; i++) {
        if (is_in_step(graph->edges[i], step)) {
            svg_arrow(&drawing, graph->edges[i]);
        }
    }
    fputs("</svg>", out);
    arena_free(drawing.arena);
}
