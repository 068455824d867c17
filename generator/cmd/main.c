#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/files.h"
#include "base/home.h"
#include "base/interrupt.h"
#include "base/version.h"
#include "cmd/command.h"
#include "cmd/options.h"

static const struct command {
    const char *name;
    const char *summary;
    int (*run)(int argc, char **argv);
} COMMANDS[] = {
    {"build", "Build the site: run every example, draw, write", cmd_build},
    {"serve", "Build, show on this machine, build again on a save", cmd_serve},
    {"accept", "Write what the examples print into the chapters", cmd_accept},
    {"run", "Run one example, or a C file, in the sandbox", cmd_run},
    {"check", "Check an answer to an exercise", cmd_check},
    {"list", "List the exercises with your points", cmd_list},
    {"next", "Show the next exercise that is not solved", cmd_next},
    {"hint", "Show the next hint", cmd_hint},
    {"reset", "Begin an exercise again", cmd_reset},
    {"grade", "Grade what many students handed in", cmd_grade},
    {"export", "Pack exercises for students and services", cmd_export},
    {"verify", "Prove every example on every compiler and runtime",
     cmd_verify},
    {"twin", "Print what the WebAssembly build is compared with", cmd_twin},
    {"dev", "Prove exercises, or begin one: for their authors", cmd_dev},
    {"doctor", "Attack the sandbox, and say what is installed", cmd_doctor},
};

enum { COMMAND_COUNT = sizeof COMMANDS / sizeof *COMMANDS };

static void
print_usage(FILE *out)
{
    fputs("Usage: heapbook COMMAND [OPTION...]\n"
          "Courses whose every output and picture comes from a run.\n\n",
          out);
    for (int i = 0; i < COMMAND_COUNT; i++) {
        fprintf(out, "  %-9s %s\n", COMMANDS[i].name, COMMANDS[i].summary);
    }
    fputs("\n`heapbook COMMAND --help` tells how each is used; `heapbook help "
          "exercises`\nhow exercises are solved and written.\n",
          out);
}

static int
unknown(const char *name)
{
    const char *names[COMMAND_COUNT + 1] = {0};
    for (int i = 0; i < COMMAND_COUNT; i++) {
        names[i] = COMMANDS[i].name;
    }
    const char *nearest = diag_nearest(name, names);
    diag_at((struct place){0}, "unknown command \"%s\"", name);
    if (*name == '-') {
        diag_note((struct place){0},
                  "options stand behind the command: `heapbook COMMAND %s`",
                  name);
    }
    else if (nearest) {
        diag_note((struct place){0}, "did you mean \"%s\"?", nearest);
    }
    else {
        diag_note((struct place){0}, "`heapbook --help` lists them");
    }
    return EXIT_USAGE;
}

/* What was printed and did not arrive is no result: a full disk under a
 * report, a pipe that nobody reads. */
static void
output_finish(void)
{
    if (fflush(stdout) != 0) {
        diag_system("standard output", "cannot be written");
        _exit(EXIT_TOOL);
    }
    if (ferror(stdout)) {
        diag_at((struct place){.path = "standard output"},
                "not all of it was written");
        _exit(EXIT_TOOL);
    }
}

static int
run(const struct command *command, int argc, char **argv)
{
    char *name = talloc_asprintf(NULL, "heapbook %s", command->name);
    argv[1] = name;
    interrupt_watch();
    int code = command->run(argc - 1, argv + 1);
    diag_end();
    talloc_free(name);
    return interrupted() ? EXIT_INTERRUPTED : code;
}

static const struct command *
find(const char *name)
{
    for (int i = 0; i < COMMAND_COUNT; i++) {
        if (strcmp(COMMANDS[i].name, name) == 0) {
            return &COMMANDS[i];
        }
    }
    return NULL;
}

/* Guides that are longer than a command's help. */
static const struct topic {
    const char *name, *file;
} TOPICS[] = {{"exercises", "exercises/README.md"},
              {"report", "generator/grade/report.schema.json"}};

/* Prints the guide to a topic; -1 when it is none. */
static int
help_topic(const char *name)
{
    for (size_t i = 0; i < sizeof TOPICS / sizeof *TOPICS; i++) {
        if (strcmp(TOPICS[i].name, name) == 0) {
            size_t len;
            char *text =
                home_find(".") < 0
                    ? NULL
                    : file_read(NULL, home_path(NULL, TOPICS[i].file), &len);
            fputs(text ? text : "", stdout);
            talloc_free(text);
            return text ? EXIT_GOOD : EXIT_TOOL;
        }
    }
    return -1;
}

/* `heapbook help COMMAND` is `heapbook COMMAND --help`. */
static int
help(int argc, char **argv)
{
    static char flag[] = "--help";
    char *words[] = {argv[0], argc > 2 ? argv[2] : NULL, flag, NULL};
    if (argc < 3) {
        print_usage(stdout);
        return EXIT_GOOD;
    }
    const struct command *command = find(argv[2]);
    if (command) {
        return run(command, 3, words);
    }
    int code = help_topic(argv[2]);
    return code >= 0 ? code : unknown(argv[2]);
}

/* A standard descriptor that was closed would be given to the next pipe or
 * socket, and what is printed would go there.  What takes its place fails as
 * it did: it cannot be read, or not written. */
static void
hold_standard_descriptors(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) < 0 &&
            open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0) {
            _exit(EXIT_TOOL);
        }
    }
}

int
main(int argc, char **argv)
{
    hold_standard_descriptors();
    /* Where the user's limit is reached, writing says so, and nothing is left
     * by halves.  Programs in the sandbox have the signal again. */
    signal(SIGXFSZ, SIG_IGN);
    argp_program_version = "heapbook " HEAPBOOK_VERSION;
    atexit(output_finish);
    if (argc < 2) {
        print_usage(stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
        strcmp(argv[1], "help") == 0) {
        return help(argc, argv);
    }
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0) {
        puts(argp_program_version);
        return EXIT_GOOD;
    }
    const struct command *command = find(argv[1]);
    return command ? run(command, argc, argv) : unknown(argv[1]);
}
