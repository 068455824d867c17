#include "tap.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/escape.h"
#include "base/files.h"
#include "base/git.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/map.h"
#include "base/tree.h"

static TALLOC_CTX *ctx;
static char *folder;

static char *
captured(void (*act)(void))
{
    char *bytes = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&bytes, &len);
    diag_set_sink(out);
    act();
    diag_set_sink(NULL);
    fclose(out);
    char *text = talloc_strdup(ctx, bytes);
    free(bytes);
    return text;
}

/* ---- diagnostics ------------------------------------------------------ */

static void
say_three(void)
{
    struct place place = {"a.md", 3, 7};
    diag_at(place, "unknown word \"%s\"", "raise");
    diag_note(place, "did you mean \"raises\"?");
    diag_warn((struct place){.path = "b.md"}, "old");
    diag_quote("one\ntwo\n");
}

static void
say_for_github(void)
{
    diag_set_format(DIAG_GITHUB);
    diag_at((struct place){"a,b.md", 3, 7}, "50%% of\nit");
    diag_note((struct place){"a.md", 1, 1}, "a note");
    diag_set_format(DIAG_HUMAN);
}

static void
say_much(void)
{
    diag_set_format(DIAG_GITHUB);
    for (int i = 0; i < DIAG_ANNOTATIONS + 2; i++) {
        diag_at((struct place){"a.md", i + 1, 0}, "no");
    }
    diag_end();
    diag_set_format(DIAG_HUMAN);
}

static void
test_diag(void)
{
    static const char *const NAMES[] = {"raises", "exit", "timeout", NULL};
    diag_reset();
    is(captured(say_three),
       "a.md:3:7: error: unknown word \"raise\"\n"
       "a.md:3:7: note: did you mean \"raises\"?\n"
       "b.md: warning: old\n"
       "  one\n  two\n",
       "messages for people");
    is_int(diag_errors(), 1, "errors are counted, notes are not");
    is_int(diag_warnings(), 1, "warnings are counted apart");
    is(captured(say_for_github),
       "::error file=a%2Cb.md,line=3,col=7::50%25 of%0Ait\n"
       "a.md:1:1: note: a note\n",
       "messages for GitHub are escaped");
    diag_end();
    ok(strstr(captured(say_much), "\n::error file=a.md,line=8::no\n"
                                  "a.md:9: error: no\n"
                                  "a.md:10: error: no\n"
                                  "::error::2 more messages stand in the "
                                  "log\n"),
       "eight annotations, and one that counts the rest");
    is(diag_nearest("raise", NAMES), "raises", "one letter is missing");
    is(diag_nearest("timout", NAMES), "timeout", "one is left out inside");
    ok(!diag_nearest("zebra", NAMES), "nothing is near");
}

/* ---- escaping --------------------------------------------------------- */

static char *
escaped(void (*escape)(FILE *, const char *, size_t), const char *text,
        size_t len)
{
    char *bytes = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&bytes, &size);
    escape(out, text, len);
    fclose(out);
    char *copy = talloc_strdup(ctx, bytes);
    free(bytes);
    return copy;
}

static void
url(FILE *out, const char *text, size_t len)
{
    (void)len;
    escape_url(out, text);
}

static void
test_escape(void)
{
    is(escaped(escape_html, "<a b='c'>&\"\x01", 12),
       "&lt;a b=&#39;c&#39;&gt;&amp;&quot;", "text and attributes");
    is(escaped(escape_content, "\"<'", 3), "\"&lt;'",
       "quotes stay between tags");
    is(escaped(escape_html, "\xC3\xA4\xFF\xED\xA0\x80.", 7),
       "\xC3\xA4\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD.",
       "what is not UTF-8 is replaced, surrogates too");
    is(escaped(escape_html, "\xC3\xA4", 1), "\xEF\xBF\xBD",
       "half a character at the end");
    is(escaped(url, "a b\"&<x>.html#q", 0), "a%20b%22&amp;%3Cx%3E.html#q",
       "an address");
    is(escaped(escape_json, "</script>\"\n\xE2\x80\xA8", 14),
       "\"\\u003c/script\\u003e\\\"\\n\\u2028\"", "JSON in a script");
    ok(url_is_safe("https://x") && url_is_safe("a:b/c") == 0 &&
           url_is_safe("../a.html#b:c") && !url_is_safe("javascript:x"),
       "schemes of links");
    is(slug_new(ctx, "What's *new*, in a copy?"), "whats-new-in-a-copy",
       "an id from a heading");
}

/* ---- files ------------------------------------------------------------ */

static void
test_paths(void)
{
    is(path_clean(ctx, "a/./b/../c//d.md"), "a/c/d.md", "a path is cleaned");
    ok(!path_clean(ctx, "a/../../b"), "a path cannot leave its root");
    is(path_clean(ctx, "../"), NULL, "not by one step either");
    is(path_join(ctx, "a/", "b"), "a/b", "joined");
    is(path_folder(ctx, "a/b/c"), "a/b", "the folder of a path");
    is(path_folder(ctx, "c"), "", "of a name alone");
}

static ino_t
inode(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 ? about.st_ino : 0;
}

/* A pipe and a link stay what they are. */
static void
test_special_files(void)
{
    char *path = path_join(ctx, folder, "plain");
    char *pipe_path = talloc_asprintf(ctx, "%s/pipe", folder);
    char *link_path = talloc_asprintf(ctx, "%s/link", folder);
    char bytes[8] = "";
    struct stat about;
    size_t len;
    int fd;

    is_int(file_write(path, "one", 3), 1, "a plain file");
    mkfifo(pipe_path, 0600);
    fd = open(pipe_path, O_RDWR | O_NONBLOCK);
    is_int(file_write(pipe_path, "abc", 3), 1, "a pipe is written to");
    is_int(read(fd, bytes, sizeof bytes - 1), 3, "what is written comes out");
    ok(stat(pipe_path, &about) == 0 && S_ISFIFO(about.st_mode),
       "and it is still a pipe");
    close(fd);
    ok(symlink(path, link_path) == 0, "a link to the file");
    is_int(file_write(link_path, "six", 3), 1, "is written through");
    ok(lstat(link_path, &about) == 0 && S_ISLNK(about.st_mode),
       "and is still a link");
    is(file_read(ctx, path, &len), "six", "to the bytes");
    tree_remove(folder);
    folder_make(folder);
}

static void
test_files(void)
{
    char *path = path_join(ctx, folder, "deep/er/file");
    size_t len;
    is_int(file_write(path, "one", 3), 1, "a file and its folders");
    ino_t before = inode(path);
    is_int(file_write(path, "one", 3), 0, "the same bytes are not written");
    ok(inode(path) == before, "and the file is the same");
    is_int(file_write(path, "two", 3), 1, "other bytes are");
    ok(inode(path) != before, "by a new file under the old name");
    is(file_try_read(ctx, path, &len), "two", "and can be read");
    ok(!file_try_read(ctx, folder, &len) && errno == EISDIR,
       "a folder is no file");
    char **below = tree_list(ctx, folder);
    is(below[0], "deep/er/file", "files of a tree");
    is(below[1], NULL, "and no more, so nothing temporary is left");
    is_int(tree_remove(folder), 0, "a tree goes");
    is_int(tree_remove(folder), 0, "twice is no mistake");
    folder_make(folder);
    test_special_files();
}

/* ---- trees ------------------------------------------------------------ */

static void
test_tree(void)
{
    char *live = path_join(ctx, folder, "public");
    char *page = path_join(ctx, live, "sub/a.html");
    char *other = path_join(ctx, live, "b.html");
    struct tree *tree = tree_open(ctx, live);
    tree_write(tree, "sub/a.html", "a", 1);
    tree_write(tree, "b.html", "b", 1);
    ok(!folder_exists(live), "nothing is live before the commit");
    is_int(tree_commit(tree), 0, "the first commit");
    talloc_free(tree);
    ino_t before = inode(page);

    tree = tree_open(ctx, live);
    tree_write(tree, "sub/a.html", "other", 5);
    talloc_free(tree);
    ok(inode(page) == before, "a tree that is thrown away changes nothing");

    tree = tree_open(ctx, live);
    tree_write(tree, "sub/a.html", "a", 1);
    tree_write(tree, "c.html", "c", 1);
    is_int(tree_changed(tree), 1, "one file differs");
    is_int(tree_commit(tree), 0, "the second commit");
    talloc_free(tree);
    ok(inode(page) == before, "an unchanged file is the same file");
    ok(!file_exists(other), "a file that is no longer written is gone");
    char **left = folder_list(ctx, folder, "");
    is(left[0], "public", "beside the site");
    is(left[1], NULL, "nothing is left");
}

/* ---- JSON and maps ---------------------------------------------------- */

static void
test_json(void)
{
    const char *why = NULL;
    struct json *value = json_parse(
        ctx, "{\"a\":\"x\",\"n\":7,\"l\":[1,\"two\"],\"t\":true}", 38, &why);
    is(json_text(value, "a", "?"), "x", "a text");
    is(json_text(value, "n", "?"), "?", "a number is no text");
    is_int(json_int(value, "n", 0), 7, "a number");
    is(json_as_text(json_at(json_get(value, "l"), 1)), "two", "an item");
    is_int(json_bool(value, "t", 0), 1, "a truth value");
    ok(!json_parse(ctx, "{\"a\":", 5, &why), "half an object");
    ok(why && *why, "and a reason");
    ok(!json_parse(ctx, "{\"a\":1,\"a\":2}", 13, &why), "a key twice");
}

static void
test_map(void)
{
    struct map *map = map_new(ctx);
    char *order = talloc_strdup(ctx, "");
    map_set(map, "z", "1");
    map_set(map, "a", "2");
    is(map_set(map, "z", "3"), "1", "the old value comes back");
    MAP_EACH(map, entry)
    {
        order = talloc_asprintf_append(order, "%s%s ", entry->key,
                                       (char *)entry->value);
    }
    is(order, "z3 a2 ", "a map keeps the order of insertion");
}

/* ---- git -------------------------------------------------------------- */

static int
shell(const char *script)
{
    char *command = talloc_asprintf(
        ctx,
        "cd '%s' && export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/"
        "null GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_EMAIL=a@b "
        "GIT_COMMITTER_NAME=C GIT_AUTHOR_NAME=Ann && { %s; } >/dev/null 2>&1",
        folder, script);
    return system(command);
}

static const char HISTORY[] =
    "commit() { GIT_COMMITTER_DATE=\"$1 +0000\" GIT_AUTHOR_DATE=\"$1 +0000\" "
    "git commit -qm \"$2\"; }; git init -q repo && cd repo && "
    "mkdir c && seq 40 > c/a.md && seq 9 > c/b.md && git add . && "
    "commit 1000000000 first && "
    "GIT_AUTHOR_NAME=Bo && export GIT_AUTHOR_NAME && "
    "git mv c/a.md c/n.md && commit 1000000100 rename && "
    "echo x >> c/n.md && git add . && commit 1000000200 change && "
    "echo y > other && git add . && commit 1000000300 other && "
    "git clone -q --depth 3 file://$PWD ../shallow";

static void
test_git(void)
{
    const char *paths[] = {"c/n.md", "c/b.md", "c/none.md", NULL};
    char *repository = path_join(ctx, folder, "repo");
    char *shallow = path_join(ctx, folder, "shallow");
    char name[HASH_SIZE];
    hash_bytes(name, "hello\n", 6);
    is(name, "ce013625030ba8dba906f756967f9e9ca394464a",
       "a hash is git's own");
    ok(shell(HISTORY) == 0, "a repository to look at");
    struct git_history *history = git_history_read(ctx, repository, paths);
    const struct git_page *page = git_history_find(history, "c/n.md");
    ok(history->found && !history->shallow, "it is found whole");
    ok(page && page->time == 1000000200, "the last change has its time");
    is(page ? page->summary : NULL, "change", "and its message");
    is(page ? page->authors[0] : NULL, "Bo", "the last author");
    is(page ? page->authors[1] : NULL, "Ann", "and the first, by a rename");
    page = git_history_find(history, "c/b.md");
    ok(page && page->time == 1000000000, "an old file keeps its date");
    ok(!git_history_find(history, "c/none.md"), "no file, no date");

    history = git_history_read(ctx, shallow, paths);
    ok(history->found && history->shallow, "a shallow clone is known as one");
    page = git_history_find(history, "c/n.md");
    ok(page && page->time == 1000000200, "what it knows is right");
    ok(!git_history_find(history, "c/b.md"),
       "and what it does not know has no date");

    history = git_history_read(ctx, "/", paths);
    ok(!history->found && diag_errors() == 0, "no repository is no mistake");
}

int
main(void)
{
    char pattern[] = "/tmp/heapbook-base-XXXXXX";
    ctx = talloc_new(NULL);
    folder = mkdtemp(pattern);
    test_diag();
    diag_reset();
    test_escape();
    test_paths();
    test_files();
    test_tree();
    test_json();
    test_map();
    test_git();
    tree_remove(folder);
    talloc_free(ctx);
    return tap_end();
}
