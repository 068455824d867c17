/* attack_cell.h -- a place for programs that mean harm.
 *
 * A cell is a process that may lose everything: it has namespaces of its own
 * where the kernel gives them, and runs as a user whom nobody is.  Landlock,
 * seccomp or both can be taken away from all that it starts, by a filter that
 * answers as a kernel without them would.
 *
 * A cell as root is only made where there are namespaces.
 *
 * With namespaces it has a /tmp and a /dev/shm of its own as well.
 *
 *   C1  what a cell starts dies with it: its first process is the init of a
 *       process namespace, or all processes of the user are counted and ended
 */
#ifndef HEAPBOOK_TEST_ATTACK_CELL_H
#define HEAPBOOK_TEST_ATTACK_CELL_H

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <grp.h>
#include <sched.h>
#include <seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOBODY = 64711 };

/* What is taken away. */
enum { WITHOUT_NOTHING, WITHOUT_LANDLOCK = 1, WITHOUT_SECCOMP = 2 };

struct cell {
    const char *name;
    int without;
    int as_root; /* stays root, in its namespaces */
    int was_root;
    int has_namespaces; /* found out by the first process */
    char folder[40];    /* where the checkout is shown */
    FILE *out;          /* what it has to say, line by line */
};

/* ---- taking layers away ------------------------------------------------- */

static int
take_away(int without)
{
    static const int landlock[] = {444, 445, 446};
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    int err = 0;

    for (int i = 0; without & WITHOUT_LANDLOCK && i < 3; i++) {
        err |=
            seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), landlock[i], 0);
    }
    if (without & WITHOUT_SECCOMP) {
        err |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS),
                                SCMP_SYS(seccomp), 0);
        err |=
            seccomp_rule_add(filter, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(prctl),
                             1, SCMP_A0(SCMP_CMP_EQ, PR_SET_SECCOMP));
    }
    err |= without ? seccomp_load(filter) : 0;
    seccomp_release(filter);
    return err;
}

/* ---- becoming nobody ---------------------------------------------------- */

static int
write_line(const char *path, const char *format, int number)
{
    FILE *out = fopen(path, "w");
    int err = !out || fprintf(out, format, number) < 0;

    return (out ? fclose(out) : 0) || err;
}

/* A user namespace, for who is not root. */
static int
map_user(int user, int group)
{
    return write_line("/proc/self/setgroups", "deny", 0) ||
           write_line("/proc/self/uid_map", "0 %d 1\n", user) ||
           write_line("/proc/self/gid_map", "0 %d 1\n", group);
}

static int
enter_namespaces(void)
{
    const int own = CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC;
    int user = (int)getuid(), group = (int)getgid();

    return user ? unshare(own | CLONE_NEWUSER) || map_user(user, group)
                : unshare(own);
}

/* Nothing that is mounted here shall be seen outside.  In a chroot "/" is no
 * mount; there the places that are covered are. */
static int
hide_mounts(void)
{
    if (!mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL)) {
        return 0;
    }
    mount("none", "/dev", NULL, MS_REC | MS_PRIVATE, NULL);
    return mount("none", "/proc", NULL, MS_REC | MS_PRIVATE, NULL);
}

/* In the first process of the namespaces.  A /tmp of its own: another run of
 * these tests has canaries there, too. */
static int
mount_own(void)
{
    return hide_mounts() || mount("proc", "/proc", "proc", 0, NULL) ||
           mount("tmp", "/dev/shm", "tmpfs", 0, NULL) ||
           mount("tmp", "/tmp", "tmpfs", 0, NULL);
}

/* Root's own folders are closed to others, and may lie below the new /tmp:
 * the checkout is shown elsewhere. */
static int
show_checkout(const char *folder)
{
    return mkdir(folder, 0755) ||
           mount("/proc/self/cwd", folder, NULL, MS_BIND, NULL) ||
           chdir(folder);
}

static int
become_nobody(const struct cell *cell)
{
    return cell->was_root && !cell->as_root &&
           (setgroups(0, NULL) || setresgid(NOBODY, NOBODY, NOBODY) ||
            setresuid(NOBODY, NOBODY, NOBODY));
}

/* ---- what is left ------------------------------------------------------- */

/* Processes that this one can see, without itself; of the user nobody only,
 * where others live as well. */
static int
count_processes(const struct cell *cell)
{
    DIR *folder = opendir("/proc");
    struct dirent *entry;
    int count = 0;

    while (folder && (entry = readdir(folder)) != NULL) {
        char path[300];
        struct stat about;

        snprintf(path, sizeof path, "/proc/%s", entry->d_name);
        if (isdigit((unsigned char)entry->d_name[0]) &&
            atoi(entry->d_name) != (int)getpid() && !stat(path, &about)) {
            count += cell->has_namespaces || about.st_uid == NOBODY;
        }
    }
    if (folder) {
        closedir(folder);
    }
    return count;
}

/* Files whose name begins with that of all that attacks make. */
static int
count_files(const char *path)
{
    DIR *folder = opendir(path);
    struct dirent *entry;
    int count = 0;

    while (folder && (entry = readdir(folder)) != NULL) {
        count += strncmp(entry->d_name, "hb-attack", 9) == 0;
    }
    if (folder) {
        closedir(folder);
    }
    return count;
}

/* Lines of a table of System V objects, below its head. */
static int
count_lines(const char *path)
{
    FILE *in = fopen(path, "r");
    int count = -1;

    for (int c; in && (c = getc(in)) != EOF;) {
        count += c == '\n';
    }
    if (in) {
        fclose(in);
    }
    return count < 0 ? 0 : count;
}

/* ---- the cell ----------------------------------------------------------- */

static _Noreturn void
live_in_cell(struct cell *cell, void (*live)(struct cell *cell))
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (cell->has_namespaces && (mount_own() || show_checkout(cell->folder))) {
        fprintf(cell->out, "0the cell is furnished: %s\n", strerror(errno));
    }
    if (become_nobody(cell) || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) ||
        take_away(cell->without)) {
        fprintf(cell->out, "0nobody lives in it: %s\n", strerror(errno));
    }
    else {
        live(cell);
    }
    fclose(cell->out);
    _exit(0);
}

/* Runs live() in a cell; hands each line that it writes to take(), which
 * begins with 1 or 0 for good or bad, or with # for a remark. */
static void
cell_run(struct cell *cell, void (*live)(struct cell *cell),
         void (*take)(const struct cell *cell, const char *line))
{
    char line[1024];
    int ends[2];
    FILE *in;
    pid_t pid;

    snprintf(cell->folder, sizeof cell->folder, "/tmp/heapbook-cell-XXXXXX");
    if (pipe(ends) || !mkdtemp(cell->folder) || chmod(cell->folder, 0755)) {
        return;
    }
    cell->was_root = getuid() == 0;
    fflush(NULL);
    pid = fork();
    if (pid == 0) {
        close(ends[0]);
        cell->out = fdopen(ends[1], "w");
        cell->has_namespaces = !enter_namespaces();
        pid = fork();
        if (pid == 0) {
            live_in_cell(cell, live);
        }
        waitpid(pid, NULL, 0);
        _exit(0);
    }
    close(ends[1]);
    in = fdopen(ends[0], "r");
    while (in && fgets(line, sizeof line, in)) {
        line[strcspn(line, "\n")] = '\0';
        take(cell, line);
    }
    waitpid(pid, NULL, 0);
    rmdir(cell->folder);
    if (in) {
        fclose(in);
    }
}

#endif
