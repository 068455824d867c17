/* The layer that knows objects: Landlock rulesets.
 *
 * The constants are our own: Debian 12's <linux/landlock.h> ends with the
 * second version of the interface.  Source: Linux 6.x,
 * Documentation/userspace-api/landlock.rst. */
#include "sandbox/parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
    FS_EXECUTE = 1 << 0,
    FS_WRITE_FILE = 1 << 1,
    FS_READ_FILE = 1 << 2,
    FS_READ_DIR = 1 << 3,
    FS_V1 = (1 << 13) - 1, /* up to MAKE_SYM */
    FS_REFER = 1 << 13,    /* version 2 */
    FS_TRUNCATE = 1 << 14, /* version 3 */
    FS_IOCTL_DEV = 1 << 15 /* version 5 */
};

enum {
    NET_V4 = 3,  /* bind and connect over TCP */
    SCOPE_V6 = 3 /* abstract sockets and signals to the outside */
};

/* On a file only these rights can be given. */
#define FS_OF_FILES                                                           \
    (FS_EXECUTE | FS_WRITE_FILE | FS_READ_FILE | FS_TRUNCATE | FS_IOCTL_DEV)

struct ruleset_attr {
    uint64_t handled_access_fs;
    uint64_t handled_access_net; /* version 4 */
    uint64_t scoped;             /* version 6 */
};

struct path_beneath_attr {
    uint64_t allowed_access;
    int32_t parent_fd;
} __attribute__((packed));

#define CREATE_RULESET_VERSION 1
#define RULE_PATH_BENEATH      1

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_add_rule       445
#define SYS_landlock_restrict_self  446
#endif

int
landlock_version(void)
{
    long version =
        syscall(SYS_landlock_create_ruleset, NULL, 0, CREATE_RULESET_VERSION);

    return version < 0 ? 0 : (int)version;
}

static uint64_t
handled_files(int version)
{
    return FS_V1 | (version >= 2 ? FS_REFER : 0) |
           (version >= 3 ? FS_TRUNCATE : 0) |
           (version >= 5 ? FS_IOCTL_DEV : 0);
}

static int
allow_beneath(int ruleset, const char *path, uint64_t rights)
{
    struct path_beneath_attr rule = {.allowed_access = rights};
    struct stat about;
    int err;

    rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
    if (rule.parent_fd < 0) {
        return errno == ENOENT || errno == EACCES ? 0 : -1;
    }
    if (!fstat(rule.parent_fd, &about) && !S_ISDIR(about.st_mode)) {
        rule.allowed_access &= FS_OF_FILES;
    }
    err = (int)syscall(SYS_landlock_add_rule, ruleset, RULE_PATH_BENEATH,
                       &rule, 0);
    close(rule.parent_fd);
    return err;
}

static int
allow_all(int ruleset, const char *const *paths, uint64_t rights)
{
    for (; paths && *paths; paths++) {
        if (allow_beneath(ruleset, *paths, rights)) {
            return -1;
        }
    }
    return 0;
}

int
landlock_ruleset(int version, const char *const *read, int run,
                 const char *const *write)
{
    struct ruleset_attr attr = {
        .handled_access_fs = handled_files(version),
        .handled_access_net = version >= 4 ? NET_V4 : 0,
        .scoped = version >= 6 ? SCOPE_V6 : 0,
    };
    size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
    uint64_t reading = FS_READ_FILE | FS_READ_DIR | (run ? FS_EXECUTE : 0);
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &attr, size, 0);

    if (ruleset < 0) {
        return -1;
    }
    if (allow_all(ruleset, read, reading) ||
        allow_all(ruleset, write,
                  handled_files(version) &
                      ~(uint64_t)(FS_IOCTL_DEV | FS_EXECUTE))) {
        close(ruleset);
        return -1;
    }
    return ruleset;
}

int
landlock_enter(int ruleset)
{
    return (int)syscall(SYS_landlock_restrict_self, ruleset, 0);
}
