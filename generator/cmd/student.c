#include "cmd/student.h"

#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/files.h"
#include "book/exercise.h"
#include "book/source.h"

struct note
student_note(const struct desk *desk, const struct notebook *notebook,
             const char *exercise)
{
    char *check =
        path_join((TALLOC_CTX *)desk, desk_folder(desk, exercise), "check.c");

    return notebook_find(notebook, exercise, check);
}

int
student_has_solved(const struct note *note)
{
    return note->max_score > 0 && note->score >= note->max_score;
}

/* ---- hints -------------------------------------------------------------- */

/* The lines under a hint's heading, up to the next one, as the author wrote
 * them: Markdown reads well in a terminal. */
static void
print_lines(const struct source *source, int line)
{
    size_t len;

    for (line++; line <= source->lines; line++) {
        const char *text = source_line(source, line, &len);

        if (len > 2 && !strncmp(text, "## ", 3)) {
            return;
        }
        printf("%.*s\n", (int)len, text);
    }
}

int
student_hint(const struct desk *desk, const char *exercise, int number)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    char *folder = desk_folder(desk, exercise);
    struct exercise *read = exercise_read(
        ctx, *folder ? folder : ".", path_join(ctx, "exercises", exercise));
    struct notebook *notebook = notebook_read(ctx);
    struct note note = student_note(desk, notebook, exercise);
    int count = read ? (int)read->hint_count : 0;

    if (read && count == 0) {
        printf("%s has no hints\n", exercise);
    }
    if (count > 0) {
        int wish = number > 0 ? number - 1 : note.hints;
        int at = wish < count ? wish : count - 1;
        const struct hint *hint = &read->hints[at];

        printf("%s, hint %d of %d: %s\n", exercise, at + 1, count,
               hint->title);
        print_lines(read->source, hint->line);
        notebook_set_hints(exercise, path_join(ctx, folder, "check.c"),
                           at + 1);
    }
    talloc_free(ctx);
    return read ? 0 : -1;
}

/* ---- what comes next ---------------------------------------------------- */

static size_t
index_of(const struct desk *desk, const char *exercise)
{
    for (size_t i = 0; exercise && i < desk->count; i++) {
        if (!strcmp(desk->exercises[i], exercise)) {
            return i + 1;
        }
    }
    return 0;
}

const char *
student_next(const struct desk *desk, const char *after)
{
    struct notebook *notebook = notebook_read(NULL);
    size_t from = index_of(desk, after);
    const char *found = NULL;

    for (size_t i = 0; i < desk->count && !found; i++) {
        const char *id = desk->exercises[(from + i) % desk->count];
        struct note note = student_note(desk, notebook, id);

        if (!student_has_solved(&note)) {
            found = id;
        }
    }
    talloc_free(notebook);
    return found;
}
