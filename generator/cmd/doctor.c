#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/files.h"
#include "base/home.h"
#include "base/json.h"
#include "cmd/command.h"
#include "cmd/doctor_words.h"
#include "cmd/options.h"
#include "sandbox/sandbox.h"
#include "run/tools.h"

static const char DOC[] =
    "Attack the sandbox, look for compilers, and say what this machine can "
    "do.\v"
    "GRADING: Landlock and seccomp hold, each alone; marks can be trusted.  "
    "PRACTICE: one of them is missing; fit for one's own code.  UNSAFE: "
    "programs are run only with --i-trust-this-code.";

/* Something that is there or not, and who misses it. */
struct part {
    const char *name;
    const char *path; /* or NULL */
    const char *without;
};

enum { MOST_PARTS = 16 };

static const char *
find_program(TALLOC_CTX *ctx, const char *name)
{
    static const char *const folders[] = {"/usr/bin", "/usr/local/bin",
                                          "/bin"};

    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        char *path = path_join(ctx, folders[i], name);

        if (!access(path, X_OK)) {
            return path;
        }
    }
    return NULL;
}

static size_t
find_parts(TALLOC_CTX *ctx, struct part parts[MOST_PARTS])
{
    const struct tools *tools = tools_get();
    const struct part list[] = {
        {"libtcc", tools->tcc, "nothing can be built"},
        {"gcc", tools->gcc, "verify leaves gcc and the sanitizers out"},
        {"clang", tools->clang, "verify leaves clang out"},
        {"gcc or clang", tools->gcc ? tools->gcc : tools->clang,
         "no test is explained by a sum that does not fit"},
        {"runtime library", tools->model_library,
         "gcc and clang have nothing to link with; `make all` builds it"},
        {"sanitizer library", tools->asan_library,
         "verify leaves the sanitizers out; `make all` builds it"},
        {"Python 3.11", tools->python, "verify leaves Python pairs out"},
        {"python3-dev 3.11", tools->python_include,
         "verify leaves the real CPython out"},
        {"libpython 3.11", tools->python_library,
         "verify leaves the real CPython out"},
        {"git", find_program(ctx, "git"), "nothing: libgit2 is built in"},
        {"node", find_program(ctx, "node"),
         "the site has no checking in the page"},
        {"chromium", find_program(ctx, "chromium"),
         "the site's browser tests are left out"},
    };

    memcpy(parts, list, sizeof list);
    return sizeof list / sizeof *list;
}

static const char *
level_meaning(enum sandbox_level level)
{
    switch (level) {
    case LEVEL_GRADING:
        return "each layer holds alone; marks can be trusted";
    case LEVEL_PRACTICE:
        return "a layer is missing; fit for one's own code";
    default:
        return "no layer holds; programs run only with "
               "--i-trust-this-code";
    }
}

/* "read a file: it could read solutions", once for each attack. */
static void
print_meanings(const struct probe *probes, size_t count)
{
    printf("\nwhat an attack is about, were it not held\n");
    for (size_t i = 0; i < count; i++) {
        const char *means = doctor_attack_means(probes[i].name);
        size_t k = 0;

        while (strcmp(probes[k].name, probes[i].name)) {
            k++;
        }
        if (k == i && means) {
            printf("  %-22s %s\n", probes[i].name, means);
        }
    }
}

static void
print_layers(int available)
{
    printf("\nlayers\n");
    for (size_t i = 0; i < doctor_layer_count; i++) {
        const struct layer_words *words = &doctor_layers[i];

        if (available & words->layer) {
            printf("  %-14s %s\n", words->name, words->gives);
        }
        else {
            printf("  %-14s MISSING: %s\n  %-14s to have it: %s\n",
                   words->name, words->without, "", words->remedy);
        }
    }
}

static void
print_human(const struct probe *probes, size_t probe_count,
            enum sandbox_level level, const struct part *parts,
            size_t part_count)
{
    struct utsname system;

    uname(&system);
    printf("home      %s\nsystem    %s %s %s\n", home(), system.sysname,
           system.release, system.machine);
    printf("sandbox   %s: %s\n", sandbox_level_name(level),
           level_meaning(level));
    printf("to do     %s\n\n", doctor_advice(level));
    printf("  %-22s %-15s %-12s %s\n", "attack", "against", "expected", "got");
    for (size_t i = 0; i < probe_count; i++) {
        printf("  %-22s %-15s %-12s %s%s\n", probes[i].name, probes[i].layer,
               probes[i].expected, probes[i].got,
               probes[i].held ? "" : "   <- not held");
    }
    print_meanings(probes, probe_count);
    print_layers(sandbox_available());
    putchar('\n');
    for (size_t i = 0; i < part_count; i++) {
        if (parts[i].path) {
            printf("  %-18s %s\n", parts[i].name, parts[i].path);
        }
        else {
            printf("  %-18s not there: %s\n", parts[i].name, parts[i].without);
        }
    }
}

static void
add_layers(struct json *all, int available)
{
    struct json *list = json_set_list(all, "layers");

    for (size_t i = 0; i < doctor_layer_count; i++) {
        const struct layer_words *words = &doctor_layers[i];
        struct json *one = json_add_object(list);
        int there = (available & words->layer) != 0;

        json_set_text(one, "name", words->name);
        json_set_bool(one, "there", there);
        json_set_text(one, "means", there ? words->gives : words->without);
        if (there) {
            json_set_null(one, "remedy");
        }
        else {
            json_set_text(one, "remedy", words->remedy);
        }
    }
}

static void
print_json(TALLOC_CTX *ctx, const struct probe *probes, size_t probe_count,
           enum sandbox_level level, const struct part *parts,
           size_t part_count)
{
    struct json *all = json_new_object(ctx);
    struct json *list;

    json_set_int(all, "version", 1);
    json_set_text(all, "home", home());
    json_set_text(all, "level", sandbox_level_name(level));
    json_set_text(all, "meaning", level_meaning(level));
    json_set_text(all, "advice", doctor_advice(level));
    add_layers(all, sandbox_available());
    list = json_set_list(all, "probes");
    for (size_t i = 0; i < probe_count; i++) {
        struct json *one = json_add_object(list);

        json_set_text(one, "attack", probes[i].name);
        json_set_text(one, "against", probes[i].layer);
        json_set_text(one, "expected", probes[i].expected);
        json_set_text(one, "got", probes[i].got);
        json_set_bool(one, "held", probes[i].held);
        json_set_text(one, "means", doctor_attack_means(probes[i].name));
    }
    list = json_set_list(all, "parts");
    for (size_t i = 0; i < part_count; i++) {
        struct json *one = json_add_object(list);

        json_set_text(one, "name", parts[i].name);
        if (parts[i].path) {
            json_set_text(one, "path", parts[i].path);
        }
        else {
            json_set_null(one, "path");
            json_set_text(one, "without", parts[i].without);
        }
    }
    json_print(stdout, all, 1);
}

static error_t
parse_option(int key, char *text, struct argp_state *state)
{
    (void)text;
    if (key != 'J') {
        return ARGP_ERR_UNKNOWN;
    }
    *(int *)state->input = 1;
    return 0;
}

int
cmd_doctor(int argc, char **argv)
{
    static const struct argp_option OPTIONS[] = {
        {"json", 'J', 0, 0, "The same as --format json", 0}, {0}};
    struct argp own = {OPTIONS, parse_option, 0, DOC, 0, 0, 0};
    struct options options;
    struct part parts[MOST_PARTS];
    struct probe *probes;
    size_t probe_count, part_count;
    enum sandbox_level level;
    TALLOC_CTX *ctx;
    int json = 0;

    if (options_read(&own, &json, USES_JSON, argc, argv, &options) < 0) {
        return EXIT_USAGE;
    }
    ctx = talloc_new(NULL);
    level = sandbox_probe(ctx, &probes, &probe_count);
    part_count = find_parts(ctx, parts);
    if (json || options.format == FORMAT_JSON) {
        print_json(ctx, probes, probe_count, level, parts, part_count);
    }
    else {
        print_human(probes, probe_count, level, parts, part_count);
    }
    talloc_free(ctx);
    return level == LEVEL_UNSAFE ? EXIT_WRONG : EXIT_GOOD;
}
