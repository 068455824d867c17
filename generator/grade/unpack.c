#include "grade/unpack.h"

#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/archive.h"
#include "base/files.h"
#include "base/interrupt.h"
#include "grade/handed_in.h"
#include "sandbox/sandbox.h"
#include "run/wire.h"

enum { MOST_ENTRIES = 20000, DEEPEST = 2, WALL_MS = 60000, CPU_S = 15 };

#define MOST_BYTES ((size_t)128 << 20)
#define MEMORY     ((size_t)512 << 20)

/* What comes over the wire: a kind, then its fields. */
enum { SENT_ENTRY = 1, SENT_END = 2 };

/* ---- in the sandbox ----------------------------------------------------- */

/* One archive that is being read, and where it lies in the outer one. */
struct reading {
    const char *bytes;
    size_t len;
    const char *prefix; /* "" or ending with a slash */
    int depth;
    size_t *total; /* bytes that were sent */
    FILE *out;
};

static int
is_archive(const char *path)
{
    size_t len = strlen(path);

    return archive_stem(path, len) < len;
}

size_t
unpack_wanted(const char *path)
{
    return path_ends(path, ".c") || path_ends(path, ".C") ? LARGEST_ANSWER
           : path_ends(path, ".json")                     ? LARGEST_PROGRESS
           : is_archive(path)                             ? LARGEST_ARCHIVE
                                                          : 0;
}

static void
send_entry(const struct reading *reading, const char *path, const char *bytes,
           size_t len, const char *why)
{
    char *whole = talloc_asprintf(NULL, "%s%s", reading->prefix, path);

    wire_put_number(reading->out, SENT_ENTRY);
    wire_put_text(reading->out, whole);
    wire_put_number(reading->out, bytes != NULL);
    wire_put_bytes(reading->out, bytes ? bytes : "", bytes ? len : 0);
    wire_put_text(reading->out, why);
    *reading->total += bytes ? len : 0;
    talloc_free(whole);
}

static size_t
want(const struct archived *entry, void *arg)
{
    const struct reading *reading = arg;

    if (handed_in_is_hidden(entry->path) || *reading->total > MOST_BYTES) {
        return 0;
    }
    return unpack_wanted(entry->path);
}

static void read_archive(const struct reading *reading, const char *path);

static void
read_inner(const struct reading *outer, const char *path, const char *bytes,
           size_t len)
{
    struct reading inner = *outer;
    char *prefix = talloc_asprintf(NULL, "%s%s/", outer->prefix, path);

    inner.bytes = bytes;
    inner.len = len;
    inner.prefix = prefix;
    inner.depth++;
    read_archive(&inner, prefix);
    talloc_free(prefix);
}

/* Nothing is unpacked to such a path; but whoever made it meant harm. */
static int
leads_out(const char *path)
{
    for (; *path; path += strspn(path, "/")) {
        size_t len = strcspn(path, "/");

        if (len == 2 && path[0] == '.' && path[1] == '.') {
            return 1;
        }
        path += len;
    }
    return 0;
}

/* Why an entry is not taken although its name says that it may matter. */
static const char *
refusal(const struct reading *reading, const struct archived *entry,
        const char *bytes, int more, const char *why)
{
    if (entry->kind == ARCHIVED_LINK) {
        return "it is a link";
    }
    if (entry->is_encrypted) {
        return "it is encrypted";
    }
    if (entry->kind != ARCHIVED_FILE) {
        return "it is not a regular file";
    }
    if (*reading->total > MOST_BYTES) {
        return "the archive holds more than 128 MiB";
    }
    if (more) {
        return "it is too large";
    }
    return why ? why : bytes ? NULL : "it cannot be read";
}

static void
take(const struct archived *entry, const char *bytes, size_t len, int more,
     const char *why, void *arg)
{
    const struct reading *reading = arg;
    const char *refused;

    if (leads_out(entry->path)) {
        send_entry(reading, entry->path, NULL, 0,
                   "its path leads out of the archive");
        return;
    }
    if (handed_in_is_hidden(entry->path)) {
        return;
    }
    if (entry->kind == ARCHIVED_FOLDER || !unpack_wanted(entry->path)) {
        send_entry(reading, entry->path, NULL, 0, NULL);
        return;
    }
    refused = refusal(reading, entry, bytes, more, why);
    if (!refused && is_archive(entry->path)) {
        if (reading->depth >= DEEPEST) {
            refused = "an archive in an archive in an archive";
        }
        else {
            read_inner(reading, entry->path, bytes, len);
            return;
        }
    }
    send_entry(reading, entry->path, refused ? NULL : bytes, len, refused);
}

static void
read_archive(const struct reading *reading, const char *path)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct archive_visitor visitor = {want, take, (void *)reading};
    const char *why = archive_visit(ctx, reading->bytes, reading->len,
                                    MOST_ENTRIES, &visitor);

    if (reading->depth > 0 && why) {
        /* The inner archive is an entry itself, with its trouble. */
        struct reading outer = *reading;

        outer.prefix = "";
        send_entry(&outer, path, NULL, 0, why);
    }
    else if (reading->depth == 0) {
        wire_put_number(reading->out, SENT_END);
        wire_put_text(reading->out, why);
    }
    talloc_free(ctx);
}

static int
body(void *arg)
{
    struct reading *reading = arg;

    reading->out = fdopen(3, "wb");
    if (!reading->out) {
        return 1;
    }
    read_archive(reading, "");
    return fclose(reading->out) ? 1 : 0;
}

/* ---- the process that watches ------------------------------------------- */

static const char *
ending_trouble(TALLOC_CTX *ctx, const struct ending *ending)
{
    switch (ending->cause) {
    case ENDED_LATE:
        return "reading it takes too long";
    case ENDED_BIG:
        return "reading it takes more than 512 MiB of memory";
    case ENDED_LOUD:
        return "it holds more than 128 MiB";
    case ENDED_ITSELF:
        return ending->signal
                   ? talloc_asprintf(ctx, "its reader was ended by signal %d",
                                     ending->signal)
               : ending->code ? "its reader has stopped"
                              : NULL;
    default:
        return ending->trouble ? ending->trouble : "it was given up";
    }
}

/* A sandbox changes the process that opens it, and reaps all children: so it
 * is opened in one that exists for nothing else. */
static _Noreturn void
watch(const char *bytes, size_t len, int fd)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct sandbox_options options = {.layers = LAYERS_ALL};
    size_t total = 0;
    struct reading reading = {
        .bytes = bytes, .len = len, .prefix = "", .total = &total};
    struct job job = {
        .confinement = CONFINE_RUN,
        .body = body,
        .arg = &reading,
        .limits = {WALL_MS, CPU_S, MEMORY, 4096, MOST_BYTES + LARGEST_ARCHIVE},
        .hangup = -1};
    struct ending ending = {0};
    struct sandbox *sandbox;
    FILE *out = fdopen(dup(fd), "wb");

    /* The built-in locale: a converter would be a file. */
    setlocale(LC_CTYPE, "C.UTF-8");
    sandbox = sandbox_open(ctx, &options);
    if (!out || !sandbox) {
        _exit(1);
    }
    sandbox_run(ctx, sandbox, &job, &ending);
    wire_put_text(out, ending_trouble(ctx, &ending));
    wire_put_bytes(out, ending.records, ending.records_len);
    fclose(out);
    _exit(0);
}

/* ---- here --------------------------------------------------------------- */

static char *
receive(TALLOC_CTX *ctx, int fd, size_t *len)
{
    char *bytes = talloc_array(ctx, char, 1);
    size_t room = 1;
    ssize_t n = 1;

    *len = 0;
    while (n != 0 && !interrupted()) {
        if (room - *len < 65536) {
            room = room * 2 + 65536;
            bytes = talloc_realloc(ctx, bytes, char, room);
        }
        n = read(fd, bytes + *len, room - *len);
        if (n < 0 && errno != EINTR) {
            break;
        }
        *len += n > 0 ? (size_t)n : 0;
    }
    return bytes;
}

void
unpacked_add(struct unpacked_list *list, struct unpacked entry)
{
    if (list->count % 64 == 0) {
        list->entries = talloc_realloc(list, list->entries, struct unpacked,
                                       list->count + 64);
    }
    list->entries[list->count++] = entry;
}

static void
add_entry(struct unpacked_list *list, struct wire *wire)
{
    struct unpacked entry = {.path = wire_text(list, wire)};
    uint64_t has_bytes = wire_number(wire);
    char *bytes = wire_bytes(list, wire, &entry.len);

    entry.why = wire_text(list, wire);
    entry.bytes = has_bytes ? bytes : NULL;
    if (!wire->broken && entry.path) {
        unpacked_add(list, entry);
    }
}

/* The reader of the archive may have been taken over by it: what it sends is
 * as little trusted as the archive. */
static void
take_entries(struct unpacked_list *list, const char *bytes, size_t len)
{
    struct wire wire = {bytes, bytes + len, 0};

    while (!wire.broken && wire.at < wire.end) {
        if (wire_number(&wire) == SENT_END) {
            const char *why = wire_text(list, &wire);

            list->why = list->why ? list->why : why;
            return;
        }
        add_entry(list, &wire);
    }
    list->why = list->why ? list->why : "its reader has stopped";
}

static struct unpacked_list *
failed(TALLOC_CTX *ctx, const char *why)
{
    struct unpacked_list *list = talloc_zero(ctx, struct unpacked_list);

    list->why = talloc_strdup(list, why);
    return list;
}

static struct unpacked_list *
take_reply(TALLOC_CTX *ctx, const char *bytes, size_t len)
{
    struct unpacked_list *list = talloc_zero(ctx, struct unpacked_list);
    struct wire wire = {bytes, bytes + len, 0};
    const char *records;
    size_t records_len;

    list->why = wire_text(list, &wire);
    records = wire_borrow(&wire, &records_len);
    if (wire.broken || !records) {
        talloc_free(list);
        return failed(ctx, "its reader could not be started");
    }
    take_entries(list, records, records_len);
    return list;
}

struct unpacked_list *
unpack(TALLOC_CTX *ctx, const char *bytes, size_t len)
{
    const char *why = archive_library();
    struct unpacked_list *list;
    size_t reply_len;
    char *reply;
    int pair[2];
    pid_t pid;

    if (why || pipe(pair)) {
        return failed(ctx, why ? why : strerror(errno));
    }
    fflush(NULL);
    pid = fork();
    if (pid == 0) {
        /* Nothing of ours but the standard descriptors and the pipe. */
        int fd = dup2(pair[1], 3);

        syscall(SYS_close_range, 4, ~0U, 0);
        watch(bytes, len, fd);
    }
    close(pair[1]);
    reply = receive(ctx, pair[0], &reply_len);
    close(pair[0]);
    if (pid > 0 && interrupted()) {
        kill(pid, SIGKILL);
    }
    while (pid > 0 && waitpid(pid, NULL, 0) < 0 && errno == EINTR) {
        continue;
    }
    list = pid < 0 ? failed(ctx, strerror(errno))
                   : take_reply(ctx, reply, reply_len);
    talloc_free(reply);
    return list;
}
