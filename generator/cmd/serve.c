#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/home.h"
#include "base/interrupt.h"
#include "cmd/command.h"
#include "cmd/options.h"
#include "cmd/pipeline.h"
#include "cmd/server.h"
#include "cmd/watch.h"

enum { DEFAULT_PORT = 3000, SETTLE_MS = 15, IDLE_MS = 1000 };

static const char DOC[] =
    "Build the site, show it on this machine, and build it again whenever "
    "something is saved.\v"
    "Open pages load themselves again.  A build that finds a mistake says it "
    "here; the pages stay as they were.  Ctrl-C ends it.";

static const struct argp_option OPTIONS[] = {
    {"port", 'p', "N", 0, "Listen on this port (3000; 0 for any)", 0}, {0}};

static error_t
parse_option(int key, char *text, struct argp_state *state)
{
    int *port = state->input;
    char *end;
    if (key != 'p') {
        return ARGP_ERR_UNKNOWN;
    }
    long value = strtol(text, &end, 10);
    if (end == text || *end || value < 0 || value > 65535) {
        argp_error(state, "--port: expected 0 to 65535, found \"%s\"", text);
    }
    *port = (int)value;
    return 0;
}

/* Builds in a child: a builder that breaks does not take the server along,
 * and gives back all its memory.  The exit code. */
static int
build_once(const struct options *options)
{
    int status = 0;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        exit(pipeline_build(options));
    }
    if (child < 0) {
        diag_system("build", "no process");
        return EXIT_TOOL;
    }
    while (waitpid(child, &status, 0) < 0 && !interrupted()) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_TOOL;
}

static void
watch_all(struct watch *watch)
{
    watch_add_tree(watch, "content");
    watch_add_tree(watch, "exercises");
    watch_add_tree(watch, "templates");
    watch_add_tree(watch, "site/assets");
}

/* A save is often several events: waits until there is silence. */
static int
saved(struct watch *watch)
{
    struct pollfd poll_watch = {watch_descriptor(watch), POLLIN, 0};
    int any = watch_take(watch);
    while (poll(&poll_watch, 1, SETTLE_MS) > 0) {
        any |= watch_take(watch);
    }
    return any;
}

static void
loop(const struct options *options, struct server *server, struct watch *watch)
{
    struct pollfd both[] = {
        {watch_descriptor(watch), POLLIN, 0},
        {server_descriptor(server), POLLIN, 0},
    };
    while (!interrupted()) {
        poll(both, 2, IDLE_MS);
        server_work(server);
        if ((both[0].revents & POLLIN) && saved(watch) &&
            build_once(options) == EXIT_GOOD) {
            if (!options->quiet) {
                fputs("built\n", stderr);
            }
            server_announce(server);
            server_work(server);
        }
    }
}

int
cmd_serve(int argc, char **argv)
{
    struct options options;
    int port = DEFAULT_PORT;
    struct argp own = {OPTIONS, parse_option, NULL, DOC, NULL, NULL, NULL};
    if (options_read(&own, &port,
                     USES_JOBS | USES_OUTPUT | USES_DRAFTS | USES_BASE_URL |
                         USES_WEB | USES_CACHE | USES_TRUST,
                     argc, argv, &options) < 0) {
        return EXIT_USAGE;
    }
    const char *folder = options.output ? options.output : "site/public";
    struct watch *watch = watch_open(NULL);
    if (!watch) {
        diag_system("inotify", "files cannot be watched");
        return EXIT_TOOL;
    }
    struct server *server = server_open(watch, folder, port);
    if (!server) {
        talloc_free(watch);
        return EXIT_TOOL;
    }
    watch_all(watch);
    build_once(&options);
    printf("http://localhost:%d/\n", server_port(server));
    fflush(stdout);
    loop(&options, server, watch);
    talloc_free(watch);
    return EXIT_GOOD;
}
