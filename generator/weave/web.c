#include "weave/web.h"

#include <ctype.h>

#include "base/files.h"
#include "base/json.h"
#include "weave/output.h"

static const char MANIFEST[] = "manifest.json";

/* It becomes the name of a folder. */
static int
is_version(const char *text)
{
    const char *at = text;
    while (isalnum((unsigned char)*at) || *at == '-' || *at == '_') {
        at++;
    }
    return at > text && !*at;
}

struct web *
web_open(TALLOC_CTX *ctx, const char *folder)
{
    struct web *web = talloc_zero(ctx, struct web);
    const char *why = "it is not there";
    size_t len;
    char *path = path_join(web, folder, MANIFEST);
    struct place place = {.path = path};
    char *text = file_try_read(web, path, &len);
    struct json *manifest = text ? json_parse(web, text, len, &why) : NULL;
    if (!manifest) {
        diag_at(place, "%s", why);
        diag_note(place, "--web wants the folder that `make web` leaves");
        return NULL;
    }
    const char *version = json_text(manifest, "version", "");
    if (!is_version(version)) {
        diag_at(place,
                "version: expected letters, digits, - and _, found "
                "\"%s\"",
                version);
        return NULL;
    }
    web->folder = talloc_strdup(web, folder);
    web->path = talloc_asprintf(web, "assets/web-%s/", version);
    web->bytes = json_int(manifest, "bytes", 0);
    return web;
}

int
web_add(struct outputs *outputs, const struct web *web)
{
    int status = 0;
    char **names = tree_list(outputs, web->folder);
    for (; *names; names++) {
        char *from = path_join(outputs, web->folder, *names);
        char *path = path_join(outputs, web->path, *names);
        status |= output_copy(outputs, path, from);
    }
    return status;
}
