#include "run/report.h"

#include <stdio.h>
#include <string.h>

void
report_message(struct child_report *report, int line, int is_error,
               const char *text)
{
    struct report_message *message;

    if (report->message_count >= REPORT_MESSAGES) {
        return;
    }
    message = &report->messages[report->message_count++];
    message->source = report->source;
    message->line = line;
    message->is_error = is_error;
    snprintf(message->text, sizeof message->text, "%s", text);
}
