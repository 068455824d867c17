/* walk_write.h -- the records of a walk as lines of text.
 *
 * Keys stand in the order of heapbook/records.h; what is absent is left out.
 * Records must have their numbers.  Private to probe/.
 */
#ifndef HB_WALK_WRITE_H
#define HB_WALK_WRITE_H

#include "walk.h"

/* A JSON string. */
void walk_write_text(FILE *out, const char *text);

/* A cell, or null.  Counts what is written as counted: what goes beyond the
 * target's reference count is written as borrowed. */
void walk_write_cell(FILE *out, const struct walk_cell *cell);

/* The beginning of a block's line: number, kind and type. */
void walk_write_head(FILE *out, int id, bool bare, const char *type);

/* A whole line. */
void walk_write_record(FILE *out, struct walk_record *record);

#endif
