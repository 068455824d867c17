/* pipeline.h -- from the author's files to the site, stage by stage.
 *
 *     read  parse  |  plan  run  judge  |  draw  weave  dress  link  |  write
 *
 * Data goes one way.  read, run and write touch the world; the others are
 * pure.  Every stage but write goes on after a mistake, so that one run
 * reports them all; what a mistake took away is marked, and no later stage
 * complains of its absence.
 */
#ifndef HEAPBOOK_CMD_PIPELINE_H
#define HEAPBOOK_CMD_PIPELINE_H

#include "cmd/options.h"
#include "weave/output.h"
#include "weave/weave.h"

/* Of the project, or else of the home. */
#define PIPELINE_TEMPLATES "templates"
#define PIPELINE_ASSETS    "site/assets"

struct pipeline {
    const struct options *options;
    struct course *course;
    struct example_run **runs; /* in order of chapters and examples */
    size_t run_count;
    struct site *site;
    struct outputs *outputs;
    const char *public; /* the folder of the site */
    const char **files; /* assets that were read; ends with NULL */
    int failed;         /* something is wrong; reported */
    long long clock_ns; /* when the stage at hand began */
};

struct pipeline *pipeline_new(TALLOC_CTX *ctx, const struct options *options);

/* Reads and parses the course.  -1: there is none. */
int pipeline_read(struct pipeline *pipeline);

/* Plans and runs the examples, but for those that are broken.  -1: the runner
 * could not work, or was interrupted. */
int pipeline_run(struct pipeline *pipeline);

/* Judges the runs; those that are as announced may be kept. */
void pipeline_judge(struct pipeline *pipeline);

/* Makes the pages and checks them. */
void pipeline_weave(struct pipeline *pipeline);

/* Writes the site.  -1, reported; the old one is whole then. */
int pipeline_write(struct pipeline *pipeline);

/* Ends a stage: with -v, says how long it took. */
void pipeline_lap(struct pipeline *pipeline, const char *stage,
                  const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* All of it.  The exit code. */
int pipeline_build(const struct options *options);

#endif
