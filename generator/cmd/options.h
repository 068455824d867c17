/* options.h -- the flags that all commands share, and how one is parsed.
 *
 *     static const struct argp_option OPTIONS[] = {...};
 *     struct argp own = {OPTIONS, parse_option, "NAME [FILE]", DOC};
 *     if (options_read(&own, &input, argc, argv, &options) < 0) return 2;
 *
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

/* Parses, goes to the folder of -C, sets colour, format and quietness of
 * messages, and finds the home.  own may be NULL; input is what its parser
 * gets as state->input.  -1, reported. */
int options_read(const struct argp *own, void *input, int argc, char **argv,
                 struct options *options);

/* The forms of output that a command has; human is among them always. */
enum {
    FORMS_MESSAGES = 1 << FORMAT_GITHUB,
    FORMS_JSON = 1 << FORMAT_JSON,
    FORMS_TAP = 1 << FORMAT_TAP
};

/* Refuses every --format that is not among the forms.  -1, reported. */
int options_forms(const struct options *options, unsigned forms);

/* For commands that only have messages. */
int options_messages_only(const struct options *options);

/* Whether the pattern of --filter (if any) takes this name. */
int options_want(const struct options *options, const char *name);

/* --base-url, else the setting; "" or with a slash at the end. */
const char *options_base_url(const struct options *options,
                             const char *setting);

#endif
