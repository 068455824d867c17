#include <stdio.h>
#include <string.h>

#include "base/files.h"
#include "book/exercise.h"
#include "book/source.h"
#include "cmd/command.h"
#include "cmd/desk.h"
#include "cmd/options.h"
#include "cmd/student.h"

static const char DOC[] =
    "Show the next exercise that is not solved yet: its prompt, and what to "
    "type.\v"
    "In the folder of an exercise, the next one after it.";

/* The prompt as the author wrote it, without front matter and hints. */
static void
print_prompt(const struct exercise *exercise)
{
    const struct source *source = exercise->source;
    int line = 1, fences = 0;
    size_t len;

    for (; line <= source->lines && fences < 2; line++) {
        const char *text = source_line(source, line, &len);

        fences += len == 3 && !strncmp(text, "---", 3);
    }
    for (; line <= source->lines; line++) {
        const char *text = source_line(source, line, &len);

        if (!strncmp(text, "## Hint", 7)) {
            return;
        }
        printf("%.*s\n", (int)len, text);
    }
}

/* What to type from here. */
static void
print_steps(const struct desk *desk, const char *id, const char *folder)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    char *answer = path_join(ctx, folder, "answer.c");

    if (file_exists(answer)) {
        printf("Edit %s, then\n\n", answer);
    }
    else {
        printf("    cp %s %s\n", path_join(ctx, folder, "starter.c"), answer);
    }
    printf("    heapbook check %s\n    heapbook hint %s\n",
           desk->here && !strcmp(desk->here, id) ? "" : id,
           desk->here && !strcmp(desk->here, id) ? "" : id);
    talloc_free(ctx);
}

static int
show(const struct desk *desk, const char *id)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    char *folder = desk_folder(desk, id);
    struct exercise *exercise = exercise_read(ctx, *folder ? folder : ".",
                                              path_join(ctx, "exercises", id));

    if (exercise) {
        printf("%s: %s, %d points\n", id, exercise->title, exercise->points);
        print_prompt(exercise);
        print_steps(desk, id, folder);
    }
    talloc_free(ctx);
    return exercise ? EXIT_GOOD : EXIT_TOOL;
}

int
cmd_next(int argc, char **argv)
{
    struct argp own = {.doc = DOC};
    struct options options;
    struct desk *desk;
    const char *id;
    int code = EXIT_GOOD;

    if (options_read(&own, NULL, 0, argc, argv, &options) < 0 ||
        !(desk = desk_new(NULL, NULL))) {
        return EXIT_USAGE;
    }
    id = student_next(desk, desk->here);
    if (id) {
        code = show(desk, id);
    }
    else {
        puts("Every exercise is solved.");
    }
    talloc_free(desk);
    return code;
}
