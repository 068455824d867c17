/* pairs.c -- two programs with the same rows, run in turn and compared.
 *
 *   pairs [-n PAIRS] MODEL [REFERENCE [ROW]...]
 *
 * Runs each row of MODEL and REFERENCE alternately, each time in a process
 * of its own, and prints the medians: nanoseconds per operation, the ratio of
 * the members of each pair, the peak of resident memory.  Without REFERENCE,
 * or if its name is empty, only MODEL's figures are printed.
 *
 * Source: ratios of neighbours in time, because the machine's own speed
 *         drifts by more than most rows differ.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_PAIRS 99
#define MAX_ROWS  400

struct run {
    double time; /* nanoseconds per operation */
    double peak; /* MiB */
};

struct figures {
    double times[2], peaks[2]; /* medians: model, reference */
    double ratio;              /* median of model/reference, pair by pair */
};

static int pairs = 7;
static const char *programs[2];

static void
stop(const char *text, const char *name)
{
    fprintf(stderr, "bench: %s: %s\n", name, text);
    exit(1);
}

/* Runs `program argument` and gives its output as a stream. */
static FILE *
start(const char *program, const char *argument, pid_t *pid)
{
    int ends[2];

    if (pipe(ends) < 0 || (*pid = fork()) < 0) {
        stop("cannot be started", program);
    }
    if (*pid == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        execl(program, program, argument, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    return fdopen(ends[0], "r");
}

static struct run
run_row(const char *program, const char *row)
{
    struct run result = {0, 0};
    struct rusage usage;
    pid_t pid;
    FILE *out = start(program, row, &pid);
    int status, read = fscanf(out, "%lf", &result.time);

    fclose(out);
    if (wait4(pid, &status, 0, &usage) < 0 || status != 0 || read != 1) {
        stop("this row ended with a failure", row);
    }
    result.peak = (double)usage.ru_maxrss / 1024;
    return result;
}

static int
compare_doubles(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;

    return (a > b) - (a < b);
}

static double
median(double *values, int count)
{
    qsort(values, (size_t)count, sizeof(double), compare_doubles);
    return count % 2 ? values[count / 2]
                     : (values[count / 2 - 1] + values[count / 2]) / 2;
}

static struct figures
compare_row(const char *row)
{
    static double times[2][MAX_PAIRS], peaks[2][MAX_PAIRS];
    static double ratios[MAX_PAIRS];
    struct figures figures = {{0, 0}, {0, 0}, 0};
    int pair, i, members = programs[1] == NULL ? 1 : 2;

    for (pair = 0; pair < pairs; pair++) {
        for (i = 0; i < members; i++) {
            /* Each goes first every other time. */
            int which = members == 2 ? (i + pair) % 2 : 0;
            struct run run = run_row(programs[which], row);

            times[which][pair] = run.time;
            peaks[which][pair] = run.peak;
        }
        ratios[pair] = members == 2 ? times[0][pair] / times[1][pair] : 0;
    }
    for (i = 0; i < members; i++) {
        figures.times[i] = median(times[i], pairs);
        figures.peaks[i] = median(peaks[i], pairs);
    }
    figures.ratio = median(ratios, pairs);
    return figures;
}

/* ---- the table ---------------------------------------------------------- */

static void
print_head(void)
{
    if (programs[1] == NULL) {
        printf("%-20s %12s %10s\n", "row", "model ns", "peak MiB");
        return;
    }
    printf("%-20s %12s %12s %7s %14s %10s\n", "row", "CPython ns", "model ns",
           "ratio", "CPython MiB", "model MiB");
}

static void
print_row(const char *row, const struct figures *figures)
{
    if (programs[1] == NULL) {
        printf("%-20s %12.1f %10.1f\n", row, figures->times[0],
               figures->peaks[0]);
    }
    else {
        printf("%-20s %12.1f %12.1f %7.2f %14.1f %10.1f\n", row,
               figures->times[1], figures->times[0], figures->ratio,
               figures->peaks[1], figures->peaks[0]);
    }
    fflush(stdout);
}

static void
progress(int done, int rows, const char *row)
{
    if (isatty(STDERR_FILENO)) {
        fprintf(stderr, "\r\033[K%d of %d: %s", done + 1, rows, row);
    }
}

static void
progress_end(void)
{
    if (isatty(STDERR_FILENO)) {
        fprintf(stderr, "\r\033[K");
    }
}

static void
print_end(int rows, double logarithms, int slower, int faster)
{
    if (programs[1] != NULL && rows > 0) {
        printf("%-20s %12s %12s %7.2f   %d of %d slower, %d at least 1.3 "
               "times faster\n",
               "geometric mean", "", "", exp(logarithms / rows), slower, rows,
               faster);
    }
}

/* ---- rows --------------------------------------------------------------- */

static int
list_rows(char names[MAX_ROWS][64])
{
    pid_t pid;
    FILE *out = start(programs[0], "--list", &pid);
    int rows = 0, status;

    while (rows < MAX_ROWS && fgets(names[rows], 64, out) != NULL) {
        names[rows][strcspn(names[rows], "\n")] = '\0';
        rows++;
    }
    fclose(out);
    if (waitpid(pid, &status, 0) < 0 || status != 0) {
        stop("its rows cannot be listed", programs[0]);
    }
    return rows;
}

/* Is the row wanted, given the beginnings of names on the command line? */
static int
is_chosen(const char *row, char **chosen)
{
    if (*chosen == NULL) {
        return 1;
    }
    for (; *chosen != NULL; chosen++) {
        if (strncmp(row, *chosen, strlen(*chosen)) == 0) {
            return 1;
        }
    }
    return 0;
}

static void
compare_rows(char **chosen)
{
    static char names[MAX_ROWS][64];
    int rows = list_rows(names), i, compared = 0, slower = 0, faster = 0;
    double logarithms = 0;

    print_head();
    for (i = 0; i < rows; i++) {
        struct figures figures;

        if (!is_chosen(names[i], chosen)) {
            continue;
        }
        progress(i, rows, names[i]);
        figures = compare_row(names[i]);
        progress_end();
        print_row(names[i], &figures);
        compared++;
        slower += figures.ratio > 1;
        faster += figures.ratio <= 1 / 1.3;
        logarithms += log(figures.ratio);
    }
    print_end(compared, logarithms, slower, faster);
}

int
main(int argc, char **argv)
{
    int option;

    while ((option = getopt(argc, argv, "n:")) != -1) {
        pairs = option == 'n' ? atoi(optarg) : 0;
        if (pairs < 1 || pairs > MAX_PAIRS) {
            fprintf(stderr,
                    "usage: pairs [-n 1..%d] MODEL [REFERENCE "
                    "[ROW]...]\n",
                    MAX_PAIRS);
            return 2;
        }
    }
    argc -= optind;
    argv += optind;
    if (argc < 1) {
        fprintf(stderr, "bench: which program?\n");
        return 2;
    }
    programs[0] = argv[0];
    programs[1] = argc > 1 && *argv[1] != '\0' ? argv[1] : NULL;
    /* Sets in the same order in each process, on both sides. */
    setenv("PYTHONHASHSEED", "0", 1);
    compare_rows(argv + (argc > 1 ? 2 : 1));
    return 0;
}
