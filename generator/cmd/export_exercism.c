/* Exercism: a track's exercises, and a test runner for them.
 *
 * The runner is called as bin/run.sh SLUG INPUT OUTPUT and leaves
 * OUTPUT/results.json, whatever became of the tests. */
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/json.h"
#include "base/stream.h"
#include "cmd/exercise_list.h"
#include "cmd/export.h"
#include "grade/check_visible.h"

static const char RUN[] =
    "#!/bin/sh\n"
    "# run.sh SLUG INPUT OUTPUT: writes OUTPUT/results.json.\n"
    "if [ $# -ne 3 ]; then\n"
    "    echo \"usage: run.sh SLUG INPUT OUTPUT\" >&2\n"
    "    exit 2\n"
    "fi\n"
    "root=$(cd \"$(dirname \"$0\")/..\" && pwd) || exit 1\n"
    "input=$(cd \"$2\" && pwd) && output=$(cd \"$3\" && pwd) || exit 1\n"
    "id=$(sed -n \"s|^$1 ||p\" \"$root/slugs\")\n"
    "if [ -z \"$id\" ]; then\n"
    "    echo \"run.sh: no exercise $1\" >&2\n"
    "    exit 1\n"
    "fi\n"
    "rm -f \"$output/results.json\"\n"
    "\"$root/program/heapbook\" grade -C \"$root/course\" --filter \"$id\" "
    "\\\n"
    "    --format exercism --output \"$output/results.json\" \"$input\"\n"
    "[ -f \"$output/results.json\" ]\n";

static const char DOCKERFILE[] =
    "FROM debian:bookworm-slim\n"
    "COPY . /opt/test-runner\n"
    "WORKDIR /opt/test-runner\n"
    "ENTRYPOINT [\"/opt/test-runner/bin/run.sh\"]\n";

struct slugs {
    const struct export *export;
    char *lines; /* "SLUG CHAPTER/NAME" */
};

static const char *
name_of(const char *id)
{
    const char *slash = strrchr(id, '/');

    return slash ? slash + 1 : id;
}

/* The name, where only one chapter has it; else CHAPTER-NAME. */
static char *
slug_of(TALLOC_CTX *ctx, const struct export *export, const char *id)
{
    char *slug = talloc_strdup(ctx, id);
    int others = 0;

    for (size_t i = 0; i < export->count; i++) {
        others += !strcmp(name_of(export->exercises[i]), name_of(id));
    }
    if (others == 1) {
        return talloc_strdup(ctx, name_of(id));
    }
    for (char *at = slug; *at; at++) {
        *at = *at == '/' ? '-' : *at;
    }
    return slug;
}

static void
add_json(struct package *package, const char *path, const struct json *json)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = stream_open(&text, &len);

    json_print(out, json, 1);
    fclose(out);
    package_add(package, path, text, len, 0);
    free(text);
}

static void
add_list(struct json *object, const char *key, const char *item)
{
    struct json *list = json_set_list(object, key);

    if (item) {
        json_add_text(list, item);
    }
}

/* ---- one exercise ------------------------------------------------------- */

static void
add_meta(struct package *package, TALLOC_CTX *ctx, const char *folder,
         const char *slug, const char *title)
{
    struct json *meta = json_new_object(ctx), *files;

    json_set_list(meta, "authors");
    files = json_set_object(meta, "files");
    add_list(files, "solution", talloc_asprintf(ctx, "%s.c", slug));
    add_list(files, "test", "check.c");
    add_list(files, "example", NULL);
    json_set_text(meta, "blurb", title);
    add_json(package, talloc_asprintf(ctx, "%s.meta/config.json", folder),
             meta);
}

static int
add_exercise(struct slugs *slugs, TALLOC_CTX *ctx, const char *id)
{
    struct package *package = slugs->export->package;
    char *slug = slug_of(ctx, slugs->export, id);
    char *folder = talloc_asprintf(ctx, "exercises/practice/%s/", slug);
    char *from = talloc_asprintf(ctx, "%s/%s/", EXERCISES_FOLDER, id);
    char *check_path = talloc_asprintf(ctx, "%scheck.c", from);
    size_t len;
    char *readme =
        file_read(ctx, talloc_asprintf(ctx, "%sREADME.md", from), &len);
    char *check = file_read(ctx, check_path, &len);
    char *hints, *prompt;

    if (!readme || !check ||
        !(check = check_visible(ctx, check_path, check, NULL))) {
        return -1;
    }
    prompt = export_prompt(ctx, readme, &hints);
    package_add_text(package,
                     talloc_asprintf(ctx, "%s.docs/instructions.md", folder),
                     talloc_asprintf(ctx, "# Instructions\n\n%s", prompt));
    if (*hints) {
        package_add_text(package,
                         talloc_asprintf(ctx, "%s.docs/hints.md", folder),
                         talloc_asprintf(ctx, "# Hints\n\n%s", hints));
    }
    package_add_text(package, talloc_asprintf(ctx, "%scheck.c", folder),
                     check);
    add_meta(package, ctx, folder, slug, export_title(ctx, readme, slug));
    slugs->lines = talloc_asprintf_append(slugs->lines, "%s %s\n", slug, id);
    return package_add_file(package,
                            talloc_asprintf(ctx, "%s%s.c", folder, slug),
                            talloc_asprintf(ctx, "%sstarter.c", from));
}

/* ---- the track ---------------------------------------------------------- */

static void
add_track(const struct export *export, TALLOC_CTX *ctx)
{
    struct json *track = json_new_object(ctx), *practice;

    json_set_text(track, "language", "Heapbook");
    json_set_text(track, "slug", "heapbook");
    json_set_bool(track, "active", 0);
    json_set_int(track, "version", 3);
    practice = json_set_list(json_set_object(track, "exercises"), "practice");
    for (size_t i = 0; i < export->count; i++) {
        struct json *one = json_add_object(practice);
        char *slug = slug_of(ctx, export, export->exercises[i]);

        json_set_text(one, "slug", slug);
        json_set_text(one, "name", slug);
        json_set_list(one, "practices");
        json_set_list(one, "prerequisites");
        json_set_int(one, "difficulty", 1);
    }
    add_json(export->package, "config.json", track);
}

int
export_to_exercism(const struct export *export)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct slugs slugs = {export, talloc_strdup(ctx, "")};
    int status = 0;

    add_track(export, ctx);
    for (size_t i = 0; i < export->count; i++) {
        status |= add_exercise(&slugs, ctx, export->exercises[i]);
    }
    package_add_text(export->package, "test-runner/slugs", slugs.lines);
    package_add_text(export->package, "test-runner/bin/run.sh", RUN);
    package_add_text(export->package, "test-runner/Dockerfile", DOCKERFILE);
    status |= export_program(export, "test-runner/program/");
    status |= export_exercises(export, "test-runner/course/", PART_STUDENT);
    talloc_free(ctx);
    return status ? -1 : 0;
}
