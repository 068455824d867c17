/* Answers that mean harm (attack_corpus.h), and the verdict and the marks that
 * each must get.
 *
 * `attacks_test NAME...` runs only those.
 *
 * All are graded as nobody, in namespaces of their own, and then once more
 * without Landlock, and without seccomp: the marks hold there too, but not
 * every verdict knows the name of what was tried. */
#include <fcntl.h>
#include <signal.h>

#include "attack_cell.h"
#include "attack_corpus.h"
#include "attack_report.h"
#include "base/diag.h"
#include "base/files.h"
#include "base/home.h"
#include "grade/grade.h"
#include "run/hands.h"
#include "run/pool.h"
#include "sandbox/sandbox.h"

#include "tap.h"

static const char canary_file[] = "/tmp/hb-attack-canary";

/* Backwards, lest who looks through this program's memory finds them here:
 * a number that a judge expects, and lines of files and of the environment. */
static const char *const canaries[] = {"9132321174",
                                       "NOITULOS-EHT-NI-YRANAC",
                                       "ELIF-A-NI-YRANAC",
                                       "TNEMNORIVNE-EHT-NI-YRANAC",
                                       "REWSNA-REHTONA-FO-YRANAC",
                                       ":x:toor"};

enum { IN_FILE = 2, IN_ENVIRONMENT = 3 };

enum { CANARIES = sizeof canaries / sizeof *canaries };

/* ---- in the cell -------------------------------------------------------- */

static const struct attacks *the_attacks;

__attribute__((format(printf, 3, 4))) static void
say(const struct cell *cell, int good, const char *format, ...)
{
    va_list args;

    fprintf(cell->out, "%d%s: ", good != 0, cell->name);
    va_start(args, format);
    vfprintf(cell->out, format, args);
    va_end(args);
    putc('\n', cell->out);
    fflush(cell->out);
}

/* All that a report says, in lines. */
static char *
everything(TALLOC_CTX *ctx, const struct report *report)
{
    char *text = talloc_strdup(ctx, report->reason ? report->reason : "");

    for (size_t i = 0; i < report->message_count; i++) {
        text = talloc_asprintf_append(text, " / %s", report->messages[i].text);
    }
    for (size_t i = 0; i < report->test_count; i++) {
        const struct test_report *test = &report->tests[i];

        text = talloc_asprintf_append(text, " / %s",
                                      test->message ? test->message : "pass");
    }
    for (char *at = text; *at; at++) {
        *at = *at == '\n' ? ' ' : *at;
    }
    return text;
}

static void
mask(char *text, const char *backwards)
{
    size_t len = strlen(backwards);

    for (size_t k; strlen(text) >= len; text++) {
        for (k = 0; k < len && text[k] == backwards[len - 1 - k]; k++) {
            continue;
        }
        if (k == len) {
            memset(text, '#', len);
        }
    }
}

/* What is said here, cells that are made later inherit: the number that the
 * judges expect must not be in it, nor words of one answer that another looks
 * for. */
static void
mask_words(char *text)
{
    mask(text, canaries[0]);
    mask(text, "gniwpal-dna-eopooh");
    mask(text, "dratsub-dna-nrettib");
}

/* Whether the text has one of the verdicts between bars. */
static int
says_one(TALLOC_CTX *ctx, const char *text, const char *verdicts)
{
    char *rest = talloc_strdup(ctx, verdicts), *one;

    while ((one = strsep(&rest, "|")) != NULL) {
        size_t len;

        one += strspn(one, " ");
        for (len = strlen(one); len > 0 && one[len - 1] == ' '; len--) {
            one[len - 1] = '\0';
        }
        if (strstr(text, one)) {
            return 1;
        }
    }
    return 0;
}

static int
has_backwards(const char *text, const char *canary)
{
    size_t len = strlen(canary), k;

    for (; *text; text++) {
        for (k = 0; k < len && text[k] && text[k] == canary[len - 1 - k];
             k++) {
            continue;
        }
        if (k == len) {
            return 1;
        }
    }
    return 0;
}

/* The canary that the answer has printed, backwards; or NULL. */
static const char *
canary_in(const struct report *report, const char *text)
{
    for (size_t i = 0; i < CANARIES; i++) {
        for (size_t k = 0; k < report->test_count; k++) {
            if (has_backwards(report->tests[k].output, canaries[i])) {
                return canaries[i];
            }
        }
        /* What was expected, a message of the judges may say. */
        if (i > 0 && has_backwards(text, canaries[i])) {
            return canaries[i];
        }
    }
    return NULL;
}

/* An answer that is right but for trying what seccomp refuses to tell earns
 * its points where that layer is missing: that is what PRACTICE means. */
static int
most_points(const struct cell *cell, const struct attack *attack)
{
    return cell->without && strstr(attack->verdicts, "tried to")
               ? 10
               : attack->score;
}

static void
judge_attack(TALLOC_CTX *ctx, const struct cell *cell,
             const struct attack *attack, const struct report *report)
{
    char *text = everything(ctx, report);
    const char *canary = canary_in(report, text);
    int most = most_points(cell, attack);

    mask_words(text);
    say(cell, report->score <= most, "%s: %d of at most %d points, %.400s",
        attack->name, report->score, most, text);
    if (!cell->without) {
        say(cell, says_one(ctx, text, attack->verdicts),
            "%s: \"%.400s\" says %s", attack->name, text, attack->verdicts);
    }
    if (canary) {
        say(cell, 0, "%s: it has read %s", attack->name, canary);
    }
    if (!is_printable(ctx, report)) {
        say(cell, 0, "%s: its report can be printed", attack->name);
    }
}

/* The attacks that may use up so much time, in one go. */
static void
run_attacks(const struct cell *cell, int time)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    const struct attacks *all = the_attacks;
    struct grade_options options = {
        .seed = 7, .hidden = 1, .timeout_ms = time};
    struct answer *answers = talloc_array(ctx, struct answer, all->count);
    struct report *reports = talloc_array(ctx, struct report, all->count);
    const struct attack **which =
        talloc_array(ctx, const struct attack *, all->count);
    size_t count = 0;

    for (size_t i = 0; i < all->count; i++) {
        const struct attack *attack = &all->list[i];

        if (attack->time == time && !(cell->without && attack->all_layers)) {
            answers[count] = (struct answer){.exercise = "test/ends",
                                             .folder = attack->folder,
                                             .path = attack->path};
            which[count++] = attack;
        }
    }
    if (grade_answers(ctx, answers, count, reports, &options)) {
        say(cell, 0, "the attacks can be graded");
        count = 0;
    }
    for (size_t i = 0; i < count; i++) {
        judge_attack(ctx, cell, which[i], &reports[i]);
    }
    talloc_free(ctx);
}

/* The canary, forwards. */
static char *
forwards(TALLOC_CTX *ctx, const char *canary)
{
    size_t len = strlen(canary);
    char *text = talloc_zero_size(ctx, len + 1);

    for (size_t i = 0; i < len; i++) {
        text[i] = canary[len - 1 - i];
    }
    return text;
}

static void
make_canary(const struct cell *cell)
{
    FILE *out = fopen(canary_file, "w");
    char *text = forwards(NULL, canaries[IN_FILE]);

    if (out) {
        fputs(text, out);
        chmod(canary_file, 0666);
    }
    /* No answer may find it in what it inherits. */
    explicit_bzero(text, strlen(text));
    talloc_free(text);
    say(cell, out && !fclose(out), "there is a canary");
}

/* Without seccomp only mounts of its own keep a program from modes, and in a
 * chroot the kernel gives them to nobody but root. */
static void
check_mode(const struct cell *cell)
{
    struct stat about = {0};
    int status = -1;
    pid_t pid = fork();

    if (pid == 0) {
        _exit(unshare(CLONE_NEWNS) && unshare(CLONE_NEWNS | CLONE_NEWUSER));
    }
    waitpid(pid, &status, 0);
    stat(canary_file, &about);
    say(cell,
        (about.st_mode & 0777) == 0666 ||
            (cell->without & WITHOUT_SECCOMP && status),
        "the canary's mode is as it was%s",
        cell->without & WITHOUT_SECCOMP && status
            ? " # SKIP no mounts of its own for nobody"
            : "");
}

static void
check_canary(const struct cell *cell)
{
    size_t len = 0;
    char *text;

    check_mode(cell);
    chmod(canary_file, 0666);
    text = file_try_read(NULL, canary_file, &len);
    say(cell,
        text && len == strlen(canaries[IN_FILE]) &&
            has_backwards(text, canaries[IN_FILE]),
        "the canary's file is as it was");
    talloc_free(text);
}

/* In a process of its own: the probes end all children. */
static void
check_level(const struct cell *cell)
{
    static const char *const names[] = {"GRADING", "PRACTICE", "PRACTICE"};
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct probe *probes;
    size_t count;
    pid_t pid = fork();

    if (pid == 0) {
        const char *level =
            sandbox_level_name(sandbox_probe(ctx, &probes, &count));

        say(cell, !strcmp(level, names[cell->without]), "the level is %s",
            level);
        for (size_t i = 0; i < count && !cell->without; i++) {
            if (!probes[i].held) {
                fprintf(cell->out, "#%s against %s: expected %s, got %s\n",
                        probes[i].name, probes[i].layer, probes[i].expected,
                        probes[i].got);
            }
        }
        fflush(cell->out);
        _exit(0);
    }
    waitpid(pid, NULL, 0);
    talloc_free(ctx);
}

/* The doctor says what is missing, what that means and how it can be had. */
static void
check_doctor(const struct cell *cell)
{
    static const struct {
        const char *level, *missing;
    } words[] = {{"GRADING: each layer", "nothing is to be done"},
                 {"PRACTICE",
                  "Landlock       MISSING: only seccomp keeps a program from "
                  "files; what a compiler includes is held back by a look at "
                  "its text alone; no test is explained by a sum"},
                 {"PRACTICE", "seccomp        MISSING: a program can start"},
                 {"UNSAFE", "run nothing here that you have not read"}};

    char text[16384];
    FILE *out = popen("${HEAPBOOK:-.build/heapbook} doctor 2>&1", "r");
    size_t len = out ? fread(text, 1, sizeof text - 1, out) : 0;

    text[len] = '\0';
    say(cell,
        out && strstr(text, words[cell->without].level) &&
            strstr(text, words[cell->without].missing),
        "the doctor says %s, and %s", words[cell->without].level,
        words[cell->without].missing);
    if (out) {
        pclose(out);
    }
}

static void
check_rest(const struct cell *cell)
{
    static const char *const folders[] = {"/tmp", "/dev/shm", "/var/tmp",
                                          "/dev/mqueue", ATTACKS};
    int files = 0;

    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        files += count_files(folders[i]);
    }
    say(cell, files == 1, "no file is left (%d)", files - 1);
    while (waitpid(-1, NULL, WNOHANG) > 0) {
        continue; /* what a worker left that was itself ended */
    }
    say(cell, count_processes(cell) == 0, "no process is left");
    if (cell->has_namespaces) {
        say(cell,
            count_lines("/proc/sysvipc/shm") +
                    count_lines("/proc/sysvipc/msg") +
                    count_lines("/proc/sysvipc/sem") <=
                3,
            "no shared memory, no queue is left");
    }
}

static void
live(struct cell *cell)
{
    struct pool_options pool = {.jobs = 2};
    char *canary = forwards(NULL, canaries[IN_ENVIRONMENT]);
    int first = cell->without ? TIME : 300;

    hands_widen();
    setenv("HEAPBOOK_CANARY", canary, 1);
    explicit_bzero(canary, strlen(canary));
    talloc_free(canary);
    if (home_find(".")) {
        say(cell, 0, "the checkout can be read");
        return;
    }
    if (cell->without == (WITHOUT_LANDLOCK | WITHOUT_SECCOMP)) {
        diag_set_sink(cell->out);
        fputs("#", cell->out);
        say(cell, pool_start(&pool) != 0, "nothing is run at all");
        diag_set_sink(NULL);
        check_doctor(cell);
        return;
    }
    check_doctor(cell);
    if (pool_start(&pool)) {
        say(cell, 0, "the workers can be started");
        return;
    }
    check_level(cell);
    make_canary(cell);
    for (int time = first; time <= TIME; time += TIME - 300) {
        run_attacks(cell, time);
    }
    pool_stop();
    check_canary(cell);
    check_rest(cell);
    unlink(canary_file);
}

/* ---- outside ------------------------------------------------------------ */

static void
take_line(const struct cell *cell, const char *line)
{
    (void)cell;
    if (*line == '0' || *line == '1') {
        ok(*line == '1', "%s", line + 1);
    }
    else {
        printf("# %s\n", line);
    }
}

static int
can_have_namespaces(void)
{
    int status = 0;
    pid_t pid = fork();

    if (pid == 0) {
        _exit(enter_namespaces() != 0);
    }
    waitpid(pid, &status, 0);
    return status == 0;
}

/* A cell has a /tmp of its own and sees the checkout elsewhere: a program that
 * lies in it is named from there. */
static void
name_program(void)
{
    char here[4096];
    const char *program = getenv("HEAPBOOK");
    size_t len = getcwd(here, sizeof here) ? strlen(here) : 0;

    if (program && len && !strncmp(program, here, len) &&
        program[len] == '/') {
        setenv("HEAPBOOK", strdup(program + len + 1), 1);
    }
}

int
main(int argc, char **argv)
{
    static struct cell cells[] = {
        {.name = "all layers"},
        {.name = "no Landlock", .without = WITHOUT_LANDLOCK},
        {.name = "no seccomp", .without = WITHOUT_SECCOMP},
        {.name = "neither", .without = WITHOUT_LANDLOCK | WITHOUT_SECCOMP},
        {.name = "root", .as_root = 1},
        {.name = "root, no Landlock",
         .as_root = 1,
         .without = WITHOUT_LANDLOCK},
        {.name = "root, no seccomp",
         .as_root = 1,
         .without = WITHOUT_SECCOMP}};
    int layers = sandbox_available() & (LAYER_LANDLOCK | LAYER_SECCOMP);
    int apart = can_have_namespaces();
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct attacks all = read_attacks(ctx, argv + (argc > 0));

    the_attacks = &all;
    name_program();
    ok(apart || !getenv("CI"), "namespaces%s",
       apart ? "" : " # SKIP this kernel gives us none");
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        if (layers != (LAYER_LANDLOCK | LAYER_SECCOMP)) {
            ok(!getenv("CI"), "%s # SKIP Landlock or seccomp is not there",
               cells[i].name);
        }
        else if (cells[i].as_root && (!apart || getuid() != 0)) {
            ok(1, "%s # SKIP no namespaces, or not root", cells[i].name);
        }
        else if (cells[i].without && !apart && getuid() != 0) {
            ok(!getenv("CI"), "%s # SKIP no namespaces, and not root",
               cells[i].name);
        }
        else {
            cell_run(&cells[i], live, take_line);
        }
    }
    talloc_free(ctx);
    return tap_end();
}
