#include "weave/output.h"

struct outputs *
outputs_new(TALLOC_CTX *ctx)
{
    struct outputs *outputs = talloc_zero(ctx, struct outputs);
    outputs->paths = map_new(outputs);
    outputs->lost = map_new(outputs);
    return outputs;
}

void
outputs_forgive(struct outputs *outputs, const struct course *course)
{
    MAP_EACH(course->lost, entry)
    {
        char *path = talloc_asprintf(NULL, "%s.html", entry->key);
        map_set(outputs->lost, path, outputs);
        talloc_free(path);
    }
}

static int
take(struct outputs *outputs, const struct output *output, struct place place)
{
    if (map_set(outputs->paths, output->path, outputs)) {
        return diag_at(place, "the site has another file %s", output->path);
    }
    if ((outputs->len & (outputs->len - 1)) == 0) {
        size_t capacity = outputs->len ? 2 * outputs->len : 1;
        outputs->items =
            talloc_realloc(outputs, outputs->items, struct output, capacity);
    }
    outputs->items[outputs->len] = *output;
    outputs->items[outputs->len++].path = talloc_strdup(outputs, output->path);
    return 0;
}

int
output_add(struct outputs *outputs, const char *path, const char *bytes,
           size_t len, const struct page *page, struct place place)
{
    return take(outputs, &(struct output){path, bytes, len, NULL, page},
                place);
}

int
output_copy(struct outputs *outputs, const char *path, const char *from)
{
    return take(outputs, &(struct output){.path = path, .from = from},
                (struct place){.path = from});
}
