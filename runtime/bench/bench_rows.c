/* bench_rows.c -- the tables of the rows of single operations. */
#include "bench.h"

const struct row *const bench_tables[] = {
    container_rows, object_rows, text_rows, buffer_rows, memory_rows, NULL,
};
