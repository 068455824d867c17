#include "run/messages.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static void
add_message(TALLOC_CTX *ctx, struct result *result, struct message message)
{
    result->messages = talloc_realloc(ctx, result->messages, struct message,
                                      result->message_count + 1);
    result->messages[result->message_count++] = message;
}

/* Reads "file:7" and moves *at behind it; 0 when it does not stand there. */
static int
take_place(const char **at, const char *file, int *line, int *column)
{
    size_t len = strlen(file);
    char *end;

    if (strncmp(*at, file, len) || (*at)[len] != ':') {
        return 0;
    }
    *line = (int)strtol(*at + len + 1, &end, 10);
    *column = 0;
    if (*end == ':' && isdigit((unsigned char)end[1])) {
        *column = (int)strtol(end + 1, &end, 10);
    }
    *at = end;
    return 1;
}

/* One line: "file:7:5: error: text", "header.h:9:1: error: text" after "In
 * file included from file:1:", "ld: file.o: ... undefined reference". */
static void
parse_line(TALLOC_CTX *ctx, const char *text, const char *file, int first,
           struct result *result, int *included)
{
    static const char from[] = "from ";
    struct message message = {0};
    const char *at = text, *source = strstr(text, from);
    const char *error = strstr(text, " error: ");
    const char *warning = strstr(text, " warning: ");
    int line, column;

    if (!strncmp(text, "In file included", 16) && source) {
        source += sizeof from - 1;
        *included = take_place(&source, file, &line, &column) ? line : 0;
        return;
    }
    if (take_place(&at, file, &line, &column)) {
        message.line = line + first - 1;
        message.column = column;
    }
    else if (*included) {
        message.line = *included + first - 1;
    }
    if (strstr(text, "undefined reference to ")) {
        error = strstr(text, "undefined reference to ") - 8;
    }
    /* The driver only counts what its helpers have said. */
    if ((!error && !warning) || strstr(text, "ld returned 1 exit status") ||
        strstr(text, "linker command failed")) {
        return;
    }
    message.is_error = error != NULL;
    message.text = talloc_strdup(ctx, error ? error + 8 : warning + 10);
    add_message(ctx, result, message);
    *included = 0;
}

void
messages_parse(TALLOC_CTX *ctx, const char *text, const char *file, int line,
               struct result *result)
{
    char *copy = talloc_strdup(ctx, text), *rest = copy, *one;
    int included = 0;

    while ((one = strsep(&rest, "\n")) != NULL) {
        parse_line(ctx, one, file, line, result, &included);
    }
    talloc_free(copy);
}

/* ---- sanitizers --------------------------------------------------------- */

static const struct {
    const char *kind, *sentence;
} reports[] = {
    {"heap-use-after-free", "use of memory that was freed"},
    {"double-free", "memory freed twice"},
    {"bad-free", "free() of memory that malloc() did not give"},
    {"heap-buffer-overflow", "access beyond the end of a block"},
    {"stack-buffer-overflow", "access beyond the end of a local array"},
    {"global-buffer-overflow", "access beyond the end of a global array"},
    {"stack-use-after-return", "use of a local variable after its function"},
    {"stack-use-after-scope", "use of a local variable after its block"},
    {"stack-overflow", "stack overflow"},
    {"alloc-dealloc-mismatch", "memory freed by the wrong function"},
    {"negative-size-param", "negative size"},
    {"SEGV", "pointer to memory that is not there"},
};

/* The first frame of the report that lies in the file. */
static int
frame_line(const char *report, const char *file)
{
    for (const char *at = report; (at = strstr(at, file)) != NULL; at++) {
        if (at[strlen(file)] == ':') {
            return atoi(at + strlen(file) + 1);
        }
    }
    return 0;
}

static const char *
undefined_sentence(TALLOC_CTX *ctx, const char *text, const char *file,
                   int *line)
{
    static const char head[] = "runtime error: ";
    const char *error = strstr(text, head), *start = error;

    if (!error) {
        return NULL;
    }
    while (start > text && start[-1] != '\n') {
        start--;
    }
    *line = frame_line(start, file);
    error += sizeof head - 1;
    return talloc_strndup(ctx, error, strcspn(error, "\n"));
}

const char *
sanitizer_sentence(TALLOC_CTX *ctx, const char *text, const char *file,
                   int *line)
{
    static const char head[] = "ERROR: AddressSanitizer: ";
    const char *report = strstr(text, head);

    *line = 0;
    if (!report) {
        return undefined_sentence(ctx, text, file, line);
    }
    report += sizeof head - 1;
    *line = frame_line(report, file);
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
        if (!strncmp(report, reports[i].kind, strlen(reports[i].kind))) {
            return reports[i].sentence;
        }
    }
    return talloc_strndup(ctx, report, strcspn(report, " \n"));
}

size_t
addresses_mask(char *text, size_t len)
{
    size_t to = 0;

    for (size_t from = 0; from < len;) {
        size_t digits = 0;

        if (text[from] == '0' && from + 1 < len && text[from + 1] == 'x') {
            while (from + 2 + digits < len &&
                   isxdigit((unsigned char)text[from + 2 + digits])) {
                digits++;
            }
        }
        if (digits >= 9 && digits <= 12) {
            memcpy(text + to, "0x\xe2\x80\xa6", 5);
            to += 5;
            from += 2 + digits;
        }
        else {
            text[to++] = text[from++];
        }
    }
    text[to] = '\0';
    return to;
}

size_t
folder_mask(char *text, size_t len, const char *folder)
{
    size_t folder_len = strlen(folder), to = 0;

    for (size_t from = 0; from < len;) {
        if (len - from > folder_len &&
            !memcmp(text + from, folder, folder_len) &&
            text[from + folder_len] == '/') {
            from += folder_len + 1;
        }
        else {
            text[to++] = text[from++];
        }
    }
    text[to] = '\0';
    return to;
}
