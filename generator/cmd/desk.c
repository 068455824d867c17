#include "cmd/desk.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/files.h"

static const char EXERCISES[] = "exercises";

/* ---- what there is ------------------------------------------------------ */

static void
add_chapter(struct desk *desk, const char *chapter)
{
    char *folder = desk_folder(desk, chapter);

    for (char **names = folder_list(desk, folder, ""); *names; names++) {
        char *id = path_join(desk, chapter, *names);
        char *check = path_join(desk, desk_folder(desk, id), "check.c");

        if (file_exists(check)) {
            desk->exercises = talloc_realloc(desk, desk->exercises,
                                             const char *, desk->count + 2);
            desk->exercises[desk->count++] = id;
            desk->exercises[desk->count] = NULL;
        }
    }
}

/* Where SUMMARY.md names the chapter's file; its end, if it does not. */
static size_t
place_of(const char *summary, const char *chapter)
{
    char *file = talloc_asprintf(NULL, "%s.md)", chapter);
    const char *at = summary;

    while ((at = strstr(at, file)) &&
           (at == summary || !strchr("(/", at[-1]))) {
        at++;
    }
    talloc_free(file);
    return at ? (size_t)(at - summary) : strlen(summary);
}

/* Puts the chapters into the order of the course.  A package for students has
 * no SUMMARY.md: they stay as they are. */
static void
order_chapters(const struct desk *desk, char **names)
{
    char *path =
        path_join((TALLOC_CTX *)desk, desk->root, "content/SUMMARY.md");
    size_t len;
    char *summary = file_try_read(path, path, &len);

    for (char **at = names; summary && *at; at++) {
        char *name = *at;
        char **to = at;

        for (;
             to > names && place_of(summary, to[-1]) > place_of(summary, name);
             to--) {
            *to = to[-1];
        }
        *to = name;
    }
    talloc_free(path);
}

static void
list_exercises(struct desk *desk)
{
    char *folder = path_join(desk, desk->root, EXERCISES);
    char **names = folder_list(desk, folder, "");

    order_chapters(desk, names);
    desk->exercises = talloc_zero_array(desk, const char *, 1);
    for (; *names; names++) {
        add_chapter(desk, *names);
    }
}

/* The way up to the course: "", "..", "../..", ...; NULL at the top. */
static char *
find_root(TALLOC_CTX *ctx, const char *from)
{
    char *root = talloc_strdup(ctx, "");

    for (const char *at = from; at; at = strchr(at + 1, '/')) {
        if (folder_exists(path_join(ctx, root, EXERCISES))) {
            return root;
        }
        root = *root ? talloc_asprintf(ctx, "%s/..", root)
                     : talloc_strdup(ctx, "..");
    }
    return NULL;
}

/* The exercise whose folder holds what `from` names: the parts of its path
 * that come after exercises/. */
static const char *
find_here(const struct desk *desk, const char *from)
{
    char *root = realpath(*desk->root ? desk->root : ".", NULL);
    size_t len = root ? strlen(root) : 0;
    const char *below = root && strlen(from) > len ? from + len : "";
    const char *found = NULL;

    free(root);
    if (strncmp(below, "/exercises/", strlen("/exercises/"))) {
        return NULL;
    }
    below += strlen("/exercises/");
    for (size_t i = 0; i < desk->count; i++) {
        size_t size = strlen(desk->exercises[i]);

        if (!strncmp(below, desk->exercises[i], size) &&
            (!below[size] || below[size] == '/')) {
            found = desk->exercises[i];
        }
    }
    return found;
}

/* Sits down in a course; whether there is one. */
static int
sit_down(struct desk *desk, const char *root, const char *from)
{
    desk->root = root;
    desk->count = 0;
    if (root) {
        list_exercises(desk);
        desk->here = find_here(desk, from);
    }
    return desk->count > 0;
}

/* The same where an answer lies in the folder of an exercise. */
static int
sit_down_at(struct desk *desk, const char *answer)
{
    char *path = answer ? realpath(answer, NULL) : NULL;
    char *root = talloc_strdup(desk, path ? path : "");
    int found = 0;

    free(path);
    path = talloc_strdup(desk, root);
    for (char *end; !found && (end = strrchr(root, '/')) != NULL;) {
        *end = '\0';
        found = folder_exists(path_join(desk, root, EXERCISES)) &&
                sit_down(desk, root, path) && desk->here;
    }
    return found;
}

struct desk *
desk_new(TALLOC_CTX *ctx, const char *answer)
{
    struct desk *desk = talloc_zero(ctx, struct desk);
    char *from = getcwd(NULL, 0);
    int found = sit_down_at(desk, answer) ||
                (from && sit_down(desk, find_root(desk, from), from));

    free(from);
    if (!found) {
        diag_at((struct place){0}, "there are no exercises here");
        diag_note((struct place){0},
                  "exercises/CHAPTER/NAME is looked for here and in the "
                  "folders above; -C DIR goes to another");
        talloc_free(desk);
        return NULL;
    }
    return desk;
}

/* ---- which one is meant ------------------------------------------------- */

static const char *
last_part(const char *id)
{
    return strrchr(id, '/') + 1;
}

static const char *
not_found(const struct desk *desk, const char *wish)
{
    const char *nearest = diag_nearest(wish, desk->exercises);

    for (size_t i = 0; !nearest && i < desk->count; i++) {
        const char *const name[] = {last_part(desk->exercises[i]), NULL};

        nearest = diag_nearest(wish, name) ? desk->exercises[i] : NULL;
    }
    diag_at((struct place){0}, "there is no exercise \"%s\"", wish);
    if (nearest) {
        diag_note((struct place){0}, "did you mean \"%s\"?", nearest);
    }
    else {
        diag_note((struct place){0}, "`heapbook list` shows them");
    }
    return NULL;
}

/* A path to the folder is as good as the name: what a shell completes. */
static const char *
name_in(const struct desk *desk, const char *wish)
{
    const char *at = strstr(wish, "exercises/");
    size_t len;
    char *name = talloc_strdup(desk, at ? at + strlen("exercises/") : wish);

    for (len = strlen(name); len > 1 && name[len - 1] == '/'; len--) {
        name[len - 1] = 0;
    }
    return name;
}

/* Where nobody has named one: by the answer's place, or by ours. */
static const char *
find_unnamed(const struct desk *desk, const char *answer)
{
    char *path = answer ? realpath(answer, NULL) : NULL;
    const char *found = path ? find_here(desk, path) : NULL;

    free(path);
    found = found ? found : desk->here;
    if (!found && answer) {
        diag_at((struct place){0}, "which exercise does %s answer?", answer);
        diag_note((struct place){0},
                  "`heapbook check EXERCISE %s`; `heapbook list` shows them",
                  answer);
    }
    else if (!found) {
        diag_at((struct place){0}, "which exercise?");
        diag_note((struct place){0}, "name one, or go to its folder; "
                                     "`heapbook list` shows them");
    }
    return found;
}

const char *
desk_find(const struct desk *desk, const char *wish, const char *answer)
{
    const char *found = NULL;

    if (!wish) {
        return find_unnamed(desk, answer);
    }
    wish = name_in(desk, wish);
    for (size_t i = 0; i < desk->count; i++) {
        const char *id = desk->exercises[i];

        if (!strcmp(id, wish)) {
            return id;
        }
        if (!strcmp(last_part(id), wish)) {
            if (found) {
                diag_at((struct place){0}, "\"%s\" may be %s or %s", wish,
                        found, id);
                return NULL;
            }
            found = id;
        }
    }
    return found ? found : not_found(desk, wish);
}

/* ---- paths -------------------------------------------------------------- */

char *
desk_folder(const struct desk *desk, const char *exercise)
{
    TALLOC_CTX *ctx = (TALLOC_CTX *)desk;

    if (desk->here && !strcmp(desk->here, exercise)) {
        char *from = getcwd(NULL, 0);
        int inside = from && path_ends(from, exercise);

        free(from);
        if (inside) {
            return talloc_strdup(ctx, "");
        }
    }
    return path_join(ctx, path_join(ctx, desk->root, EXERCISES), exercise);
}

char *
desk_answer(const struct desk *desk, const char *exercise)
{
    TALLOC_CTX *ctx = (TALLOC_CTX *)desk;
    char *folder = desk_folder(desk, exercise);
    char *answer = path_join(ctx, folder, "answer.c");

    return file_exists(answer) ? answer : path_join(ctx, folder, "starter.c");
}
