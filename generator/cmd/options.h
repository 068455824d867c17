/* options.h -- the flags that all commands share, and how one is parsed.
 *
 *     static const struct argp_option OPTIONS[] = {...};
 *     struct argp own = {OPTIONS, parse_option, "NAME [FILE]", DOC};
 *     unsigned uses = USES_JOBS | USES_JSON;
 *     if (options_read(&own, &input, uses, argc, argv, &options) < 0) return
 * 2;
 *
 * A command has only the flags that it uses; every other is unknown to it.
 * A usage error prints a line and ends the program with 2; --help prints
 * enough to use the command, and ends it with 0.
 */
#ifndef HEAPBOOK_CMD_OPTIONS_H
#define HEAPBOOK_CMD_OPTIONS_H

#include <argp.h>

/* Exit codes of every command. */
enum {
    EXIT_GOOD = 0,
    EXIT_WRONG = 1,   /* something that was checked is wrong */
    EXIT_USAGE = 2,   /* the command line or the settings */
    EXIT_TOOL = 3,    /* the tool could not do its work */
    EXIT_SKIPPED = 80 /* there was nothing that could be checked */
};

enum output_format {
    FORMAT_HUMAN,
    FORMAT_JSON,
    FORMAT_TAP,
    FORMAT_JUNIT,
    FORMAT_GITHUB,
    FORMAT_GRADESCOPE,
    FORMAT_EXERCISM
};

struct options {
    const char *command; /* "heapbook build" */
    int jobs;            /* 0: one per processor */
    int quiet;
    int verbose;
    enum output_format format;
    const char *output;   /* file or folder; NULL for the command's own */
    const char *filter;   /* a pattern as for fnmatch; NULL for all */
    const char *base_url; /* NULL: as the settings say */
    const char *web;      /* what checks in the page: a folder; or NULL */
    int drafts;
    int no_cache;
    int trust_code; /* run even without a sandbox */
};

/* What a command uses of the flags that not all have, and the forms of
 * output that it has beside `human` and `github` (messages). */
enum {
    USES_JOBS = 1 << 0,
    USES_OUTPUT = 1 << 1,
    USES_FILTER = 1 << 2,
    USES_DRAFTS = 1 << 3,
    USES_BASE_URL = 1 << 4,
    USES_WEB = 1 << 5,
    USES_CACHE = 1 << 6,
    USES_TRUST = 1 << 7,
    USES_FORMS = 8, /* then a bit for each format */
    USES_JSON = 1 << (USES_FORMS + FORMAT_JSON),
    USES_TAP = 1 << (USES_FORMS + FORMAT_TAP),
    USES_REPORTS = USES_JSON | USES_TAP | 1 << (USES_FORMS + FORMAT_JUNIT) |
                   1 << (USES_FORMS + FORMAT_GRADESCOPE) |
                   1 << (USES_FORMS + FORMAT_EXERCISM)
};

/* Parses, goes to the folder of -C, sets colour, format and quietness of
 * messages, and finds the home.  own may be NULL; input is what its parser
 * gets as state->input.  -1, reported. */
int options_read(const struct argp *own, void *input, unsigned uses, int argc,
                 char **argv, struct options *options);

/* Whether the pattern of --filter (if any) takes this name. */
int options_want(const struct options *options, const char *name);

/* A seed as it stands in a report; else the end, reported. */
unsigned option_seed(struct argp_state *state, const char *text);

/* --base-url, else the setting; "" or with a slash at the end. */
const char *options_base_url(const struct options *options,
                             const char *setting);

#endif
