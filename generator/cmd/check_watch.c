#include "cmd/check_watch.h"

#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/files.h"
#include "base/home.h"
#include "base/interrupt.h"
#include "cmd/student.h"
#include "cmd/watch.h"

enum {
    POLL_MS = 500,  /* where inotify is not to be had */
    SETTLE_MS = 50, /* a save is several events */
    FLAGS = 8
};

extern char **environ;

/* ---- the terminal ------------------------------------------------------- */

static struct termios terminal_before;

/* Keys that would stop or end this process are characters here: the terminal
 * is to be as it was before they do. */
enum { KEY_END = 4, KEY_STOP = 26, KEY_QUIT = 28 };

/* Keys come at once and are not echoed.  Whether there is a terminal. */
static int
terminal_open(void)
{
    struct termios now;

    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) ||
        tcgetattr(STDIN_FILENO, &terminal_before)) {
        return 0;
    }
    now = terminal_before;
    now.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    now.c_cc[VSUSP] = now.c_cc[VQUIT] = _POSIX_VDISABLE;
    return !tcsetattr(STDIN_FILENO, TCSANOW, &now);
}

static void
terminal_close(void)
{
    tcsetattr(STDIN_FILENO, TCSANOW, &terminal_before);
}

/* As Ctrl-Z does it, until the shell goes on with us. */
static void
terminal_stop(void)
{
    terminal_close();
    kill(0, SIGTSTP);
    terminal_open();
}

/* ---- one check ---------------------------------------------------------- */

static int
run_check(const struct watching *watching, const char *answer)
{
    char *html = talloc_asprintf(NULL, "--html=%s",
                                 watching->html ? watching->html : "");
    char seed[32], program[] = "heapbook", command[] = "check",
                   draw[] = "--draw", trust[] = "--i-trust-this-code",
                   always[] = "--color=always", never[] = "--color=never";
    char *argv[FLAGS + 3] = {program, command,
                             diag_colored(stdout) ? always : never};
    int count = 3, status = 0;
    pid_t child;

    snprintf(seed, sizeof seed, "--seed=%u", watching->seed);
    if (watching->seed) {
        argv[count++] = seed;
    }
    if (watching->draw) {
        argv[count++] = draw;
    }
    if (watching->html) {
        argv[count++] = html;
    }
    if (watching->options->trust_code) {
        argv[count++] = trust;
    }
    argv[count++] = (char *)watching->exercise;
    argv[count++] = (char *)answer;
    fflush(stdout);
    if (posix_spawn(&child, home_program(), NULL, NULL, argv, environ)) {
        diag_system(home_program(), "cannot be started");
        return EXIT_TOOL;
    }
    while (waitpid(child, &status, 0) < 0) {
    }
    talloc_free(html);
    return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_TOOL;
}

/* ---- waiting ------------------------------------------------------------ */

struct look {
    int exists;
    ino_t file;
    off_t size;
    struct timespec time;
};

static struct look
look_at(const char *path)
{
    struct stat now;

    if (stat(path, &now)) {
        return (struct look){0};
    }
    return (struct look){1, now.st_ino, now.st_size, now.st_mtim};
}

static int
is_same(const struct look *a, const struct look *b)
{
    return a->exists == b->exists && a->file == b->file &&
           a->size == b->size && a->time.tv_sec == b->time.tv_sec &&
           a->time.tv_nsec == b->time.tv_nsec;
}

/* The file that counts now: one that was named, or what stands in the folder
 * of the exercise; an answer.c may appear there at any time. */
static const char *
answer_now(const struct watching *watching)
{
    return watching->answer ? watching->answer
                            : desk_answer(watching->desk, watching->exercise);
}

/* Waits for a save (0), a key (its character) or the end (-1). */
static int
wait_for(const struct watching *watching, struct watch *watch, int keys,
         const char *answer, struct look *seen)
{
    struct pollfd ends[] = {{watch ? watch_descriptor(watch) : -1, POLLIN, 0},
                            {keys ? STDIN_FILENO : -1, POLLIN, 0}};

    while (!interrupted()) {
        struct look now;
        char key;

        if (poll(ends, 2, POLL_MS) > 0 && ends[1].revents) {
            return read(STDIN_FILENO, &key, 1) == 1 ? (unsigned char)key : -1;
        }
        if (watch && ends[0].revents) {
            usleep(SETTLE_MS * 1000);
            watch_take(watch);
        }
        now = look_at(answer);
        if (strcmp(answer_now(watching), answer)) {
            return 0;
        }
        if (now.exists && !is_same(&now, seen)) {
            *seen = now;
            return 0;
        }
    }
    return -1;
}

static void
say_keys(const char *answer, int keys)
{
    printf("\nwatching %s%s\n", answer,
           keys ? ": h hint, n next, r run again, q quit" : "");
    fflush(stdout);
}

/* A clean screen, where there is one. */
static void
begin_screen(int keys)
{
    if (keys) {
        fputs("\033[H\033[2J", stdout);
    }
}

/* Does what the key says, and says which keys there are when that has written
 * something; whether to check (1), only to wait on (0), or to stop (-1). */
static int
obey(struct watching *watching, int key, const char *answer)
{
    const char *next;

    switch (key) {
    case 0:
    case 'r':
    case '\n':
        return 1;
    case 'h':
        student_hint(watching->desk, watching->exercise, 0);
        say_keys(answer, 1);
        return 0;
    case 'n':
        next = student_next(watching->desk, watching->exercise);
        if (!next) {
            puts("every exercise is solved");
            say_keys(answer, 1);
            return 0;
        }
        watching->exercise = next;
        watching->answer = NULL;
        return 1;
    case KEY_STOP:
        terminal_stop();
        say_keys(answer, 1);
        return 0;
    case 'q':
    case -1:
    case KEY_END:
    case KEY_QUIT:
        return -1;
    default:
        return 0;
    }
}

int
check_watch(TALLOC_CTX *ctx, struct watching watching)
{
    int keys = terminal_open(), code = EXIT_GOOD, todo = 1;

    while (todo >= 0 && !interrupted()) {
        const char *answer = answer_now(&watching);
        char *folder = path_folder(ctx, answer);
        struct watch *watch = watch_open(ctx); /* without, it is polled */
        struct look seen = look_at(answer);

        if (watch) {
            watch_add_tree(watch, *folder ? folder : ".");
        }
        begin_screen(keys);
        code = run_check(&watching, answer);
        if (!interrupted()) {
            say_keys(answer, keys);
        }
        do {
            int key = wait_for(&watching, watch, keys, answer, &seen);

            todo = obey(&watching, key, answer);
        } while (todo == 0 && !interrupted());
        talloc_free(watch);
    }
    if (keys) {
        terminal_close();
    }
    return code;
}
