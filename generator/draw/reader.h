/* reader.h -- what the parts of the record reader share.
 *
 * Private to records*.c and reader.c.  Every function that gives false has
 * filled in the error, with the line that is being read.
 */
#ifndef HEAPBOOK_DRAW_READER_H
#define HEAPBOOK_DRAW_READER_H

#include <heapbook/records.h>

#include "draw/heap.h"
#include "draw/jsonl.h"

struct reader {
    struct trace *trace;
    struct arena *arena;
    struct draw_error *error;
    int line;
    bool has_header;
    struct step *step; /* the open one, or NULL */
    long cells;        /* of the open step */
};

/* Notes the error; always false. */
__attribute__((format(printf, 2, 3))) bool
reader_fail(struct reader *reader, const char *format, ...);

/* The field, or NULL where it is absent; one of another kind is an error. */
bool reader_field(struct reader *reader, const struct jsonl *record,
                  const char *name, enum jsonl_kind kind,
                  const struct jsonl **field);

/* Text and whole numbers from `least` up; left alone where absent. */
bool reader_text(struct reader *reader, const struct jsonl *record,
                 const char *name, const char **text);
bool reader_number(struct reader *reader, const struct jsonl *record,
                   const char *name, long least, long *number);

/* An error unless the field is present. */
bool reader_need(struct reader *reader, bool present, const char *name);

bool reader_cell(struct reader *reader, const struct jsonl *value,
                 struct cell *cell);
bool reader_cells(struct reader *reader, const struct jsonl *list,
                  struct cell **cells);

/* Adds the record's block to the open step. */
bool reader_block(struct reader *reader, const struct jsonl *record);

#endif
