/* graph.h -- what is drawn: boxes with sizes, arrows with the heights of
 * their ends, for all steps of a view together.
 *
 *   G1  a box has its largest size over the steps; place k of a table is at
 * the same height in every step; a step draws what it has at these places G2
 * cells with references stand one below the other, so that arrows leave to the
 * right; cells with values stand side by side G3  an arrow leaves from a dot
 * in its cell to the right, and ends at a side of its target: at the cap, or
 * at the height of the cells it points to G4  everything is a whole number of
 * units, and follows the file's order
 *
 * The limits of a picture are here too (see `enum limit`).
 */
#ifndef HEAPBOOK_DRAW_GRAPH_H
#define HEAPBOOK_DRAW_GRAPH_H

#include <stdint.h>

#include "draw/heap.h"

/* What a picture shows at most. */
enum limit {
    FULL_OBJECTS = 16, /* beyond: no foot lines, closer rows */
    PLACES = 12,       /* of a table; beyond: the first 8, the last 2 */
    HASH_PLACES = 16,  /* of a hash table */
    PLACES_FIRST = 8,
    PLACES_LAST = 2,
    SPARE_CELLS = 6, /* beyond: one cell says how many */
    HUB_ARROWS = 6,  /* beyond: a letter instead of arrows */
    EQUAL_CELLS = 5, /* beyond: one cell says how many */
    COLUMNS = 24,    /* of text in a cell */
    OBJECTS = 60
};

/* Units. */
enum measure {
    ROW = 24,
    CAP = 24,
    FOOT_LINE = 15,
    PAD = 8,
    LANE = 16,
    TOP_LABEL = 15,
    VARIABLE_H = 26,
    DOT_INSET = 12, /* from a cell's right side to the dot of an arrow */
    SIDE_GAP = 52   /* between an index and its entries */
};

enum slot_kind { SLOT_CELL, SLOT_RUN, SLOT_GAP };

/* A place of a table: one cell, or several that are drawn as one. */
struct slot {
    int first, last; /* cells first .. last-1 */
    enum slot_kind kind;
    int offset, width; /* in a row: from the table's left side */
};

/* Cells that something points at, marked by a bracket. */
struct lane {
    int first, last;
    int at; /* a row's bracket: below it, from the node's top; a column's:
               beside it, from the node's left side */
};

/* A part of a block, over all steps. */
struct table {
    const char *name;
    bool row, pairs, named; /* named: places have labels, not numbers */
    bool folds_spare;
    uint64_t steps; /* a bit for each step that has it */
    int x, y;       /* of its first cell, from the node's corner */
    int w, h;
    int gutter; /* columns: for labels, left of the cells */
    int key_w, cell_w;
    struct slot *slots;
    size_t slot_count;
    struct lane *lanes;
    size_t lane_count;
};

struct node {
    int index;            /* in the graph */
    int id;               /* of the block; 0 for the others */
    const char *variable; /* its name; NULL for the others */
    bool is_more;         /* stands for all that is not drawn */
    const char *type;
    bool bare;
    char hub; /* its letter, or 0 */
    struct table *tables;
    size_t table_count;
    bool side_by_side;  /* tables beside each other: index and entries */
    bool one_at_a_time; /* no step has two of the tables: all in one place */
    bool has_facts, has_size;
    int foot_y; /* where the foot begins */
    int w, h;
    /* the layout's */
    int x, y, column, column_w;
};

/* A cubic or a straight line to (x, y). */
struct segment {
    bool curved;
    int x1, y1, x2, y2, x, y;
};

enum side { FROM_LEFT, FROM_RIGHT, FROM_ABOVE };

/* An arrow, in all steps that have it. */
struct edge {
    struct node *src, *dst;
    const struct table *from; /* where it begins; NULL for a variable */
    int cell;
    bool is_key;
    enum cell_kind kind;
    const char *part; /* what it points at */
    int first, last;
    bool is_range;
    uint64_t steps; /* a bit for each step that has it */
    int sx, sy;     /* its dot, from the source's corner */
    int ty;         /* its tip, from the target's top */
    /* the layout's */
    bool back;
    enum side side;
    int x, y; /* the dot, then the path: */
    struct segment *path;
    size_t path_len;
};

struct graph {
    struct arena *arena;
    const struct trace *view;
    bool narrow;
    bool compact;        /* more than FULL_OBJECTS */
    struct node **nodes; /* variables, blocks by id, `more` */
    size_t node_count;
    struct edge **edges;
    size_t edge_count;
    long *more; /* by step: how many objects are not drawn */
    int w, h;
};

/* Owns: the graph lives in the arena and points into the view. */
struct graph *graph_new(struct arena *arena, const struct trace *view,
                        enum form form);

/* Gives every node its place and every edge its path.  Columns from left to
 * right, for wide pages; or one column with tracks beside it. */
void layout_run(struct graph *graph);
void stack_run(struct graph *graph);

/* The node of a block or a variable; NULL when it is not drawn. */
struct node *graph_find(const struct graph *graph, int id);
struct node *graph_find_variable(const struct graph *graph, const char *name);

/* The edge that begins at the place and points where the cell says, or
 * NULL. */
struct edge *graph_find_edge(const struct graph *graph,
                             const struct place *place,
                             const struct cell *cell);

/* The table of a part, and the slot of a cell; NULL where it is not drawn. */
struct table *node_find_table(const struct node *node, const char *name);
const struct slot *table_find_slot(const struct table *table, int cell);

/* A cell's box, from the node's corner. */
struct box {
    int x, y, w, h;
};
struct box slot_box(const struct table *table, size_t slot);

/* ---- the parts of graph_new() ------------------------------------------- */

struct node *graph_add_node(struct graph *graph);

/* The node in which a place stands, or NULL. */
struct node *graph_place_node(const struct graph *graph,
                              const struct place *place);

/* The table of a place in a block; NULL when the cell is folded away.  Sets
 * *slot to the number of its slot. */
struct table *graph_place_table(const struct node *node,
                                const struct place *place, int *slot);

/* Adds the nodes of blocks; counts in `more` those that are too many. */
void graph_add_blocks(struct graph *graph);
void graph_add_more(struct graph *graph);

/* Gives letters to objects with many readers; adds the arrows. */
void graph_add_hubs(struct graph *graph);
void graph_add_edges(struct graph *graph);

/* True for a pointer from a block into itself, which is drawn inside. */
bool cell_is_inner(const struct place *place, const struct cell *cell);

/* Sets the edge's dot: in a pill at its end, in a cell near its right side, a
 * key's in its own column. */
void graph_place_dot(struct edge *edge);

/* Builds the tables of a node from the part's versions (table.c). */
void table_init(struct arena *arena, struct table *table,
                const struct part *const *versions, size_t count, int id,
                bool narrow);
void table_measure(struct table *table);

/* Gives a box its size, once its tables and their lanes are known.  Makes a
 * box wider, and the cells of its columns with it (graph_node.c). */
void node_measure(const struct graph *graph, struct node *node);
void node_widen(struct node *node, int w, bool narrow);

/* Texts of a step that boxes are measured for.  NULL where there is none. */
const char *node_tag(const struct graph *graph, const struct node *node,
                     size_t step);
const char *node_facts(const struct graph *graph, const struct node *node,
                       size_t step);
const char *node_size(const struct graph *graph, const struct node *node,
                      size_t step);

/* The node's block in a step, or NULL. */
const struct block *node_block(const struct graph *graph,
                               const struct node *node, size_t step);

/* The number or name of a slot; "" where it has none. */
const char *slot_label(struct arena *arena, const struct table *table,
                       const struct slot *slot, const struct part *part);

/* What a cell says in its box; "" for an arrow. */
const char *cell_text(struct arena *arena, const struct cell *cell, int id);

#endif
