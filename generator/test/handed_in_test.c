/* Paths and names from unknown hands: whose a file is, what it answers, how
 * it is shown, and where its report is kept. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "grade/handed_in.h"
#include "grade/progress_file.h"
#include "grade/shown.h"

#include "tap.h"

static const char *const ids[] = {"copies/copy-rows", "copies/shares",
                                  "slots/make-slotted", "memory/shares"};

enum { IDS = 4, NONE = -1 };

static void
test_layouts(void)
{
    static const struct {
        const char *path;
        long exercise;
        const char *folder; /* whose */
        int rank;
    } table[] = {
        {"ada/copies/copy-rows/answer.c", 0, "ada", 0},
        {"ada/copies/copy-rows/copy-rows.c", 0, "ada", 1},
        {"ada/copies/copy-rows/solution.c", 0, "ada", 2},
        {"ada/copies/copy-rows/starter.c", 0, "ada", 3},
        {"ada/copies/copy-rows/helper.c", NONE, "", 0},
        {"ada/copies/copy-rows/answer.h", NONE, "", 0},
        {"ada/copies/copy-rows.c", 0, "ada", 1},
        {"ada/copy-rows.c", 0, "ada", 1},
        {"ada/Copy_Rows.C", 0, "ada", 1},
        {"ada/copy rows.c", 0, "ada", 1},
        {"ada/copies-copy-rows.c", 0, "ada", 1},
        {"ada/copies.copy_rows.c", 0, "ada", 1},
        {"ada/copies_copy-rows.c", 0, "ada", 1},
        {"ada/exercises/copies/copy-rows/answer.c", 0, "ada", 0},
        {"ada/my own/try 2/copies/copy-rows.c", 0, "ada/my own/try 2", 1},
        {"ada/shares.c", NONE, "", 0}, /* two chapters have one */
        {"ada/shares/answer.c", NONE, "", 0},
        {"ada/memory/shares.c", 3, "ada", 1},
        {"ada/memory-shares.c", 3, "ada", 1},
        {"copies/copy-rows/answer.c", 0, "", 0},
        {"copy-rows.c", 0, "", 1},
        {"/ada//copy-rows.c", 0, "/ada", 1},
        {"ada.zip/copy-rows.c", 0, "ada.zip", 1},
        {"ada/.hidden/copy-rows.c", NONE, "", 0},
        {"ada/../bob/copy-rows.c", NONE, "", 0},
        {"__MACOSX/ada/copy-rows.c", NONE, "", 0},
        {"ada/copy-rows.c.txt", NONE, "", 0},
        {"ada/.c", NONE, "", 0},
        {"", NONE, "", 0},
        {"/", NONE, "", 0},
    };

    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct handed_in place = handed_in_read(table[i].path, ids, IDS, IDS);
        int good = place.exercise == table[i].exercise;

        if (good && place.exercise >= 0) {
            good = place.rank == table[i].rank &&
                   place.folder == strlen(table[i].folder) &&
                   !strncmp(table[i].path, table[i].folder, place.folder);
        }
        ok(good, "\"%s\" answers %s", table[i].path,
           table[i].exercise < 0 ? "nothing" : ids[table[i].exercise]);
    }
}

static void
test_one_exercise(void)
{
    struct handed_in place = handed_in_read("ada/whatever.c", ids, 1, 1);

    is_int(place.exercise, 0, "of one exercise any file is an answer");
    is_int(place.is_bare, 0, "of the folder it lies in");
    place = handed_in_read("ada.c", ids, 1, 1);
    ok(place.exercise == 0 && place.is_bare, "a file alone is its owner's");
    ok(handed_in_read("ada/copy-rows.c", ids, 1, 1).rank < place.rank,
       "one of the right name goes before it");
    is_int(handed_in_read("ada/whatever.c", ids, 2, 2).exercise, NONE,
           "of two exercises it is none");
}

/* Whose name belongs to another exercise of the course is no answer. */
static void
test_one_of_many(void)
{
    static const struct {
        const char *path;
        long exercise;
    } table[] = {{"ada/copies/copy-rows/answer.c", 0},
                 {"ada/mine.c", 0},
                 {"ada/slots/make-slotted/answer.c", NONE},
                 {"ada/slots/make-slotted/helper.c", NONE},
                 {"ada/copies/shares.c", NONE},
                 {"ada/make_slotted.c", NONE},
                 {"ada/slots-make-slotted.c", NONE},
                 {"make-slotted/answer.c", 0},
                 {"make-slotted.c", 0}};

    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        is_int(handed_in_read(table[i].path, ids, 1, IDS).exercise,
               table[i].exercise, "%s, where one of four is asked for",
               table[i].path);
    }
}

static void
test_names(TALLOC_CTX *ctx)
{
    static const struct {
        const char *name, *shown;
    } table[] = {
        {"Zo\xc3\xab", "Zo\xc3\xab"},
        {"a\nb", "a\\x0Ab"},
        {"\x1b[31m", "\\x1B[31m"},
        {"a\\x41", "a\\x5Cx41"},
        {"\xff\xc3(", "\\xFF\\xC3("},
        {"a\xe2\x80\xae"
         "b",
         "a\\xE2\\x80\\xAEb"},
        {"\xef\xbb\xbf", "\\xEF\\xBB\\xBF"},
        {"\xc2\x85", "\\xC2\\x85"},
        {"a\xd8\x9c", "a\\xD8\\x9C"},
        {"a\xef\xb8\x8f", "a\\xEF\\xB8\\x8F"},
        {"\xf3\xa0\x81\x81", "\\xF3\\xA0\\x81\\x81"},
        {"\xf0\x9f\x90\x8d", "\xf0\x9f\x90\x8d"},
        {"", ""},
    };

    char *a = talloc_zero_array(ctx, char, 5001);
    char *b = talloc_zero_array(ctx, char, 5001);

    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        is(name_shown(ctx, table[i].name, strlen(table[i].name)),
           table[i].shown, "name %zu is shown", i);
    }
    memset(a, 'x', 5000);
    memset(b, 'x', 5000);
    b[4999] = 'y';
    ok(strlen(name_shown(ctx, a, 5000)) < 200, "a long name is cut");
    ok(strcmp(name_shown(ctx, a, 5000), name_shown(ctx, b, 5000)) != 0,
       "and still is another than one that ends otherwise");
}

static int
is_filed(const char *name)
{
    for (const char *at = name; *at; at++) {
        if (!isalnum((unsigned char)*at) && !strchr("._-", *at)) {
            return 0;
        }
    }
    return strlen(name) <= 60 && *name != '.' && *name != '-' && *name;
}

static char *
cell(TALLOC_CTX *ctx, const char *text)
{
    char *made = NULL, *copy;
    size_t len = 0;
    FILE *out = open_memstream(&made, &len);

    csv_put(out, text);
    fclose(out);
    copy = talloc_strdup(ctx, made);
    free(made);
    return copy;
}

static void
test_cells(TALLOC_CTX *ctx)
{
    static const struct {
        const char *text, *cell;
    } table[] = {
        {"ada", "ada"},
        {"", ""},
        {"a,b", "\"a,b\""},
        {"a\"b", "\"a\"\"b\""},
        {"=1+1", "\"'=1+1\""},
        {"@SUM(A1)", "\"'@SUM(A1)\""},
        {"-2", "\"'-2\""},
        {"+2", "\"'+2\""},
        {"\tx", "\"'\tx\""},
        {"\xef\xbc\x9d"
         "1",
         "\"'\xef\xbc\x9d"
         "1\""},
    };

    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        is(cell(ctx, table[i].text), table[i].cell, "cell %zu", i);
    }
}

/* Any bytes: what is read lies in the path, what is shown can be shown. */
static void
test_any_bytes(TALLOC_CTX *ctx)
{
    static const char alphabet[] = "abc/./-_ .c\\\n\"\xff\xc3\xa9\xe2\x80\xae"
                                   "copies/copy-rows.zipanswer";
    unsigned seed = 1;
    int good = 1;

    for (int round = 0; round < 20000 && good; round++) {
        char path[64];
        size_t len = (size_t)rand_r(&seed) % (sizeof path - 1);
        struct handed_in place;
        char *shown;

        for (size_t i = 0; i < len; i++) {
            path[i] = alphabet[(size_t)rand_r(&seed) % (sizeof alphabet - 1)];
        }
        path[len] = '\0';
        place = handed_in_read(path, ids, round % 2 ? IDS : 1, IDS);
        shown = name_shown(ctx, path, len);
        good = place.exercise < IDS && place.folder <= len &&
               archive_stem(path, len) <= len &&
               utf8_is_valid(shown, strlen(shown), &len) &&
               !strpbrk(shown, "\n\r\t\x1b") &&
               is_filed(name_filed(ctx, shown));
        talloc_free_children(ctx);
    }
    ok(good, "20,000 paths of any bytes");
}

static void
test_progress(TALLOC_CTX *ctx)
{
    static const char GOOD[] =
        "{\"format\": \"heapbook progress\", \"version\": 1, \"exercises\": "
        "{\"a/b\": {\"source\": \"x\\u0000y\", \"score\": 7.0, "
        "\"max_score\": 10}, \"a/f\": {\"source\": \"new\", "
        "\"scored_source\": \"best\"}, \"a/c\": {\"score\": -1}, \"a/d\": 5}}";

    static const struct {
        const char *text;
        int complains;
    } bad[] = {
        {"", 0},
        {"[]", 0},
        {"{\"format\": \"other\"}", 0},
        {"{\"format\": \"heapbook progress\", \"version\": 2, "
         "\"exercises\": {}}",
         1},
        {"{\"format\": \"heapbook progress\", \"version\": 1}", 1},
    };
    struct progress_claim claim;
    const char *why;
    struct progress_file *file =
        progress_file_parse(ctx, GOOD, sizeof GOOD - 1, &why);

    if (ok(file != NULL, "a progress file is read")) {
        ok(progress_file_find(file, "a/b", &claim) && claim.score == 7 &&
               claim.max_score == 10 && claim.source_len == 3,
           "its claims");
        ok(progress_file_find(file, "a/c", &claim) && !claim.has_score &&
               !claim.source,
           "a claim that is none");
        ok(progress_file_find(file, "a/d", &claim) && !claim.has_score,
           "nor is a number");
        ok(progress_file_find(file, "a/f", &claim) && claim.source_len == 4 &&
               !strcmp(claim.source, "best"),
           "the text that reached the score goes before a newer one");
        ok(!progress_file_find(file, "a/e", &claim), "what is not there");
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ok(!progress_file_parse(ctx, bad[i].text, strlen(bad[i].text), &why) &&
               (why != NULL) == bad[i].complains,
           "bytes %zu are no progress file", i);
    }
}

int
main(void)
{
    TALLOC_CTX *ctx = talloc_new(NULL);

    test_layouts();
    test_one_exercise();
    test_one_of_many();
    test_names(ctx);
    test_cells(ctx);
    test_progress(ctx);
    test_any_bytes(ctx);
    talloc_free(ctx);
    return tap_end();
}
