/* verify.h -- what verify has proved, shared by its run and its report. */
#ifndef HEAPBOOK_CMD_VERIFY_H
#define HEAPBOOK_CMD_VERIFY_H

#include "book/course.h"
#include "cmd/options.h"
#include "cmd/verify_exercises.h"
#include "cmd/verify_solutions.h"
#include "run/unit.h"

struct place_to_run {
    const char *name; /* for messages and reports */
    enum compiler compiler;
    enum runtime_kind runtime;
    int reference; /* part of --reference */
};

enum { PLACE_COUNT = 6 };
extern const struct place_to_run verify_places[PLACE_COUNT];

/* One example at one place. */
struct trial {
    const struct chapter *chapter;
    const struct example *example;
    int place;
    int is_wrong;
};

enum verify_part { VERIFY_ALL, VERIFY_REFERENCE, VERIFY_EXERCISES };

struct verification {
    const struct options *options;
    enum verify_part part;
    const char *missing[PLACE_COUNT]; /* why a place is left out; or NULL */
    size_t count[PLACE_COUNT], wrong[PLACE_COUNT];
    struct trial *trials;
    struct unit *units;
    struct result *results;
    size_t len;
    struct exercise_tally exercises;
    struct solution_tally solutions;
};

/* Whether the place belongs to the part that was asked for
 * (verify_places.c). */
int verify_is_asked(const struct verification *all, int place);

/* Prints in the format of the options.  Gives the exit code. */
int verify_report(const struct verification *all);

#endif
