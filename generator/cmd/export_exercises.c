/* Exercises as others may have them, and the student's package. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/files.h"
#include "cmd/exercise_list.h"
#include "cmd/export.h"
#include "grade/check_visible.h"

static const char README[] =
    "# Exercises\n"
    "\n"
    "Each folder exercises/CHAPTER/NAME holds\n"
    "\n"
    "    README.md   what is asked; hints further down\n"
    "    answer.c    where you write\n"
    "    starter.c   answer.c as it was\n"
    "    check.c     what is checked; open to read\n"
    "\n"
    "With `heapbook` installed, check an answer in its folder:\n"
    "\n"
    "    cd exercises/CHAPTER/NAME\n"
    "    heapbook check\n"
    "\n"
    "`heapbook check --help` tells more. Points that count come from your\n"
    "instructor, who grades answer.c with `heapbook grade`; to hand in, give\n"
    "the folder exercises/, or an archive of it.\n";

/* ---- the front matter --------------------------------------------------- */

/* The line after the front matter; the text itself where there is none. */
static const char *
after_front(const char *readme)
{
    const char *end = NULL;

    if (!strncmp(readme, "---\n", 4)) {
        end = strstr(readme + 3, "\n---\n");
    }
    return end ? end + 5 : readme;
}

static const char *
find_key(const char *readme, const char *key)
{
    const char *end = after_front(readme);
    size_t len = strlen(key);

    for (const char *at = readme; at < end; at += strcspn(at, "\n") + 1) {
        if (!strncmp(at, key, len) && at[len] == ':') {
            return at;
        }
    }
    return NULL;
}

char *
export_title(TALLOC_CTX *ctx, const char *readme, const char *fallback)
{
    const char *line = find_key(readme, "title");
    size_t len;

    if (!line) {
        return talloc_strdup(ctx, fallback);
    }
    line += strlen("title:");
    line += strspn(line, " \"");
    len = strcspn(line, "\n");
    while (len > 0 && strchr(" \"", line[len - 1])) {
        len--;
    }
    return talloc_strndup(ctx, line, len);
}

char *
export_prompt(TALLOC_CTX *ctx, const char *readme, char **hints)
{
    const char *start = after_front(readme);
    const char *hint = strstr(start, "\n## Hint");

    *hints = talloc_strdup(ctx, hint ? hint + 1 : "");
    start += strspn(start, "\n");
    return hint && hint > start
               ? talloc_strndup(ctx, start, (size_t)(hint - start) + 1)
               : talloc_strdup(ctx, start);
}

/* The points of hidden tests are not announced: without the line, they are
 * what the tests that are left add up to. */
static char *
without_points(TALLOC_CTX *ctx, const char *readme)
{
    const char *line = find_key(readme, "points");
    const char *rest = line ? line + strcspn(line, "\n") + 1 : readme;

    return talloc_asprintf(ctx, "%.*s%s", (int)(line ? line - readme : 0),
                           readme, rest);
}

/* ---- one exercise ------------------------------------------------------- */

struct texts {
    char *readme, *starter, *check;
};

static int
read_texts(TALLOC_CTX *ctx, const char *id, enum export_part part,
           struct texts *texts)
{
    char *folder = talloc_asprintf(ctx, "%s/%s", EXERCISES_FOLDER, id);
    char *path = path_join(ctx, folder, "check.c");
    size_t len, hidden = 0;

    texts->readme = file_read(ctx, path_join(ctx, folder, "README.md"), &len);
    texts->starter = file_read(ctx, path_join(ctx, folder, "starter.c"), &len);
    texts->check = file_read(ctx, path, &len);
    if (!texts->readme || !texts->starter || !texts->check) {
        return -1;
    }
    if (part == PART_STUDENT) {
        texts->check = check_visible(ctx, path, texts->check, &hidden);
        if (hidden > 0) {
            texts->readme = without_points(ctx, texts->readme);
        }
    }
    return texts->check ? 0 : -1;
}

/* X1: a solution may stand in a prompt or a check by mistake. */
static int
refuse_solution(TALLOC_CTX *ctx, const struct export *export, const char *id)
{
    char *path =
        talloc_asprintf(ctx, "%s/%s/solution.c", EXERCISES_FOLDER, id);
    size_t len;
    char *text = file_try_read(ctx, path, &len);
    const char *found =
        text && len > 0 ? package_find(export->package, text, len) : NULL;

    return found ? diag_at((struct place){.path = path},
                           "the solution's text would be in %s", found)
                 : 0;
}

static int
add_exercise(const struct export *export, const char *prefix, const char *id,
             enum export_part part)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    char *folder =
        talloc_asprintf(ctx, "%s%s/%s/", prefix, EXERCISES_FOLDER, id);
    struct texts texts;
    int status = read_texts(ctx, id, part, &texts);

#define ADD(name, text)                                                       \
    package_add_text(export->package,                                         \
                     talloc_asprintf(ctx, "%s" name, folder), text)
    if (!status) {
        ADD("README.md", texts.readme);
        ADD("starter.c", texts.starter);
        ADD("check.c", texts.check);
        if (part == PART_STUDENT) {
            ADD("answer.c", texts.starter);
        }
        status = refuse_solution(ctx, export, id);
    }
#undef ADD
    talloc_free(ctx);
    return status;
}

int
export_exercises(const struct export *export, const char *prefix,
                 enum export_part part)
{
    int status = 0;

    for (size_t i = 0; i < export->count; i++) {
        status |= add_exercise(export, prefix, export->exercises[i], part);
    }
    return status ? -1 : 0;
}

int
export_to_students(const struct export *export)
{
    package_add_text(export->package, "README.md", README);
    return export_exercises(export, "", PART_STUDENT);
}
