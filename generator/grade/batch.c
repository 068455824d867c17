#include "grade/batch.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/files.h"
#include "base/interrupt.h"
#include "base/progress.h"
#include "base/stream.h"
#include "book/exercise.h"
#include "grade/check_source.h"
#include "grade/report_forms.h"
#include "grade/shown.h"
#include "sandbox/sandbox.h"
#include "run/tools.h"

/* One exercise of the batch. */
struct subject {
    const char *id, *folder;
    char hash[HASH_SIZE]; /* of check.c */
    long long points;     /* that its tests announce */
    int is_broken;
};

struct working {
    TALLOC_CTX *ctx;
    const struct batch_options *options;
    struct batch *batch;
    struct subject *subjects;
    size_t subject_count;
    struct batch_row **todo; /* of the exercise that is being graded */
    struct report *reports;
    size_t done, total;
    int is_full; /* a report could not be written */
};

/* ---- exercises ---------------------------------------------------------- */

static void
read_subject(TALLOC_CTX *ctx, struct subject *subject, const char *course)
{
    struct exercise *exercise;
    char *path, *text;
    size_t len;

    subject->folder = talloc_asprintf(ctx, "%s/%s", course, subject->id);
    path = path_join(ctx, subject->folder, "check.c");
    text = file_read(ctx, path, &len);
    exercise = exercise_read(ctx, subject->folder, subject->folder);
    subject->is_broken =
        !text || !exercise || !check_source_parse(ctx, path, text);
    subject->points = exercise ? exercise->points : 0;
    if (text) {
        hash_bytes(subject->hash, text, len);
    }
}

/* ---- reports ------------------------------------------------------------ */

/* "reports/ada-12345678/copies.copy-rows.json" */
static char *
report_path(TALLOC_CTX *ctx, const struct batch_row *row)
{
    char *name = talloc_strdup(ctx, row->exercise);

    for (char *at = name; *at; at++) {
        *at = *at == '/' ? '.' : *at;
    }
    return talloc_asprintf(ctx, "reports/%s/%s.json",
                           name_filed(ctx, row->student), name);
}

static const char *
first_message(const struct json *report)
{
    const struct json *tests = json_get(report, "tests");
    const char *message = json_text(report, "reason", NULL);

    for (size_t i = 0; !message && i < json_len(tests); i++) {
        message = json_text(json_at(tests, i), "message", NULL);
    }
    return message ? message : "";
}

static void
judge_claim(struct batch *batch, struct batch_row *row)
{
    const struct handed *handed = row->handed;

    if (!handed->has_claim) {
        return;
    }
    row->claim = handed->text && handed->claimed_text &&
                         strcmp(handed->text, handed->claimed_text)
                     ? CLAIM_OTHER
                 : handed->claimed == row->visible &&
                         (!handed->claimed_max ||
                          handed->claimed_max == row->visible_max)
                     ? CLAIM_SAME
                     : CLAIM_DIFFERS;
    batch->differing += row->claim != CLAIM_SAME;
}

/* What the summaries say of a report, whether it is new or was kept. */
static void
take_report(struct working *working, struct batch_row *row,
            const struct json *report)
{
    const struct json *tests = json_get(report, "tests");
    const char *message = first_message(report);

    row->status = ROW_GRADED;
    row->score = json_int(report, "score", 0);
    row->max_score = json_int(report, "max_score", 0);
    row->message = line_shown(working->ctx, message);
    for (size_t i = 0; i < json_len(tests); i++) {
        const struct json *test = json_at(tests, i);

        if (!json_bool(test, "hidden", 0)) {
            row->visible += json_int(test, "points", 0);
            row->visible_max += json_int(test, "max_points", 0);
        }
    }
    working->batch->graded++;
    judge_claim(working->batch, row);
}

static int
says(const struct json *report, const char *key, const char *value)
{
    return !strcmp(json_text(report, key, ""), value);
}

/* "GRADING" is as good as any. */
static int
level_rank(const char *name)
{
    for (int level = LEVEL_GRADING; level > LEVEL_UNSAFE; level--) {
        if (!strcmp(name, sandbox_level_name((enum sandbox_level)level))) {
            return level;
        }
    }
    return LEVEL_UNSAFE;
}

/* Anybody may have edited it. */
static int
adds_up(const struct json *report)
{
    const struct json *tests = json_get(report, "tests");
    long long points = 0, most = 0;

    for (size_t i = 0; i < json_len(tests); i++) {
        const struct json *test = json_at(tests, i);
        long long own = json_int(test, "points", -1);

        if (own < 0 || own > json_int(test, "max_points", 0)) {
            return 0;
        }
        points += own;
        most += json_int(test, "max_points", 0);
    }
    return points == json_int(report, "score", -1) &&
           most == json_int(report, "max_score", -1);
}

/* B2 */
static int
find_kept(struct working *working, struct batch_row *row,
          const struct subject *subject)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    char *path = path_join(ctx, working->options->folder, row->report);
    size_t len;
    char *text = file_try_read(ctx, path, &len);
    struct json *report = text ? json_parse(ctx, text, len, NULL) : NULL;
    int good = report && json_int(report, "version", 0) == REPORT_VERSION &&
               says(report, "runtime", tools_runtime_hash()) &&
               level_rank(json_text(report, "sandbox", "")) >=
                   level_rank(working->batch->level) &&
               says(report, "exercise", row->exercise) &&
               says(report, "exercise_hash", subject->hash) &&
               says(report, "submission_hash", row->submission_hash) &&
               adds_up(report);

    if (good) {
        take_report(working, row, report);
        working->batch->kept++;
    }
    talloc_free(ctx);
    return good;
}

static void
keep(struct working *working, const struct batch_row *row,
     const struct json *report)
{
    char *path, *text = NULL;
    size_t len = 0;
    FILE *out;

    if (!row->report) {
        return;
    }
    path = path_join(NULL, working->options->folder, row->report);
    out = stream_open(&text, &len);
    json_print(out, report, 1);
    fclose(out);
    working->is_full |= file_write(path, text, len) < 0;
    free(text);
    talloc_free(path);
}

static void
set_trouble(struct working *working, struct batch_row *row,
            enum row_status status, const char *message, long long points)
{
    row->status = status;
    row->message = line_shown(working->ctx, message);
    row->max_score = points;
    row->report = NULL;
    working->batch->missing += status == ROW_MISSING;
    working->batch->refused += status == ROW_REFUSED;
    working->batch->failed += status == ROW_FAILED;
    judge_claim(working->batch, row);
}

static void
on_finished(size_t index, void *arg)
{
    struct working *working = arg;
    struct batch_row *row = working->todo[index];
    const struct report *report = &working->reports[index];
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct json *object = json_new_object(ctx);

    row->is_new = 1;
    if (report->is_failed) {
        /* B4 */
        set_trouble(working, row, ROW_FAILED,
                    report->reason ? report->reason : "it was not judged",
                    report->max_score);
    }
    else {
        report_to_json(object, report);
        take_report(working, row, object);
        keep(working, row, object);
    }
    talloc_free(ctx);
    progress_show("graded", ++working->done, working->total);
}

/* ---- rows --------------------------------------------------------------- */

/* Whether the row has to be graded. */
static int
is_open(struct working *working, struct batch_row *row,
        const struct subject *subject)
{
    const struct handed *handed = row->handed;

    if (subject->is_broken) {
        set_trouble(working, row, ROW_FAILED, "the exercise itself is wrong",
                    subject->points);
        return 0;
    }
    if (!handed->text) {
        set_trouble(working, row, handed->path ? ROW_REFUSED : ROW_MISSING,
                    handed->why ? handed->why : "nothing was handed in",
                    subject->points);
        return 0;
    }
    hash_bytes(row->submission_hash, handed->text, strlen(handed->text));
    row->report =
        working->options->folder ? report_path(working->ctx, row) : NULL;
    return !row->report || working->options->again ||
           !find_kept(working, row, subject);
}

static struct answer
answer_of(const struct batch_row *row, const struct subject *subject)
{
    return (struct answer){.exercise = subject->id,
                           .folder = subject->folder,
                           .path = row->handed->path,
                           .text = row->handed->text};
}

/* ---- one exercise ------------------------------------------------------- */

static size_t
list_todo(struct working *working, size_t exercise)
{
    struct batch *batch = working->batch;
    size_t count = 0;

    for (size_t i = exercise; i < batch->row_count;
         i += working->subject_count) {
        struct batch_row *row = &batch->rows[i];

        if (is_open(working, row, &working->subjects[exercise])) {
            working->todo[count++] = row;
        }
        else {
            working->done++;
        }
    }
    return count;
}

static int
grade_subject(struct working *working, size_t exercise)
{
    struct grade_options options = {.seed = working->options->seed,
                                    .explain = 1,
                                    .hidden = 1,
                                    .finished = on_finished,
                                    .arg = working};
    TALLOC_CTX *ctx = talloc_new(working->ctx);
    size_t count = list_todo(working, exercise);
    struct answer *answers = talloc_array(ctx, struct answer, count + 1);
    int err = 0;

    working->reports = talloc_zero_array(ctx, struct report, count + 1);
    for (size_t i = 0; i < count; i++) {
        answers[i] = answer_of(working->todo[i], &working->subjects[exercise]);
    }
    if (count > 0) {
        err = grade_answers(ctx, answers, count, working->reports, &options);
    }
    talloc_free(ctx);
    return err || working->is_full ? -1 : 0;
}

/* ---- the batch ---------------------------------------------------------- */

/* All of a student's work is in one part. */
static int
is_in_part(const struct batch_options *options, const char *student)
{
    char hash[HASH_SIZE], digits[8] = {0};

    if (options->parts < 2) {
        return 1;
    }
    hash_bytes(hash, student, strlen(student));
    memcpy(digits, hash, 7);
    return strtoul(digits, NULL, 16) % options->parts == options->part - 1;
}

static void
make_rows(struct working *working)
{
    struct batch *batch = working->batch;
    const struct collection *from = batch->collection;
    size_t width = from->exercise_count;

    batch->rows = talloc_zero_array(working->ctx, struct batch_row,
                                    from->student_count * width + 1);
    for (size_t i = 0; i < from->student_count; i++) {
        if (!is_in_part(working->options, from->students[i])) {
            continue;
        }
        for (size_t k = 0; k < width; k++) {
            batch->rows[batch->row_count++] =
                (struct batch_row){.student = from->students[i],
                                   .exercise = from->exercises[k],
                                   .handed = &from->table[i * width + k],
                                   .message = ""};
        }
    }
}

int
batch_grade(TALLOC_CTX *ctx, const struct collection *collection,
            const struct batch_options *options, struct batch *batch)
{
    struct working working = {.ctx = ctx, .options = options, .batch = batch};
    int err = 0;

    *batch = (struct batch){.collection = collection};
    batch->level = sandbox_level_name(sandbox_probe(ctx, NULL, NULL));
    working.subject_count = collection->exercise_count;
    working.subjects =
        talloc_zero_array(ctx, struct subject, working.subject_count + 1);
    for (size_t i = 0; i < working.subject_count; i++) {
        working.subjects[i].id = collection->exercises[i];
        read_subject(ctx, &working.subjects[i], options->course);
    }
    make_rows(&working);
    working.total = batch->row_count;
    working.todo = talloc_array(ctx, struct batch_row *, batch->row_count + 1);
    for (size_t i = 0; i < working.subject_count && !err; i++) {
        err = grade_subject(&working, i);
    }
    progress_hide();
    return err || interrupted() ? -1 : 0;
}
