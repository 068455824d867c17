#include "golden.h"

#include "weave/output.h"

static TALLOC_CTX *ctx;

static char *
checked(struct outputs *outputs)
{
    char *bytes = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&bytes, &len);
    diag_set_sink(out);
    links_check(outputs);
    diag_set_sink(NULL);
    fclose(out);
    char *copy = talloc_strdup(ctx, bytes);
    free(bytes);
    return copy;
}

static struct outputs *
outputs_of(const char *a, const char *b, const struct page *page)
{
    struct outputs *outputs = outputs_new(ctx);
    struct place place = {0};
    output_add(outputs, "a.html", a, strlen(a), page, place);
    output_add(outputs, "sub/b.html", b, strlen(b), NULL, place);
    output_add(outputs, "a b.svg", "", 0, NULL, place);
    output_add(outputs, "index.html", "", 0, NULL, place);
    return outputs;
}

static void
test_links(void)
{
    struct author_link link = {"c.html", "c.md", {"content/a.md", 7, 3}};
    struct page page = {
        .source = "content/a.md", .links = &link, .link_count = 1};
    is(checked(outputs_of(
           "<a id=\"x\" href=\"sub/b.html#y\"></a><a href=\"#x\">"
           "<img src=\"a%20b.svg\"><a href=\"https://e.org/#q\"><a "
           "href=\"./\"><a href='#'>",
           "<p id=\"y\"><a href=\"../a.html?q#x\"><img src=\"../a.html\">",
           NULL)),
       "", "what is right is not mentioned");
    is(checked(outputs_of("<a href=\"c.html\"><a class=\"n\" "
                          "href=\"c.html#x\">",
                          "", &page)),
       "content/a.md:7:3: error: dead link to c.md: there is no such file "
       "in the site\n"
       "content/a.md: error: dead link to c.html#x on a.html: there is no "
       "such file in the site\n",
       "a dead link, at the author's line if it is the author's");
    is(checked(outputs_of("<a href=\"sub/b.html#z\">", "", NULL)),
       "a.html: error: dead link to sub/b.html#z on a.html: that page has no "
       "such anchor\n",
       "an anchor that is not there");
    is(checked(
           outputs_of("", "<a href=\"../../c.html\"><a href=\"/a\">", NULL)),
       "sub/b.html: error: dead link to ../../c.html on sub/b.html: it leaves "
       "the site\n"
       "sub/b.html: error: dead link to /a on sub/b.html: it leaves the "
       "site\n",
       "links that work only on one server");
    is(checked(outputs_of("<i id=\"x\"></i><b id=\"x\"></b>", "<p id=\"x\">",
                          NULL)),
       "a.html: error: the page a.html has two ids \"x\"\n",
       "an id that stands twice");
    is(checked(outputs_of("a < b <a", "<a href=\"x", NULL)), "",
       "half a tag is no tag");
}

static void
test_outputs(void)
{
    struct outputs *outputs = outputs_new(ctx);
    diag_set_sink(fopen("/dev/null", "w"));
    ok(output_add(outputs, "a", "", 0, NULL, (struct place){0}) == 0 &&
           output_add(outputs, "a", "", 0, NULL, (struct place){0}) < 0,
       "two files of one path are refused");
    diag_set_sink(NULL);
}

static void
test_data(void)
{
    char *bytes = NULL;
    size_t len = 0;
    struct data *table = data_new(ctx);
    data_set_text(table, "title", "A & B");
    data_set_text(table, "none", NULL);
    data_set_number(table, "n", 3);
    struct data *item = data_add_table(data_set_list(table, "items"));
    data_set_safe(item, "html", "<b>", 3);
    data_set_flag(item, "here", 1);
    FILE *out = open_memstream(&bytes, &len);
    data_print(out, table);
    fclose(out);
    is(bytes,
       "title = \"A & B\"\nn = 3\nitems\n  -\n    html = html <b>\n"
       "    here = true\n",
       "data as it is printed");
    free(bytes);
}

int
main(void)
{
    ctx = talloc_new(NULL);
    test_links();
    test_outputs();
    test_data();
    talloc_free(ctx);
    return tap_end();
}
