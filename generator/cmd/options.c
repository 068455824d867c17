#include "cmd/options.h"

#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/home.h"
#include "base/progress.h"

enum {
    KEY_COLOR = 256,
    KEY_FORMAT,
    KEY_OUTPUT,
    KEY_FILTER,
    KEY_DRAFTS,
    KEY_BASE_URL,
    KEY_NO_CACHE,
    KEY_WEB,
    KEY_TRUST
};

/* The flags, and which bit of `uses` a command that has them sets. */
static const struct {
    struct argp_option option;
    unsigned use;
} COMMON[] = {
    {{0, 0, 0, 0, "Common options:", 1}, 0},
    {{"directory", 'C', "DIR", 0, "Go to DIR first; default is here", 1}, 0},
    {{"jobs", 'j', "N", 0, "Run N programs side by side", 1}, USES_JOBS},
    {{"quiet", 'q', 0, 0, "Say only what is wrong", 1}, 0},
    {{"verbose", 'v', 0, 0, "Say what is done, and how long it took", 1}, 0},
    {{"color", KEY_COLOR, "WHEN", 0, "auto, always or never", 1}, 0},
    {{"format", KEY_FORMAT, "FORM", 0, 0, 1}, 0},
    {{"output", KEY_OUTPUT, "PATH", 0, "Where to write", 1}, USES_OUTPUT},
    {{"filter", KEY_FILTER, "GLOB", 0, "Only what matches", 1}, USES_FILTER},
    {{"drafts", KEY_DRAFTS, 0, 0, "With chapters marked as drafts", 1},
     USES_DRAFTS},
    {{"base-url", KEY_BASE_URL, "URL", 0, "Where the site will stand", 1},
     USES_BASE_URL},
    {{"web", KEY_WEB, "DIR", 0, "What checks in the page: see `make web`", 1},
     USES_WEB},
    {{"no-cache", KEY_NO_CACHE, 0, 0, "Run everything again", 1}, USES_CACHE},
    {{"i-trust-this-code", KEY_TRUST, 0, 0,
      "Run it even where no sandbox can be had", 1},
     USES_TRUST},
};

enum { COMMON_COUNT = sizeof COMMON / sizeof *COMMON };

/* As enum output_format has them. */
static const char *const FORMAT_NAMES[] = {
    "human", "json", "tap", "junit", "github", "gradescope", "exercism", NULL};

struct common {
    struct options *options;
    const char *folder;
    void *input; /* of the command's own parser */
};

/* The index of text in names (ends with NULL), or -1. */
static int
choice(const char *text, const char *const *names)
{
    for (int i = 0; names[i]; i++) {
        if (strcmp(text, names[i]) == 0) {
            return i;
        }
    }
    return -1;
}

static int
choose(struct argp_state *state, const char *what, const char *text,
       const char *const *names)
{
    int index = choice(text, names);
    if (index >= 0) {
        return index;
    }
    const char *nearest = diag_nearest(text, names);
    argp_error(state,
               nearest ? "unknown %s \"%s\"; did you mean \"%s\"?"
                       : "unknown %s \"%s\"",
               what, text, nearest);
    return 0;
}

static void
parse_color(struct argp_state *state, const char *text)
{
    static const char *const NAMES[] = {"auto", "always", "never", NULL};
    diag_set_color((enum diag_color)choose(state, "colour", text, NAMES));
}

static void
parse_format(struct argp_state *state, struct options *options,
             const char *text)
{
    options->format =
        (enum output_format)choose(state, "format", text, FORMAT_NAMES);
    diag_set_format(options->format == FORMAT_GITHUB ? DIAG_GITHUB
                                                     : DIAG_HUMAN);
}

static int
parse_jobs(struct argp_state *state, const char *text)
{
    char *end;
    long jobs = strtol(text, &end, 10);
    if (end == text || *end || jobs < 1 || jobs > 256) {
        argp_error(state, "-j: expected a number from 1 to 256, found \"%s\"",
                   text);
    }
    return (int)jobs;
}

/* Where an option that is a text is kept; NULL for the others. */
static const char **
place_of(struct common *common, int key)
{
    struct options *options = common->options;

    return key == 'C'            ? &common->folder
           : key == KEY_OUTPUT   ? &options->output
           : key == KEY_FILTER   ? &options->filter
           : key == KEY_BASE_URL ? &options->base_url
           : key == KEY_WEB      ? &options->web
                                 : NULL;
}

static error_t
parse_common(int key, char *text, struct argp_state *state)
{
    struct common *common = state->input;
    struct options *options = common->options;
    const char **place = place_of(common, key);
    if (place) {
        *place = text;
        return 0;
    }
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = common->input;
        break;
    case 'j':
        options->jobs = parse_jobs(state, text);
        break;
    case 'q':
        options->quiet = 1;
        break;
    case 'v':
        options->verbose++;
        break;
    case KEY_COLOR:
        parse_color(state, text);
        break;
    case KEY_FORMAT:
        parse_format(state, options, text);
        break;
    case KEY_DRAFTS:
        options->drafts = 1;
        break;
    case KEY_NO_CACHE:
        options->no_cache = 1;
        break;
    case KEY_TRUST:
        options->trust_code = 1;
        break;
    default:
        return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static error_t
parse_nothing(int key, char *text, struct argp_state *state)
{
    if (key == ARGP_KEY_ARG) {
        argp_error(state, "unexpected argument \"%s\"", text);
    }
    return ARGP_ERR_UNKNOWN;
}

/* "human, json or github": the forms that a command has. */
static char *
forms_list(TALLOC_CTX *ctx, unsigned forms)
{
    char *list = talloc_strdup(ctx, FORMAT_NAMES[FORMAT_HUMAN]);

    forms &= ~(1u << FORMAT_HUMAN);
    for (int i = 0; FORMAT_NAMES[i]; i++) {
        if (forms & 1u << i) {
            forms &= ~(1u << i);
            list = talloc_asprintf_append(list, "%s%s", forms ? ", " : " or ",
                                          FORMAT_NAMES[i]);
        }
    }
    return list;
}

/* The flags that a command has; ends with an empty one. */
static struct argp_option *
flags_new(TALLOC_CTX *ctx, unsigned uses, const char *forms)
{
    struct argp_option *flags =
        talloc_zero_array(ctx, struct argp_option, COMMON_COUNT + 1);
    size_t count = 0;

    for (size_t i = 0; i < COMMON_COUNT; i++) {
        if (!COMMON[i].use || COMMON[i].use & uses) {
            flags[count] = COMMON[i].option;
            if (flags[count].key == KEY_FORMAT) {
                flags[count].doc = forms;
            }
            count++;
        }
    }
    return flags;
}

static int
form_check(const struct options *options, unsigned forms, const char *list)
{
    if (options->format == FORMAT_HUMAN || forms & 1u << options->format) {
        return 0;
    }
    diag_at((struct place){0}, "%s has no format %s: it writes %s",
            options->command, FORMAT_NAMES[options->format], list);
    return -1;
}

int
options_read(const struct argp *own, void *input, unsigned uses, int argc,
             char **argv, struct options *options)
{
    static const struct argp nothing = {.parser = parse_nothing};
    TALLOC_CTX *ctx = talloc_new(NULL);
    unsigned forms = uses >> USES_FORMS | 1u << FORMAT_GITHUB;
    char *list = forms_list(ctx, forms);
    struct argp child = own && own->parser ? *own : nothing;
    struct argp_child children[] = {{&child, 0, own ? "" : NULL, 0}, {0}};
    struct argp all = {flags_new(ctx, uses, list),
                       parse_common,
                       own ? own->args_doc : NULL,
                       own ? own->doc : NULL,
                       children,
                       NULL,
                       NULL};
    struct common common = {.options = options, .input = input};
    int status;

    child.doc = child.args_doc = NULL;
    *options = (struct options){.command = argv[0]};
    argp_err_exit_status = EXIT_USAGE;
    argp_parse(&all, argc, argv, 0, NULL, &common);
    progress_set_quiet(options->quiet);
    status = form_check(options, forms, list);
    talloc_free(ctx);
    if (common.folder && chdir(common.folder) < 0) {
        return diag_system(common.folder, "cannot be entered");
    }
    return status < 0 ? -1 : home_find(".");
}

unsigned
option_seed(struct argp_state *state, const char *text)
{
    char *end;
    unsigned long seed;

    errno = 0;
    seed = strtoul(text, &end, 10);
    if (*end || end == text || *text == '-' || errno || seed == 0 ||
        seed > 0xffffffffUL) {
        argp_error(state,
                   "--seed wants a number from 1 to 4294967295, not "
                   "\"%s\"",
                   text);
    }
    return (unsigned)seed;
}

int
options_want(const struct options *options, const char *name)
{
    return !options->filter || fnmatch(options->filter, name, 0) == 0;
}

const char *
options_base_url(const struct options *options, const char *setting)
{
    static char *kept;
    const char *url = options->base_url ? options->base_url : setting;
    size_t len = url ? strlen(url) : 0;
    if (len == 0 || url[len - 1] == '/') {
        return url ? url : "";
    }
    talloc_free(kept);
    kept = talloc_asprintf(NULL, "%s/", url);
    return kept;
}
