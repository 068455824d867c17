#include "run/explain.h"

#include <ctype.h>
#include <dlfcn.h>
#include <signal.h>
#include <string.h>

#include "run/compile_tcc.h"
#include "run/machine_lines.h"

struct crashed {
    TALLOC_CTX *ctx;
    const struct stage *stage;
    const struct child_report *report;
    const struct result *result;
    int line; /* of the text, from 1; or 0 */
};

/* ---- names of functions ------------------------------------------------- */

/* Whatever was found there: letters, digits, '_' and '.', or nothing. */
static const char *
clean_name(TALLOC_CTX *ctx, const char *name, size_t room)
{
    size_t len = 0;

    while (len < room && (isalnum((unsigned char)name[len]) ||
                          name[len] == '_' || name[len] == '.')) {
        len++;
    }
    return len ? talloc_strndup(ctx, name, len) : NULL;
}

/* The function of the answer's code, or of a header that it includes, that
 * begins last before the offset. */
static const char *
name_in_code(const struct crashed *at, uint64_t offset)
{
    const struct code *lines = &at->stage->lines;
    const struct code_head *head = code_head(lines);
    size_t room = lines->size - CODE_FIRST;
    uint64_t count = head->entries[LINES_NAMED];
    const struct machine_function *list, *best = NULL;

    if (count > room / sizeof *list) {
        return NULL;
    }
    list =
        (const struct machine_function *)(lines->window + lines->size) - count;
    for (uint64_t i = 0; i < count; i++) {
        if (list[i].offset <= offset &&
            (!best || list[i].offset > best->offset)) {
            best = &list[i];
        }
    }
    return best ? clean_name(at->ctx, best->name, sizeof best->name) : NULL;
}

/* The function that the line has called; NULL when it is unknown. */
static const char *
callee_name(const struct crashed *at, int *of_header)
{
    const struct code_head *head = code_head(&at->stage->lines);
    uint64_t callee = at->report->place.callee;
    uint64_t offset = callee - head->entries[LINES_CODE];
    Dl_info info;

    *of_header = offset < head->entries[LINES_CODE_SIZE];
    if (!callee) {
        return NULL;
    }
    if (*of_header) {
        return name_in_code(at, offset);
    }
    return dladdr((const void *)(uintptr_t)callee, &info) && info.dli_sname
               ? clean_name(at->ctx, info.dli_sname, strlen(info.dli_sname))
               : NULL;
}

/* ---- the line's text ---------------------------------------------------- */

static const char *
line_text(const struct crashed *at)
{
    const char *text = at->stage->unit.text;

    for (int line = 1; line < at->line && text; line++) {
        text = strchr(text, '\n');
        text += text != NULL;
    }
    return text && at->line > 0
               ? talloc_strndup(at->ctx, text, strcspn(text, "\n"))
               : "";
}

static int
is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* The next word of the line that begins like the API's and is called. */
static const char *
next_call(const char *text, size_t *len)
{
    for (const char *at = text; (at = strstr(at, "Py")) != NULL; at += *len) {
        const char *end = at;

        while (is_word(*end)) {
            end++;
        }
        *len = (size_t)(end - at);
        if ((at == text || !is_word(at[-1])) && *end == '(') {
            return at;
        }
    }
    return NULL;
}

/* The name as the student wrote it: a macro that calls the function is what
 * stands there. */
static const char *
written_name(const struct crashed *at, const char *name)
{
    const char *text = line_text(at), *found = NULL, *one = text;
    size_t len = 0, found_len = 0, count = 0;

    while ((one = next_call(one, &len)) != NULL) {
        if (strlen(name) == len && !strncmp(one, name, len)) {
            return name;
        }
        found = one;
        found_len = len;
        one += len;
        count++;
    }
    return count == 1 ? talloc_strndup(at->ctx, found, found_len) : NULL;
}

/* ---- blocks ------------------------------------------------------------- */

static const char *
thing(const struct crashed *at)
{
    const struct Hb_Kept *block = &at->report->place.block;
    const char *type = clean_name(at->ctx, block->type, sizeof block->type);

    return type ? talloc_asprintf(at->ctx, "the %s", type)
                : talloc_asprintf(at->ctx, "the block of %zu bytes",
                                  block->size);
}

/* "that line 15 gave back" */
static const char *
given_back(const struct crashed *at, const char *already)
{
    int freed = at->report->place.block.freed;

    if (freed <= 0) {
        return "that was given back before";
    }
    return freed == at->line
               ? talloc_asprintf(at->ctx, "that this line gave back%s",
                                 already)
               : talloc_asprintf(at->ctx, "that line %d gave back%s", freed,
                                 already);
}

static int
is_decref(const char *name)
{
    static const char *const names[] = {"Py_DECREF", "Py_XDECREF", "Py_DecRef",
                                        "_Py_Dealloc", NULL};

    for (int i = 0; name && names[i]; i++) {
        if (!strcmp(name, names[i])) {
            return 1;
        }
    }
    return 0;
}

static const char *
freed_sentence(struct crashed *at)
{
    int of_header;
    const char *name = callee_name(at, &of_header);

    if (!at->line) {
        at->line = at->report->place.block.freed;
        return at->line > 0
                   ? talloc_asprintf(at->ctx,
                                     "gives back %s, which is used "
                                     "afterwards: one DECREF too many, or an "
                                     "INCREF is missing",
                                     thing(at))
                   : talloc_asprintf(at->ctx,
                                     "%s is given back more often than it "
                                     "was taken: an INCREF is missing, or "
                                     "there is one DECREF too many",
                                     thing(at));
    }
    return is_decref(name)
               ? talloc_asprintf(at->ctx, "gives back %s %s", thing(at),
                                 given_back(at, " already"))
               : talloc_asprintf(at->ctx, "uses %s %s", thing(at),
                                 given_back(at, ""));
}

static const char *
moved_sentence(const struct crashed *at)
{
    int freed = at->report->place.block.freed;

    return freed > 0 ? talloc_asprintf(at->ctx,
                                       "uses memory that line %d moved when "
                                       "it changed its size",
                                       freed)
                     : "uses memory that was moved when its size changed";
}

static const char *
behind_sentence(const struct crashed *at)
{
    const struct crash_place *place = &at->report->place;
    const char *verb = place->writing ? "writes" : "reads";

    return place->block.made > 0
               ? talloc_asprintf(at->ctx,
                                 "%s behind the end of %s that line %d made",
                                 verb, thing(at), place->block.made)
               : talloc_asprintf(at->ctx, "%s behind the end of %s", verb,
                                 thing(at));
}

static const char *
block_sentence(struct crashed *at)
{
    switch (at->report->place.block.state) {
    case HB_KEPT_ALIVE:
        return behind_sentence(at);
    case HB_KEPT_FREED:
        return freed_sentence(at);
    case HB_KEPT_MOVED:
        return moved_sentence(at);
    default:
        return NULL;
    }
}

/* ---- the other causes --------------------------------------------------- */

static const char *
null_sentence(const struct crashed *at)
{
    const struct crash_place *place = &at->report->place;
    int of_header;
    const char *name = callee_name(at, &of_header);

    if (place->astray) {
        return "calls a function through a NULL pointer";
    }
    if (name && of_header) {
        name = written_name(at, name);
    }
    if (name) {
        return talloc_asprintf(at->ctx,
                               of_header ? "%s is given a NULL pointer"
                                         : "%s meets a NULL pointer",
                               name);
    }
    return place->writing ? "writes through a NULL pointer"
                          : "reads through a NULL pointer";
}

static const char *
wild_sentence(const struct crashed *at)
{
    switch (at->report->place.held) {
    case HELD_FILLER:
        return "uses a pointer that it read outside of a block";
    case HELD_FRESH:
        return "uses memory that nothing was put into yet";
    default:
        return "uses a pointer that points to no memory";
    }
}

static const char *
stack_sentence(const struct crashed *at)
{
    static const char head[] = "stack overflow";

    return at->report->depth < 1000
               ? "needs more room for local variables than the stack has"
               : talloc_asprintf(at->ctx,
                                 "calls itself without end: the stack is "
                                 "full%s",
                                 at->result->reason + sizeof head - 1);
}

/* What is said before an abort, and what that means: by heapbook/outside.h of
 * pointers that are no blocks, by the C library of its own blocks, where
 * somebody has written over what lies between them. */
#define OVERWRITTEN "has written outside of a block that malloc() has made"

static const struct {
    const char *says, *means;
} complaints[] = {
    {"free(): block was freed before",
     "gives free() a block that it has freed already"},
    {"realloc(): block was freed before",
     "gives free() a block that it has freed already"},
    {"free(): not a block of malloc",
     "gives free() what malloc() has not made"},
    {"realloc(): not a block of malloc",
     "gives realloc() what malloc() has not made"},
    {"free(): double free", "gives free() a block that it has freed already"},
    {"double free or corruption (out)", OVERWRITTEN},
    {"double free or corruption",
     "gives free() a block that it has freed already"},
    {"free(): ", OVERWRITTEN},
    {"realloc(): ", OVERWRITTEN},
    {"malloc(): ", OVERWRITTEN},
    {"munmap_chunk(): ", OVERWRITTEN},
    {"corrupted size vs", OVERWRITTEN},
};

/* "heapbook: <string>:9: first: Assertion `depth == 3' failed." */
static const char *
assertion(const struct crashed *at, const char *said)
{
    static const char head[] = ": Assertion `", tail[] = "' failed.";

    const char *from = strstr(said, head), *to = from;

    while (to && strcmp(to, tail)) {
        to = strchr(to + 1, '\'');
    }
    return to ? talloc_asprintf(at->ctx, "assert(%.*s) does not hold",
                                (int)(to - from) - (int)sizeof head + 1,
                                from + sizeof head - 1)
              : NULL;
}

/* What hb_no_value_() says is the sentence itself. */
static int
is_without_value(const char *said)
{
    static const char tail[] = "() ends without returning a value";
    size_t len = strlen(said), tail_len = sizeof tail - 1;

    return len > tail_len && !strcmp(said + len - tail_len, tail);
}

static const char *
abort_sentence(const struct crashed *at)
{
    const char *said = talloc_strndup(at->ctx, at->result->err,
                                      strcspn(at->result->err, "\n"));
    const char *failed = assertion(at, said);

    for (size_t i = 0; i < sizeof complaints / sizeof *complaints; i++) {
        if (!strncmp(said, complaints[i].says, strlen(complaints[i].says))) {
            return complaints[i].means;
        }
    }
    if (is_without_value(said)) {
        return said;
    }
    return failed ? failed
                  : talloc_asprintf(at->ctx, "abort() was called%s%s",
                                    *said ? ": " : "", said);
}

static const char *
cause_sentence(const struct crashed *at)
{
    switch (at->report->crash) {
    case CRASH_NULL:
        return null_sentence(at);
    case CRASH_WILD:
        return wild_sentence(at);
    case CRASH_STACK:
        return stack_sentence(at);
    case CRASH_DIVISION:
        return at->report->place.overflow
                   ? "divides the smallest number by -1, which overflows"
                   : "divides by zero";
    case CRASH_CODE:
        return "calls a pointer that is no function";
    default:
        return NULL;
    }
}

const char *
explain_crash(TALLOC_CTX *ctx, const struct stage *stage,
              const struct child_report *report, const struct result *result,
              int *line)
{
    struct crashed at = {ctx, stage, report, result, report->line};
    const char *sentence;

    if (result->signal == SIGABRT) {
        sentence = abort_sentence(&at);
    }
    else {
        sentence = report->crash == CRASH_CODE ? NULL : block_sentence(&at);
        sentence = sentence ? sentence : cause_sentence(&at);
    }
    *line = at.line > 0 ? stage->unit.line + at.line - 1 : 0;
    return sentence;
}

/* ---- arithmetic --------------------------------------------------------- */

const char *
explain_undefined(TALLOC_CTX *ctx, const struct stage *stage,
                  const struct Hb_Undefined *undefined, int *line)
{
    size_t len = 0;

    while (len < sizeof undefined->text && undefined->text[len] >= ' ' &&
           undefined->text[len] <= '~') {
        len++;
    }
    if (undefined->line <= 0 || !len) {
        return NULL;
    }
    *line = stage->unit.line + undefined->line - 1;
    return talloc_strndup(ctx, undefined->text, len);
}

/* ---- scenarios that came to their end ----------------------------------- */

const char *
explain_slots(const struct Hb_Slots *slots)
{
    for (uint32_t i = 0; i < slots->count && i < HB_MAX_SLOTS; i++) {
        const struct Hb_Slot *slot = &slots->items[i];

        if (slot->kind == HB_SLOT_NULL && !slot->borrowed) {
            return "NULL was returned, but no exception was set";
        }
        if (slot->both) {
            return "a value was returned, but an exception was set too";
        }
    }
    return NULL;
}

const char *
explain_outside(TALLOC_CTX *ctx, const struct Hb_Outside *left, int *line)
{
    if (!left->blocks || !left->line) {
        return NULL;
    }
    *line = left->line;
    return left->blocks == 1
               ? talloc_asprintf(ctx,
                                 "takes %zu bytes from malloc that are never "
                                 "given to free",
                                 left->bytes)
               : talloc_asprintf(ctx,
                                 "takes the first of %zu blocks from malloc "
                                 "that are never given to free",
                                 left->blocks);
}
