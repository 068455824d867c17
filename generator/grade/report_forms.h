/* report_forms.h -- the neutral report, and its projections.
 *
 * The neutral report is JSON, version 1, described by report.schema.json.
 * Every other form says less: what a form cannot say is left out, and nothing
 * is in a form that is not in the neutral report.
 *
 *   F1  output is UTF-8 whatever a submission printed; bytes that are not
 *       become U+FFFD
 *   F2  text of a submission cannot end a line, an element or a string of
 *       the form that holds it
 *   F3  what a submission printed is cut after REPORT_OUTPUT bytes, and the
 *       cut is said
 *
 * Knows: grade.h.  Does not know: files, commands, how a form is uploaded.
 */
#ifndef HEAPBOOK_GRADE_REPORT_FORMS_H
#define HEAPBOOK_GRADE_REPORT_FORMS_H

#include <stdio.h>

#include "base/json.h"
#include "grade/grade.h"

enum report_form {
    REPORT_JSON,
    REPORT_TAP,        /* version 13 */
    REPORT_JUNIT,      /* XML, as Ant's and Jenkins' schemas want it */
    REPORT_GITHUB,     /* workflow commands: annotations */
    REPORT_GRADESCOPE, /* results.json */
    REPORT_EXERCISM,   /* results.json, version 2 */
    REPORT_FORMS
};

enum { REPORT_VERSION = 1, REPORT_OUTPUT = 16 << 10 };

/* Writes the reports of one submission, or of one answer. */
void report_write(FILE *out, enum report_form form,
                  const struct report *reports, size_t count);

/* Puts one neutral report into the object. */
void report_to_json(struct json *object, const struct report *report);

/* What the program is: changes whenever grading may. */
void report_tool_to_json(struct json *object, enum compiler compiler);

/* "pass", "fail", "error" or "skip". */
const char *test_status_name(enum test_status status);

/* ---- for the projections ------------------------------------------------ */

/* Counts over reports. */
struct report_sum {
    int score, max_score;
    size_t tests, passed, failed, errors, skipped;
    double seconds;
};

struct report_sum report_add_up(const struct report *reports, size_t count);

/* The text as UTF-8, cut after `most` bytes between two characters with
 * "... N more bytes" under it.  "" for NULL.  Owns: a talloc child of ctx. */
char *report_text(TALLOC_CTX *ctx, const char *text, size_t most);

/* What went wrong with a test in a few lines: what was asked, expected and
 * got; the next step.  "" when it passed.  Owns: a talloc child of ctx. */
char *report_trouble(TALLOC_CTX *ctx, const struct test_report *test);

/* The compiler's messages as `path:line:col: error: text` lines, or the
 * reason why nothing was run.  Owns: a talloc child of ctx. */
char *report_messages(TALLOC_CTX *ctx, const struct report *report);

void report_write_json(FILE *out, const struct report *reports, size_t count);
void report_write_tap(FILE *out, const struct report *reports, size_t count);
void report_write_junit(FILE *out, const struct report *reports, size_t count);
void report_write_github(FILE *out, const struct report *reports,
                         size_t count);
void report_write_gradescope(FILE *out, const struct report *reports,
                             size_t count);
void report_write_exercism(FILE *out, const struct report *reports,
                           size_t count);

#endif
