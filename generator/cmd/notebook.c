#include "cmd/notebook.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/files.h"
#include "base/json.h"
#include "base/stream.h"

struct notebook {
    struct json *exercises; /* by name; NULL: none */
};

static const char FORMAT[] = "heapbook state";

enum { VERSION = 1, MOST = 1000000 };

/* $XDG_STATE_HOME/heapbook/progress.json; NULL without a home. */
static char *
state_path(TALLOC_CTX *ctx)
{
    const char *state = getenv("XDG_STATE_HOME");
    const char *user = getenv("HOME");

    if (state && *state == '/') {
        return talloc_asprintf(ctx, "%s/heapbook/progress.json", state);
    }
    return user && *user == '/'
               ? talloc_asprintf(ctx, "%s/.local/state/heapbook/progress.json",
                                 user)
               : NULL;
}

/* Puts what is no notebook aside (N3). */
static void
set_aside(const char *path, const char *why)
{
    char *other = NULL;

    for (int i = 1; !other || !access(other, F_OK); i++) {
        other = talloc_asprintf(NULL, "%s.broken-%d", path, i);
    }
    if (rename(path, other) == 0) {
        diag_warn((struct place){.path = path},
                  "this is no state that can be read: %s", why);
        diag_note((struct place){.path = path}, "it is set aside as %s",
                  other);
    }
    talloc_free(other);
}

/* The whole file; an empty object when there is none. */
static struct json *
state_read(TALLOC_CTX *ctx, const char *path)
{
    const char *why = "its format is another";
    size_t len;
    char *text = path ? file_try_read(ctx, path, &len) : NULL;
    struct json *state = text ? json_parse(ctx, text, len, &why) : NULL;

    if (state && !strcmp(json_text(state, "format", ""), FORMAT)) {
        if (json_int(state, "version", 0) != VERSION) {
            why = "another version of Heapbook has written it";
        }
        else if (json_is_map(json_get(state, "exercises"))) {
            return state;
        }
    }
    if (text) {
        set_aside(path, why);
    }
    state = json_new_object(ctx);
    json_set_text(state, "format", FORMAT);
    json_set_int(state, "version", VERSION);
    json_set_object(state, "exercises");
    return state;
}

struct notebook *
notebook_read(TALLOC_CTX *ctx)
{
    struct notebook *notebook = talloc_zero(ctx, struct notebook);
    char *path = state_path(notebook);

    notebook->exercises = json_get(state_read(notebook, path), "exercises");
    return notebook;
}

static const char *
check_hash(const char *check, char hash[HASH_SIZE])
{
    size_t len;
    char *text = file_try_read(NULL, check, &len);

    *hash = 0;
    if (text) {
        hash_bytes(hash, text, len);
    }
    talloc_free(text);
    return hash;
}

/* A number of a file that anybody may have edited. */
static int
within(long long number, int least, int most)
{
    return number < least ? least : number > most ? most : (int)number;
}

static struct note
entry_read(const struct json *entry, const char *hash)
{
    struct note note = {.score = -1};

    if (entry && !strcmp(json_text(entry, "check", ""), hash)) {
        note.max_score = within(json_int(entry, "max_score", 0), 0, MOST);
        note.score = within(json_int(entry, "score", -1), -1, note.max_score);
        note.hints = within(json_int(entry, "hints", 0), 0, MOST);
    }
    return note;
}

struct note
notebook_find(const struct notebook *notebook, const char *exercise,
              const char *check)
{
    char hash[HASH_SIZE];

    return entry_read(json_get(notebook->exercises, exercise),
                      check_hash(check, hash));
}

/* ---- changes ------------------------------------------------------------ */

static int
state_write(const char *path, const struct json *state)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = stream_open(&text, &len);
    int written;

    json_print(out, state, 1);
    fputc('\n', out);
    fclose(out);
    written = file_write(path, text, len);
    free(text);
    return written < 0 ? -1 : 0;
}

/* Holds the lock beside the file; -1, reported. */
static int
lock_open(TALLOC_CTX *ctx, const char *beside)
{
    char *folder = path_folder(ctx, beside);
    char *path = talloc_asprintf(ctx, "%s/lock", folder);
    int lock;

    if (folder_make(folder) < 0) {
        return -1;
    }
    lock = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    while (lock >= 0 && flock(lock, LOCK_EX) && errno == EINTR) {
    }
    return lock >= 0 ? lock : diag_system(path, "cannot be opened");
}

static int
change(const char *exercise, const char *check, const struct note *wish)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    char *path = state_path(ctx), hash[HASH_SIZE];
    int lock = path ? lock_open(ctx, path) : -1, status = -1;

    if (!path) {
        const char *user = getenv("HOME");

        diag_warn((struct place){0}, "nothing is kept: HOME is %s",
                  user && *user ? "no absolute path" : "not set");
    }
    if (lock >= 0) {
        struct json *state = state_read(ctx, path);
        struct json *all = json_get(state, "exercises");
        struct note note =
            entry_read(json_get(all, exercise), check_hash(check, hash));
        struct json *entry = json_set_object(all, exercise);

        if (wish->score > note.score) {
            note.score = wish->score;
            note.max_score = wish->max_score;
        }
        json_set_text(entry, "check", hash);
        json_set_int(entry, "score", note.score);
        json_set_int(entry, "max_score", note.max_score);
        json_set_int(entry, "hints",
                     wish->hints > note.hints ? wish->hints : note.hints);
        status = state_write(path, state);
        close(lock);
    }
    if (status) {
        diag_note((struct place){0},
                  "points and hints begin anew each time; `heapbook hint %s "
                  "2` shows the second",
                  exercise);
    }
    talloc_free(ctx);
    return status;
}

int
notebook_add_score(const char *exercise, const char *check, int score,
                   int max_score)
{
    struct note note = {.score = score, .max_score = max_score};

    return change(exercise, check, &note);
}

int
notebook_set_hints(const char *exercise, const char *check, int hints)
{
    struct note note = {.score = -1, .hints = hints};

    return change(exercise, check, &note);
}
