/* attack_corpus.h -- the attacks, as their comments announce them.
 *
 * Each file of attacks/ begins with a comment:
 *
 *     verdict: a part of what the report says | or another
 *     score: 0/10        at most
 *     time: 300          milliseconds for each test, where it uses them up
 *     layers: all        only where no layer is missing
 *     exercise: printed  where it is not the folder exercise/
 */
#ifndef HEAPBOOK_TEST_ATTACK_CORPUS_H
#define HEAPBOOK_TEST_ATTACK_CORPUS_H

#include <stdlib.h>
#include <string.h>

#include "base/files.h"

#include "tap.h"

#define ATTACKS "generator/test/attacks"

enum { TIME = 4000 };

struct attack {
    const char *name, *path;
    const char *folder;   /* of its exercise */
    const char *verdicts; /* "one | another" */
    int score, time, all_layers;
};

struct attacks {
    struct attack *list;
    size_t count;
};

static const char *
field(TALLOC_CTX *ctx, const char *comment, const char *key)
{
    const char *at = strstr(comment, key);

    at = at ? at + strlen(key) : NULL;
    at = at ? at + strspn(at, " ") : NULL;
    return at ? talloc_strndup(ctx, at, strcspn(at, "\n*")) : NULL;
}

static void
read_attack(struct attacks *all, const char *name)
{
    char *path = path_join(all->list, ATTACKS, name);
    size_t len;
    char *text = file_read(all->list, path, &len);
    char *end = text ? strstr(text, "*/") : NULL;
    const char *score, *time, *exercise;
    struct attack *attack = &all->list[all->count];

    if (!ok(end != NULL, "%s begins with a comment", name)) {
        return;
    }
    *end = '\0';
    score = field(all->list, text, "score:");
    time = field(all->list, text, "time:");
    exercise = field(all->list, text, "exercise:");
    *attack = (struct attack){.name = name, .path = path};
    attack->verdicts = field(all->list, text, "verdict:");
    attack->score = score ? atoi(score) : -1;
    attack->time = time ? atoi(time) : TIME;
    attack->folder =
        path_join(all->list, ATTACKS, exercise ? exercise : "exercise");
    attack->all_layers = field(all->list, text, "layers:") != NULL;
    /* No answer may find the text of another here. */
    explicit_bzero(text, len);
    talloc_free(text);
    all->count +=
        ok(attack->verdicts && *attack->verdicts && attack->score >= 0,
           "%s announces a verdict and a score", name);
}

/* Whether NAME or NAME.c is wanted, whatever folder stands before it.  Who was
 * found is not missed. */
static int
is_wanted(char **wanted, const char *name)
{
    size_t len = strlen(name) - strlen(".c");
    int found = !*wanted;

    for (; *wanted; wanted++) {
        const char *slash = strrchr(*wanted, '/');
        const char *one = slash ? slash + 1 : *wanted;

        if (!strncmp(one, name, len) && (!one[len] || !strcmp(one, name))) {
            (*wanted)[0] = '\0';
            found = 1;
        }
    }
    return found;
}

static struct attacks
read_attacks(TALLOC_CTX *ctx, char **wanted)
{
    char **names = folder_list(ctx, ATTACKS, ".c");
    struct attacks all = {0};
    size_t count = 0;

    while (names && names[count]) {
        count++;
    }
    all.list = talloc_zero_array(ctx, struct attack, count + 1);
    for (size_t i = 0; i < count; i++) {
        if (is_wanted(wanted, names[i])) {
            read_attack(&all, names[i]);
        }
    }
    ok(all.count >= 300 || *wanted, "there are %zu attacks", all.count);
    for (; *wanted; wanted++) {
        ok(!**wanted, "there is an attack %s", *wanted);
    }
    return all;
}

#endif
