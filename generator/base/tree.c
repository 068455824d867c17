#include "base/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/files.h"

struct tree {
    char *live;
    char *next; /* the sibling; NULL once it is in place */
    int lock;   /* descriptor of the folder above */
    size_t changed;
};

static int
tree_fini(struct tree *tree)
{
    if (tree->next) {
        tree_remove(tree->next);
    }
    if (tree->lock >= 0) {
        close(tree->lock);
    }
    return 0;
}

/* "site/public" -> "site/.public.new": a dot file is never served. */
static char *
sibling_new(TALLOC_CTX *ctx, const char *live, const char *ending)
{
    char *folder = path_folder(ctx, live);
    const char *name = live + strlen(folder);
    name += *name == '/';
    char *sibling = talloc_asprintf(ctx, ".%s.%s", name, ending);
    return path_join(ctx, folder, sibling);
}

static int
lock_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        return diag_system(folder, "cannot be opened");
    }
    if (flock(fd, LOCK_EX | LOCK_NB) == 0) {
        return fd;
    }
    if (errno == EWOULDBLOCK) {
        diag_note((struct place){.path = folder},
                  "waiting for another build to finish");
        if (flock(fd, LOCK_EX) == 0) {
            return fd;
        }
    }
    diag_system(folder, "cannot be locked");
    close(fd);
    return -1;
}

struct tree *
tree_open(TALLOC_CTX *ctx, const char *live)
{
    struct tree *tree = talloc_zero(ctx, struct tree);
    char *folder = path_folder(tree, live);
    folder = *folder ? folder : talloc_strdup(tree, ".");
    tree->lock = -1;
    talloc_set_destructor(tree, tree_fini);
    tree->live = talloc_strdup(tree, live);
    if (folder_make(folder) < 0 || (tree->lock = lock_folder(folder)) < 0) {
        talloc_free(tree);
        return NULL;
    }
    tree->next = sibling_new(tree, live, "new");
    if (tree_remove(tree->next) < 0 || folder_make(tree->next) < 0) {
        talloc_free(tree);
        return NULL;
    }
    return tree;
}

/* Whether the live file has these bytes. */
static int
is_unchanged(const char *path, const char *bytes, size_t len)
{
    struct stat about;
    return lstat(path, &about) == 0 && S_ISREG(about.st_mode) &&
           file_holds(path, bytes, len);
}

/* Where links are refused (some file systems do), a copy with the old time
 * says the same to a server and to rsync. */
static int
keep_file(const char *old, const char *path, const char *bytes, size_t len)
{
    if (link(old, path) == 0) {
        return 0;
    }
    struct stat about;
    if (file_write(path, bytes, len) < 0 || stat(old, &about) < 0) {
        return -1;
    }
    struct timespec times[2] = {about.st_atim, about.st_mtim};
    return utimensat(AT_FDCWD, path, times, 0);
}

int
tree_write(struct tree *tree, const char *path, const char *bytes, size_t len)
{
    char *to = path_join(tree, tree->next, path);
    char *old = path_join(to, tree->live, path);
    char *folder = path_folder(to, to);
    int status = folder_make(folder);
    if (status == 0 && is_unchanged(old, bytes, len)) {
        status = keep_file(old, to, bytes, len);
    }
    else if (status == 0) {
        tree->changed++;
        status = file_write(to, bytes, len) < 0 ? -1 : 0;
    }
    talloc_free(to);
    return status;
}

/* Exchanges in one step where the file system can, else by two renames: for
 * that moment, no longer, the live name is free. */
static int
exchange(const char *next, const char *live, const char *old)
{
    if (renameat2(AT_FDCWD, next, AT_FDCWD, live, RENAME_EXCHANGE) == 0) {
        return rename(next, old);
    }
    if (errno != EINVAL && errno != ENOSYS) {
        return -1;
    }
    if (rename(live, old) < 0) {
        return -1;
    }
    if (rename(next, live) < 0) {
        int saved = errno;
        rename(old, live);
        errno = saved;
        return -1;
    }
    return 0;
}

static int
has_state(const struct stat *a, const struct stat *b)
{
    return S_ISREG(a->st_mode) && a->st_size == b->st_size &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
           a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static int
copy_file(const char *from, const char *to, const struct stat *about)
{
    struct timespec times[2] = {about->st_atim, about->st_mtim};
    int in = open(from, O_RDONLY | O_CLOEXEC);
    int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    ssize_t n = in < 0 || out < 0 ? -1 : 1;
    while (n > 0) {
        n = copy_file_range(in, NULL, out, NULL, 1 << 30, 0);
    }
    int status = n < 0 || futimens(out, times) < 0 || close(out) < 0
                     ? diag_system(to, "cannot be written")
                     : 0;
    if (status < 0 && out >= 0) {
        close(out);
    }
    if (in >= 0) {
        close(in);
    }
    return status;
}

int
tree_commit(struct tree *tree)
{
    char *old = sibling_new(tree, tree->live, "old");
    if (tree_remove(old) < 0) {
        return -1;
    }
    int had = folder_exists(tree->live);
    int status = had ? exchange(tree->next, tree->live, old)
                     : rename(tree->next, tree->live);
    if (status < 0) {
        return diag_system(tree->live, "cannot be replaced");
    }
    tree->next = NULL;
    return tree_remove(old);
}

int
tree_copy(struct tree *tree, const char *path, const char *from)
{
    TALLOC_CTX *scratch = talloc_new(tree);
    char *to = path_join(scratch, tree->next, path);
    char *old = path_join(scratch, tree->live, path);
    struct stat source, live;
    int status = folder_make(path_folder(scratch, to));
    if (status == 0 && stat(from, &source) < 0) {
        status = diag_system(from, "cannot be read");
    }
    else if (status == 0 &&
             (lstat(old, &live) < 0 || !has_state(&live, &source) ||
              link(old, to) < 0)) {
        tree->changed++;
        status = copy_file(from, to, &source);
    }
    talloc_free(scratch);
    return status;
}

size_t
tree_changed(const struct tree *tree)
{
    return tree->changed;
}
