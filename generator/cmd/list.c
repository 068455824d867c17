#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/files.h"
#include "base/json.h"
#include "book/exercise.h"
#include "cmd/command.h"
#include "cmd/desk.h"
#include "cmd/options.h"
#include "cmd/student.h"

static const char DOC[] =
    "List the exercises, in the order of the course, with your best points.\v"
    "Points are those of `heapbook check` by this user on this machine; a "
    "check that has changed since counts as new.  --format=json gives the "
    "same as data.";

enum { BAR = 40 };

struct line {
    const char *id, *title;
    int points;
    struct note note;
};

static const char *
state_of(const struct line *line)
{
    return student_has_solved(&line->note) ? "solved"
           : line->note.score >= 0         ? "tried"
                                           : "new";
}

static int
read_lines(const struct desk *desk, const struct options *options,
           struct line *lines, size_t *count)
{
    struct notebook *notebook = notebook_read((TALLOC_CTX *)desk);
    TALLOC_CTX *ctx = (TALLOC_CTX *)desk;

    *count = 0;
    for (size_t i = 0; i < desk->count; i++) {
        const char *id = desk->exercises[i];
        char *folder = desk_folder(desk, id);
        struct exercise *exercise;

        if (!options_want(options, id)) {
            continue;
        }
        exercise = exercise_read(ctx, *folder ? folder : ".",
                                 path_join(ctx, "exercises", id));
        if (!exercise) {
            return -1;
        }
        lines[(*count)++] =
            (struct line){id, exercise->title, exercise->points,
                          student_note(desk, notebook, id)};
    }
    return 0;
}

static int
score_of(const struct line *line)
{
    return line->note.score > 0 ? line->note.score : 0;
}

static void
print_bar(size_t solved, size_t count, int score, int points)
{
    size_t full = count ? solved * BAR / count : 0;

    fputs("\n[", stdout);
    for (size_t i = 0; i < BAR; i++) {
        fputc(i < full ? '#' : '.', stdout);
    }
    printf("] %zu of %zu solved, %d of %d points\n", solved, count, score,
           points);
}

static void
print_lines(const struct line *lines, size_t count)
{
    int score = 0, points = 0, colored = diag_colored(stdout);
    size_t solved = 0;
    int width = 0;

    for (size_t i = 0; i < count; i++) {
        int len = (int)strlen(lines[i].id);

        width = len > width ? len : width;
    }
    for (size_t i = 0; i < count; i++) {
        const struct line *line = &lines[i];
        int is_solved = student_has_solved(&line->note);

        printf("%s%-6s%s %3d/%-3d %-*s  %s\n",
               colored && is_solved ? "\033[32m" : "", state_of(line),
               colored && is_solved ? "\033[0m" : "", score_of(line),
               line->points, width, line->id, line->title);
        score += score_of(line);
        points += line->points;
        solved += (size_t)is_solved;
    }
    print_bar(solved, count, score, points);
}

static void
print_data(TALLOC_CTX *ctx, const struct line *lines, size_t count)
{
    struct json *root = json_new_object(ctx), *list;

    json_set_int(root, "version", 1);
    list = json_set_list(root, "exercises");
    for (size_t i = 0; i < count; i++) {
        struct json *item = json_add_object(list);

        json_set_text(item, "exercise", lines[i].id);
        json_set_text(item, "title", lines[i].title);
        json_set_text(item, "state", state_of(&lines[i]));
        json_set_int(item, "score", score_of(&lines[i]));
        json_set_int(item, "max_score", lines[i].points);
        json_set_int(item, "hints", lines[i].note.hints);
    }
    json_print(stdout, root, 1);
    putchar('\n');
}

int
cmd_list(int argc, char **argv)
{
    struct argp own = {.doc = DOC};
    struct options options;
    struct desk *desk;
    struct line *lines;
    size_t count;
    int code = EXIT_GOOD;

    if (options_read(&own, NULL, USES_FILTER | USES_JSON, argc, argv,
                     &options) < 0 ||
        !(desk = desk_new(NULL, NULL))) {
        return EXIT_USAGE;
    }
    lines = talloc_array(desk, struct line, desk->count);
    if (read_lines(desk, &options, lines, &count)) {
        code = EXIT_TOOL;
    }
    else if (count == 0) {
        diag_at((struct place){0}, "no exercise matches --filter");
        code = EXIT_USAGE;
    }
    else if (options.format == FORMAT_JSON) {
        print_data(desk, lines, count);
    }
    else {
        print_lines(lines, count);
    }
    talloc_free(desk);
    return code;
}
