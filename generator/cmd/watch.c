#include "cmd/watch.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/files.h"
#include "base/map.h"

enum {
    EVENTS =
        IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO,
};

struct watch {
    int fd;
    struct map *folders; /* watch descriptor as text -> path */
};

static int
watch_fini(struct watch *watch)
{
    close(watch->fd);
    return 0;
}

struct watch *
watch_open(TALLOC_CTX *ctx)
{
    struct watch *watch = talloc_zero(ctx, struct watch);
    watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (watch->fd < 0) {
        talloc_free(watch);
        return NULL;
    }
    watch->folders = map_new(watch);
    talloc_set_destructor(watch, watch_fini);
    return watch;
}

static void
watch_add(struct watch *watch, const char *folder)
{
    char number[16];
    int id = inotify_add_watch(watch->fd, folder, EVENTS | IN_ONLYDIR);
    if (id >= 0) {
        snprintf(number, sizeof number, "%d", id);
        map_set(watch->folders, number, talloc_strdup(watch->folders, folder));
    }
}

void
watch_add_tree(struct watch *watch, const char *folder)
{
    DIR *stream = opendir(folder);
    if (!stream) {
        return;
    }
    watch_add(watch, folder);
    struct dirent *entry;
    while ((entry = readdir(stream))) {
        if (entry->d_type == DT_DIR && entry->d_name[0] != '.') {
            char *below = path_join(NULL, folder, entry->d_name);
            watch_add_tree(watch, below);
            talloc_free(below);
        }
    }
    closedir(stream);
}

int
watch_descriptor(const struct watch *watch)
{
    return watch->fd;
}

/* Editors leave traces: dot files, numbers, names with a tilde. */
static int
matters(const char *name)
{
    size_t len = strlen(name);
    return len > 0 && name[0] != '.' && name[len - 1] != '~' &&
           name[0] != '#' && !path_ends(name, ".swp") &&
           strspn(name, "0123456789") != len;
}

static void
follow_folder(struct watch *watch, const struct inotify_event *event)
{
    char number[16];
    snprintf(number, sizeof number, "%d", event->wd);
    const char *above = map_find(watch->folders, number);
    if (above) {
        char *below = path_join(NULL, above, event->name);
        watch_add_tree(watch, below);
        talloc_free(below);
    }
}

int
watch_take(struct watch *watch)
{
    _Alignas(struct inotify_event) char buffer[8192];
    int any = 0;
    ssize_t len;
    while ((len = read(watch->fd, buffer, sizeof buffer)) > 0) {
        for (char *at = buffer; at < buffer + len;) {
            struct inotify_event event;
            memcpy(&event, at, sizeof event);
            const struct inotify_event *whole = (void *)at;
            if (event.len > 0 && matters(whole->name)) {
                any = 1;
                if (event.mask & IN_ISDIR) {
                    follow_folder(watch, whole);
                }
            }
            at += sizeof event + event.len;
        }
    }
    return any;
}
