#include "run/report.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

void
report_message(struct child_report *report, int line, int is_error,
               const char *text)
{
    struct report_message *message = &report->messages[REPORT_MESSAGES - 1];

    if (report->message_count < REPORT_MESSAGES) {
        message = &report->messages[report->message_count++];
    }
    else if (!is_error || message->is_error) {
        return;
    }
    message->source = report->source;
    message->line = line;
    message->is_error = is_error;
    snprintf(message->text, sizeof message->text, "%s", text);
}

struct child_report *
report_open(void)
{
    void *report =
        mmap(NULL, sizeof(struct child_report), PROT_READ | PROT_WRITE,
             MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    return report == MAP_FAILED ? NULL : report;
}

void
report_close(struct child_report *report)
{
    if (report) {
        munmap(report, sizeof *report);
    }
}

void
report_hide(struct child_report *report, int hidden)
{
    if (report) {
        madvise(report, sizeof *report, hidden ? MADV_DONTFORK : MADV_DOFORK);
    }
}
