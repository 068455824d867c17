#include "grade/progress_file.h"

#include <string.h>

#include "base/json.h"

static const char FORMAT[] = "heapbook progress";

struct progress_file {
    struct json *exercises;
};

struct progress_file *
progress_file_parse(TALLOC_CTX *ctx, const char *bytes, size_t len,
                    const char **why)
{
    struct progress_file *file = talloc_zero(ctx, struct progress_file);
    struct json *all = json_parse(file, bytes, len, NULL);

    *why = NULL;
    if (!all || strcmp(json_text(all, "format", ""), FORMAT)) {
        talloc_free(file);
        return NULL;
    }
    if (json_int(all, "version", 0) != 1) {
        *why = "a progress file of another version than 1";
    }
    file->exercises = json_get(all, "exercises");
    if (!*why && !file->exercises) {
        *why = "a progress file without exercises";
    }
    if (*why) {
        TALLOC_FREE(file);
    }
    return file;
}

int
progress_file_find(const struct progress_file *file, const char *exercise,
                   struct progress_claim *claim)
{
    const struct json *one = json_get(file->exercises, exercise);
    double score;

    *claim = (struct progress_claim){0};
    if (!one) {
        return 0;
    }
    claim->source = json_bytes(one, "scored_source", &claim->source_len);
    if (!claim->source) {
        claim->source = json_bytes(one, "source", &claim->source_len);
    }
    /* A page may write 7.0; what is no number claims nothing. */
    score = json_number(one, "score", -1);
    claim->has_score = score >= 0 && score < 1e9;
    claim->score = claim->has_score ? (long long)score : 0;
    score = json_number(one, "max_score", 0);
    claim->max_score = score > 0 && score < 1e9 ? (long long)score : 0;
    return 1;
}
