#include "grade/collect.h"

#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/interrupt.h"
#include "base/map.h"
#include "grade/collect_walk.h"
#include "grade/handed_in.h"
#include "grade/progress_file.h"
#include "grade/shown.h"
#include "grade/submission.h"

/* One row of the table while it grows. */
struct row {
    const char *student; /* shown */
    struct handed *cells;
};

struct collecting {
    struct collection *out;
    struct map *rows;   /* by what is shown of the student */
    const char *source; /* the argument */
    size_t wrapper;     /* bytes of the paths that all of them begin with */
    const char *owner;  /* source that everything belongs to; or NULL */
};

/* ---- words -------------------------------------------------------------- */

static char *
shown_path(const struct collecting *collecting, const char *path)
{
    char *whole = path_join(NULL, collecting->source, path);
    char *shown = name_shown(collecting->out, whole, strlen(whole));

    talloc_free(whole);
    return shown;
}

static void
add_problem(struct collecting *collecting, const char *path, const char *why)
{
    struct collection *out = collecting->out;

    out->problems = talloc_realloc(out, out->problems, struct problem,
                                   out->problem_count + 1);
    out->problems[out->problem_count++] = (struct problem){
        shown_path(collecting, path), talloc_strdup(out, why)};
}

static void
add_ignored(struct collecting *collecting, const char *path)
{
    struct collection *out = collecting->out;

    out->ignored = talloc_realloc(out, out->ignored, const char *,
                                  out->ignored_count + 1);
    out->ignored[out->ignored_count++] = shown_path(collecting, path);
}

/* ---- students ----------------------------------------------------------- */

static struct row *
find_row(struct collecting *collecting, const char *name, size_t len)
{
    struct collection *out = collecting->out;
    char *shown = name_shown(out, name, len);
    struct row *row = map_find(collecting->rows, shown);

    if (!row) {
        row = talloc_zero(out, struct row);
        row->student = shown;
        row->cells =
            talloc_zero_array(out, struct handed, out->exercise_count + 1);
        map_set(collecting->rows, shown, row);
    }
    return row;
}

/* "subs/ada.zip" is called ada. */
static struct row *
source_row(struct collecting *collecting)
{
    const char *source =
        collecting->owner ? collecting->owner : collecting->source;
    char *whole = realpath(source, NULL);
    const char *name = whole ? whole : source;
    const char *slash = strrchr(name, '/');
    struct row *row;

    name = slash && slash[1] ? slash + 1 : name;
    row = find_row(collecting, name, archive_stem(name, strlen(name)));
    free(whole);
    return row;
}

/* The student that path[0 .. folder-1] names. */
static struct row *
folder_row(struct collecting *collecting, const char *path, size_t folder)
{
    size_t skip = folder < collecting->wrapper ? folder : collecting->wrapper;
    size_t len;

    path += skip;
    folder -= skip;
    while (folder > 0 && *path == '/') {
        path++;
        folder--;
    }
    len = strcspn(path, "/");
    len = len < folder ? len : folder;
    return len > 0 ? find_row(collecting, path, archive_stem(path, len))
                   : source_row(collecting);
}

/* The length of the path without its last component. */
static size_t
folder_len(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? (size_t)(slash - path) : 0;
}

/* For a file that stands alone under its owner's name. */
static struct row *
bare_row(struct collecting *collecting, const char *path)
{
    const char *name = strrchr(path, '/');
    const char *dot;

    if (collecting->owner) {
        return source_row(collecting);
    }
    name = name ? name + 1 : path;
    dot = strrchr(name, '.');
    return find_row(collecting, name,
                    dot && dot > name ? (size_t)(dot - name) : strlen(name));
}

/* ---- the wrapper -------------------------------------------------------- */

static int
has_prefix(const char *path, const char *prefix, size_t len)
{
    return !strncmp(path, prefix, len) && path[len] == '/';
}

static struct handed_in
which(const struct collection *out, const char *path)
{
    return handed_in_read(path, out->exercises, out->exercise_count,
                          out->course_count);
}

/* Some services hand out one folder with all students in it.  It is passed
 * over when everything lies in it, no answer directly, and it has more
 * folders than one. */
static size_t
find_wrapper(const struct unpacked_list *list, const struct collection *out)
{
    const char *first = list->count ? list->entries[0].path : "";
    size_t len = strcspn(first, "/");
    const char *second = NULL;
    int several = 0;

    if (!first[len]) {
        return 0;
    }
    for (size_t i = 0; i < list->count; i++) {
        const char *path = list->entries[i].path;
        struct handed_in place = which(out, path);
        const char *below = path + len + 1;

        if (!has_prefix(path, first, len) ||
            (place.exercise >= 0 && place.folder <= len)) {
            return 0;
        }
        if (below[strcspn(below, "/")]) {
            size_t n = strcspn(below, "/") + 1;

            several |= second && strncmp(second, below, n);
            second = second ? second : below;
        }
    }
    return several ? len + 1 : 0;
}

/* ---- entries ------------------------------------------------------------ */

static void
take_answer(struct collecting *collecting, struct handed *cell,
            const struct unpacked *entry, int rank)
{
    struct collection *out = collecting->out;
    char *path = shown_path(collecting, entry->path);

    if (cell->path && cell->rank < rank) {
        return;
    }
    if (cell->path && cell->rank == rank) {
        cell->why = talloc_asprintf(out, "%s answers the same exercise", path);
        cell->text = NULL;
        return;
    }
    cell->path = path;
    cell->rank = rank;
    cell->text = NULL;
    cell->why = entry->why;
    if (!entry->why) {
        cell->why = submission_complaint(out, entry->bytes, entry->len);
        cell->text = cell->why ? NULL : entry->bytes;
    }
}

enum { RANK_PROGRESS = 5 };

/* Its source is a submission where there is no better one. */
static void
take_claim(struct collecting *collecting, struct handed *cell,
           const struct unpacked *entry, const struct progress_claim *claim)
{
    struct collection *out = collecting->out;

    if (claim->has_score) {
        cell->has_claim = 1;
        cell->claimed = claim->score;
        cell->claimed_max = claim->max_score;
    }
    if (claim->source && claim->source_len > 0) {
        struct unpacked inner = {
            .path = entry->path,
            .bytes = talloc_memdup(out, claim->source, claim->source_len + 1),
            .len = claim->source_len};

        cell->claimed_text =
            strlen(inner.bytes) == inner.len ? inner.bytes : NULL;
        take_answer(collecting, cell, &inner, RANK_PROGRESS);
    }
}

/* "ada.json" among others is ada's; "progress.json", or what the page calls
 * it, is of whoever hands in all of this. */
static int
is_own_progress(const char *path)
{
    return !strncmp(path, "progress", 8) || !strncmp(path, "heapbook", 8);
}

static void
take_progress(struct collecting *collecting, const struct unpacked *entry)
{
    struct collection *out = collecting->out;
    const char *why;
    struct progress_file *file =
        progress_file_parse(out, entry->bytes, entry->len, &why);
    size_t folder = folder_len(entry->path);
    struct row *row;

    if (!file) {
        if (why) {
            add_problem(collecting, entry->path, why);
        }
        else {
            add_ignored(collecting, entry->path);
        }
        return;
    }
    row = folder > collecting->wrapper ||
                  is_own_progress(entry->path + collecting->wrapper)
              ? folder_row(collecting, entry->path, folder)
              : bare_row(collecting, entry->path);
    for (size_t i = 0; i < out->exercise_count; i++) {
        struct progress_claim claim;

        if (progress_file_find(file, out->exercises[i], &claim)) {
            take_claim(collecting, &row->cells[i], entry, &claim);
        }
    }
    talloc_free(file);
}

/* Who hands in a folder without answers has handed in nothing, and is not
 * forgotten. */
static void
take_folder(struct collecting *collecting, const char *path)
{
    size_t len = strcspn(path, "/");
    const char *below = path + collecting->wrapper;

    if (!path[len] || handed_in_is_hidden(path) ||
        (collecting->wrapper && !below[strcspn(below, "/")])) {
        return;
    }
    folder_row(collecting, path, folder_len(path));
}

static int
is_chapter(const struct collecting *collecting, const char *path)
{
    const struct collection *out = collecting->out;
    size_t len = strcspn(path, "/");

    for (size_t i = 0; i < out->course_count; i++) {
        if (!strncmp(out->exercises[i], path, len) &&
            out->exercises[i][len] == '/') {
            return 1;
        }
    }
    return (len == 9 && !strncmp(path, "exercises", len)) || len == 0;
}

static void
take_entry(struct collecting *collecting, const struct unpacked *entry)
{
    struct collection *out = collecting->out;
    struct handed_in place = which(out, entry->path);

    if (place.exercise >= 0 && (entry->bytes || entry->why)) {
        struct row *row =
            place.is_bare ? bare_row(collecting, entry->path)
                          : folder_row(collecting, entry->path, place.folder);

        take_answer(collecting, &row->cells[place.exercise], entry,
                    place.rank);
        return;
    }
    if (!is_chapter(collecting, entry->path + collecting->wrapper)) {
        take_folder(collecting, entry->path);
    }
    if (entry->why) {
        add_problem(collecting, entry->path, entry->why);
    }
    else if (entry->bytes && path_ends(entry->path, ".json")) {
        take_progress(collecting, entry);
    }
    else if (!path_ends(entry->path, "/")) {
        add_ignored(collecting, entry->path);
    }
}

static void
take_source(struct collecting *collecting, const char *source)
{
    struct collection *out = collecting->out;
    struct unpacked_list *list = collect_walk(out, source);

    collecting->source = source;
    collecting->wrapper = find_wrapper(list, out);
    for (size_t i = 0; i < list->count; i++) {
        take_entry(collecting, &list->entries[i]);
    }
    if (list->why) {
        add_problem(collecting, "", list->why);
    }
}

/* ---- the table ---------------------------------------------------------- */

static int
compare_rows(const void *a, const void *b)
{
    return strcmp((*(struct row *const *)a)->student,
                  (*(struct row *const *)b)->student);
}

static void
make_table(struct collecting *collecting)
{
    struct collection *out = collecting->out;
    size_t count = map_len(collecting->rows), n = 0;
    struct row **rows = talloc_array(out, struct row *, count + 1);

    MAP_EACH(collecting->rows, entry)
    {
        rows[n++] = entry->value;
    }
    qsort(rows, n, sizeof *rows, compare_rows);
    out->student_count = n;
    out->students = talloc_array(out, const char *, n + 1);
    out->table =
        talloc_zero_array(out, struct handed, n * out->exercise_count + 1);
    for (size_t i = 0; i < n; i++) {
        out->students[i] = rows[i]->student;
        memcpy(&out->table[i * out->exercise_count], rows[i]->cells,
               out->exercise_count * sizeof(struct handed));
    }
}

struct collection *
collect(TALLOC_CTX *ctx, const char *const *sources,
        const char *const *exercises, size_t asked, size_t count,
        int one_owner)
{
    struct collection *out = talloc_zero(ctx, struct collection);
    struct collecting collecting = {.out = out, .rows = map_new(out)};

    out->exercises = exercises;
    out->exercise_count = asked;
    out->course_count = count;
    if (one_owner) {
        collecting.owner = sources[0];
        source_row(&collecting);
    }
    for (; *sources && !interrupted(); sources++) {
        take_source(&collecting, *sources);
    }
    make_table(&collecting);
    return interrupted() ? NULL : out;
}
