/* findings.h -- a worker's reply, and what it means for an answer. */
#ifndef HEAPBOOK_GRADE_FINDINGS_H
#define HEAPBOOK_GRADE_FINDINGS_H

#include "grade/grade.h"
#include "run/hands.h"

/* Object files of the halves of check.c that the worker has made; NULL where
 * it knew them.  Owns: talloc children of the context of findings_read. */
struct made_objects {
    const char *scenarios, *judges;
    size_t scenarios_len, judges_len;
};

/* Reads the reply (run/scenario.h) into the report: status and message of
 * each test, without regard to what it needs. */
void findings_read(TALLOC_CTX *ctx, const struct task *task,
                   struct report *report, struct made_objects *made);

/* Reads the reply to a frame of replays (run/replay.h): explanations. */
void explanations_read(TALLOC_CTX *ctx, const struct task *task,
                       struct report *report);

/* Skips tests whose needs have failed, leaves out hidden ones unless they are
 * wanted, gives points, and adds up. */
void report_finish(TALLOC_CTX *ctx, struct report *report, int hidden);

#endif
