#include "grade/handed_in.h"

#include <ctype.h>
#include <string.h>

enum { MOST_PARTS = 64, RANK_OTHER = 9 };

/* One component of a path. */
struct part {
    const char *text;
    size_t len;
};

struct parts {
    const char *path;
    struct part part[MOST_PARTS];
    size_t count;
};

/* ---- components --------------------------------------------------------- */

/* A path with more components than anybody has: the last ones count. */
static struct parts
split(const char *path)
{
    struct parts parts = {.path = path};

    while (*path) {
        size_t len = strcspn(path, "/");

        if (len > 0) {
            if (parts.count == MOST_PARTS) {
                memmove(parts.part, parts.part + 1,
                        (MOST_PARTS - 1) * sizeof *parts.part);
                parts.count--;
            }
            parts.part[parts.count++] = (struct part){path, len};
        }
        path += len + (path[len] == '/');
    }
    return parts;
}

static int
folded(char c)
{
    return c == '_' || c == ' ' ? '-' : tolower((unsigned char)c);
}

static int
equal(struct part a, const char *b, size_t len)
{
    if (a.len != len) {
        return 0;
    }
    for (size_t i = 0; i < len; i++) {
        if (folded(a.text[i]) != folded(b[i])) {
            return 0;
        }
    }
    return 1;
}

static int
says(struct part part, const char *word)
{
    return equal(part, word, strlen(word));
}

size_t
archive_stem(const char *name, size_t len)
{
    static const char *const endings[] = {".zip",     ".tar.gz", ".tgz",
                                          ".tar.bz2", ".tar.xz", ".tar"};

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t tail = strlen(endings[i]);
        struct part end = {name + len - (tail < len ? tail : 0), tail};

        if (tail < len && says(end, endings[i])) {
            return len - tail;
        }
    }
    return len;
}

int
handed_in_is_hidden(const char *path)
{
    struct parts parts = split(path);

    for (size_t i = 0; i < parts.count; i++) {
        if (parts.part[i].text[0] == '.' || says(parts.part[i], "__MACOSX")) {
            return 1;
        }
    }
    return 0;
}

/* ---- exercises ---------------------------------------------------------- */

static struct part
chapter_of(const char *id)
{
    return (struct part){id, strcspn(id, "/")};
}

static const char *
name_of(const char *id)
{
    return id + strcspn(id, "/") + (strchr(id, '/') != NULL);
}

/* The exercise of this chapter and name; of this name alone when chapter is
 * NULL and there is one such only. */
static long
find(const char *const *ids, size_t count, const struct part *chapter,
     struct part name)
{
    long found = -1;

    for (size_t i = 0; i < count; i++) {
        struct part its = chapter_of(ids[i]);

        if (!says(name, name_of(ids[i])) ||
            (chapter && !equal(*chapter, its.text, its.len))) {
            continue;
        }
        if (found >= 0) {
            return -1;
        }
        found = (long)i;
    }
    return found;
}

/* "CHAPTER-NAME" */
static long
find_joined(const char *const *ids, size_t count, struct part word)
{
    for (size_t i = 0; i < count; i++) {
        struct part chapter = chapter_of(ids[i]);
        size_t len = strlen(ids[i]);

        if (word.len == len && chapter.len < len &&
            equal((struct part){word.text, chapter.len}, ids[i],
                  chapter.len) &&
            strchr("-_. ", word.text[chapter.len]) &&
            says((struct part){word.text + chapter.len + 1,
                               len - chapter.len - 1},
                 name_of(ids[i]))) {
            return (long)i;
        }
    }
    return -1;
}

/* Of a file in the folder of an exercise; -1 when it is no answer. */
static int
rank_in_folder(struct part file, const char *name)
{
    return says(file, "answer")     ? 0
           : says(file, name)       ? 1
           : says(file, "solution") ? 2
           : says(file, "starter")  ? 3
                                    : -1;
}

/* ---- the rules ---------------------------------------------------------- */

static struct handed_in
found(struct parts parts, long exercise, int rank, size_t used)
{
    size_t left = parts.count - used;

    while (left > 0 && says(parts.part[left - 1], "exercises")) {
        left--;
    }
    return (struct handed_in){
        .exercise = exercise,
        .rank = rank,
        .folder = left ? (size_t)(parts.part[left - 1].text - parts.path) +
                             parts.part[left - 1].len
                       : 0,
    };
}

static struct handed_in
in_folder(struct parts parts, struct part file, const char *const *ids,
          size_t count)
{
    size_t n = parts.count;
    long exercise = -1;
    size_t used = 0;
    int rank;

    if (n >= 3) {
        exercise = find(ids, count, &parts.part[n - 3], parts.part[n - 2]);
        used = 3;
    }
    if (exercise < 0 && n >= 2) {
        exercise = find(ids, count, NULL, parts.part[n - 2]);
        used = 2;
    }
    rank = exercise < 0 ? -1 : rank_in_folder(file, name_of(ids[exercise]));
    return rank < 0 ? (struct handed_in){.exercise = -1}
                    : found(parts, exercise, rank, used);
}

static struct handed_in
by_name(struct parts parts, struct part file, const char *const *ids,
        size_t count)
{
    size_t n = parts.count;
    long exercise = n >= 2 ? find(ids, count, &parts.part[n - 2], file) : -1;
    size_t used = 2;

    if (exercise < 0) {
        exercise = find(ids, count, NULL, file);
        used = 1;
    }
    if (exercise < 0) {
        exercise = find_joined(ids, count, file);
    }
    return exercise < 0 ? (struct handed_in){.exercise = -1}
                        : found(parts, exercise, 1, used);
}

/* By chapter and name, or by the file's own name.  A file that lies alone has
 * its student's, and so may a folder: Mark need not have solved "mark". */
static int
names_another(struct parts parts, struct part file, const char *const *ids,
              size_t count)
{
    size_t n = parts.count;

    return (n >= 3 &&
            find(ids, count, &parts.part[n - 3], parts.part[n - 2]) >= 0) ||
           (n >= 2 && find(ids, count, &parts.part[n - 2], file) >= 0) ||
           (n >= 2 && find(ids, count, NULL, file) >= 0) ||
           find_joined(ids, count, file) >= 0;
}

struct handed_in
handed_in_read(const char *path, const char *const *ids, size_t asked,
               size_t count)
{
    struct handed_in place = {.exercise = -1};
    struct parts parts;
    struct part file;

    parts = split(path);
    if (parts.count == 0 || handed_in_is_hidden(path)) {
        return place;
    }
    file = parts.part[parts.count - 1];
    if (file.len < 3 ||
        !says((struct part){file.text + file.len - 2, 2}, ".c")) {
        return place;
    }
    file.len -= 2;
    place = in_folder(parts, file, ids, asked);
    if (place.exercise < 0) {
        place = by_name(parts, file, ids, asked);
    }
    if (place.exercise < 0 && asked == 1 &&
        !names_another(parts, file, ids + 1, count - 1)) {
        place = found(parts, 0, RANK_OTHER, 1);
        place.is_bare = parts.count == 1;
    }
    return place;
}
