/* report_output.h -- a report on its way out, for check and grade.
 *
 * --format chooses the form, --output a file that is replaced whole; without
 * it the report goes to stdout.
 */
#ifndef HEAPBOOK_CMD_REPORT_OUTPUT_H
#define HEAPBOOK_CMD_REPORT_OUTPUT_H

#include "cmd/options.h"
#include "grade/grade.h"

/* -1, reported: the file cannot be written. */
int report_output(const struct options *options, const struct report *reports,
                  size_t count);

/* The exit code of a command that graded these: all points, or not; nothing
 * that could be graded. */
int report_exit_code(const struct report *reports, size_t count);

#endif
