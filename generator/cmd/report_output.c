#include "cmd/report_output.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/files.h"
#include "base/stream.h"
#include "grade/difference.h"
#include "grade/report_forms.h"
#include "grade/report_print.h"

static void
say_messages(const struct report *report)
{
    for (size_t i = 0; i < report->message_count; i++) {
        const struct message *message = &report->messages[i];
        struct place place = {report->path, message->line, message->column};
        /* An #error may hold anything. */
        char *text = visible(NULL, message->text);

        if (message->is_error) {
            diag_at(place, "%s", text);
        }
        else {
            diag_warn(place, "%s", text);
        }
        talloc_free(text);
    }
}

static void
write_human(FILE *out, const struct report *reports, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        say_messages(&reports[i]);
        report_print_human(out, &reports[i]);
    }
}

static void
write_form(FILE *out, enum output_format format, const struct report *reports,
           size_t count)
{
    static const enum report_form forms[] = {
        [FORMAT_JSON] = REPORT_JSON,
        [FORMAT_TAP] = REPORT_TAP,
        [FORMAT_JUNIT] = REPORT_JUNIT,
        [FORMAT_GITHUB] = REPORT_GITHUB,
        [FORMAT_GRADESCOPE] = REPORT_GRADESCOPE,
        [FORMAT_EXERCISM] = REPORT_EXERCISM,
    };

    if (format == FORMAT_HUMAN) {
        write_human(out, reports, count);
    }
    else {
        report_write(out, forms[format], reports, count);
    }
}

int
report_output(const struct options *options, const struct report *reports,
              size_t count)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out;
    int written;

    if (!options->output) {
        write_form(stdout, options->format, reports, count);
        return fflush(stdout) ? diag_system("stdout", "cannot be written") : 0;
    }
    out = stream_open(&text, &len);
    write_form(out, options->format, reports, count);
    fclose(out);
    written = file_write(options->output, text, len);
    free(text);
    return written < 0 ? -1 : 0;
}

int
report_exit_code(const struct report *reports, size_t count)
{
    int tests = 0;

    for (size_t i = 0; i < count; i++) {
        tests |= reports[i].max_score > 0;
        if (reports[i].score < reports[i].max_score || reports[i].reason) {
            return EXIT_WRONG;
        }
    }
    return tests ? EXIT_GOOD : EXIT_SKIPPED;
}
