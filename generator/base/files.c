#include "base/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"

enum { LARGEST_FILE = 64 << 20, OPEN_FOLDERS = 16 };

/* Reads what fstat promised; a file that shrinks meanwhile is short. */
static char *
descriptor_read(TALLOC_CTX *ctx, int fd, size_t size, size_t *len)
{
    char *bytes = talloc_array(ctx, char, size + 1);
    size_t have = 0;
    while (have < size) {
        ssize_t n = read(fd, bytes + have, size - have);
        if (n < 0 && errno != EINTR) {
            talloc_free(bytes);
            return NULL;
        }
        if (n == 0) {
            break;
        }
        have += n > 0 ? (size_t)n : 0;
    }
    bytes[have] = 0;
    *len = have;
    return bytes;
}

/* O_NONBLOCK: opening a FIFO must not wait for a writer. */
char *
file_try_read(TALLOC_CTX *ctx, const char *path, size_t *len)
{
    struct stat about;
    char *bytes = NULL;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        return NULL;
    }
    if (fstat(fd, &about) == 0) {
        if (!S_ISREG(about.st_mode)) {
            errno = S_ISDIR(about.st_mode) ? EISDIR : EINVAL;
        }
        else if (about.st_size > LARGEST_FILE) {
            errno = EFBIG;
        }
        else {
            bytes = descriptor_read(ctx, fd, (size_t)about.st_size, len);
        }
    }
    int saved = errno;
    close(fd);
    errno = saved;
    return bytes;
}

char *
file_read(TALLOC_CTX *ctx, const char *path, size_t *len)
{
    char *bytes = file_try_read(ctx, path, len);
    if (!bytes) {
        diag_system(path, "cannot be read");
    }
    return bytes;
}

int
file_holds(const char *path, const char *bytes, size_t len)
{
    struct stat about;
    if (stat(path, &about) < 0 || (size_t)about.st_size != len) {
        return 0;
    }
    size_t old_len;
    char *old = file_try_read(NULL, path, &old_len);
    int same = old && old_len == len && memcmp(old, bytes, len) == 0;
    talloc_free(old);
    return same;
}

static int
descriptor_write(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, bytes, len);
        if (n < 0) {
            if (errno == EINTR) {
                continue;
            }
            return -1;
        }
        bytes += n;
        len -= (size_t)n;
    }
    return 0;
}

/* The mode of the file that is replaced, else what the umask leaves. */
static mode_t
mode_for(const char *path)
{
    struct stat about;
    if (stat(path, &about) == 0) {
        return about.st_mode & 07777;
    }
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static int
file_replace(const char *path, const char *bytes, size_t len)
{
    char *temporary = talloc_asprintf(NULL, "%s.XXXXXX", path);
    int fd = mkostemp(temporary, O_CLOEXEC);
    if (fd < 0) {
        diag_system(path, "cannot be written");
        talloc_free(temporary);
        return -1;
    }
    int failed =
        descriptor_write(fd, bytes, len) < 0 || fchmod(fd, mode_for(path)) < 0;
    failed |= close(fd) < 0;
    failed = failed || rename(temporary, path) < 0;
    if (failed) {
        diag_system(path, "cannot be written");
        unlink(temporary);
    }
    talloc_free(temporary);
    return failed ? -1 : 1;
}

/* Devices and pipes are written to, never replaced: as root, a rename would
 * take the place of /dev/null. */
static int
is_stream(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && !S_ISREG(about.st_mode);
}

static int
stream_write(const char *path, const char *bytes, size_t len)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    int failed = fd < 0 || descriptor_write(fd, bytes, len) < 0;
    failed |= fd >= 0 && close(fd) < 0;
    if (failed) {
        diag_system(path, "cannot be written");
    }
    return failed ? -1 : 1;
}

int
file_write(const char *path, const char *bytes, size_t len)
{
    if (is_stream(path)) {
        return stream_write(path, bytes, len);
    }
    if (file_holds(path, bytes, len)) {
        return 0;
    }
    /* What a link points to is replaced, not the link. */
    char *target = realpath(path, NULL);
    if (target) {
        int written = file_replace(target, bytes, len);
        free(target);
        return written;
    }
    char *folder = path_folder(NULL, path);
    int made = *folder ? folder_make(folder) : 0;
    talloc_free(folder);
    return made < 0 ? -1 : file_replace(path, bytes, len);
}

int
file_exists(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISREG(about.st_mode);
}

int
folder_exists(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* Looking whether it exists must not hide why it could not be made. */
static int
folder_try(const char *path)
{
    int status = mkdir(path, 0777);
    int saved = errno;
    if (status < 0 && folder_exists(path)) {
        return 0;
    }
    errno = saved;
    return status;
}

int
folder_make(const char *path)
{
    if (folder_try(path) == 0) {
        return 0;
    }
    if (errno == ENOENT) {
        char *above = path_folder(NULL, path);
        int made = *above ? folder_make(above) : 0;
        talloc_free(above);
        if (made < 0) {
            return -1;
        }
        if (folder_try(path) == 0) {
            return 0;
        }
    }
    return diag_system(path, "cannot be made");
}

static int
remove_one(const char *path, const struct stat *about, int kind,
           struct FTW *where)
{
    (void)about;
    (void)where;
    return kind == FTW_DP ? rmdir(path) : unlink(path);
}

int
tree_remove(const char *path)
{
    if (nftw(path, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS) == 0 ||
        errno == ENOENT) {
        return 0;
    }
    return diag_system(path, "cannot be removed");
}

static int
by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

char **
folder_list(TALLOC_CTX *ctx, const char *path, const char *ending)
{
    char **names = talloc_zero_array(ctx, char *, 1);
    size_t n = 0;
    DIR *folder = opendir(path);
    if (!folder) {
        return names;
    }
    struct dirent *entry;
    while ((entry = readdir(folder))) {
        if (entry->d_name[0] == '.' || !path_ends(entry->d_name, ending)) {
            continue;
        }
        names = talloc_realloc(ctx, names, char *, n + 2);
        names[n++] = talloc_strdup(names, entry->d_name);
    }
    closedir(folder);
    qsort(names, n, sizeof *names, by_bytes);
    names[n] = NULL;
    return names;
}

char *
folder_hidden(TALLOC_CTX *ctx, const char *path)
{
    DIR *folder = opendir(path);
    char *found = NULL;
    struct dirent *entry;
    while (folder && (entry = readdir(folder))) {
        const char *name = entry->d_name;
        if (name[0] == '.' && strcmp(name, ".") != 0 &&
            strcmp(name, "..") != 0 && (!found || strcmp(name, found) < 0)) {
            found = talloc_strdup(ctx, name);
        }
    }
    if (folder) {
        closedir(folder);
    }
    return found;
}

struct listing {
    TALLOC_CTX *ctx;
    char **paths;
    size_t n;
};

static void
tree_add(struct listing *listing, const char *root, const char *below)
{
    char *here = path_join(NULL, root, below);
    char **names = folder_list(here, here, "");
    for (; *names; names++) {
        char *path = *below ? talloc_asprintf(here, "%s/%s", below, *names)
                            : talloc_strdup(here, *names);
        char *full = path_join(here, root, path);
        struct stat about;
        if (lstat(full, &about) < 0) {
            continue;
        }
        if (S_ISDIR(about.st_mode)) {
            tree_add(listing, root, path);
        }
        else if (file_exists(full)) {
            listing->paths = talloc_realloc(listing->ctx, listing->paths,
                                            char *, listing->n + 2);
            listing->paths[listing->n++] = talloc_strdup(listing->paths, path);
        }
    }
    talloc_free(here);
}

char **
tree_list(TALLOC_CTX *ctx, const char *path)
{
    struct listing listing = {ctx, talloc_zero_array(ctx, char *, 1), 0};
    tree_add(&listing, path, "");
    qsort(listing.paths, listing.n, sizeof *listing.paths, by_bytes);
    listing.paths[listing.n] = NULL;
    return listing.paths;
}

char *
path_join(TALLOC_CTX *ctx, const char *a, const char *b)
{
    if (*b == '/' || !*a || strcmp(a, ".") == 0) {
        return talloc_strdup(ctx, *b ? b : a);
    }
    if (!*b) {
        return talloc_strdup(ctx, a);
    }
    const char *slash = a[strlen(a) - 1] == '/' ? "" : "/";
    return talloc_asprintf(ctx, "%s%s%s", a, slash, b);
}

char *
path_folder(TALLOC_CTX *ctx, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash) {
        return talloc_strdup(ctx, "");
    }
    size_t len = slash == path ? 1 : (size_t)(slash - path);
    return talloc_strndup(ctx, path, len);
}

char *
path_clean(TALLOC_CTX *ctx, const char *path)
{
    char *clean = talloc_zero_array(ctx, char, strlen(path) + 2);
    size_t len = 0;
    while (*path) {
        size_t part = strcspn(path, "/");
        if (part == 2 && path[0] == '.' && path[1] == '.') {
            if (len == 0) {
                talloc_free(clean);
                return NULL;
            }
            while (len > 0 && clean[--len] != '/') {
            }
        }
        else if (part > 0 && !(part == 1 && *path == '.')) {
            if (len > 0) {
                clean[len++] = '/';
            }
            memcpy(clean + len, path, part);
            len += part;
        }
        path += part;
        path += *path == '/';
    }
    clean[len] = 0;
    return clean;
}

int
path_ends(const char *path, const char *ending)
{
    size_t len = strlen(path);
    size_t tail = strlen(ending);
    return len >= tail && strcmp(path + len - tail, ending) == 0;
}
