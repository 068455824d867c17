/* layout_test.c -- what must hold for every picture: no text outside of its
 * box, no boxes that overlap, no arrow through a box.
 *
 * Checked for the examples and for random heaps; and damaged streams are
 * refused or drawn, whatever is in them.
 */
#include "draw/graph.h"
#include "draw/text.h"
#include "draw/view.h"
#include "draw_files.h"
#include "tap.h"

/* ---- what an SVG says of itself ----------------------------------------- */

struct area {
    int x0, y0, x1, y1;
};

static int
number_after(const char *tag, const char *end, const char *name)
{
    const char *at = strstr(tag, name);

    return at && at < end ? atoi(at + strlen(name)) : 0;
}

static struct area
area_of(const char *tag, const char *end)
{
    struct area area = {number_after(tag, end, " x=\""),
                        number_after(tag, end, " y=\""), 0, 0};

    area.x1 = area.x0 + number_after(tag, end, " width=\"");
    area.y1 = area.y0 + number_after(tag, end, " height=\"");
    return area;
}

static int
has_class(const char *tag, const char *end, const char *name)
{
    const char *classes = strstr(tag, "class=\"") + 7;
    const char *close = strchr(classes, '"');
    const char *at = strstr(classes, name);

    return at && at < close && close < end &&
           (at == classes || at[-1] == ' ') &&
           (at[strlen(name)] == ' ' || at[strlen(name)] == '"');
}

static int
font_of(const char *tag, const char *end)
{
    static const char *const small[] = {"tag",  "refs", "foot",  "part",
                                        "name", "null", "letter"};

    for (size_t i = 0; i < sizeof small / sizeof *small; i++) {
        if (has_class(tag, end, small[i])) {
            return FONT_SMALL;
        }
    }
    return has_class(tag, end, "idx") ? FONT_INDEX : FONT;
}

/* Columns of escaped text: an entity is one character. */
static int
escaped_columns(const char *text, const char *end)
{
    char plain[1024];
    size_t n = 0;

    while (text < end && n + 2 < sizeof plain) {
        plain[n++] = *text == '&' ? 'x' : *text;
        text = *text == '&' ? strchr(text, ';') + 1 : text + 1;
    }
    plain[n] = 0;
    return text_columns(plain);
}

static struct area
text_area(const char *tag, const char *end)
{
    const char *close = strstr(end, "</text>");
    int font = font_of(tag, end);
    int w = text_columns_width(escaped_columns(end + 1, close), font);
    int x = number_after(tag, end, " x=\""),
        y = number_after(tag, end, " y=\"");

    x -= has_class(tag, end, "at-mid")   ? w / 2
         : has_class(tag, end, "at-end") ? w
                                         : 0;
    return (struct area){x, y - font * 3 / 4, x + w, y + font / 4};
}

static int
lies_in(struct area inner, struct area outer)
{
    return inner.x0 >= outer.x0 && inner.x1 <= outer.x1 &&
           inner.y0 >= outer.y0 && inner.y1 <= outer.y1;
}

/* Counts texts that are outside of their box, or values outside every cell
 * of their box. */
static int
count_stray_texts(const char *svg)
{
    struct area box = {0}, cells[4096];
    size_t n = 0;
    int stray = 0, in_box = 0;

    for (const char *at = svg; (at = strchr(at, '<')) != NULL; at++) {
        const char *end = strchr(at, '>');

        if (!strncmp(at, "<g class=\"obj", 13) ||
            !strncmp(at, "<g class=\"var", 13) ||
            !strncmp(at, "<g class=\"more", 14)) {
            in_box = 0;
            n = 0;
        }
        else if (!strncmp(at, "<rect", 5) && has_class(at, end, "box")) {
            box = area_of(at, end);
            in_box = 1;
        }
        else if (!strncmp(at, "<rect", 5) && has_class(at, end, "cell")) {
            cells[n++ % 4096] = area_of(at, end);
            stray += !lies_in(cells[(n - 1) % 4096], box);
        }
        else if (!strncmp(at, "<text", 5) && in_box) {
            struct area area = text_area(at, end);
            int held = !n || !(has_class(at, end, "val") ||
                               has_class(at, end, "raw"));

            for (size_t i = 0; i < n && !held; i++) {
                held = lies_in(area, cells[i]);
            }
            if (has_class(at, end, "letter")) {
                continue;
            }
            if (!held || !lies_in(area, box)) {
                printf("# stray: %.90s\n", at);
                stray++;
            }
        }
    }
    return stray;
}

/* ---- what a layout must keep -------------------------------------------- */

static int
is_visible(const struct graph *graph, const struct node *node, size_t step)
{
    if (node->variable) {
        return step_find_variable(&graph->view->steps[step], node->variable) !=
               NULL;
    }
    return node->is_more ? graph->more[step] > 0
                         : node_block(graph, node, step) != NULL;
}

/* Boxes that overlap, in any step. */
static int
count_overlaps(const struct graph *graph)
{
    int count = 0;

    for (size_t i = 0; i < graph->node_count; i++) {
        for (size_t k = 0; k < i; k++) {
            const struct node *a = graph->nodes[i], *b = graph->nodes[k];

            count += a->x < b->x + b->w && b->x < a->x + a->w &&
                     a->y < b->y + b->h && b->y < a->y + a->h;
        }
    }
    return count;
}

static int
is_inside(const struct node *node, double x, double y)
{
    return x > node->x + 1 && x < node->x + node->w - 1 && y > node->y + 1 &&
           y < node->y + node->h - 1;
}

/* Boxes that a path runs through.  It may begin in its source: along the first
 * straight piece only. */
static int
count_hits(const struct graph *graph, const struct edge *edge, size_t step)
{
    double x = edge->x, y = edge->y;
    int hits = 0;

    for (size_t s = 0; s < edge->path_len; s++) {
        const struct segment *p = &edge->path[s];
        double x1 = p->curved ? p->x1 : x, y1 = p->curved ? p->y1 : y;
        double x2 = p->curved ? p->x2 : p->x, y2 = p->curved ? p->y2 : p->y;

        for (int i = 1; i <= 24; i++) {
            double t = i / 24.0, u = 1 - t;
            double px = u * u * u * x + 3 * u * u * t * x1 +
                        3 * u * t * t * x2 + t * t * t * p->x;
            double py = u * u * u * y + 3 * u * u * t * y1 +
                        3 * u * t * t * y2 + t * t * t * p->y;

            for (size_t n = 0; n < graph->node_count; n++) {
                const struct node *node = graph->nodes[n];

                hits += is_visible(graph, node, step) &&
                        is_inside(node, px, py) &&
                        !(node == edge->src && s == 0 && !p->curved);
            }
        }
        x = p->x;
        y = p->y;
    }
    return hits;
}

static int
count_all_hits(const struct graph *graph)
{
    int hits = 0;

    for (size_t k = 0; k < graph->view->step_count; k++) {
        for (size_t i = 0; i < graph->edge_count; i++) {
            if (graph->edges[i]->steps >> k & 1) {
                hits += count_hits(graph, graph->edges[i], k);
            }
        }
    }
    return hits;
}

/* Everything that must hold for a trace, in both forms; counts what does
 * not. */
static int
count_faults(const struct trace *trace, bool blocks, const char *unfold)
{
    struct figure_options options = {
        .id = "t", .blocks = blocks, .unfold = unfold};
    struct figure *figure = figure_new(trace, &options);
    struct arena *arena = arena_new();
    const struct trace *view = view_new(arena, trace, &options);
    int faults = 0;

    for (int form = FORM_WIDE; form <= FORM_NARROW; form++) {
        struct graph *graph = graph_new(arena, view, (enum form)form);
        int overlaps = count_overlaps(graph), hits = count_all_hits(graph);

        if (overlaps || hits) {
            printf("# %s: %d overlaps, %d hits\n", forms[form], overlaps,
                   hits);
        }
        faults += overlaps + hits;
        for (size_t k = 0; k < trace->step_count; k++) {
            size_t len;
            char *svg = draw_lines(figure, k, (enum form)form, &len);

            faults += count_stray_texts(svg);
            free(svg);
        }
    }
    arena_free(arena);
    figure_free(figure);
    return faults;
}

static void
test_examples(void)
{
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct draw_error error;
        char path[256];
        size_t len;
        char *text;
        struct trace *trace;

        snprintf(path, sizeof path, ROOT "data/%s.jsonl", examples[i].name);
        text = read_file(path, &len);
        trace = text ? trace_read(text, len, &error) : NULL;
        ok(trace && !count_faults(trace, examples[i].blocks, NULL),
           "%s%s: every text in its box, every box and arrow free",
           examples[i].name, examples[i].suffix);
        trace_free(trace);
        free(text);
    }
}

/* ---- random heaps ------------------------------------------------------- */

static unsigned long random_state;

static int
pick(int n)
{
    random_state =
        random_state * 6364136223846793005ul + 1442695040888963407ul;
    return (int)((random_state >> 33) % (unsigned long)n);
}

enum { MOST = 40 };

/* A heap that changes from step to step; targets[b][c] > 0 is a reference. */
struct heap {
    int count, variables;
    int kind[MOST], cells[MOST], targets[MOST][16], names[8];
    int refs[MOST], alive[MOST];
};

static const char *const words[] = {
    "x", "name", "a_rather_long_attribute_name", "'k'", "__dict__", "ob_item"};
static const char *const types[] = {"list", "Node", "bytearray", "dict",
                                    "AVeryLongClassNameIndeed"};

static void
make_heap(struct heap *heap)
{
    memset(heap, 0, sizeof *heap);
    heap->count = 1 + pick(pick(3) ? 12 : MOST - 1);
    heap->variables = 1 + pick(7);
    for (int b = 1; b <= heap->count && b < MOST; b++) {
        heap->kind[b] = pick(5);
        heap->cells[b] = pick(5) ? pick(5) : pick(16);
        for (int c = 0; c < heap->cells[b]; c++) {
            heap->targets[b][c] =
                heap->kind[b] == 2 || pick(3) == 0 ? 0 : 1 + pick(heap->count);
        }
    }
    for (int v = 0; v < heap->variables; v++) {
        heap->names[v] = pick(6) ? 1 + pick(heap->count) : 0;
    }
}

static void
change_heap(struct heap *heap)
{
    for (int i = 0; i < 3; i++) {
        int b = 1 + pick(heap->count);

        if (heap->cells[b] && heap->kind[b] != 2) {
            heap->targets[b][pick(heap->cells[b])] =
                pick(2) ? 1 + pick(heap->count) : 0;
        }
        if (heap->cells[b] < 15) {
            heap->cells[b] += pick(2);
        }
    }
    heap->names[pick(heap->variables)] = pick(3) ? 1 + pick(heap->count) : 0;
}

static void
reach(struct heap *heap, int b)
{
    if (!b || heap->alive[b]) {
        return;
    }
    heap->alive[b] = 1;
    for (int c = 0; c < heap->cells[b]; c++) {
        reach(heap, heap->targets[b][c]);
    }
}

static void
put_cell(const struct heap *heap, int b, int c, FILE *out)
{
    int target = heap->targets[b][c];

    if (target && heap->kind[target] == 2 && heap->cells[target] > 1 &&
        c % 2) {
        fprintf(out, "\"~%d/bytes[%d:%d]\"", target, c % heap->cells[target],
                heap->cells[target]);
    }
    else if (target) {
        fprintf(out, "\"@%d\"", target);
    }
    else if (heap->kind[b] == 2) {
        fprintf(out, "\"#%c\"", 'a' + c);
    }
    else {
        fprintf(out, c % 3 ? "\"=%d\"" : "null", b * c * c * c);
    }
}

static void
put_labels(const struct heap *heap, int b, FILE *out)
{
    if (heap->kind[b] != 1 && heap->kind[b] != 4) {
        return;
    }
    fputs("\"labels\":[", out);
    for (int c = 0; c < heap->cells[b]; c++) {
        fprintf(out, "%s\"%s%d\"", c ? "," : "", words[(b + c) % 6], c);
    }
    fputs("],", out);
}

static void
put_keys(const struct heap *heap, int b, FILE *out)
{
    if (heap->kind[b] != 3) {
        return;
    }
    fputs("\"kind\":\"pairs\",\"keys\":[", out);
    for (int c = 0; c < heap->cells[b]; c++) {
        fprintf(out, "%s\"='%s%d'\"", c ? "," : "", words[(b + c) % 3], c);
    }
    fputs("],", out);
}

static void
put_block(const struct heap *heap, int b, FILE *out)
{
    fprintf(out,
            "{\"id\":%d,\"type\":\"%s\",\"rc\":200,\"size\":%d,"
            "\"facts\":{\"length\":%d},\"parts\":[{\"name\":\"%s\",",
            b, types[heap->kind[b]], 40 + 8 * heap->cells[b], heap->cells[b],
            heap->kind[b] == 2 ? "bytes" : "items");
    put_keys(heap, b, out);
    put_labels(heap, b, out);
    fputs("\"cells\":[", out);
    for (int c = 0; c < heap->cells[b]; c++) {
        fputs(c ? "," : "", out);
        put_cell(heap, b, c, out);
    }
    fprintf(out, "],\"cap\":%d}]}\n", heap->cells[b] + b % 11);
}

static void
put_step(struct heap *heap, int step, FILE *out)
{
    int count = 0;

    memset(heap->alive, 0, sizeof heap->alive);
    fprintf(out, "{\"step\":%d,\"label\":\"step <%d>\",\"line\":%d}\n", step,
            step, step);
    for (int v = 0; v < heap->variables; v++) {
        if (heap->names[v]) {
            fprintf(out, "{\"var\":\"v%d\",\"ref\":\"@%d\"}\n", v,
                    heap->names[v]);
        }
        else {
            fprintf(out, "{\"var\":\"v%d\",\"ref\":%s}\n", v,
                    v % 2 ? "null" : "\"='text & more'\"");
        }
        reach(heap, heap->names[v]);
    }
    for (int b = 1; b <= heap->count; b++) {
        if (heap->alive[b]) {
            put_block(heap, b, out);
            count++;
        }
    }
    fprintf(out, "{\"end\":%d,\"objects\":%d}\n", step, count);
}

static char *
random_stream(unsigned long seed, size_t *len)
{
    struct heap heap;
    char *text;
    FILE *out = open_memstream(&text, len);
    int steps;

    random_state = seed * 7919 + 1;
    make_heap(&heap);
    steps = 1 + pick(4);
    fputs("{\"heapbook\":\"records\",\"version\":1}\n", out);
    for (int k = 1; k <= steps; k++) {
        put_step(&heap, k, out);
        change_heap(&heap);
    }
    fclose(out);
    return text;
}

static void
test_random_heaps(void)
{
    int refused = 0, faults = 0;

    for (unsigned long seed = 1; seed <= 300; seed++) {
        struct draw_error error;
        size_t len;
        char *text = random_stream(seed, &len);
        struct trace *trace = trace_read(text, len, &error);
        int now = 0;

        if (!trace) {
            printf("# seed %lu: %d: %s\n", seed, error.line, error.text);
            refused++;
        }
        else {
            now = count_faults(trace, seed % 2, seed % 3 ? NULL : "*");
        }
        if (now) {
            printf("# seed %lu: %d faults\n", seed, now);
        }
        faults += now;
        trace_free(trace);
        free(text);
    }
    is_int(refused, 0, "300 random heaps are read");
    is_int(faults, 0,
           "in 300 random heaps no text strays, no boxes overlap, no arrow "
           "runs through a box");
}

/* Any bytes are refused or drawn, and nothing else happens. */
static void
test_damaged_streams(void)
{
    int read = 0;

    for (unsigned long seed = 1; seed <= 2000; seed++) {
        struct draw_error error;
        size_t len;
        char *text = random_stream(seed % 40 + 1, &len);
        struct trace *trace;

        random_state = seed;
        for (int i = 0; i < 3; i++) {
            text[pick((int)len)] = (char)"0123456789@~?=#[]\"x/:"[pick(21)];
        }
        trace = trace_read(text, len, &error);
        if (trace) {
            struct figure_options options = {.id = "d", .blocks = seed % 2};
            struct figure *figure = figure_new(trace, &options);

            for (size_t k = 0; k < figure_step_count(figure); k++) {
                size_t n;

                free(draw_lines(figure, k, seed % 2, &n));
            }
            figure_free(figure);
            read++;
        }
        trace_free(trace);
        free(text);
    }
    ok(read > 20 && read < 1980, "of 2000 damaged streams %d are still good",
       read);
}

int
main(void)
{
    test_examples();
    test_random_heaps();
    test_damaged_streams();
    return tap_end();
}
