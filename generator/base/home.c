#include "base/home.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/files.h"

static const char MARK[] = "runtime/include/heapbook.h";
static char found[PATH_MAX];

const char *
home_program(void)
{
    static char program[PATH_MAX];
    if (!*program) {
        ssize_t len = readlink("/proc/self/exe", program, PATH_MAX - 1);
        program[len > 0 ? len : 0] = 0;
    }
    return program;
}

/* Takes the folder if it holds the mark. */
static int
try_home(const char *folder)
{
    char *mark = path_join(NULL, folder, MARK);
    int good = *folder && file_exists(mark) && realpath(folder, found);
    talloc_free(mark);
    return good;
}

static int
try_above(const char *program)
{
    char *folder = path_folder(NULL, program);
    int good = 0;
    while (!good && *folder && strcmp(folder, "/") != 0) {
        char *share = path_join(folder, folder, "share/heapbook");
        good = try_home(folder) || try_home(share);
        char *above = path_folder(NULL, folder);
        talloc_free(folder);
        folder = above;
    }
    talloc_free(folder);
    return good;
}

int
home_find(const char *project)
{
    const char *wish = getenv("HEAPBOOK_HOME");
    if ((wish && try_home(wish)) || try_above(home_program()) ||
        try_home(project)) {
        return 0;
    }
    diag_at((struct place){0}, "%s is nowhere to be found", MARK);
    diag_note((struct place){0}, "set HEAPBOOK_HOME to the checkout, or "
                                 "install with `make install`");
    return -1;
}

const char *
home(void)
{
    return found;
}

char *
home_path(TALLOC_CTX *ctx, const char *below)
{
    return path_join(ctx, found, below);
}

char *
home_or_project(TALLOC_CTX *ctx, const char *project, const char *below)
{
    char *own = path_join(ctx, project, below);
    return file_exists(own) || folder_exists(own) ? own
                                                  : home_path(ctx, below);
}
