#include "book/markdown_guard.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    GUARD_CPU_MS = 2000, /* of the child that tries a suspect text */
    GUARD_MIB = 256,     /* of its memory */
    /* A text within all of these is parsed at once. */
    QUIET_BYTES = 48 << 10,
    QUIET_RUN = 64,
    QUIET_MARKS = 6000,
    QUIET_CELLS = 20000,
    QUIET_ADDRESSES = 4 << 20,
};

/* What of a text makes cmark slow or large. */
struct census {
    size_t lines;
    size_t longest;  /* line, in bytes */
    size_t columns;  /* most bars in a line: a table may be as wide */
    size_t brackets; /* each may repeat the address of a definition */
    size_t marks;    /* everything that opens or closes something */
    size_t run;      /* of one mark */
};

static void
line_count(struct census *census, const char *line, size_t len)
{
    size_t columns = 0;
    size_t run = 0;
    for (size_t i = 0; i < len; i++) {
        int is_mark = strchr("[]()|*_~<>!`&^", line[i]) != NULL;
        run = is_mark && i > 0 && line[i] == line[i - 1] ? run + 1 : 0;
        census->run = run > census->run ? run : census->run;
        census->marks += (size_t)is_mark;
        census->brackets += line[i] == '[';
        columns += line[i] == '|';
    }
    census->lines++;
    census->longest = len > census->longest ? len : census->longest;
    census->columns = columns > census->columns ? columns : census->columns;
}

/* A row of a table that is cut short is filled up, so a table may have as
 * many cells as its widest line times the lines below. */
static int
text_is_suspect(const char *text, size_t len)
{
    struct census census = {0};
    for (const char *end = text + len; text < end;) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        size_t line = (size_t)((newline ? newline : end) - text);
        line_count(&census, text, line);
        text += line + 1;
    }
    return len > QUIET_BYTES || census.run > QUIET_RUN ||
           census.marks > QUIET_MARKS ||
           census.columns * census.lines > QUIET_CELLS ||
           census.brackets * census.longest > QUIET_ADDRESSES;
}

static void
guard_child(const char *text, size_t len, void (*try_it)(const char *, size_t))
{
    struct rlimit none = {0, 0};
    struct rlimit memory = {(rlim_t)GUARD_MIB << 20, (rlim_t)GUARD_MIB << 20};
    struct itimerval clock = {.it_value = {GUARD_CPU_MS / 1000, 0}};
    signal(SIGPROF, SIG_DFL);
    signal(SIGABRT, SIG_DFL);
    setrlimit(RLIMIT_CORE, &none);
    setrlimit(RLIMIT_DATA, &memory);
    setitimer(ITIMER_PROF, &clock, NULL);
    freopen("/dev/null", "w", stderr);
    try_it(text, len);
    _exit(0);
}

int
markdown_guard(const char *text, size_t len, struct place place,
               void (*try_it)(const char *text, size_t len))
{
    int status = 0;
    if (!text_is_suspect(text, len)) {
        return 0;
    }
    pid_t child = fork();
    if (child < 0) {
        return diag_system(place.path, "cannot be parsed in a process");
    }
    if (child == 0) {
        guard_child(text, len, try_it);
    }
    while (waitpid(child, &status, 0) < 0) {
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
        return 0;
    }
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGPROF) {
        diag_at(place, "reading this Markdown takes more than %d s",
                GUARD_CPU_MS / 1000);
    }
    else {
        diag_at(place, "reading this Markdown takes more than %d MiB",
                GUARD_MIB);
    }
    diag_note(place, "look for very long tables, thousands of link "
                     "definitions, or long runs of brackets or asterisks");
    return -1;
}
