#include "cmd/pipeline.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/files.h"
#include "base/home.h"
#include "base/interrupt.h"
#include "base/progress.h"
#include "base/tree.h"
#include "cmd/site_folder.h"
#include "run/judge.h"
#include "run/plan.h"
#include "run/pool.h"

static const char PUBLIC[] = "site/public";

static long long
now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

struct pipeline *
pipeline_new(TALLOC_CTX *ctx, const struct options *options)
{
    struct pipeline *pipeline = talloc_zero(ctx, struct pipeline);
    pipeline->options = options;
    pipeline->public = options->output ? options->output : PUBLIC;
    pipeline->clock_ns = now_ns();
    return pipeline;
}

void
pipeline_lap(struct pipeline *pipeline, const char *stage, const char *format,
             ...)
{
    long long now = now_ns();
    if (pipeline->options->verbose) {
        va_list arguments;
        progress_hide();
        fprintf(stderr, "%-6s %8.2f ms  ", stage,
                (double)(now - pipeline->clock_ns) / 1e6);
        va_start(arguments, format);
        vfprintf(stderr, format, arguments);
        va_end(arguments);
        fputc('\n', stderr);
    }
    pipeline->clock_ns = now_ns();
}

/* ---- read ------------------------------------------------------------- */

int
pipeline_read(struct pipeline *pipeline)
{
    struct course_options options = {.folder = "",
                                     .drafts = pipeline->options->drafts};
    pipeline->course = course_read(pipeline, &options);
    if (!pipeline->course) {
        pipeline->failed = 1;
        return -1;
    }
    pipeline->failed |= pipeline->course->failed;
    pipeline_lap(pipeline, "read", "%zu files, %zu examples",
                 pipeline->course->summary->len,
                 pipeline->course->example_count);
    return 0;
}

/* ---- run -------------------------------------------------------------- */

static void
run_add(struct pipeline *pipeline, const struct chapter *chapter,
        const struct example *example)
{
    struct example_run *run = talloc_zero(pipeline, struct example_run);
    run->chapter = chapter;
    run->example = example;
    run->unit = plan_example(example, COMPILER_TCC, RUNTIME_MODEL);
    run->result.outcome = NOT_AVAILABLE;
    run->is_wrong = example->is_broken;
    pipeline->runs =
        talloc_realloc(pipeline, pipeline->runs, struct example_run *,
                       pipeline->run_count + 1);
    pipeline->runs[pipeline->run_count++] = run;
}

static void
runs_plan(struct pipeline *pipeline)
{
    const struct course *course = pipeline->course;
    for (size_t i = 0; i < course->summary->len; i++) {
        const struct chapter *chapter = course->chapters[i];
        for (size_t k = 0; chapter && k < chapter->example_count; k++) {
            run_add(pipeline, chapter, chapter->examples[k]);
        }
    }
}

static void
show_progress(size_t done, size_t total, void *arg)
{
    (void)arg;
    progress_show("running", done, total);
}

/* Runs what is wanted; results go back to their runs. */
static int
runs_run(struct pipeline *pipeline, size_t *cached)
{
    size_t count = 0;
    size_t n = pipeline->run_count;
    struct unit *units = talloc_array(pipeline, struct unit, n + 1);
    struct result *results = talloc_zero_array(units, struct result, n + 1);
    struct pool_options pool = {.jobs = pipeline->options->jobs,
                                .use_cache = !pipeline->options->no_cache,
                                .trust = pipeline->options->trust_code,
                                .progress = show_progress};
    for (size_t i = 0; i < n; i++) {
        if (plan_wants(pipeline->runs[i]->example)) {
            units[count++] = pipeline->runs[i]->unit;
        }
    }
    int status = pool_run(pipeline, units, count, results, &pool);
    progress_hide();
    count = 0;
    *cached = 0;
    for (size_t i = 0; status == 0 && i < n; i++) {
        struct example_run *run = pipeline->runs[i];
        if (plan_wants(run->example)) {
            run->result = results[count++];
            *cached += run->result.from_cache != 0;
        }
    }
    talloc_free(units);
    return status;
}

int
pipeline_run(struct pipeline *pipeline)
{
    size_t cached;
    runs_plan(pipeline);
    if (runs_run(pipeline, &cached) < 0) {
        return -1;
    }
    for (size_t i = 0; i < pipeline->run_count; i++) {
        struct example_run *run = pipeline->runs[i];
        run->values = values_read(run, &run->result);
    }
    pipeline_lap(pipeline, "run", "%zu programs, %zu from the cache",
                 pipeline->run_count, cached);
    return 0;
}

void
pipeline_judge(struct pipeline *pipeline)
{
    for (size_t i = 0; i < pipeline->run_count; i++) {
        struct example_run *run = pipeline->runs[i];
        if (!plan_wants(run->example)) {
            continue;
        }
        run->is_wrong = judge_example(run->chapter, run->example, &run->unit,
                                      &run->result, NULL) < 0;
        pipeline->failed |= run->is_wrong;
        if (!run->is_wrong && !run->result.from_cache &&
            !pipeline->options->no_cache && judge_is_announced(run->example)) {
            pool_keep(&run->unit, &run->result);
        }
    }
    pipeline_lap(pipeline, "judge", "%zu mistakes so far", diag_errors());
}

/* ---- weave ------------------------------------------------------------ */

/* Paths of everything that has a page, for the history. */
static const char **
source_paths(TALLOC_CTX *ctx, const struct course *course)
{
    size_t n = 0;
    const char **paths = talloc_zero_array(
        ctx, const char *, course->summary->len + course->exercise_count + 1);
    for (size_t i = 0; i < course->summary->len; i++) {
        if (course->chapters[i]) {
            paths[n++] = course->chapters[i]->path;
        }
    }
    for (size_t i = 0; i < course->exercise_count; i++) {
        paths[n++] = course->exercises[i]->path;
    }
    return paths;
}

static int
site_open(struct pipeline *pipeline)
{
    struct site *site = talloc_zero(pipeline, struct site);
    char *folder = home_or_project(site, "", PIPELINE_TEMPLATES);
    site->course = pipeline->course;
    site->runs = map_new(site);
    for (size_t i = 0; i < pipeline->run_count; i++) {
        struct example_run *run = pipeline->runs[i];
        map_set(site->runs, run->example->id, run);
    }
    site->templates = templates_open(site, folder, PIPELINE_TEMPLATES);
    site->settings =
        site->templates ? templates_settings(site->templates, site) : NULL;
    if (!site->settings) {
        return -1;
    }
    if (pipeline->options->web) {
        site->web = web_open(site, pipeline->options->web);
        if (!site->web) {
            return -1;
        }
    }
    site->base_url = options_base_url(pipeline->options,
                                      data_text(site->settings, "base_url"));
    site->history =
        git_history_read(site, ".", source_paths(site, pipeline->course));
    pipeline->site = site;
    pipeline_lap(pipeline, "open", "templates and history");
    return 0;
}

static int
outputs_make(struct pipeline *pipeline)
{
    struct site *site = pipeline->site;
    struct outputs *outputs = outputs_new(pipeline);
    int status = 0;
    outputs_forgive(outputs, site->course);
    for (size_t i = 0; i < site->page_count; i++) {
        const struct page *page = site->pages[i];
        status |= output_add(outputs, page->path, page->bytes, page->len, page,
                             (struct place){.path = page->source});
    }
    status |= extras_add(outputs, site);
    status |=
        assets_add(outputs, "", home_or_project(site, "", PIPELINE_ASSETS),
                   pipeline, &pipeline->files);
    if (site->web) {
        status |= offline_add(outputs, site);
        status |= web_add(outputs, site->web);
    }
    pipeline->outputs = outputs;
    return status;
}

void
pipeline_weave(struct pipeline *pipeline)
{
    if (site_open(pipeline) < 0) {
        pipeline->failed = 1;
        return;
    }
    pipeline->failed |= pages_weave(pipeline->site) < 0;
    pipeline_lap(pipeline, "weave", "%zu pages", pipeline->site->page_count);
    if (pages_dress(pipeline->site) < 0) {
        pipeline->failed = 1;
        return;
    }
    pipeline_lap(pipeline, "dress", "%zu pages", pipeline->site->page_count);
    pipeline->failed |= outputs_make(pipeline) < 0;
    pipeline->failed |= links_check(pipeline->outputs) < 0;
    pipeline_lap(pipeline, "link", "%zu files", pipeline->outputs->len);
}

/* ---- write ------------------------------------------------------------ */

static int
output_write(struct tree *tree, const struct output *output)
{
    return output->from
               ? tree_copy(tree, output->path, output->from)
               : tree_write(tree, output->path, output->bytes, output->len);
}

int
pipeline_write(struct pipeline *pipeline)
{
    const struct outputs *outputs = pipeline->outputs;
    struct tree *tree = tree_open(pipeline, pipeline->public);
    if (!tree) {
        return -1;
    }
    for (size_t i = 0; i < outputs->len; i++) {
        const struct output *output = &outputs->items[i];
        if (interrupted() || output_write(tree, output) < 0) {
            talloc_free(tree);
            return -1;
        }
    }
    size_t changed = tree_changed(tree);
    int status = tree_commit(tree);
    talloc_free(tree);
    pipeline_lap(pipeline, "write", "%zu files, %zu changed", outputs->len,
                 changed);
    return status;
}

/* ---- the whole -------------------------------------------------------- */

static int
build(struct pipeline *pipeline)
{
    int files;
    if (site_folder_check(pipeline) < 0) {
        return EXIT_USAGE;
    }
    if (!pipeline->options->no_cache && site_folder_holds(pipeline, &files)) {
        pipeline_lap(pipeline, "check", "%d files are as they were", files);
        return EXIT_GOOD;
    }
    if (pipeline_read(pipeline) < 0) {
        return EXIT_WRONG;
    }
    if (pipeline_run(pipeline) < 0) {
        return EXIT_TOOL;
    }
    pipeline_judge(pipeline);
    pipeline_weave(pipeline);
    if (pipeline->failed || interrupted()) {
        return EXIT_WRONG;
    }
    if (pipeline_write(pipeline) < 0) {
        return EXIT_TOOL;
    }
    if (diag_warnings() == 0) {
        site_folder_remember(pipeline);
    }
    return EXIT_GOOD;
}

int
pipeline_build(const struct options *options)
{
    diag_reset();
    struct pipeline *pipeline = pipeline_new(NULL, options);
    long long begin = pipeline->clock_ns;
    int code = build(pipeline);
    pipeline->clock_ns = begin;
    pipeline_lap(pipeline, "all", "%s",
                 code == EXIT_GOOD ? pipeline->public : "nothing written");
    if (code != EXIT_GOOD && diag_errors() > 0 && !options->quiet) {
        fprintf(stderr, "heapbook: %zu mistake%s; %s is as it was\n",
                diag_errors(), diag_errors() == 1 ? "" : "s",
                pipeline->public);
    }
    talloc_free(pipeline);
    return code;
}
