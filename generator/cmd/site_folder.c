#include "cmd/site_folder.h"

#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/git.h"
#include "base/home.h"
#include "cmd/manifest.h"

/* ---- may it be replaced? ---------------------------------------------- */

static int
refuse(const struct pipeline *pipeline, const char *why)
{
    struct place place = {.path = pipeline->public};
    diag_at(place, "%s", why);
    diag_note(place, "name a new folder, or an empty one");
    return -1;
}

/* Whether a folder of the course is the one at path, or above it. */
static int
is_within(const char *path, const char *folder)
{
    char *inner = realpath(path, NULL);
    char *outer = realpath(folder, NULL);
    size_t len = outer ? strlen(outer) : 0;
    int within = inner && outer && strncmp(inner, outer, len) == 0 &&
                 (inner[len] == '/' || !inner[len]);
    free(inner);
    free(outer);
    return within;
}

static int
is_in_sources(TALLOC_CTX *ctx, const char *path)
{
    static const char *const SOURCES[] = {
        "content", "exercises", PIPELINE_TEMPLATES, PIPELINE_ASSETS, ".git"};
    char *there = talloc_strdup(ctx, path);
    while (*there && !folder_exists(there)) {
        there = path_folder(ctx, there);
    }
    for (size_t i = 0; i < sizeof SOURCES / sizeof *SOURCES; i++) {
        if (*there && is_within(there, SOURCES[i])) {
            return 1;
        }
    }
    return 0;
}

int
site_folder_check(const struct pipeline *pipeline)
{
    TALLOC_CTX *ctx = talloc_new(pipeline);
    const char *public = pipeline->public;
    const char *hidden = folder_hidden(ctx, public);
    int is_site = file_exists(path_join(ctx, public, "404.html")) &&
                  file_exists(path_join(ctx, public, "assets/page.css"));
    int status = 0;
    if (file_exists(public)) {
        status = refuse(pipeline, "is a file");
    }
    else if (is_in_sources(ctx, public)) {
        status = refuse(pipeline, "is where the course is written");
    }
    else if (hidden) {
        status = refuse(
            pipeline,
            talloc_asprintf(ctx, "holds %s, which would be lost", hidden));
    }
    else if (folder_exists(public) && !is_site &&
             *folder_list(ctx, public, "")) {
        status =
            refuse(pipeline, "is not a site: what is in it would be lost");
    }
    talloc_free(ctx);
    return status;
}

/* ---- need it be replaced? --------------------------------------------- */

/* "site/public" -> "site/.public.manifest" */
static char *
manifest_path(const struct pipeline *pipeline)
{
    TALLOC_CTX *ctx = (TALLOC_CTX *)(uintptr_t)pipeline;
    char *folder = path_folder(ctx, pipeline->public);
    const char *name = pipeline->public + strlen(folder);
    name += *name == '/';
    return path_join(ctx, folder, talloc_asprintf(ctx, ".%s.manifest", name));
}

static char *
manifest_options(const struct pipeline *pipeline)
{
    TALLOC_CTX *ctx = (TALLOC_CTX *)(uintptr_t)pipeline;
    const struct options *options = pipeline->options;
    return talloc_asprintf(ctx, "drafts=%d base_url=%s web=%s home=%s",
                           options->drafts,
                           options->base_url ? options->base_url : "-",
                           options->web ? options->web : "-", home());
}

void
site_folder_remember(const struct pipeline *pipeline)
{
    struct manifest *manifest = manifest_new((TALLOC_CTX *)(uintptr_t)pipeline,
                                             manifest_options(pipeline));
    char *assets = home_or_project(manifest, "", PIPELINE_ASSETS);
    char *templates = home_or_project(manifest, "", PIPELINE_TEMPLATES);
    manifest_add(manifest, home_program());
    /* They may not be there, and would count if they came. */
    manifest_add(manifest, PIPELINE_TEMPLATES);
    manifest_add(manifest, PIPELINE_ASSETS);
    manifest_add(manifest, ".git");
    manifest_add_tree(manifest, home_path(manifest, "runtime/include"));
    manifest_add_tree(manifest, "content");
    for (const char **file = pipeline->course->files; *file; file++) {
        manifest_add(manifest, *file);
    }
    const char **folder = pipeline->course->folders;
    for (; folder && *folder; folder++) {
        manifest_add(manifest, *folder);
    }
    manifest_add_tree(manifest, templates);
    manifest_add_tree(manifest, assets);
    for (char **file = git_head_files(manifest, "."); *file; file++) {
        manifest_add(manifest, *file);
    }
    if (pipeline->options->web) {
        manifest_add_tree(manifest, pipeline->options->web);
    }
    manifest_add_tree(manifest, pipeline->public);
    manifest_write(manifest, manifest_path(pipeline));
}

int
site_folder_holds(const struct pipeline *pipeline, int *files)
{
    return manifest_holds(manifest_path(pipeline), manifest_options(pipeline),
                          files);
}
