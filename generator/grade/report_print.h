/* report_print.h -- the neutral report, for a reader. */
#ifndef HEAPBOOK_GRADE_REPORT_PRINT_H
#define HEAPBOOK_GRADE_REPORT_PRINT_H

#include <stdio.h>

#include "grade/grade.h"

/* Points, each test, what was expected and what was got, the next step.  The
 * compiler's messages are not here: diagnostics. */
void report_print_human(FILE *out, const struct report *report);

#endif
