#include "golden.h"

#include "run/plan.h"
#include "weave/weave.h"

/* A run without a runner: it prints what the chapter says, ends as the fence
 * announces, and has told one value and one series. */
static struct example_run *
run_of_example(TALLOC_CTX *ctx, const struct chapter *chapter,
               const struct example *example)
{
    static const char RECORDS[] =
        "{\"heapbook\":\"records\",\"version\":1}\n"
        "{\"value\":\"count\",\"text\":\"2 & 3\",\"line\":1}\n"
        "{\"plot\":\"slots\",\"x\":1,\"y\":4,\"line\":1}\n"
        "{\"plot\":\"slots\",\"x\":5,\"y\":8,\"line\":1}\n";
    static struct message message = {22, 8, 1, "'nothing' undeclared"};
    struct example_run *run = talloc_zero(ctx, struct example_run);
    run->chapter = chapter;
    run->example = example;
    run->result.out = example->output.text ? example->output.text : "";
    run->result.err = example->fence.raises ? "TypeError: no" : "";
    run->result.exit_code = example->fence.raises ? 1 : 0;
    if (example->fence.compile_fail) {
        message.line = example->body_line;
        run->result.outcome = NOT_COMPILED;
        run->result.messages = &message;
        run->result.message_count = 1;
    }
    if (strcmp(example->name, "run") == 0) {
        run->result.records = RECORDS;
        run->result.records_len = sizeof RECORDS - 1;
    }
    run->values = values_read(run, &run->result);
    return run;
}

/* A course of one chapter and one exercise. */
static struct course *
course_of(TALLOC_CTX *ctx, struct chapter *chapter)
{
    static struct exercise exercise = {
        .id = "prose/rows", .chapter = "prose", .name = "rows", .points = 10};
    static struct exercise *exercises[] = {&exercise};
    static struct front front;
    static const char *none[] = {NULL};
    struct course *course = talloc_zero(ctx, struct course);
    course->lost = map_new(course);
    course->summary = talloc_zero(course, struct summary);
    course->summary->len = 1;
    course->chapters = talloc_array(course, struct chapter *, 1);
    course->chapters[0] = chapter;
    exercise.title = "Copy the rows";
    exercise.folder = "exercises/prose/rows";
    exercise.path = "exercises/prose/rows/README.md";
    exercise.front = &front;
    exercise.tree = node_new(course, NODE_DOCUMENT, 1, 1);
    front.needs = none;
    course->exercises = exercises;
    course->exercise_count = strcmp(chapter->slug, "prose") == 0;
    return course;
}

static void
page_print(FILE *out, const struct page *page)
{
    fprintf(out, "page %s \"%s\": %s\n", page->path, page->title,
            page->description);
    for (size_t i = 0; i < page->heading_count; i++) {
        fprintf(out, "heading %s \"%s\"\n", page->headings[i].id,
                page->headings[i].title);
    }
    for (size_t i = 0; i < page->link_count; i++) {
        fprintf(out, "link %d:%d %s\n", page->links[i].place.line,
                page->links[i].place.column, page->links[i].url);
    }
    fwrite(page->body, 1, page->body_len, out);
}

static void
page_stage(TALLOC_CTX *ctx, const char *path, FILE *out)
{
    const char *name = strrchr(path, '/') + 1;
    char *shown = talloc_asprintf(ctx, "content/%s", name);
    struct source *source = source_read(ctx, path, shown);
    struct chapter *chapter = chapter_parse(ctx, source, "In the summary");
    if (chapter->failed) {
        return;
    }
    struct site *site = talloc_zero(ctx, struct site);
    site->course = course_of(site, chapter);
    site->base_url = "";
    site->settings = data_new(site);
    site->runs = map_new(site);
    site->templates = templates_open(
        site, "generator/test/golden/page/templates", "templates");
    for (size_t i = 0; i < chapter->example_count; i++) {
        map_set(site->runs, chapter->examples[i]->id,
                run_of_example(site, chapter, chapter->examples[i]));
    }
    int status = pages_weave(site);
    page_print(out, page_of_chapter(site, chapter->slug));
    fprintf(out, "status %d\n", status);
    talloc_free(site);
}

int
main(void)
{
    golden_run("generator/test/golden/page", ".md", page_stage);
    return tap_end();
}
