#include "run/scratch.h"

#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <talloc.h>

#include "base/files.h"

enum { OPEN_FOLDER = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC };

static const char PREFIX[] = "heapbook-";

enum { YOUNG_S = 600, APART = 64 };

/* S1 */
static int
is_scratch(const char *name)
{
    const char *digits = name + sizeof PREFIX - 1;

    return !strncmp(name, PREFIX, sizeof PREFIX - 1) && strlen(digits) == 16 &&
           strspn(digits, "0123456789abcdef") == 16;
}

/* S2 */
static int
is_left(int folder)
{
    struct stat about;

    return fstat(folder, &about) == 0 && about.st_uid == geteuid() &&
           time(NULL) - about.st_mtime > YOUNG_S &&
           flock(folder, LOCK_EX | LOCK_NB) == 0;
}

static void
remove_left(TALLOC_CTX *ctx, const char *where)
{
    char **names = folder_list(ctx, where, "");

    for (; *names; names++) {
        char *path = path_join(ctx, where, *names);
        int folder = is_scratch(*names) ? open(path, OPEN_FOLDER) : -1;

        if (folder >= 0) {
            if (is_left(folder)) {
                tree_remove(path);
            }
            close(folder);
        }
    }
}

/* Unlocked when nobody has it open any more.  Where it lies, each sandbox
 * closes it in its child. */
static void
keep_locked(int folder)
{
    int apart = fcntl(folder, F_DUPFD_CLOEXEC, APART);

    if (apart >= 0) {
        flock(apart, LOCK_EX | LOCK_NB);
    }
}

int
scratch_make(const char *path)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    int folder;

    remove_left(ctx, path_folder(ctx, path));
    talloc_free(ctx);
    if (mkdir(path, 0700)) {
        return -1;
    }
    folder = open(path, OPEN_FOLDER);
    if (folder >= 0) {
        keep_locked(folder);
        close(folder);
    }
    return 0;
}
