/* probe_test.c -- pictures of small programs, as lines of text.
 *
 * Each program runs in a child, because a process has one interpreter.  The
 * stream that it writes is compared with runtime/test/probe/NAME.jsonl;
 * ACCEPT=1 in the environment rewrites these files: review the diff.  The
 * hostile build moves memory more often, so there only the ends are compared.
 */
#include <heapbook.h>

#include "heapbook/host.h"
#include "heapbook/slots.h"
#include "internal/hb_region.h"
#include "tap.h"

#include "../probe/walk.h"
#include "../probe/walk_write.h"
#include "probe_programs.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#define GOLDEN "runtime/test/probe/"

#ifdef HB_ASAN
#define HAS_REGION 0
#else
#define HAS_REGION 1
#endif

/* ---- damaged heaps ------------------------------------------------------ */

static unsigned long random_state = 1;

static size_t
pick(size_t n)
{
    random_state =
        random_state * 6364136223846793005ul + 1442695040888963407ul;
    return (random_state >> 33) % n;
}

/* Walks as the judge of a dead heap does: no books, no functions. */
static size_t
walk_dead(const struct Hb_Dead *dead, uintptr_t object, FILE *out)
{
    struct walk walk = {.dead = dead};
    size_t count;

    walk_from(&walk, object, SIGN_OWNED);
    walk_on(&walk);
    count = walk.count;
    for (size_t i = 0; i < count; i++) {
        walk.records[i]->id = (int)i + 1;
    }
    for (size_t i = 0; i < count && out; i++) {
        walk_write_record(out, walk.records[i]);
    }
    walk_free(&walk);
    return count;
}

/* Bytes of a few words near an object, in the image, are changed; then the
 * image is walked, and mended. */
static void
damage(const struct Hb_Dead *dead, uintptr_t root, uintptr_t *places,
       size_t place_count, FILE *out)
{
    unsigned char *bytes = (unsigned char *)dead->bytes, saved[8][8];
    size_t at[8];

    for (int i = 0; i < 8; i++) {
        uint64_t word = pick(4) ? pick(64) : places[pick(place_count)];

        at[i] = places[pick(place_count)] - dead->base + 8 * pick(16) -
                8 * (pick(5) == 0) * pick(5);
        memcpy(saved[i], bytes + at[i], 8);
        word = pick(3) ? word : (uint64_t)random_state;
        memcpy(bytes + at[i], &word, 8);
    }
    walk_dead(dead, root, out);
    for (int i = 8; i--;) {
        memcpy(bytes + at[i], saved[i], 8);
    }
}

/* The program takes a copy of its own heap, and reads that. */
static void
damaged(void)
{
    struct Hb_Dead own = Hb_OwnImage(), dead = own;
    PyObject *class = hb_class("Point", NULL, NULL, NULL);
    PyObject *slotted = hb_class("Slotted", NULL, "('a', 'b')", NULL);
    PyObject *p = hb_new(class), *s = hb_new(slotted);
    PyObject *root = hb_lit("[1, 'text', b'bytes', 2.5, {'k': [1000]}, "
                            "{1, 'b'}, (1, [2]), 123456789012345678901]");
    PyObject *array;
    FILE *out = fopen("/dev/null", "w");
    uintptr_t places[256];
    size_t count = 0;
    struct walk walk = {.dead = &own};
    unsigned char *copy;

    hb_set(p, "x", root);
    hb_set(s, "a", p);
    hb_call(root, "append", s);
    hb_call(root, "append", class);
    hb_call(root, "append", slotted);
    array = hb_new((PyObject *)&PyByteArray_Type, hb_lit("b'abc'"));
    hb_call(root, "append", hb_keep(PyMemoryView_FromObject(array)));
    own = Hb_OwnImage();
    copy = malloc(own.size);
    memcpy(copy, own.bytes, own.size);
    dead = (struct Hb_Dead){copy, own.size, own.base};
    walk_from(&walk, (uintptr_t)root, SIGN_OWNED);
    walk_on(&walk);
    for (size_t i = 0; i < walk.count && count < 256; i++) {
        places[count++] = walk.records[i]->block;
    }
    walk_free(&walk);
    if (walk_dead(&dead, (uintptr_t)root, out) < 20) {
        exit(3);
    }
    for (int i = 0; i < 5000; i++) {
        damage(&dead, (uintptr_t)root, places, count, out);
    }
    fclose(out);
    free(copy);
}

/* ---- what is left ------------------------------------------------------- */

static void
do_nothing(void)
{
}

static int
count_block(uintptr_t address, size_t size, void *count)
{
    (void)address;
    (void)size;
    ++*(int *)count;
    return 0;
}

static int
play_nothing(void)
{
    static struct Hb_Slots slots;
    struct Hb_Dead own;
    int before = 0, after = 0;

    Hb_HostStart();
    own = Hb_OwnImage();
    Hb_DeadEachBlock(&own, count_block, &before);
    if (Hb_CheckPlay(do_nothing, &slots, HB_CHECK_DROP) || !before) {
        return 101;
    }
    own = Hb_OwnImage();
    return Hb_DeadEachBlock(&own, count_block, &after) || after > 100 ? 102
                                                                      : after;
}

/* A leak is a block that lies in the heap when the interpreter has ended: it
 * must leave none of its own. */
static void
check_nothing(void)
{
    int status = 0;
    pid_t pid;

    fflush(NULL);
    pid = fork();
    if (pid == 0) {
        _exit(play_nothing());
    }
    waitpid(pid, &status, 0);
    is_int(status, 0, "a scenario that does nothing leaves no block");
}

static void
keep_number(void)
{
    Hb_CheckNumber("n", 7);
}

static int
play_sealed(void)
{
    static struct Hb_Slots slots, edited;
    int good;

    Hb_CheckKey(4711);
    if (Hb_CheckPlay(keep_number, &slots, HB_CHECK_DROP)) {
        return 101;
    }
    good = Hb_CheckSeals(&slots, 4711) && !Hb_CheckSeals(&slots, 4712);
    edited = slots;
    edited.items[0].number++;
    good = good && !Hb_CheckSeals(&edited, 4711);
    edited = slots;
    edited.end.lent++;
    good = good && !Hb_CheckSeals(&edited, 4711);
    edited = slots;
    edited.count = 0;
    return good && !Hb_CheckSeals(&edited, 4711) ? 0 : 102;
}

static void
check_seals(void)
{
    int status = 0;
    pid_t pid;

    fflush(NULL);
    pid = fork();
    if (pid == 0) {
        _exit(play_sealed());
    }
    waitpid(pid, &status, 0);
    is_int(status, 0, "what a scenario keeps cannot be edited");
}

/* ---- running ------------------------------------------------------------ */

static char *
read_all(FILE *file, size_t *len)
{
    char *bytes;

    fseek(file, 0, SEEK_END);
    *len = (size_t)ftell(file);
    rewind(file);
    bytes = calloc(1, *len + 1);
    *len = fread(bytes, 1, *len, file);
    return bytes;
}

/* The stream that the program writes.  The caller frees it. */
static char *
run(void (*program)(void), int *status)
{
    FILE *records = tmpfile();
    size_t len;
    char *text;
    pid_t child;

    fflush(NULL);
    child = fork();
    if (child == 0) {
        Hb_HostRecords(records);
        _exit(hb_main(program));
    }
    waitpid(child, status, 0);
    text = read_all(records, &len);
    fclose(records);
    return text;
}

static void
check(const char *name, void (*program)(void))
{
    int status;
    char *text = run(program, &status), *golden = NULL;
    char path[256];
    size_t len;
    FILE *file;

    snprintf(path, sizeof(path), GOLDEN "%s.jsonl", name);
    if (getenv("ACCEPT")) {
        file = fopen(path, "wb");
        fputs(text, file);
        fclose(file);
    }
    file = fopen(path, "rb");
    if (file) {
        golden = read_all(file, &len);
        fclose(file);
    }
#ifndef HB_HOSTILE
    ok(golden && !strcmp(golden, text), "%s: the pictures are as before",
       name);
#endif
    is_int(status, 0, "%s: the program ends well", name);
    free(text);
    free(golden);
}

static int
count_lines(const char *text, const char *prefix)
{
    int count = 0;

    for (const char *at = text; at; at = strchr(at, '\n')) {
        at += *at == '\n';
        count += !strncmp(at, prefix, strlen(prefix));
    }
    return count;
}

/* Of these only the size is looked at. */
static void
check_limits(void)
{
    int status;
    char *text = run(deep, &status);

    is_int(count_lines(text, "{\"id\""), 3001, "deep: all lists have a line");
    free(text);
    text = run(large, &status);
    ok(count_lines(text, "{\"id\"") <= 4096 && strstr(text, "\"cut\":"),
       "large: the limit holds, and the end says how many were cut");
    free(text);
}

static void
check_damaged(void)
{
    int status;

    free(run(damaged, &status));
    is_int(status, 0, "5000 damaged heaps are walked to the end");
}

int
main(void)
{
    static const struct {
        const char *name;
        void (*program)(void);
    } programs[] = {
        {"shallow-copy", shallow_copy},
        {"growth", growth},
        {"dict", dict},
        {"instances", instances},
        {"views", views},
        {"text", text},
        {"numbers", numbers},
        {"sets", sets},
        {"cycle", cycle},
        {"lost-cycle", lost_cycle},
        {"names", names},
        {"weak", weak},
        {"small-objects", small_objects},
        {"derived", derived},
        {"arrays", arrays},
    };

    if (!HAS_REGION) {
        printf("TAP version 13\n1..0 # SKIP no region in this build\n");
        return 0;
    }
    for (size_t i = 0; i < sizeof(programs) / sizeof(*programs); i++) {
        check(programs[i].name, programs[i].program);
    }
    check_limits();
    check_damaged();
    check_nothing();
    check_seals();
    return tap_end();
}
