#include "base/git.h"

#include <git2.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/files.h"
#include "base/library.h"
#include "base/map.h"

enum { NAME_SIZE = GIT_OID_HEXSZ + 1 };

/* ---- the library ------------------------------------------------------ */

/* clang-format off */
#define FUNCTIONS(X)                                                         \
    X(commit_author) X(commit_free) X(commit_id) X(commit_lookup)            \
    X(commit_parent) X(commit_parentcount) X(commit_summary) X(commit_time)  \
    X(commit_tree) X(diff_find_similar) X(diff_free) X(diff_get_delta)       \
    X(diff_num_deltas) X(diff_tree_to_tree) X(error_last) X(libgit2_init)    \
    X(oid_equal) X(oid_tostr) X(reference_free) X(reference_name)            \
    X(reference_name_to_id) X(repository_commondir) X(repository_free)       \
    X(repository_head) X(repository_open_ext) X(repository_path)             \
    X(repository_workdir) X(tree_entry_byindex) X(tree_entry_byname)         \
    X(tree_entry_id) X(tree_entry_name) X(tree_entry_type) X(tree_entrycount)\
    X(tree_free) X(tree_lookup)
/* clang-format on */

#define FIELD(name) __typeof__(git_##name) *name;
#define ENTRY(name) {"git_" #name, &git.name},

/* git.oid_tostr is git_oid_tostr, once library_start() has been happy. */
static struct {
    FUNCTIONS(FIELD)
} git;

static const struct library_function TABLE[] = {FUNCTIONS(ENTRY){0}};

/* NULL, or why there is no libgit2. */
static const char *
library_start(void)
{
    static const char *why;
    static int started;
    if (!started) {
        started = 1;
        why = library_load("libgit2.so." LIBGIT2_SOVERSION, TABLE);
        why = why ? talloc_strdup(NULL, why) : NULL;
        if (!why) {
            git.libgit2_init();
        }
    }
    return why;
}

/* ---- the walk --------------------------------------------------------- */

struct waiting {
    git_commit *commit;
    git_time_t time;
};

struct walk {
    struct git_history *history;
    git_repository *repository;
    struct map *open;      /* name in the commit at hand -> page */
    struct map *folders;   /* folders above open names; never shrinks */
    struct map *seen;      /* commits that are or were in the queue */
    struct waiting *queue; /* unordered; searched for the youngest */
    size_t queue_len;
    size_t open_len;
};

static void
folders_add(struct walk *walk, const char *path)
{
    char *folder = path_folder(walk->folders, path);
    while (*folder && !map_find(walk->folders, folder)) {
        map_set(walk->folders, folder, walk);
        folder = path_folder(walk->folders, folder);
    }
}

static void
open_add(struct walk *walk, const char *name, struct git_page *page)
{
    map_set(walk->open, name, page);
    folders_add(walk, name);
    walk->open_len++;
}

static struct git_page *
open_take(struct walk *walk, const char *name)
{
    struct git_page *page = map_set(walk->open, name, NULL);
    walk->open_len -= page != NULL;
    return page;
}

static void
queue_add(struct walk *walk, git_commit *commit)
{
    char name[NAME_SIZE];
    git.oid_tostr(name, sizeof name, git.commit_id(commit));
    if (map_set(walk->seen, name, walk)) {
        git.commit_free(commit);
        return;
    }
    walk->queue = talloc_realloc(walk->seen, walk->queue, struct waiting,
                                 walk->queue_len + 1);
    walk->queue[walk->queue_len++] =
        (struct waiting){commit, git.commit_time(commit)};
}

/* The youngest; the queue holds as many commits as branches run side by
 * side, so a search is cheaper than a heap. */
static git_commit *
queue_take(struct walk *walk)
{
    size_t best = 0;
    for (size_t i = 1; i < walk->queue_len; i++) {
        if (walk->queue[i].time > walk->queue[best].time) {
            best = i;
        }
    }
    git_commit *commit = walk->queue[best].commit;
    walk->queue[best] = walk->queue[--walk->queue_len];
    return commit;
}

static void
author_add(struct git_page *page, TALLOC_CTX *ctx, const char *name)
{
    size_t n = 0;
    while (page->authors[n]) {
        if (strcmp(page->authors[n], name) == 0) {
            return;
        }
        n++;
    }
    page->authors = talloc_realloc(ctx, page->authors, const char *, n + 2);
    page->authors[n] = talloc_strdup(page->authors, name);
    page->authors[n + 1] = NULL;
}

static void
page_changed(struct walk *walk, struct git_page *page, git_commit *commit)
{
    TALLOC_CTX *ctx = walk->history;
    if (!page->known) {
        char name[NAME_SIZE];
        git.oid_tostr(name, sizeof name, git.commit_id(commit));
        const char *summary = git.commit_summary(commit);
        page->known = 1;
        page->time = git.commit_time(commit);
        page->hash = talloc_strdup(ctx, name);
        page->summary = talloc_strdup(ctx, summary ? summary : "");
    }
    author_add(page, ctx, git.commit_author(commit)->name);
}

/* ---- one commit against its parent ------------------------------------ */

struct step {
    struct walk *walk;
    git_commit *commit;
    const char **added; /* names that the parent has not */
    size_t added_len;
};

static void
blob_differs(struct step *step, const char *name, int is_new)
{
    struct git_page *page = map_find(step->walk->open, name);
    if (!page) {
        return;
    }
    page_changed(step->walk, page, step->commit);
    if (is_new) {
        step->added = talloc_realloc(step->walk->seen, step->added,
                                     const char *, step->added_len + 1);
        step->added[step->added_len++] = talloc_strdup(step->added, name);
    }
}

static void trees_compare(struct step *step, git_tree *tree, git_tree *parent,
                          const char *prefix);

static void
subtree_compare(struct step *step, const git_tree_entry *entry,
                const git_tree_entry *old, const char *name)
{
    git_repository *repository = step->walk->repository;
    git_tree *below = NULL;
    git_tree *below_old = NULL;
    if (!map_find(step->walk->folders, name) ||
        git.tree_lookup(&below, repository, git.tree_entry_id(entry)) < 0) {
        return;
    }
    if (old && git.tree_entry_type(old) == GIT_OBJECT_TREE) {
        git.tree_lookup(&below_old, repository, git.tree_entry_id(old));
    }
    trees_compare(step, below, below_old, name);
    git.tree_free(below);
    git.tree_free(below_old);
}

static void
trees_compare(struct step *step, git_tree *tree, git_tree *parent,
              const char *prefix)
{
    size_t n = git.tree_entrycount(tree);
    for (size_t i = 0; i < n; i++) {
        const git_tree_entry *entry = git.tree_entry_byindex(tree, i);
        const char *base = git.tree_entry_name(entry);
        const git_tree_entry *old =
            parent ? git.tree_entry_byname(parent, base) : NULL;
        if (old &&
            git.oid_equal(git.tree_entry_id(entry), git.tree_entry_id(old))) {
            continue;
        }
        char *name = path_join(NULL, prefix, base);
        if (git.tree_entry_type(entry) == GIT_OBJECT_TREE) {
            subtree_compare(step, entry, old, name);
        }
        else {
            blob_differs(step, name, old == NULL);
        }
        talloc_free(name);
    }
}

/* Finds the old names of what the commit added, by libgit2's similarity. */
static void
renames_follow(struct step *step, git_tree *tree, git_tree *parent)
{
    git_diff *diff = NULL;
    git_diff_find_options options = GIT_DIFF_FIND_OPTIONS_INIT;
    options.flags = GIT_DIFF_FIND_RENAMES;
    if (git.diff_tree_to_tree(&diff, step->walk->repository, parent, tree,
                              NULL) < 0 ||
        git.diff_find_similar(diff, &options) < 0) {
        git.diff_free(diff);
        return;
    }
    for (size_t i = 0; i < git.diff_num_deltas(diff); i++) {
        const git_diff_delta *delta = git.diff_get_delta(diff, i);
        struct git_page *page =
            delta->status == GIT_DELTA_RENAMED
                ? open_take(step->walk, delta->new_file.path)
                : NULL;
        if (page) {
            open_add(step->walk, delta->old_file.path, page);
        }
    }
    git.diff_free(diff);
}

/* What a commit added and did not rename began there: it is done. */
static void
step_run(struct walk *walk, git_commit *commit, git_commit *parent)
{
    struct step step = {walk, commit, NULL, 0};
    git_tree *tree = NULL;
    git_tree *old = NULL;
    if (git.commit_tree(&tree, commit) == 0 &&
        (!parent || git.commit_tree(&old, parent) == 0)) {
        trees_compare(&step, tree, old, "");
        if (step.added_len > 0 && old) {
            renames_follow(&step, tree, old);
        }
    }
    for (size_t i = 0; i < step.added_len; i++) {
        open_take(walk, step.added[i]);
    }
    talloc_free(step.added);
    git.tree_free(tree);
    git.tree_free(old);
}

/* A merge is looked at through its parents only: what it brought together was
 * changed there. */
static void
commit_visit(struct walk *walk, git_commit *commit)
{
    unsigned n = git.commit_parentcount(commit);
    git_commit *parent = NULL;
    for (unsigned i = 0; i < n; i++) {
        if (git.commit_parent(&parent, commit, i) < 0) {
            walk->history->shallow = 1;
            return;
        }
        if (n == 1) {
            step_run(walk, commit, parent);
        }
        queue_add(walk, parent);
    }
    if (n == 0) {
        step_run(walk, commit, NULL);
    }
}

static void
walk_run(struct walk *walk)
{
    git_oid head;
    git_commit *commit;
    if (git.reference_name_to_id(&head, walk->repository, "HEAD") < 0 ||
        git.commit_lookup(&commit, walk->repository, &head) < 0) {
        return;
    }
    queue_add(walk, commit);
    while (walk->queue_len > 0 && walk->open_len > 0) {
        commit = queue_take(walk);
        commit_visit(walk, commit);
        git.commit_free(commit);
    }
    while (walk->queue_len > 0) {
        git.commit_free(queue_take(walk));
    }
}

/* ---- the repository --------------------------------------------------- */

/* A warning, not a note: the next build shall try again. */
static void
unreadable(const char *folder, int status, const char *why)
{
    struct place place = {.path = folder};
    if (status == GIT_EOWNER) {
        diag_warn(place, "the checkout belongs to another user, so pages get "
                         "no dates");
        diag_note(place, "`git config --global --add safe.directory` with "
                         "its path allows reading it");
    }
    else {
        diag_warn(place,
                  "git history is not readable, so pages get no dates: %s",
                  why);
    }
}

static git_repository *
repository_open(const char *folder, int say)
{
    git_repository *repository = NULL;
    const char *why = library_start();
    int status = why ? GIT_ERROR
                     : git.repository_open_ext(&repository, folder, 0, NULL);
    if (status == 0 || status == GIT_ENOTFOUND) {
        return repository;
    }
    if (say) {
        const git_error *error = why ? NULL : git.error_last();
        why = error ? error->message : why;
        unreadable(folder, status, why ? why : "unknown reason");
    }
    return NULL;
}

/* The path of folder inside the working tree, "" for its root. */
static char *
prefix_new(TALLOC_CTX *ctx, git_repository *repository, const char *folder)
{
    const char *root = git.repository_workdir(repository);
    char *full = realpath(folder, NULL);
    char *real_root = root ? realpath(root, NULL) : NULL;
    char *prefix = NULL;
    if (full && real_root) {
        size_t len = strlen(real_root);
        if (strncmp(full, real_root, len) == 0) {
            prefix = talloc_strdup(ctx, full + len + (full[len] == '/'));
        }
    }
    free(full);
    free(real_root);
    return prefix;
}

static void
pages_walk(struct git_history *history, git_repository *repository,
           const char *prefix)
{
    struct walk walk = {.history = history, .repository = repository};
    walk.open = map_new(history);
    walk.folders = map_new(history);
    walk.seen = map_new(history);
    for (size_t i = 0; i < history->len; i++) {
        char *name = path_join(walk.open, prefix, history->pages[i].path);
        open_add(&walk, name, &history->pages[i]);
    }
    walk_run(&walk);
    talloc_free(walk.open);
    talloc_free(walk.folders);
    talloc_free(walk.seen);
}

struct git_history *
git_history_read(TALLOC_CTX *ctx, const char *folder, const char *const *paths)
{
    struct git_history *history = talloc_zero(ctx, struct git_history);
    while (paths[history->len]) {
        history->len++;
    }
    history->pages = talloc_zero_array(history, struct git_page, history->len);
    for (size_t i = 0; i < history->len; i++) {
        history->pages[i].path = talloc_strdup(history, paths[i]);
        history->pages[i].authors =
            talloc_zero_array(history, const char *, 1);
    }
    git_repository *repository = repository_open(folder, 1);
    char *prefix = repository ? prefix_new(history, repository, folder) : NULL;
    if (prefix) {
        history->found = 1;
        pages_walk(history, repository, prefix);
    }
    if (repository) {
        git.repository_free(repository);
    }
    return history;
}

const struct git_page *
git_history_find(const struct git_history *history, const char *path)
{
    for (size_t i = 0; i < history->len; i++) {
        if (strcmp(history->pages[i].path, path) == 0) {
            return history->pages[i].known ? &history->pages[i] : NULL;
        }
    }
    return NULL;
}

char **
git_head_files(TALLOC_CTX *ctx, const char *folder)
{
    char **files = talloc_zero_array(ctx, char *, 5);
    git_repository *repository = repository_open(folder, 0);
    if (!repository) {
        return files;
    }
    const char *own = git.repository_path(repository);
    const char *common = git.repository_commondir(repository);
    git_reference *head = NULL;
    int n = 0;
    files[n++] = path_join(files, own, "HEAD");
    files[n++] = path_join(files, common, "packed-refs");
    files[n++] = path_join(files, common, "shallow");
    if (git.repository_head(&head, repository) == 0) {
        files[n++] = path_join(files, common, git.reference_name(head));
        git.reference_free(head);
    }
    git.repository_free(repository);
    return files;
}
