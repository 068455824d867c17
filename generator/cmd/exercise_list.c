#include "cmd/exercise_list.h"

#include "base/diag.h"
#include "base/files.h"

static size_t
add_chapter(const struct options *options, const char *chapter,
            const char ***ids, size_t count)
{
    char *folder = path_join(*ids, EXERCISES_FOLDER, chapter);
    char **names = folder_list(folder, folder, "");

    for (; *names; names++) {
        char *id = path_join(*ids, chapter, *names);
        char *check = talloc_asprintf(id, "%s/%s/check.c", folder, *names);

        if (file_exists(check) && options_want(options, id)) {
            *ids = talloc_realloc(NULL, *ids, const char *, count + 2);
            (*ids)[count++] = id;
            (*ids)[count] = NULL;
        }
    }
    return count;
}

const char **
exercise_list(TALLOC_CTX *ctx, const struct options *options, size_t *count)
{
    const char **ids = talloc_zero_array(ctx, const char *, 1);
    char **chapters = folder_list(ctx, EXERCISES_FOLDER, "");

    *count = 0;
    for (; *chapters; chapters++) {
        *count = add_chapter(options, *chapters, &ids, *count);
    }
    if (*count == 0) {
        diag_at((struct place){0}, options->filter
                                       ? "no exercise matches --filter"
                                       : "there are no exercises here");
        diag_note((struct place){0},
                  "exercises/CHAPTER/NAME is looked for in this folder; "
                  "-C DIR goes to another");
        return NULL;
    }
    return ids;
}
