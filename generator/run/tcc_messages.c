#include "run/tcc_messages.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* tcc's name for the text that it is given. */
static const char SOURCE[] = "<string>:";

int
tcc_word_line(const char *source, const char *word, size_t len)
{
    int line = 1;

    for (const char *at = source; *at; at++) {
        line += *at == '\n';
        if (!strncmp(at, word, len) && !isalnum((unsigned char)at[len]) &&
            at[len] != '_' &&
            (at == source ||
             (!isalnum((unsigned char)at[-1]) && at[-1] != '_'))) {
            return line;
        }
    }
    return 0;
}

/* A linker's message has no line, but it has a name. */
static int
line_of_symbol(const char *source, const char *message)
{
    static const char head[] = "undefined symbol '";
    const char *name = strstr(message, head);
    const char *end = name ? strchr(name + sizeof head - 1, '\'') : NULL;

    if (!end) {
        return 0;
    }
    name += sizeof head - 1;
    return tcc_word_line(source, name, (size_t)(end - name));
}

/* Messages look like
 *
 *     In file included from <string>:1:
 *     /somewhere/include/listobject.h:49: error: ';' expected (got "*")
 *     <string>:7: warning: implicit declaration of function 'foo'
 *     tcc: error: undefined symbol 'bar'
 *
 * What is kept is the last line, from "error:" on, or, when it is a header's,
 * from the header's name on.  An undeclared function, or giving a constant
 * another value, is an error for us, and a warning for tcc. */
void
tcc_message_take(struct child_report *report, const char *source,
                 const char *message)
{
    const char *place = strstr(message, SOURCE);
    const char *last = strrchr(message, '\n');
    const char *error, *text;
    int line = place ? atoi(place + sizeof SOURCE - 1) : 0;
    int is_error;

    last = last ? last + 1 : message;
    error = strstr(last, "error: ");
    text = error ? error + 7 : strstr(last, "warning: ");
    text = !text ? last : error ? text : text + 9;
    is_error = error || strstr(text, "implicit declaration of function") ||
               strstr(text, "assignment of read-only location");
    if (!place) {
        line = source ? line_of_symbol(source, text) : 0;
    }
    else if (strncmp(last, SOURCE, sizeof SOURCE - 1)) {
        const char *slash = strrchr(last, '/');

        text = slash ? slash + 1 : last; /* "listobject.h:49: error: ..." */
    }
    report_message(report, line, is_error, text);
}

int
tcc_messages_fail(const struct child_report *report)
{
    for (int i = 0; i < report->message_count; i++) {
        if (report->messages[i].is_error) {
            return 1;
        }
    }
    return 0;
}

int
tcc_messages_miss_label(const struct child_report *report)
{
    int last = report->message_count - 1;

    return last >= 0 && last < REPORT_MESSAGES &&
           strstr(report->messages[last].text, "used but not defined");
}
