#include "weave/output.h"

#include <string.h>

#include "base/files.h"
#include "base/list.h"

static int
file_add(struct outputs *outputs, const char *file, const char *path,
         TALLOC_CTX *ctx, const char ***files)
{
    size_t len;
    char *bytes = file_read(outputs, file, &len);
    list_add(ctx, files, file);
    return bytes ? output_add(outputs, path, bytes, len, NULL,
                              (struct place){.path = file})
                 : -1;
}

/* The sheets of style/, by name, one behind the other: a page loads one. */
static int
style_add(struct outputs *outputs, const char *folder, TALLOC_CTX *ctx,
          const char ***files)
{
    char *sheet = talloc_strdup(outputs, "");
    char **names = folder_list(outputs, folder, ".css");
    for (; *names; names++) {
        size_t len;
        char *file = path_join(outputs, folder, *names);
        char *text = file_read(outputs, file, &len);
        list_add(ctx, files, file);
        if (!text) {
            return -1;
        }
        sheet = talloc_strdup_append_buffer(sheet, text);
        talloc_free(text);
    }
    return output_add(outputs, "assets/page.css", sheet, strlen(sheet), NULL,
                      (struct place){.path = folder});
}

static int
is_style(const char *path)
{
    return strncmp(path, "style/", 6) == 0;
}

/* Pictures and data that chapters link to keep their place. */
static int
content_add(struct outputs *outputs, const char *project, TALLOC_CTX *ctx,
            const char ***files)
{
    int status = 0;
    char *content = path_join(outputs, project, "content");
    char **paths = tree_list(outputs, content);
    for (; *paths; paths++) {
        if (!path_ends(*paths, ".md")) {
            char *file = path_join(outputs, content, *paths);
            status |= file_add(outputs, file, *paths, ctx, files);
        }
    }
    return status;
}

int
assets_add(struct outputs *outputs, const char *project, const char *assets,
           TALLOC_CTX *ctx, const char ***files)
{
    char *style = path_join(outputs, assets, "style");
    char **paths = tree_list(outputs, assets);
    int status = style_add(outputs, style, ctx, files);
    for (; *paths; paths++) {
        if (is_style(*paths) || path_ends(*paths, "README.md")) {
            continue;
        }
        char *file = path_join(outputs, assets, *paths);
        char *path = talloc_asprintf(outputs, "assets/%s", *paths);
        status |= file_add(outputs, file, path, ctx, files);
    }
    return status | content_add(outputs, project, ctx, files);
}
