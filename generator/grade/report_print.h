/* report_print.h -- projections of the neutral report. */
#ifndef HEAPBOOK_GRADE_REPORT_PRINT_H
#define HEAPBOOK_GRADE_REPORT_PRINT_H

#include <stdio.h>

#include "grade/grade.h"

/* For a reader: points, each test, what was expected and what was got, the
 * next step.  The compiler's messages are not here: diagnostics. */
void report_print_human(FILE *out, const struct report *report);

void report_print_tap(FILE *out, const struct report *report);

/* The neutral report, version 1. */
void report_print_json(FILE *out, const struct report *report);

/* "pass", "fail", "error" or "skip". */
const char *test_status_name(enum test_status status);

#endif
