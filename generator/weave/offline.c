#include "weave/output.h"

#include "base/hash.h"
#include "base/json.h"
#include "base/stream.h"

#include <stdlib.h>
#include <string.h>

/* Of a hash, enough to tell two versions of a file apart. */
enum { SHORT = 12 };

/* Files by path, each with a name for its bytes.  What is only copied lies
 * in a folder that has its version in its name. */
static struct json *
list_new(TALLOC_CTX *ctx, const struct outputs *outputs)
{
    struct json *files = json_new_object(ctx);
    for (size_t i = 0; i < outputs->len; i++) {
        const struct output *output = &outputs->items[i];
        char name[HASH_SIZE];
        if (output->from) {
            continue;
        }
        hash_bytes(name, output->bytes, output->len);
        name[SHORT] = 0;
        json_set_text(files, output->path, name);
    }
    return files;
}

int
offline_add(struct outputs *outputs, const struct site *site)
{
    char *bytes = NULL;
    size_t len = 0;
    FILE *out = stream_open(&bytes, &len);
    fputs("\"use strict\";\nself.heapbookSite = {\n\"checker\": \"", out);
    fprintf(out, "%s\",\n\"files\": ", site->web->path);
    json_print(out, list_new(outputs, outputs), 0);
    fprintf(out, "};\nimportScripts(\"%sservice.js\");\n", site->web->path);
    fclose(out);
    char *kept = talloc_strndup(outputs, bytes, len);
    free(bytes);
    return output_add(outputs, "sw.js", kept, len, NULL,
                      (struct place){.path = "sw.js"});
}
