/* The cache: equal in, equal out; anything else is a miss. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/home.h"
#include "run/cache.h"
#include "run/wire.h"

#include "tap.h"

static struct message messages[] = {{7, 3, 1, "one"}, {0, 0, 0, "two"}};

static const struct result sample = {.outcome = KILLED,
                                     .exit_code = 0,
                                     .signal = 11,
                                     .line = 42,
                                     .reason = "NULL pointer",
                                     .out = "a\0b",
                                     .out_len = 3,
                                     .err = "",
                                     .records = "{}\n",
                                     .records_len = 3,
                                     .messages = messages,
                                     .message_count = 2};

static void
same(const struct result *result, const char *what)
{
    is_int(result->outcome, sample.outcome, "%s: outcome", what);
    is_int(result->line, sample.line, "%s: line", what);
    is(result->reason, sample.reason, "%s: reason", what);
    ok(result->out_len == 3 && !memcmp(result->out, "a\0b", 4),
       "%s: output with a NUL in it", what);
    is_int(result->message_count, 2, "%s: messages", what);
    is(result->message_count == 2 ? result->messages[1].text : NULL, "two",
       "%s: their text", what);
}

/* ---- wire ----------------------------------------------------------------
 */

static void
test_wire(TALLOC_CTX *ctx)
{
    char *text = NULL;
    size_t len = 0, survived = 0;
    FILE *out = open_memstream(&text, &len);
    struct result result;
    struct wire wire;

    result_write(out, &sample);
    fclose(out);
    wire = (struct wire){text, text + len, 0};
    result = result_read(ctx, &wire);
    ok(!wire.broken && wire.at == wire.end, "it is read to its end");
    same(&result, "from bytes");
    for (size_t cut = 0; cut < len; cut++) {
        wire = (struct wire){text, text + cut, 0};
        result_read(ctx, &wire);
        survived += wire.broken != 0;
    }
    is_int(survived, len, "every text that is cut is broken");
    for (size_t at = 0; at < len; at++) {
        text[at] ^= (char)0xff;
        wire = (struct wire){text, text + len, 0};
        result_read(ctx, &wire);
        text[at] ^= (char)0xff;
    }
    ok(1, "and no text that is damaged is followed anywhere");
    free(text);
}

/* ---- keys ----------------------------------------------------------------
 */

static int
keys_differ(const struct unit *a, const struct unit *b)
{
    char left[HASH_SIZE], right[HASH_SIZE];

    cache_key(left, a);
    cache_key(right, b);
    return strcmp(left, right) != 0;
}

static void
test_keys(void)
{
    const struct unit unit = {.name = "a",
                              .path = "a.md",
                              .line = 3,
                              .text = "int main(void) { return 0; }"};
    struct unit other = unit;

    ok(!keys_differ(&unit, &other), "equal units have equal keys");
    other.name = "b";
    other.path = "b.md";
    other.timeout_ms = 9;
    ok(!keys_differ(&unit, &other), "name, path and patience do not count");
    other = unit;
    other.text = "int main(void) { return 1; }";
    ok(keys_differ(&unit, &other), "the text counts");
    other = unit;
    other.compiler = COMPILER_GCC;
    ok(keys_differ(&unit, &other), "the compiler counts");
    other = unit;
    other.runtime = RUNTIME_ASAN;
    ok(keys_differ(&unit, &other), "the runtime counts");
    other = unit;
    other.input = "";
    ok(keys_differ(&unit, &other), "empty input is not no input");
    other = unit;
    other.compile_only = 1;
    ok(keys_differ(&unit, &other), "whether it is run counts");
    other = unit;
    other.line = 4;
    ok(keys_differ(&unit, &other), "the place of its first line counts");
}

/* ---- entries -------------------------------------------------------------
 */

static const char key[] = "0123456789abcdef0123456789abcdef01234567";

static char *
entry(TALLOC_CTX *ctx, const char *folder)
{
    return talloc_asprintf(ctx, "%s/01/%s", folder, key + 2);
}

static void
damage(const char *path, long at)
{
    FILE *file = fopen(path, "r+b");

    if (file) {
        fseek(file, at, at < 0 ? SEEK_END : SEEK_SET);
        fputc('#', file);
        fclose(file);
    }
}

static void
test_entries(TALLOC_CTX *ctx, const char *folder)
{
    struct result result;
    char *path = entry(ctx, folder);

    cache_set_folder(folder);
    ok(!cache_get(ctx, key, &result), "an empty cache has nothing");
    cache_put(key, &sample);
    ok(cache_get(ctx, key, &result), "what was put is there");
    same(&result, "from the cache");
    ok(result.from_cache, "and says where it comes from");
    damage(path, -1);
    ok(!cache_get(ctx, key, &result), "a damaged end is a miss");
    cache_put(key, &sample);
    ok(cache_get(ctx, key, &result), "and is written again");
    damage(path, 0);
    ok(!cache_get(ctx, key, &result), "a damaged head is a miss");
    if (truncate(path, 70)) {
        ok(0, "it can be cut");
    }
    ok(!cache_get(ctx, key, &result), "a cut entry is a miss");
    if (truncate(path, 0)) {
        ok(0, "it can be emptied");
    }
    ok(!cache_get(ctx, key, &result), "an empty entry is a miss");
}

static void
test_no_folder(TALLOC_CTX *ctx)
{
    struct result result;

    cache_set_folder("/dev/null/nowhere");
    cache_put(key, &sample);
    ok(!cache_get(ctx, key, &result),
       "a cache that cannot be written is slow, and no mistake");
}

int
main(void)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    char folder[] = "/tmp/heapbook-cache-test-XXXXXX";

    if (home_find(".") || !mkdtemp(folder)) {
        return 3;
    }
    test_wire(ctx);
    test_keys();
    test_entries(ctx, folder);
    test_no_folder(ctx);
    tree_remove(folder);
    talloc_free(ctx);
    return tap_end();
}
