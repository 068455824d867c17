#include "run/judge.h"

#include <regex.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "book/compare.h"
#include "run/values.h"

struct trial {
    const struct chapter *chapter;
    const struct example *example;
    const struct unit *unit;
    const struct result *result;
    char on[80]; /* " [gcc on CPython 3.11]" or "" */
};

static const char ACCEPT[] = "`heapbook accept` writes what it prints";

/* A line of the program, in the file that it stands in; the fence when it is
 * unknown or was added by us. */
static struct place
place_of(const struct trial *trial, int line)
{
    struct place place = trial->example->fence.place;
    if (line >= trial->example->body_line && line < trial->example->body_end) {
        place = trial->example->fence.body;
        place.line = line;
    }
    return place;
}

static int
program_line(const struct trial *trial, int line)
{
    return line > 0 ? line + trial->unit->line - 1 : 0;
}

/* ---- compiling ---------------------------------------------------------- */

static int
any_message_matches(const struct result *result, const char *pattern)
{
    regex_t regex;
    int found = 0;
    if (regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB) != 0) {
        return 0;
    }
    for (size_t i = 0; i < result->message_count && !found; i++) {
        found = regexec(&regex, result->messages[i].text, 0, NULL, 0) == 0;
    }
    regfree(&regex);
    return found;
}

static void
messages_report(const struct trial *trial)
{
    const struct result *result = trial->result;
    for (size_t i = 0; i < result->message_count; i++) {
        const struct message *message = &result->messages[i];
        struct place place = place_of(trial, message->line);
        if (message->line == place.line && message->column > 0) {
            place.column += message->column - 1;
        }
        if (message->is_error) {
            diag_at(place, "%s%s", message->text, trial->on);
        }
        else {
            diag_warn(place, "%s%s", message->text, trial->on);
        }
    }
}

static int
judge_not_compiled(const struct trial *trial)
{
    const struct result *result = trial->result;
    const char *pattern = trial->example->fence.compile_fail;
    struct place place = trial->example->fence.place;
    if (!pattern) {
        size_t before = diag_errors();
        messages_report(trial);
        return diag_errors() > before
                   ? -1
                   : diag_at(place, "%s%s",
                             result->reason ? result->reason
                                            : "this does not compile",
                             trial->on);
    }
    /* The words are those of the compiler that builds the site; the others
     * need only refuse as well. */
    if (trial->unit->compiler != COMPILER_TCC ||
        any_message_matches(result, pattern)) {
        return 0;
    }
    diag_at(place, "no message of the compiler matches compile_fail=\"%s\"",
            pattern);
    for (size_t i = 0; i < result->message_count; i++) {
        diag_note(place_of(trial, result->messages[i].line), "it says: %s",
                  result->messages[i].text);
    }
    return -1;
}

/* ---- output ------------------------------------------------------------- */

static void
quote_mismatch(const struct mismatch *mismatch)
{
    char *text = talloc_asprintf(
        NULL, "expected: %s\nprinted:  %s\n",
        mismatch->expected ? mismatch->expected : "(nothing more)",
        mismatch->actual ? mismatch->actual : "(nothing more)");
    if (mismatch->expected && mismatch->actual) {
        text =
            talloc_asprintf_append(text, "%*s^\n", 10 + mismatch->column, "");
    }
    diag_quote(text);
    talloc_free(text);
}

static int
is_blank(const char *text)
{
    return text[strspn(text, " \t\r\n")] == 0;
}

static int
output_compare(const struct trial *trial, const char *who)
{
    const struct expectation *output = &trial->example->output;
    TALLOC_CTX *scratch = talloc_new(NULL);
    struct mismatch mismatch;
    int status = 0;
    if (!compare_output(scratch, output->text, trial->result->out,
                        &mismatch)) {
        struct place place = output->place;
        place.line = output->first_line + mismatch.expected_line;
        place.column = output->indent + mismatch.column + 1;
        status = diag_at(place, "%s prints something else%s", who, trial->on);
        quote_mismatch(&mismatch);
        if (!trial->on[0]) {
            diag_note(place, "%s", ACCEPT);
        }
    }
    talloc_free(scratch);
    return status;
}

static int
judge_output(const struct trial *trial)
{
    const struct example *example = trial->example;
    if (example->output.text) {
        return output_compare(trial, example->name);
    }
    if (is_blank(trial->result->out)) {
        return 0;
    }
    diag_at(example->fence.place,
            "%s prints, and no output fence follows it%s", example->name,
            trial->on);
    diag_quote(trial->result->out);
    diag_note(example->fence.place, "%s", ACCEPT);
    return -1;
}

/* ---- how it ended ------------------------------------------------------- */

/* The last line of stderr: of an uncaught exception, "TypeError: text". */
static const char *
last_line(TALLOC_CTX *ctx, const char *text)
{
    size_t len = strlen(text);
    while (len > 0 && text[len - 1] == '\n') {
        len--;
    }
    size_t from = len;
    while (from > 0 && text[from - 1] != '\n') {
        from--;
    }
    return talloc_strndup(ctx, text + from, len - from);
}

static int
judge_raises(const struct trial *trial)
{
    const char *expected = trial->example->fence.raises;
    char *line = talloc_strdup(NULL, "");
    const char *last = last_line(line, trial->result->err);
    size_t len = strlen(expected);
    int agrees =
        trial->result->exit_code == 1 && strncmp(last, expected, len) == 0 &&
        (last[len] == 0 || last[len] == ':' || strchr(expected, ':') != NULL);
    struct place place = place_of(trial, trial->result->line);
    int status = 0;
    if (!agrees && trial->result->exit_code == 0) {
        status = diag_at(place, "expected %s, and it ends without one%s",
                         expected, trial->on);
    }
    else if (!agrees) {
        status = diag_at(place, "expected %s, found %s%s", expected,
                         *last ? last : "no exception", trial->on);
    }
    talloc_free(line);
    return status;
}

static int
judge_exit(const struct trial *trial)
{
    const struct fence *fence = &trial->example->fence;
    const struct result *result = trial->result;
    if (fence->raises) {
        return judge_raises(trial);
    }
    int expected = fence->has_exit ? fence->exit_code : 0;
    if (result->exit_code == expected) {
        return 0;
    }
    diag_at(place_of(trial, result->line),
            "it ends with exit code %d, expected %d%s", result->exit_code,
            expected, trial->on);
    diag_quote(result->err);
    if (!fence->has_exit && result->exit_code != 0) {
        diag_note(fence->place, "say exit=%d or raises=NAME if it shall",
                  result->exit_code);
    }
    return -1;
}

static int
judge_leaks(const struct trial *trial)
{
    struct values *values = values_read(NULL, trial->result);
    for (size_t i = 0; i < values->leak_count; i++) {
        const struct leak *leak = &values->leaks[i];
        int line = program_line(trial, leak->line);
        if (*leak->repr) {
            diag_at(place_of(trial, line),
                    "this %s is never freed: %s, %lld bytes, %lld "
                    "reference%s left%s",
                    leak->type, leak->repr, leak->size, leak->refcount,
                    leak->refcount == 1 ? "" : "s", trial->on);
        }
        else {
            diag_at(place_of(trial, line), "%lld bytes are never freed%s",
                    leak->size, trial->on);
        }
    }
    int status = values->leak_count > 0 ? -1 : 0;
    talloc_free(values);
    return status;
}

static int
judge_ran(const struct trial *trial)
{
    const struct fence *fence = &trial->example->fence;
    if (fence->compile_fail) {
        return diag_at(fence->place,
                       "it compiles, and compile_fail says that it does "
                       "not%s",
                       trial->on);
    }
    if (fence->no_run) {
        return 0;
    }
    if (fence->signal) {
        return diag_at(fence->place,
                       "it ends with exit code %d, expected SIG%s%s",
                       trial->result->exit_code, fence->signal, trial->on);
    }
    int status = judge_exit(trial);
    status |= judge_output(trial);
    return status | judge_leaks(trial);
}

static int
judge_stopped(const struct trial *trial)
{
    const struct result *result = trial->result;
    const char *expected = trial->example->fence.signal;
    const char *name = sigabbrev_np(result->signal);
    if (result->outcome == KILLED && expected && name &&
        strcmp(name, expected) == 0) {
        return judge_output(trial);
    }
    diag_at(place_of(trial, result->line), "%s%s",
            result->reason ? result->reason : "it did not end by itself",
            trial->on);
    if (result->err_len > 0) {
        diag_quote(result->err);
    }
    return -1;
}

static int
judge(const struct trial *trial)
{
    switch (trial->result->outcome) {
    case RAN:
        return judge_ran(trial);
    case NOT_COMPILED:
        return judge_not_compiled(trial);
    default:
        return judge_stopped(trial);
    }
}

static void
name_runtime(struct trial *trial, const char *against)
{
    if (against) {
        snprintf(trial->on, sizeof trial->on, " [%s]", against);
    }
}

int
judge_example(const struct chapter *chapter, const struct example *example,
              const struct unit *unit, const struct result *result,
              const char *against)
{
    struct trial trial = {chapter, example, unit, result, ""};
    name_runtime(&trial, against);
    return judge(&trial);
}

int
judge_pair(const struct chapter *chapter, const struct example *example,
           const struct result *result, const char *against)
{
    struct trial trial = {chapter, example, NULL, result, ""};
    struct place place = example->python.place;
    name_runtime(&trial, against);
    if (result->outcome != RAN) {
        return diag_at(place, "%s%s",
                       result->reason ? result->reason : "it did not run",
                       trial.on);
    }
    if (result->exit_code != 0 && !example->fence.raises) {
        if (result->line > example->python.first_line) {
            place.path = example->python.path;
            place.line = result->line;
        }
        diag_at(place, "the Python lines end with exit code %d%s",
                result->exit_code, trial.on);
        diag_quote(result->err);
        return -1;
    }
    return example->output.text ? output_compare(&trial, "the Python pair")
                                : judge_output(&trial);
}

int
judge_is_announced(const struct example *example)
{
    const struct fence *fence = &example->fence;
    return fence->has_exit || fence->raises || fence->signal ||
           fence->compile_fail;
}
