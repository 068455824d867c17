/* heap.h -- photographs of the model heap, one for each step of a run.
 *
 * A trace is read once from a stream of records and never changed.  A step is
 * whole in itself: it is a set of blocks, the variables of the program, and
 * the references between them.
 *
 *   H1  every reference names a block of its own step, and a part and cells
 *       that are there; nothing names a freed block
 *   H2  a block has at least as many references as counted cells name it; the
 *       rest are held outside the picture (a module, the runtime, a C local)
 *   H3  ids are stable from step to step; addresses are not kept, so two runs
 *       give the same trace
 *   H4  blocks stand by rising id
 *
 * Knows: heapbook/records.h, which specifies the stream.  Does not know: how
 * anything looks (figure.h), who ran it.
 */
#ifndef HEAPBOOK_DRAW_HEAP_H
#define HEAPBOOK_DRAW_HEAP_H

#include <stdbool.h>
#include <stddef.h>

#include "draw/arena.h"
#include "draw/draw.h"

enum cell_kind {
    CELL_NULL,
    CELL_OWNED,    /* a counted reference */
    CELL_BORROWED, /* a pointer that is not counted */
    CELL_WEAK,     /* a weak reference */
    CELL_VALUE,    /* a Python value, as its repr */
    CELL_RAW       /* a C value, as printed */
};

/* A reference names a block and, if `part` is set, the cells first .. last-1
 * of that part; one cell alone (`is_range` false) is last == first + 1. */
struct cell {
    enum cell_kind kind;
    const char *text; /* CELL_VALUE and CELL_RAW */
    int block;        /* references: the id */
    const char *part;
    int first, last;
    bool is_range;
};

enum part_kind { PART_FREE, PART_ROW, PART_PAIRS };

/* Cells that belong together.
 *
 * Shape: labels and keys are NULL or have `len` items; room is in cells, at
 *        least len: the rest is spare.
 */
struct part {
    const char *name;
    enum part_kind kind;
    struct cell *cells;
    const char **labels;
    struct cell *keys; /* of a dict's entries */
    int len, room;
    int block;  /* id of the memory block in which the cells stand, or 0 */
    long bytes; /* of that block */
};

struct fact {
    const char *name, *value;
};

enum life { LIVE, GARBAGE, FREED };

struct block {
    int id;
    bool bare; /* memory without a PyObject header */
    const char *type;
    long refs;  /* reference count, or -1 */
    long bytes; /* or -1 */
    enum life life;
    struct fact *facts;
    size_t fact_count;
    struct part *parts;
    size_t part_count;
    int line; /* of the stream, for messages */
};

struct variable {
    const char *name;
    struct cell cell; /* CELL_NULL: dropped, or NULL */
    int line;
};

struct step {
    const char *label;
    int line; /* of the program, from 1; 0 when unknown */
    struct variable *variables;
    size_t variable_count;
    struct block *blocks;
    size_t block_count;
    long cut; /* blocks that a limit of the runtime left out */
};

struct trace {
    struct arena *arena;
    const char *name, *title, *about; /* NULL where the stream has none */
    struct step *steps;
    size_t step_count;
};

/* True for CELL_OWNED, CELL_BORROWED and CELL_WEAK. */
bool cell_is_reference(const struct cell *cell);

bool cell_equal(const struct cell *a, const struct cell *b);

/* The block with this id, or NULL. */
struct block *step_find(const struct step *step, int id);

const struct variable *step_find_variable(const struct step *step,
                                          const char *name);

/* The part of this name, or NULL. */
struct part *block_find_part(const struct block *block, const char *name);

/* The cell's place in the part that has this label, or -1. */
int part_find_label(const struct part *part, const char *label);

/* How many counted references of the step name the block. */
long step_count_references(const struct step *step, int id);

/* Where a cell stands: a variable (block NULL), or a part of a block. */
struct place {
    const struct variable *variable;
    const struct block *block;
    int part, cell;
    bool is_key;
};

/* Visits every cell of a step: variables first, then blocks by id, each part
 * in order, a key before its value.  Starts with `place` all zero.
 *
 *     struct place place = {0};
 *     const struct cell *cell;
 *
 *     while ((cell = step_next_cell(step, &place)) != NULL) { … }
 */
const struct cell *step_next_cell(const struct step *step,
                                  struct place *place);

/* Checks H1 and H2 of one step; see draw.h for what is reported.
 *
 * Fails: false, with *error filled in.
 */
bool step_check(const struct step *step, struct draw_error *error);

#endif
