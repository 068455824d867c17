#include <stdio.h>
#include <string.h>
#include <talloc.h>

#include "base/diag.h"
#include "base/interrupt.h"
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
    {"verify", "Prove every example on every compiler and runtime",
     cmd_verify},
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
    fputs("\n`heapbook COMMAND --help` tells how each is used.\n", out);
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
    if (nearest) {
        diag_note((struct place){0}, "did you mean \"%s\"?", nearest);
    }
    else {
        diag_note((struct place){0}, "`heapbook --help` lists them");
    }
    return EXIT_USAGE;
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

int
main(int argc, char **argv)
{
    if (argc < 2) {
        print_usage(stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
        print_usage(stdout);
        return EXIT_GOOD;
    }
    for (int i = 0; i < COMMAND_COUNT; i++) {
        if (strcmp(COMMANDS[i].name, argv[1]) == 0) {
            return run(&COMMANDS[i], argc, argv);
        }
    }
    return unknown(argv[1]);
}
