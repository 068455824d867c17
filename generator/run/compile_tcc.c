#include "run/compile_tcc.h"

#include <ctype.h>
#include <libtcc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "heapbook/host.h"
#include "run/machine_lines.h"
#include "run/tools.h"

/* tcc's name for the text that it is given. */
static const char SOURCE[] = "<string>:";

const char *const *
tcc_folders(void)
{
    static const char *folders[12];
    const struct tools *tools = tools_get();
    size_t n = 0;

    if (!folders[0]) {
        folders[n++] = tools->include;
        folders[n++] = "/usr/include";
        folders[n++] = "/usr/local/include";
        if (tools->tcc) {
            folders[n++] = tools->tcc;
        }
        /* What libtcc opens for -lc; the library is in the process already,
         * so it is found and not loaded. */
        folders[n++] = "/usr/lib/x86_64-linux-gnu/libc.so";
        folders[n++] = "/lib/x86_64-linux-gnu/libc.so.6";
        folders[n++] = "/usr/lib/x86_64-linux-gnu/libc_nonshared.a";
        folders[n++] = "/lib64/ld-linux-x86-64.so.2";
    }
    return folders;
}

/* ---- messages ----------------------------------------------------------- */

/* The line where `word` stands first; 0 when it does not. */
static int
line_of_word(const char *text, const char *word, size_t len)
{
    int line = 1;

    for (const char *at = text; *at; at++) {
        line += *at == '\n';
        if (!strncmp(at, word, len) && !isalnum((unsigned char)at[len]) &&
            at[len] != '_' &&
            (at == text ||
             (!isalnum((unsigned char)at[-1]) && at[-1] != '_'))) {
            return line;
        }
    }
    return 0;
}

/* A linker's message has no line, but it has a name. */
static int
line_of_symbol(const char *text, const char *message)
{
    static const char head[] = "undefined symbol '";
    const char *name = strstr(message, head);
    const char *end = name ? strchr(name + sizeof head - 1, '\'') : NULL;

    if (!end) {
        return 0;
    }
    name += sizeof head - 1;
    return line_of_word(text, name, (size_t)(end - name));
}

/* Messages look like
 *
 *     In file included from <string>:1:
 *     /somewhere/include/listobject.h:49: error: ';' expected (got "*")
 *     <string>:7: warning: implicit declaration of function 'foo'
 *     tcc: error: undefined symbol 'bar'
 *
 * What is kept is the last line, from "error:" on, or, when it is a header's,
 * from the header's name on. */
static void
take_message(void *arg, const char *message)
{
    struct tcc_work *work = arg;
    const char *place = strstr(message, SOURCE);
    const char *last = strrchr(message, '\n');
    const char *error, *text;
    int line = place ? atoi(place + sizeof SOURCE - 1) : 0;
    int is_error;

    last = last ? last + 1 : message;
    error = strstr(last, "error: ");
    text = error ? error + 7 : strstr(last, "warning: ");
    text = !text ? last : error ? text : text + 9;
    is_error = error || strstr(text, "implicit declaration of function");
    if (!place) {
        line = line_of_symbol(work->texts[0], text);
    }
    else if (strncmp(last, SOURCE, sizeof SOURCE - 1)) {
        const char *slash = strrchr(last, '/');

        text = slash ? slash + 1 : last; /* "listobject.h:49: error: ..." */
    }
    report_message(work->report, line, is_error, text);
}

/* An undeclared function is an error for us, and a warning for tcc. */
static int
has_errors(const struct child_report *report)
{
    for (int i = 0; i < report->message_count; i++) {
        if (report->messages[i].is_error) {
            return 1;
        }
    }
    return 0;
}

/* ---- compiling ---------------------------------------------------------- */

static TCCState *
begin(struct tcc_work *work, int output, const char *options)
{
    TCCState *state = tcc_new();

    tcc_set_error_func(state, work, take_message);
    if (tools_get()->tcc) {
        tcc_set_lib_path(state, tools_get()->tcc);
    }
    tcc_set_options(state, options);
    tcc_set_output_type(state, output);
    tcc_add_include_path(state, tools_get()->include);
    tcc_add_include_path(state, tools_get()->std);
    if (work->define) {
        tcc_define_symbol(state, work->define, "1");
    }
    return state;
}

/* Messages know which of the sources they are about. */
static int
compile_texts(TCCState *state, struct tcc_work *work)
{
    for (int i = 0; i < work->text_count; i++) {
        work->report->source = i;
        if (tcc_compile_string(state, work->texts[i]) ||
            has_errors(work->report)) {
            return -1;
        }
    }
    return 0;
}

static void *
compile(struct tcc_work *work)
{
    TCCState *state = begin(work, TCC_OUTPUT_MEMORY,
                            work->with_lines ? "-Wall -g" : "-Wall");
    void *entry;

    work->state = state;
    if (compile_texts(state, work) || tcc_relocate(state, TCC_RELOCATE_AUTO)) {
        return NULL;
    }
    entry = tcc_get_symbol(state, work->entry);
    if (!entry) {
        char text[REPORT_TEXT];

        snprintf(text, sizeof text, "there is no function %s", work->entry);
        report_message(work->report, 0, 1, text);
    }
    return entry;
}

void *
tcc_find(const struct tcc_work *work, const char *name)
{
    return tcc_get_symbol(work->state, name);
}

/* Compiles to an object file, because libtcc keeps the lines of what it
 * compiles to memory for itself.  The code is the same. */
static struct machine_lines *
compile_lines(const struct tcc_work *work)
{
    struct child_report ignored = {0};
    struct tcc_work quiet = *work;
    struct machine_lines *lines = NULL;
    int fd = memfd_create("lines", 0);
    TCCState *state;
    char path[64];
    char *bytes;
    off_t len;

    quiet.report = &ignored;
    state = begin(&quiet, TCC_OUTPUT_OBJ, "-Wall -g");
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    if (fd >= 0 && !compile_texts(state, &quiet) &&
        !tcc_output_file(state, path) && (len = lseek(fd, 0, SEEK_END)) > 0) {
        bytes = mmap(NULL, (size_t)len, PROT_READ, MAP_PRIVATE, fd, 0);
        if (bytes != MAP_FAILED) {
            lines = machine_lines_read(NULL, bytes, (size_t)len, work->entry);
        }
    }
    tcc_delete(state);
    close(fd);
    return lines;
}

/* Tells the runtime where the lines of the code are. */
static void
know_lines(const struct tcc_work *work, const void *entry)
{
    struct machine_lines *lines = compile_lines(work);
    const char *code;
    struct Hb_Line *list;

    if (!lines) {
        return;
    }
    code = (const char *)entry - lines->entry_offset;
    list = talloc_array(lines, struct Hb_Line, lines->count);
    for (size_t i = 0; i < lines->count; i++) {
        list[i].address = code + lines->lines[i].offset;
        list[i].line = lines->lines[i].line;
    }
    Hb_HostCode(code, lines->code_size, list, lines->count);
}

void
tcc_confine(struct tcc_work *work)
{
    FILE *records = fdopen(3, "w");

    Hb_HostRecords(records);
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
