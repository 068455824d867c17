#include "run/compile_tcc.h"

#include <libtcc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "heapbook/host.h"
#include "heapbook/outside.h"
#include "run/ends.h"
#include "run/excerpt.h"
#include "run/machine_lines.h"
#include "run/own_names.h"
#include "run/tcc_messages.h"
#include "run/tools.h"

const char *const *
tcc_folders(void)
{
    static const char *folders[5];
    const struct tools *tools = tools_get();
    size_t n = 0;

    if (!folders[0]) {
        folders[n++] = tools->include;
        folders[n++] = "/usr/include";
        folders[n++] = "/usr/local/include";
        if (tools->tcc) {
            folders[n++] = tools->tcc;
        }
    }
    return folders;
}

/* ---- compiling ---------------------------------------------------------- */

static void
take_message(void *arg, const char *message)
{
    struct tcc_making *making = arg;

    tcc_message_take(making->report, making->text, message);
}

static TCCState *
begin(struct tcc_making *making, int output, const char *options)
{
    TCCState *state = tcc_new();

    tcc_set_error_func(state, making, take_message);
    /* The C library that is found there is a script of one byte: libtcc reads
     * the system's byte by byte, and all of it is in the process. */
    tcc_add_library_path(state, tools_get()->std);
    if (tools_get()->tcc) {
        tcc_set_lib_path(state, tools_get()->tcc);
        tcc_add_library_path(state, tools_get()->tcc);
    }
    tcc_set_options(state, options);
    tcc_set_output_type(state, output);
    tcc_add_include_path(state, tools_get()->include);
    tcc_add_include_path(state, tools_get()->std);
    if (making->define) {
        tcc_define_symbol(state, making->define, "1");
    }
    return state;
}

/* With what stands before it, so that its place in the code is known: in the
 * same piece, because another one costs as much again. */
static char *
mark_text(const struct tcc_making *making, const char *text)
{
    return making->begins
               ? talloc_asprintf(NULL,
                                 "void %s(void) {}\n# 1 \"<string>\"\n%s",
                                 making->begins, text)
               : talloc_strdup(NULL, text);
}

static int
compile_text(TCCState *state, const struct tcc_making *making)
{
    char *text = making->text ? mark_text(making, making->text) : NULL;
    int err = text && (tcc_compile_string(state, text) ||
                       tcc_messages_fail(making->report));

    talloc_free(text);
    return err ? -1 : 0;
}

/* With as much of the headers as it names; or NULL. */
static char *
short_text(const struct tcc_making *making)
{
    char *text = making->text ? excerpt_before(NULL, making->text) : NULL;
    char *marked = text ? mark_text(making, text) : NULL;

    talloc_free(text);
    return marked;
}

/* Begins, and compiles the text as it is.  An excerpt of the headers does
 * until the compiler has something to say: that is said of the headers
 * themselves. */
static int
begin_as_is(TCCState **state, struct tcc_making *making, int output,
            const char *options)
{
    int before = making->report->message_count, err = -1;
    char *text = short_text(making);

    *state = begin(making, output, options);
    if (text) {
        err = tcc_compile_string(*state, text);
        talloc_free(text);
    }
    if (!err && making->report->message_count == before) {
        return 0;
    }
    if (err && tcc_messages_miss_label(making->report)) {
        return -1;
    }
    if (text) {
        making->report->message_count = before;
        tcc_delete(*state);
        *state = begin(making, output, options);
    }
    return compile_text(*state, making);
}

static void
say_nothing(void *arg, const char *message)
{
    (void)arg;
    (void)message;
}

/* With guards where the compiler has just warned of a function that may end
 * without its value; NULL when it has not. */
static char *
guarded_text(const struct tcc_making *making, int before)
{
    static const char warning[] = "function might return no value";
    const struct child_report *report = making->report;
    int lines[REPORT_MESSAGES];
    size_t count = 0;

    for (int i = before; i < report->message_count; i++) {
        if (strstr(report->messages[i].text, warning)) {
            lines[count++] = report->messages[i].line;
        }
    }
    return count ? ends_guard(NULL, making->text, lines, count) : NULL;
}

/* Begins, and compiles the text, with guards where it needs some: what is said
 * is said of the text as it is. */
static int
begin_text(TCCState **state, struct tcc_making *making, int output,
           const char *options)
{
    int before = making->report->message_count;
    int err = begin_as_is(state, making, output, options);
    char *text = err ? NULL : guarded_text(making, before);
    char *marked = text ? mark_text(making, text) : NULL;

    if (marked) {
        TCCState *guarded = begin(making, output, options);
        TCCState *other = guarded;

        tcc_set_error_func(guarded, NULL, say_nothing);
        if (!tcc_compile_string(guarded, marked)) {
            tcc_set_error_func(guarded, making, take_message);
            other = *state;
            *state = guarded;
        }
        tcc_delete(other);
    }
    talloc_free(marked);
    talloc_free(text);
    return err;
}

static void
complain(struct child_report *report, const char *what, const char *name)
{
    char text[REPORT_TEXT];

    snprintf(text, sizeof text, "%s%s", what, name);
    report_message(report, 0, 1, text);
}

static void *
compile(const struct tcc_work *work)
{
    struct tcc_making making = {.report = work->report, .text = work->text};
    TCCState *state;
    void *entry;

    if (begin_text(&state, &making, TCC_OUTPUT_MEMORY,
                   work->with_lines ? "-Wall -g" : "-Wall") ||
        tcc_relocate(state, TCC_RELOCATE_AUTO)) {
        return NULL;
    }
    entry = tcc_get_symbol(state, work->entry);
    if (!entry) {
        complain(work->report, "there is no function ", work->entry);
    }
    return entry;
}

/* ---- object files ------------------------------------------------------- */

/* A file without a name; libtcc knows files by path only. */
struct unnamed {
    int fd;
    char path[64];
};

static struct unnamed
unnamed_open(void)
{
    struct unnamed file = {.fd = memfd_create("object", 0)};

    snprintf(file.path, sizeof file.path, "/proc/self/fd/%d", file.fd);
    return file;
}

/* The bytes of the file, or NULL.  Never unmapped: the child only ends. */
static const char *
unnamed_bytes(const struct unnamed *file, size_t *len)
{
    off_t end = lseek(file->fd, 0, SEEK_END);
    void *bytes;

    if (end <= 0) {
        return NULL;
    }
    *len = (size_t)end;
    bytes = mmap(NULL, *len, PROT_READ, MAP_PRIVATE, file->fd, 0);
    return bytes == MAP_FAILED ? NULL : bytes;
}

static const char *
make_object(struct tcc_making *making, int with_lines, size_t *len)
{
    struct unnamed file = unnamed_open();
    TCCState *state;
    const char *bytes = NULL;
    int err = begin_text(&state, making, TCC_OUTPUT_OBJ,
                         with_lines ? "-Wall -g" : "-Wall");

    if (file.fd >= 0 && !err && !tcc_output_file(state, file.path)) {
        bytes = unnamed_bytes(&file, len);
    }
    tcc_delete(state);
    close(file.fd);
    return bytes;
}

static int
leave_bytes(const struct tcc_making *making, const void *bytes, size_t len)
{
    unsigned char *room = code_room(making->code, len);

    if (!room) {
        complain(making->report, "the program is too large", "");
        return -1;
    }
    memcpy(room, bytes, len);
    ((struct code_head *)making->code->window)->size = len;
    return 0;
}

int
tcc_object_body(void *arg)
{
    struct tcc_making *making = arg;
    size_t len = 0;
    const char *bytes = make_object(making, 0, &len);

    if (!bytes || leave_bytes(making, bytes, len)) {
        return EXIT_NOT_COMPILED;
    }
    making->report->phase = PHASE_COMPILED;
    return 0;
}

static int
add_object(TCCState *state, const char *bytes, size_t len)
{
    struct unnamed file;

    if (!bytes) {
        return 0;
    }
    file = unnamed_open();
    if (file.fd < 0 || write(file.fd, bytes, len) != (ssize_t)len) {
        return -1;
    }
    tcc_set_options(state, "-xb"); /* its name does not say that it is one */
    return tcc_add_file(state, file.path);
}

static int
relocate(TCCState *state, const struct tcc_making *making)
{
    struct code_head *head = (struct code_head *)making->code->window;
    int size = tcc_relocate(state, NULL);
    unsigned char *room = size > 0 ? code_room(making->code, (size_t)size) : 0;

    /* A size that is no int comes back as an error without a message. */
    if (size > 0 ? !room : !making->report->message_count) {
        complain(making->report, "the program is too large", "");
    }
    if (!room || tcc_relocate(state, room)) {
        return -1;
    }
    for (size_t i = 0; i < making->name_count && i < CODE_ENTRIES; i++) {
        head->entries[i] =
            (uint64_t)(uintptr_t)tcc_get_symbol(state, making->names[i]);
    }
    head->mark = (uint64_t)(uintptr_t)tcc_get_symbol(state, "hb_mark_");
    head->size = (uint64_t)size;
    return 0;
}

/* What the answer takes from the C library is counted; one that has a malloc
 * of its own keeps it. */
static void
add_outside(TCCState *state, struct tcc_making *making)
{
    size_t count;
    const struct Hb_OutsideCall *calls = Hb_OutsideCalls(&count);

    tcc_set_error_func(state, making, say_nothing);
    for (size_t i = 0; i < count; i++) {
        const void *address;

        memcpy(&address, &calls[i].call, sizeof address);
        tcc_add_symbol(state, calls[i].name, address);
    }
    tcc_set_error_func(state, making, take_message);
}

/* libtcc has no place for what it has found in the process. */
static void *
linked_to(void *state, const char *name)
{
    return tcc_get_symbol(state, name);
}

/* The tests call the runtime, and nothing that the answer puts before it. */
static int
keep_names(TCCState *state, const struct tcc_making *making)
{
    char text[REPORT_TEXT];
    const char *name =
        making->scenarios
            ? own_names_taken(making->object, making->object_len,
                              making->scenarios, linked_to, state)
            : NULL;

    if (!name) {
        return 0;
    }
    snprintf(text, sizeof text,
             "%s is called by the tests: an answer has no function of that "
             "name",
             name);
    report_message(
        making->report,
        making->text ? tcc_word_line(making->text, name, strlen(name)) : 0, 1,
        text);
    return -1;
}

int
tcc_link_body(void *arg)
{
    struct tcc_making *making = arg;
    TCCState *state = NULL;
    int err = -1;

    if (making->answer) {
        state = begin(making, TCC_OUTPUT_MEMORY, "-Wall");
        err = add_object(state, making->answer, making->answer_len);
    }
    else {
        making->begins = "hb_mark_";
        err = begin_text(&state, making, TCC_OUTPUT_MEMORY, "-Wall");
    }
    if (!err) {
        add_outside(state, making);
    }
    if (err || add_object(state, making->object, making->object_len) ||
        relocate(state, making) || keep_names(state, making)) {
        return EXIT_NOT_COMPILED;
    }
    making->report->phase = PHASE_COMPILED;
    return 0;
}

/* ---- lines -------------------------------------------------------------- */

/* Compiles to an object file, because libtcc keeps the lines of what it
 * compiles to memory for itself.  The code is the same. */
static struct machine_lines *
compile_lines(const char *text, const char *entry, const char *begins)
{
    struct child_report ignored = {0};
    struct tcc_making making = {
        .report = &ignored, .text = text, .begins = begins};
    size_t len = 0;
    const char *bytes = make_object(&making, 1, &len);

    return bytes ? machine_lines_read(NULL, bytes, len, entry) : NULL;
}

static struct Hb_Line *
place_lines(const struct machine_lines *lines, uint64_t entry)
{
    struct Hb_Line *list =
        talloc_zero_array(lines, struct Hb_Line, lines->count);
    uint64_t code = entry - lines->entry_offset;

    for (size_t i = 0; i < lines->count; i++) {
        list[i].address = (const void *)(code + lines->lines[i].offset);
        list[i].line = lines->lines[i].line;
    }
    return list;
}

int
tcc_lines_body(void *arg)
{
    struct tcc_making *making = arg;
    struct code_head *head = (struct code_head *)making->code->window;
    struct machine_lines *lines =
        compile_lines(making->text, "hb_mark_", "hb_mark_");
    size_t len, named;
    char *bytes;

    if (!lines) {
        return EXIT_NOT_COMPILED;
    }
    head->entries[LINES_CODE] = making->mark - lines->entry_offset;
    head->entries[LINES_CODE_SIZE] = lines->code_size;
    head->entries[LINES_NAMED] = lines->named;
    len = lines->count * sizeof(struct Hb_Line);
    named = lines->named * sizeof *lines->functions;
    bytes = talloc_size(lines, len + named);
    memcpy(bytes, place_lines(lines, making->mark), len);
    memcpy(bytes + len, lines->functions, named);
    return leave_bytes(making, bytes, len + named);
}

/* Tells the runtime where the lines of the code are. */
static void
know_lines(const struct tcc_work *work, const void *entry)
{
    struct machine_lines *lines = compile_lines(work->text, work->entry, NULL);

    if (lines) {
        Hb_HostCode(
            (const char *)entry - lines->entry_offset, lines->code_size,
            place_lines(lines, (uint64_t)(uintptr_t)entry), lines->count);
    }
}

/* ---- running ------------------------------------------------------------ */

void
tcc_begin_run(struct child_report *report)
{
    Hb_HostRecordsAt(3);
    crash_watch(report);
    report->phase = PHASE_RUNNING;
}

void
tcc_confine(struct tcc_work *work)
{
    Hb_HostRecordsAt(3);
    crash_watch(work->report);
    sandbox_enter(work->sandbox, CONFINE_RUN, NULL);
    work->report->phase = PHASE_RUNNING;
}

int
tcc_body(void *arg)
{
    struct tcc_work *work = arg;
    void *entry = compile(work);

    if (!entry) {
        return EXIT_NOT_COMPILED;
    }
    work->report->phase = PHASE_COMPILED;
    if (work->compile_only) {
        return 0;
    }
    if (work->with_lines) {
        know_lines(work, entry);
    }
    return work->start(work, entry);
}
