#include "book/course.h"

#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/list.h"
#include "base/map.h"
#include "book/shortcode.h"

static const char CONTENT[] = "content";
static const char EXERCISES[] = "exercises";

/* ---- chapters --------------------------------------------------------- */

static void
chapter_place(struct chapter *chapter, const struct entry *entry)
{
    const char *slug = chapter->slug;
    chapter->number = entry->number;
    chapter->part = entry->part;
    chapter->is_front = !entry->number && (strcmp(slug, "index") == 0 ||
                                           strcmp(slug, "README") == 0);
}

/* The slug that a path of SUMMARY.md has: "a/b.md" -> "b". */
static char *
entry_slug(TALLOC_CTX *ctx, const char *path)
{
    const char *base = strrchr(path, '/');
    base = base ? base + 1 : path;
    size_t len = strlen(base);
    return talloc_strndup(ctx, base, path_ends(base, ".md") ? len - 3 : len);
}

static void
slugs_list(struct course *course)
{
    for (size_t i = 0; i < course->summary->len; i++) {
        const char *path = course->summary->entries[i].path;
        if (path) {
            map_set(course->slugs, entry_slug(course, path), course);
        }
    }
}

static struct chapter *
chapter_read(struct course *course, const struct entry *entry)
{
    char *path = talloc_asprintf(course, "%s/%s", CONTENT, entry->path);
    char *file = path_join(course, course->folder, path);
    list_add(course, &course->files, file);
    if (!file_exists(file)) {
        diag_at(entry->place, "%s is not there", path);
        diag_note(entry->place, "write it, or make the entry a draft: [%s]()",
                  entry->title);
        return NULL;
    }
    struct source *source = source_read(course, file, path);
    struct chapter *chapter =
        source ? chapter_parse(course, source, entry->title) : NULL;
    if (chapter) {
        chapter_place(chapter, entry);
        course->example_count += chapter->example_count;
    }
    return chapter;
}

/* Two chapters of one slug would be one page. */
static void
slugs_check(struct course *course)
{
    struct map *slugs = map_new(course);
    for (size_t i = 0; i < course->summary->len; i++) {
        struct chapter *chapter = course->chapters[i];
        struct chapter *other =
            chapter ? map_set(slugs, chapter->slug, chapter) : NULL;
        if (other) {
            diag_at((struct place){.path = chapter->path},
                    "its page would be that of %s", other->path);
            diag_note((struct place){.path = chapter->path},
                      "two chapters cannot have the same file name");
            course->failed = 1;
            course->chapters[i] = NULL;
            map_set(slugs, other->slug, other);
        }
    }
    talloc_free(slugs);
}

static void
chapters_read(struct course *course, int drafts)
{
    struct summary *summary = course->summary;
    course->chapters =
        talloc_zero_array(course, struct chapter *, summary->len);
    for (size_t i = 0; i < summary->len; i++) {
        struct entry *entry = &summary->entries[i];
        if (!entry->path) {
            continue;
        }
        struct chapter *chapter = chapter_read(course, entry);
        course->chapters[i] = chapter;
        course->failed |= !chapter || chapter->failed;
        if (!chapter) {
            map_set(course->lost, entry_slug(course, entry->path), course);
        }
        else if (chapter->front->draft && !drafts) {
            course->example_count -= chapter->example_count;
            course->chapters[i] = NULL;
        }
    }
    slugs_check(course);
}

/* ---- exercises -------------------------------------------------------- */

static void
exercise_add(struct course *course, const char *file, const char *folder)
{
    static const char *const PARTS[] = {"README.md", "starter.c", "solution.c",
                                        "check.c", NULL};
    for (const char *const *part = PARTS; *part; part++) {
        char *path = path_join(course, file, *part);
        list_add(course, &course->files, path);
    }
    struct exercise *exercise = exercise_read(course, file, folder);
    if (!exercise) {
        map_set(course->lost, strchr(folder, '/') + 1, course);
        course->failed = 1;
        return;
    }
    course->exercises =
        talloc_realloc(course, course->exercises, struct exercise *,
                       course->exercise_count + 1);
    course->exercises[course->exercise_count++] = exercise;
}

static void
exercises_read_below(struct course *course, const char *chapter)
{
    char *folder = talloc_asprintf(course, "%s/%s", EXERCISES, chapter);
    char *file = path_join(course, course->folder, folder);
    char **names = folder_list(course, file, "");
    list_add(course, &course->folders, file);
    for (; *names; names++) {
        char *below = talloc_asprintf(course, "%s/%s", file, *names);
        if (folder_exists(below)) {
            exercise_add(course, below,
                         talloc_asprintf(course, "%s/%s", folder, *names));
        }
    }
}

static void
exercises_read(struct course *course)
{
    char *file = path_join(course, course->folder, EXERCISES);
    char **chapters = folder_list(course, file, "");
    list_add(course, &course->folders, file);
    for (; *chapters; chapters++) {
        char *path = path_join(course, file, *chapters);
        if (folder_exists(path)) {
            exercises_read_below(course, *chapters);
        }
    }
}

/* In the order of their chapters; those of none come last. */
static void
exercises_order(struct course *course)
{
    size_t n = 0;
    struct exercise **ordered =
        talloc_array(course, struct exercise *, course->exercise_count + 1);
    for (size_t i = 0; i < course->summary->len; i++) {
        const char *path = course->summary->entries[i].path;
        char *slug = path ? entry_slug(course, path) : NULL;
        for (size_t k = 0; slug && k < course->exercise_count; k++) {
            struct exercise *exercise = course->exercises[k];
            if (exercise && strcmp(exercise->chapter, slug) == 0) {
                ordered[n++] = exercise;
                course->exercises[k] = NULL;
            }
        }
    }
    for (size_t k = 0; k < course->exercise_count; k++) {
        if (course->exercises[k]) {
            ordered[n++] = course->exercises[k];
        }
    }
    course->exercises = ordered;
}

/* An exercise belongs to a chapter, which may still be a draft. */
static int
is_known_chapter(const struct course *course, const char *slug)
{
    return map_find(course->slugs, slug) != NULL;
}

static void
exercises_check(struct course *course)
{
    for (size_t i = 0; i < course->exercise_count; i++) {
        const struct exercise *exercise = course->exercises[i];
        if (!is_known_chapter(course, exercise->chapter)) {
            diag_at((struct place){.path = exercise->folder},
                    "no chapter has the slug \"%s\"", exercise->chapter);
            course->failed = 1;
        }
        if (map_find(course->lost, exercise->chapter) ||
            !is_known_chapter(course, exercise->chapter)) {
            map_set(course->lost, exercise->id, course);
        }
    }
}

/* ---- what chapters say of each other ---------------------------------- */

static int
exercise_unknown(const struct course *course,
                 const struct shortcode *shortcode)
{
    const char **ids =
        talloc_zero_array(NULL, const char *, course->exercise_count + 1);
    for (size_t i = 0; i < course->exercise_count; i++) {
        ids[i] = course->exercises[i]->id;
    }
    diag_at(shortcode->place, "there is no exercise \"%s\"",
            shortcode->arguments[0]);
    diag_suggest(shortcode->place, shortcode->arguments[0], ids);
    talloc_free(ids);
    return -1;
}

/* Whether the exercise that a chapter names has a page. */
static int
exercise_check(const struct course *course, const struct shortcode *shortcode)
{
    const char *id = shortcode->arguments[0];
    const struct exercise *exercise = course_exercise(course, id);
    if (map_find(course->lost, id)) {
        return -1;
    }
    if (!exercise) {
        return exercise_unknown(course, shortcode);
    }
    return course_chapter(course, exercise->chapter)
               ? 0
               : diag_at(shortcode->place,
                         "the chapter of exercise \"%s\" is a draft", id);
}

static void
references_check(struct course *course, struct chapter *chapter)
{
    struct node *root = chapter->tree;
    struct node *next;
    for (struct node *at = root; at; at = next) {
        const struct shortcode *shortcode = at->item;
        next = node_walk(at, root);
        if (at->kind == NODE_SHORTCODE &&
            shortcode->kind == SHORTCODE_EXERCISE &&
            exercise_check(course, shortcode) < 0) {
            course->failed = chapter->failed = 1;
            node_unlink(at);
        }
    }
    for (const char **need = chapter->front->needs; *need; need++) {
        if (!is_known_chapter(course, *need)) {
            diag_at((struct place){chapter->path, 1, 1},
                    "needs: no chapter has the slug \"%s\"", *need);
            course->failed = 1;
        }
    }
}

/* Numbers in a prompt come from the programs of the exercise's chapter. */
static void
values_check(struct course *course, const struct exercise *exercise)
{
    struct chapter *chapter = course_chapter(course, exercise->chapter);
    if (!chapter) {
        return;
    }
    course->failed |= chapter_resolve(chapter, exercise->tree) < 0;
    for (size_t i = 0; i < exercise->hint_count; i++) {
        course->failed |=
            chapter_resolve(chapter, exercise->hints[i].body) < 0;
    }
}

/* The first page's text, content/index.md, need not be listed. */
static void
front_find(struct course *course)
{
    struct summary *summary = course->summary;
    char *path = talloc_asprintf(course, "%s/index.md", CONTENT);
    char *file = path_join(course, course->folder, path);
    for (size_t i = 0; i < summary->len; i++) {
        const char *listed = summary->entries[i].path;
        if (listed && (strcmp(listed, "index.md") == 0 ||
                       strcmp(listed, "README.md") == 0)) {
            return;
        }
    }
    if (file_exists(file)) {
        summary_add(summary, "", "index.md", (struct place){.path = path});
    }
}

/* ---- the course ------------------------------------------------------- */

static struct summary *
summary_read(struct course *course)
{
    char *path = talloc_asprintf(course, "%s/SUMMARY.md", CONTENT);
    char *file = path_join(course, course->folder, path);
    list_add(course, &course->files, file);
    if (!file_exists(file)) {
        diag_at((struct place){.path = path}, "there is no such file");
        diag_note((struct place){.path = path},
                  "it lists the chapters; `-C` names the course's folder");
        return NULL;
    }
    struct source *source = source_read(course, file, path);
    return source ? summary_parse(course, source) : NULL;
}

struct course *
course_read(TALLOC_CTX *ctx, const struct course_options *options)
{
    struct course *course = talloc_zero(ctx, struct course);
    course->folder = talloc_strdup(course, options->folder);
    course->lost = map_new(course);
    course->slugs = map_new(course);
    course->summary = summary_read(course);
    if (!course->summary) {
        talloc_free(course);
        return NULL;
    }
    front_find(course);
    slugs_list(course);
    chapters_read(course, options->drafts);
    exercises_read(course);
    exercises_order(course);
    exercises_check(course);
    for (size_t i = 0; i < course->summary->len; i++) {
        if (course->chapters[i]) {
            references_check(course, course->chapters[i]);
        }
    }
    for (size_t i = 0; i < course->exercise_count; i++) {
        values_check(course, course->exercises[i]);
    }
    return course;
}

struct chapter *
course_chapter(const struct course *course, const char *slug)
{
    for (size_t i = 0; i < course->summary->len; i++) {
        struct chapter *chapter = course->chapters[i];
        if (chapter && strcmp(chapter->slug, slug) == 0) {
            return chapter;
        }
    }
    return NULL;
}

struct exercise *
course_exercise(const struct course *course, const char *id)
{
    for (size_t i = 0; i < course->exercise_count; i++) {
        if (strcmp(course->exercises[i]->id, id) == 0) {
            return course->exercises[i];
        }
    }
    return NULL;
}
