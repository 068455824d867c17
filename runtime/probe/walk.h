/* walk.h -- from a few addresses to records of all that they reach.
 *
 * A walk reads a heap image (heapbook/image.h) and trusts nothing in it.  It
 * finds objects breadth first: the variables, then cell by cell what stands in
 * them.  What it finds are the records of heapbook/records.h, as structs.
 *
 *   W1  an address is read only after the image has said that a block that is
 *       alive holds it, or that it is part of this program
 *   W2  a block gets one record; its identity is its serial number together
 *       with its address: memory that was resized and has moved is another
 *       block
 *   W3  the walk ends: records, cells and texts are limited, and every record
 *       is filled once
 *
 * Owns: everything that a walk makes is freed by walk_free().  Its memory
 *       comes from malloc, so that the books of the heap do not change while
 *       it is read.
 *
 * Private to probe/.
 */
#ifndef HB_WALK_H
#define HB_WALK_H

#include "image_parts.h"

#include <stdbool.h>

/* W3.  The fuzzer's build takes less, so that it meets the limits often, and
 * costs less. */
#ifndef WALK_BLOCKS
#define WALK_BLOCKS HB_MAX_BLOCKS
#define WALK_CELLS  HB_MAX_CELLS
#endif

enum walk_sign {
    SIGN_NULL,
    SIGN_OWNED,
    SIGN_BORROWED,
    SIGN_WEAK,
    SIGN_VALUE,
    SIGN_RAW
};

struct walk;
struct walk_record;

struct walk_cell {
    enum walk_sign sign;
    const char *text;           /* of values */
    struct walk_record *target; /* of references */
    const char *part;           /* references to cells; else NULL */
    long first, last;           /* last < 0: one cell */
};

struct walk_part {
    const char *name;
    const char *kind;       /* "row", "pairs" or NULL */
    const char **labels;    /* NULL, or one for each cell */
    struct walk_cell *keys; /* NULL, or one for each cell */
    struct walk_cell *cells;
    size_t len, room;
    size_t cap;                /* at least len */
    struct walk_record *block; /* memory of their own, or NULL */
    size_t bytes;              /* of that */
    struct walk_part *next;
};

enum walk_life { LIFE_ALIVE, LIFE_GARBAGE };

enum { WALK_FACTS = 6 };

struct walk_record {
    uintptr_t address, block; /* of an object, and of its memory */
    uint64_t key;             /* W2 */
    int id;                   /* given by who writes them; 0 until then */
    bool bare;                /* memory without a header */
    bool inner; /* memory that a part names: no record of its own */
    enum walk_life life;
    char type[80];
    long long refcount; /* -1: none */
    long long owned;    /* references that cells of the walk hold */
    long long written;  /* of them, by who writes the record */
    long long size;     /* -1: unknown */

    struct {
        const char *name;
        long long value;
    } facts[WALK_FACTS];

    size_t fact_count;
    struct walk_part *parts, **parts_end;
    /* How the record is filled: for a bare block, by who has found it. */
    void (*fill)(struct walk *, struct walk_record *);
    struct walk_record *owner; /* bare memory: who led to it */
    uintptr_t keys;            /* an array of values: the table of its keys, */
    size_t front;              /* and the bytes in front of it */
};

struct walk {
    const struct Hb_Dead *dead;
    /* In the living process: serial numbers, and pointers to functions.  Of a
     * dead heap there is neither. */
    bool is_own;
    uint64_t first_serial; /* what the program made is above */
    struct walk_record **records;
    size_t count, room;
    size_t lines;               /* of records, in the stream */
    struct walk_record **table; /* by key: open addressing */
    size_t table_size;
    size_t cells;
    size_t cut; /* blocks that the limits left out */
    struct walk_record *filling;
    struct walk_chunk *memory;
};

/* Walks from one address; 0 is NULL.  The sign says how the variable holds
 * it, unless it is a value. */
struct walk_cell walk_from(struct walk *walk, uintptr_t object,
                           enum walk_sign sign);

/* Fills the records that were found and not filled yet. */
void walk_on(struct walk *walk);

/* The record of an object, or NULL where the walk has not been. */
struct walk_record *walk_find(const struct walk *walk, uintptr_t object);

void walk_free(struct walk *walk);

/* ---- for the files that fill records ------------------------------------ */

/* Zeroed memory that lives as long as the walk; NULL without memory. */
void *walk_alloc(struct walk *walk, size_t size);
const char *walk_text(struct walk *walk, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The record of bare memory that begins at `address`, made if it is new; NULL
 * when no block that is alive begins there, or there are too many. */
struct walk_record *
walk_memory(struct walk *walk, uintptr_t address, const char *type,
            void (*fill)(struct walk *, struct walk_record *));

/* A new part; NULL without memory, and then adding to it does nothing. */
struct walk_part *walk_part(struct walk *walk, struct walk_record *record,
                            const char *name);
/* Says that the part stands in memory of its own. */
void walk_part_block(struct walk *walk, struct walk_part *part,
                     uintptr_t address, size_t bytes);
void walk_fact(struct walk_record *record, const char *name, long long value);
/* Adds to its size, unless no block can be so large. */
void walk_grow(struct walk_record *record, long long bytes);

/* What a cell says of the object at that address. */
struct walk_cell walk_object(struct walk *walk, uintptr_t object,
                             enum walk_sign sign);
struct walk_cell walk_raw(struct walk *walk, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
struct walk_cell walk_to(struct walk_record *target, enum walk_sign sign);

/* Adds a cell, and a label if it is not NULL; a reference is counted.  False
 * when the walk has as many cells as it may have: then stop. */
bool walk_add(struct walk *walk, struct walk_part *part, const char *label,
              struct walk_cell cell);
bool walk_add_pair(struct walk *walk, struct walk_part *part,
                   struct walk_cell key, struct walk_cell cell);

/* Bytes that were asked for; of a dead heap, bytes that the block holds. */
size_t walk_block_size(const struct walk *walk, uintptr_t block);

/* Reads a word of the image; 0 where it cannot be read. */
uintptr_t walk_word(const struct walk *walk, uintptr_t address);

/* A repr, cut to what a cell holds. */
const char *walk_repr(struct walk *walk, uintptr_t object);

/* The text of a str, for a label. */
const char *walk_label(struct walk *walk, uintptr_t str);

/* ---- fillers ------------------------------------------------------------ */

/* Each fills the parts that it knows; false when the object is not of its
 * kind. */
bool fill_value(struct walk *walk, struct walk_record *record,
                const struct dead_type *type);
bool fill_sequence(struct walk *walk, struct walk_record *record,
                   const struct dead_type *type);
bool fill_dict(struct walk *walk, struct walk_record *record,
               const struct dead_type *type);
bool fill_set(struct walk *walk, struct walk_record *record,
              const struct dead_type *type);
bool fill_buffer(struct walk *walk, struct walk_record *record,
                 const struct dead_type *type);
bool fill_class(struct walk *walk, struct walk_record *record,
                const struct dead_type *type);
bool fill_small(struct walk *walk, struct walk_record *record,
                const struct dead_type *type);
/* The attributes of an instance, beside what it is otherwise. */
bool fill_instance(struct walk *walk, struct walk_record *record,
                   const struct dead_type *type);
/* The keys of a dict or class, and the values of a split dict. */
struct walk_record *walk_keys(struct walk *walk, uintptr_t keys);
struct walk_record *walk_values(struct walk *walk, uintptr_t values,
                                uintptr_t keys);

#endif
