/* The summaries of a batch. */
#include "grade/batch.h"

#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/stream.h"
#include "grade/report_forms.h"
#include "grade/shown.h"

const char *
row_status_name(enum row_status status)
{
    static const char *const names[] = {"graded", "missing", "refused",
                                        "failed"};

    return names[status];
}

const char *
claim_status_name(enum claim_status status)
{
    static const char *const names[] = {"", "same", "differs", "other source"};

    return names[status];
}

/* ---- one line for each student and exercise ----------------------------- */

static void
put_claim(FILE *out, const struct batch_row *row)
{
    if (row->handed->has_claim) {
        fprintf(out, "%lld,%lld,", row->handed->claimed,
                row->handed->claimed_max);
    }
    else {
        fputs(",,", out);
    }
    csv_put(out, claim_status_name(row->claim));
}

void
batch_print_csv(FILE *out, const struct batch *batch)
{
    fputs("student,exercise,status,score,max_score,visible_score,"
          "visible_max_score,claimed,claimed_max,claim,message,file,"
          "submission_hash,report\r\n",
          out);
    for (size_t i = 0; i < batch->row_count; i++) {
        const struct batch_row *row = &batch->rows[i];

        csv_put(out, row->student);
        fputc(',', out);
        csv_put(out, row->exercise);
        fprintf(out, ",%s,%lld,%lld,%lld,%lld,", row_status_name(row->status),
                row->score, row->max_score, row->visible, row->visible_max);
        put_claim(out, row);
        fputc(',', out);
        csv_put(out, row->message);
        fputc(',', out);
        csv_put(out, row->handed->path ? row->handed->path : "");
        fprintf(out, ",%s,", row->submission_hash);
        csv_put(out, row->report ? row->report : "");
        fputs("\r\n", out);
    }
}

/* ---- one line for each student ------------------------------------------ */

struct student_sum {
    const char *name;
    long long score, max_score;
    size_t status[ROW_FAILED + 1];
    size_t differing;
    size_t next; /* the row of the next student */
};

/* The rows of a student follow each other. */
static struct student_sum
add_up(const struct batch *batch, size_t first)
{
    struct student_sum sum = {.name = batch->rows[first].student,
                              .next = first};

    for (; sum.next < batch->row_count &&
           batch->rows[sum.next].student == sum.name;
         sum.next++) {
        const struct batch_row *row = &batch->rows[sum.next];

        sum.score += row->score;
        sum.max_score += row->max_score;
        sum.status[row->status]++;
        sum.differing +=
            row->claim == CLAIM_DIFFERS || row->claim == CLAIM_OTHER;
    }
    return sum;
}

void
batch_print_students(FILE *out, const struct batch *batch)
{
    struct student_sum sum;

    fputs("student,score,max_score,graded,missing,refused,failed,"
          "claims_that_differ\r\n",
          out);
    for (size_t i = 0; i < batch->row_count; i = sum.next) {
        sum = add_up(batch, i);
        csv_put(out, sum.name);
        fprintf(out, ",%lld,%lld,%zu,%zu,%zu,%zu,%zu\r\n", sum.score,
                sum.max_score, sum.status[ROW_GRADED], sum.status[ROW_MISSING],
                sum.status[ROW_REFUSED], sum.status[ROW_FAILED],
                sum.differing);
    }
}

/* ---- JSON --------------------------------------------------------------- */

static void
set_text(struct json *object, const char *key, const char *text)
{
    if (text && *text) {
        json_set_text(object, key, text);
    }
    else {
        json_set_null(object, key);
    }
}

static void
add_row(struct json *list, const struct batch_row *row)
{
    struct json *one = json_add_object(list);

    json_set_text(one, "exercise", row->exercise);
    json_set_text(one, "status", row_status_name(row->status));
    json_set_int(one, "score", row->score);
    json_set_int(one, "max_score", row->max_score);
    json_set_int(one, "visible_score", row->visible);
    json_set_int(one, "visible_max_score", row->visible_max);
    if (row->handed->has_claim) {
        json_set_int(one, "claimed", row->handed->claimed);
        json_set_int(one, "claimed_max", row->handed->claimed_max);
        json_set_text(one, "claim", claim_status_name(row->claim));
    }
    set_text(one, "message", row->message);
    set_text(one, "file", row->handed->path);
    set_text(one, "submission_hash", row->submission_hash);
    set_text(one, "report", row->report);
}

static void
add_students(struct json *all, const struct batch *batch)
{
    struct json *students = json_set_list(all, "students");
    struct student_sum sum;

    for (size_t i = 0; i < batch->row_count; i = sum.next) {
        struct json *one = json_add_object(students), *rows;

        sum = add_up(batch, i);
        json_set_text(one, "student", sum.name);
        json_set_int(one, "score", sum.score);
        json_set_int(one, "max_score", sum.max_score);
        rows = json_set_list(one, "exercises");
        for (size_t k = i; k < sum.next; k++) {
            add_row(rows, &batch->rows[k]);
        }
    }
}

void
batch_print_json(FILE *out, const struct batch *batch)
{
    const struct collection *collection = batch->collection;
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct json *all = json_new_object(ctx), *list;

    json_set_int(all, "version", 1);
    report_tool_to_json(all, COMPILER_TCC);
    json_set_text(all, "sandbox", batch->level);
    add_students(all, batch);
    list = json_set_list(all, "problems");
    for (size_t i = 0; i < collection->problem_count; i++) {
        struct json *one = json_add_object(list);

        json_set_text(one, "path", collection->problems[i].path);
        json_set_text(one, "why", collection->problems[i].why);
    }
    list = json_set_list(all, "ignored");
    for (size_t i = 0; i < collection->ignored_count; i++) {
        json_add_text(list, collection->ignored[i]);
    }
    json_print(out, all, 1);
    talloc_free(ctx);
}

/* ---- for a reader ------------------------------------------------------- */

static size_t
count_students(const struct batch *batch)
{
    size_t count = 0;

    for (size_t i = 0; i < batch->row_count; i = add_up(batch, i).next) {
        count++;
    }
    return count;
}

static void
print_rows(FILE *out, const struct batch *batch, int verbose)
{
    for (size_t i = 0; i < batch->row_count; i++) {
        const struct batch_row *row = &batch->rows[i];

        if (row->status == ROW_REFUSED || row->status == ROW_FAILED) {
            fprintf(out, "  %s  %s %s: %s\n", row_status_name(row->status),
                    row->student, row->exercise, row->message);
        }
        if (row->claim == CLAIM_DIFFERS || row->claim == CLAIM_OTHER) {
            fprintf(out, "  %s  %s %s: claims %lld/%lld, has %lld/%lld\n",
                    claim_status_name(row->claim), row->student, row->exercise,
                    row->handed->claimed, row->handed->claimed_max,
                    row->visible, row->visible_max);
        }
        if (verbose && row->status == ROW_GRADED) {
            fprintf(out, "  %3lld/%-3lld  %s %s%s\n", row->score,
                    row->max_score, row->student, row->exercise,
                    row->is_new ? "" : " (kept)");
        }
    }
}

void
batch_print_human(FILE *out, const struct batch *batch, int verbose)
{
    const struct collection *collection = batch->collection;

    fprintf(out,
            "%zu students, %zu answers graded (%zu of them kept from "
            "before), %zu missing, %zu refused\n",
            count_students(batch), batch->graded, batch->kept, batch->missing,
            batch->refused);
    print_rows(out, batch, verbose);
    for (size_t i = 0; i < collection->problem_count; i++) {
        fprintf(out, "  problem  %s: %s\n", collection->problems[i].path,
                collection->problems[i].why);
    }
    for (size_t i = 0; verbose && i < collection->ignored_count; i++) {
        fprintf(out, "  ignored  %s\n", collection->ignored[i]);
    }
    fprintf(out, "sandbox %s\n", batch->level);
}

/* ---- files -------------------------------------------------------------- */

static int
write_one(const struct batch *batch, const struct batch_options *options,
          const char *name, const char *ending,
          void (*print)(FILE *, const struct batch *))
{
    char *part =
        options->parts > 1
            ? talloc_asprintf(NULL, "-%u-of-%u", options->part, options->parts)
            : talloc_strdup(NULL, "");
    char *path = talloc_asprintf(part, "%s/%s%s%s", options->folder, name,
                                 part, ending);
    char *text = NULL;
    size_t len = 0;
    FILE *out = stream_open(&text, &len);
    int written;

    print(out, batch);
    fclose(out);
    written = file_write(path, text, len);
    free(text);
    talloc_free(part);
    return written < 0 ? -1 : 0;
}

int
batch_write(const struct batch *batch, const struct batch_options *options)
{
    return write_one(batch, options, "marks", ".csv", batch_print_csv) ||
                   write_one(batch, options, "marks", ".json",
                             batch_print_json) ||
                   write_one(batch, options, "students", ".csv",
                             batch_print_students)
               ? -1
               : 0;
}
