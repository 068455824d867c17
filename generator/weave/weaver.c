#include "weave/weaver.h"

#include <stdlib.h>

#include "base/stream.h"

void
capture_begin(struct weaver *weaver, struct capture *capture)
{
    capture->outer = weaver->out;
    weaver->out = stream_open(&capture->bytes, &capture->len);
}

void
capture_end(struct weaver *weaver, struct capture *capture, struct data *table,
            const char *key)
{
    fclose(weaver->out);
    weaver->out = capture->outer;
    if (key) {
        data_set_safe(table, key, capture->bytes, capture->len);
    }
    else {
        data_add_safe(table, capture->bytes, capture->len);
    }
    free(capture->bytes);
}

void
element_render(struct weaver *weaver, const char *name,
               const struct data *variables)
{
    char *path = talloc_asprintf(weaver->page, "element/%s.html", name);
    if (templates_render(weaver->site->templates, path, variables,
                         weaver->out) < 0) {
        weaver->failed = 1;
    }
    talloc_free(path);
}

const struct example_run *
run_of(const struct weaver *weaver, const struct example *example)
{
    return map_find(weaver->site->runs, example->id);
}
