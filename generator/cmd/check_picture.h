/* check_picture.h -- the heap at the end of a failed test, to look at.
 *
 * The judge has read the dead heap already; its records are in the report
 * (test_report.heap), and are drawn as the figures of a chapter are.
 */
#ifndef HEAPBOOK_CMD_CHECK_PICTURE_H
#define HEAPBOOK_CMD_CHECK_PICTURE_H

#include <stdio.h>

#include "grade/grade.h"

/* The heap of the first failed test in words: who refers to what. */
void picture_print(FILE *out, const struct report *report);

/* One page with the report and a drawing for each failed test; it needs no
 * other file.  -1, reported. */
int picture_write(const char *path, const struct report *report);

#endif
