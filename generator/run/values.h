/* values.h -- what a run told its builder beside pictures: numbers for the
 * prose, points of charts, blocks that were left behind.
 *
 * Read from a result's records (heapbook/records.h); snapshots are skipped,
 * draw/ reads those.  Records come from the author's program: everything
 * in them is data, nothing is trusted.
 */
#ifndef HEAPBOOK_RUN_VALUES_H
#define HEAPBOOK_RUN_VALUES_H

#include <talloc.h>

#include "run/unit.h"

struct value {
    const char *key;
    const char *text; /* as hb_value formatted it */
    int line;         /* of the program */
};

struct point {
    double x, y;
};

struct series {
    const char *name;
    struct point *points;
    size_t len;
};

struct leak {
    const char *type;
    const char *repr; /* "" when there is none */
    long long size;
    long long refcount;
    int line; /* of the program; 0 when unknown */
};

/* In the order of the records. */
struct values {
    struct value *values;
    size_t value_count;
    struct series *series;
    size_t series_count;
    struct leak *leaks;
    size_t leak_count;
    int *step_lines;   /* of the program, one for each snapshot */
    size_t step_count; /* snapshots */
};

/* Never NULL; lines that cannot be read are left out. */
struct values *values_read(TALLOC_CTX *ctx, const struct result *result);

/* The last value of that key, or NULL. */
const struct value *values_find(const struct values *values, const char *key);
const struct series *values_series(const struct values *values,
                                   const char *name);

#endif
