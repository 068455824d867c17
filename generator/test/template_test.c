#include "golden.h"

#include <unistd.h>

#include "weave/highlight.h"
#include "weave/template.h"

static TALLOC_CTX *ctx;
static char *folder;

static void
put(const char *name, const char *text)
{
    char *path = path_join(ctx, folder, name);
    file_write(path, text, strlen(text));
}

/* Renders the text as a template; what was reported stands before it. */
static char *
rendered(const char *text, const struct data *variables)
{
    char *bytes = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&bytes, &len);
    put("page.html", text);
    diag_set_sink(out);
    struct templates *templates = templates_open(ctx, folder, "templates");
    struct data *site = data_new(ctx);
    data_set_text(site, "title", "The site");
    templates_set(templates, "site", site);
    templates_render(templates, "page.html", variables, out);
    talloc_free(templates);
    diag_set_sink(NULL);
    fclose(out);
    char *copy = talloc_strdup(ctx, bytes);
    free(bytes);
    return copy;
}

static void
test_marks(void)
{
    struct data *table = data_new(ctx);
    struct data *list = data_set_list(table, "list");
    data_set_text(table, "text", "<a & \"b\">");
    data_set_safe(table, "html", "<b>x</b>", 8);
    data_set_number(table, "n", 7);
    data_set_flag(table, "yes", 1);
    data_add_text(list, "one");
    data_add_text(list, "two");
    is(rendered("{{ text }}", table), "&lt;a &amp; &quot;b&quot;&gt;",
       "text is escaped");
    is(rendered("{! html !}", table), "<b>x</b>", "HTML stands as it is");
    is(rendered("{{ site.title }} {{ n + 1 }}", table), "The site 8",
       "expressions");
    is(rendered("a\n{% if yes then %}\nb\n{% end %}\nc\n", table), "a\nb\nc\n",
       "a line of statements leaves no line");
    is(rendered("{% for i, x in ipairs(list) do %}{{ i }}{{ x }},{% end %}",
                table),
       "1one,2two,", "a loop");
    is(rendered("quote \" and \\ and \n\nlines", table),
       "quote \" and \\ and \n\nlines", "text of the template");
    is(rendered("{% local t = {z = 1, a = 2, [3] = 3} %}"
                "{% for k, v in pairs(t) do %}{{ k }}{{ v }} {% end %}",
                table),
       "33 a2 z1 ", "pairs goes by sorted keys");
    put("part/x.html", "[{{ site.title }}:{{ name }}]");
    is(rendered("{% include(\"part/x.html\", {name = text}) %}", table),
       "[The site:&lt;a &amp; &quot;b&quot;&gt;]", "an included part");
    is(rendered("{! safe(\"<i>\") !}", table), "<i>",
       "markup that stands in the template");
}

static void
test_errors(void)
{
    struct data *table = data_new(ctx);
    data_set_text(table, "text", "t");
    data_set_safe(table, "html", "<b>", 3);
    is(rendered("one\n{{ nothing }}", table),
       "one\ntemplates/page.html:2: error: there is nothing to write: the "
       "value is nil\n",
       "nil, at its line");
    ok(strstr(rendered("a\n{% if x do %}", table),
              "templates/page.html:2: error: "),
       "a mistake of grammar, at its line");
    is(rendered("a\nb {{ text", table),
       "templates/page.html:2:3: error: {{ is never closed\n",
       "a mark that is open, said once");
    ok(strstr(rendered("{! text !}", table), "marked as safe"),
       "text is never HTML");
    ok(strstr(rendered("{{ html }}", table), "write it with {! !}"),
       "HTML is never text");
    ok(strstr(rendered("{% include(\"no.html\") %}", table),
              "templates/no.html: error: there is no such template"),
       "a part that is not there");
    put("part/loop.html", "{% include(\"part/loop.html\") %}");
    ok(strstr(rendered("{% include(\"part/loop.html\") %}", table),
              "nested too deeply"),
       "a part that includes itself");
    ok(strstr(rendered("{% include(\"../../../etc/passwd\") %}", table),
              "there is no such template"),
       "a path that leaves the folder");
}

static void
test_restrictions(void)
{
    static const char *const FORBIDDEN[] = {
        "os",           "io",           "package",        "debug",
        "load",         "loadfile",     "dofile",         "require",
        "setmetatable", "getmetatable", "rawset",         "rawget",
        "pcall",        "xpcall",       "collectgarbage", "coroutine",
        "string.dump",  "string.gsub",  "string.find",    "string.match",
        "math.random",  "_G",           "error",          "print",
    };
    for (size_t i = 0; i < sizeof FORBIDDEN / sizeof *FORBIDDEN; i++) {
        char *text = talloc_asprintf(ctx, "{{ tostring(%s) }}", FORBIDDEN[i]);
        is(rendered(text, NULL), "nil", "no %s", FORBIDDEN[i]);
    }
    ok(strstr(rendered("{% (\"x\"):gsub(\"x\", \"y\") %}", NULL), "error"),
       "not by way of a string either");
    ok(strstr(rendered("{% while true do end %}", NULL), "runs too long"),
       "a loop without end is stopped");
    ok(strstr(rendered("{% local s = string.rep(\"x\", 80000000) %}", NULL),
              "not enough memory"),
       "memory has a limit");
    ok(strstr(rendered("{! safe(\"x\").x !}", NULL), "error"),
       "a safe value has no inside");
}

static void
test_settings(void)
{
    put("site.lua", "return {title = \"T\", n = 3, base_url = \"\"}\n");
    struct templates *templates = templates_open(ctx, folder, "templates");
    struct data *settings = templates_settings(templates, ctx);
    is(data_text(settings, "title"), "T", "a setting");
    ok(!data_text(settings, "n"), "settings are texts");
    put("site.lua", "return 3\n");
    char *bytes = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&bytes, &len);
    diag_set_sink(out);
    ok(!templates_settings(templates, ctx), "no table, no settings");
    diag_set_sink(NULL);
    fclose(out);
    is(bytes, "templates/site.lua:1: error: it must return a table\n",
       "which is said");
    free(bytes);
}

/* ---- highlighting ----------------------------------------------------- */

static char *
lit(enum language language, const char *text)
{
    char *bytes = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&bytes, &len);
    highlight(out, language, text, NULL, NULL);
    fclose(out);
    char *copy = talloc_strdup(ctx, bytes);
    free(bytes);
    return copy;
}

static struct line_look
second_line(int line, const void *arg)
{
    (void)arg;
    return (struct line_look){line == 2, line == 3 ? "1, 2" : NULL};
}

static void
test_highlight(void)
{
    char *bytes = NULL;
    size_t len = 0;
    is(lit(LANGUAGE_C, "#include <a.h>\n\nint x = 0x1F; // y\n"),
       "<span class=\"l\"><span class=\"p\">#include</span> "
       "<span class=\"s\">&lt;a.h&gt;</span></span>"
       "<span class=\"l\"> </span>"
       "<span class=\"l\"><span class=\"k\">int</span> x = "
       "<span class=\"n\">0x1F</span>; <span class=\"c\">// y</span></span>",
       "C");
    is(lit(LANGUAGE_C, "/* a\nb */ 'x' \"\\\"\" a<b"),
       "<span class=\"l\"><span class=\"c\">/* a</span></span>"
       "<span class=\"l\"><span class=\"c\">b */</span> "
       "<span class=\"s\">'x'</span> <span class=\"s\">\"\\\"\"</span> "
       "a&lt;b</span>",
       "a comment over two lines, strings");
    is(lit(LANGUAGE_PYTHON, "def f(): return rb'x' # c"),
       "<span class=\"l\"><span class=\"k\">def</span> f(): "
       "<span class=\"k\">return</span> <span class=\"s\">rb'x'</span> "
       "<span class=\"c\"># c</span></span>",
       "Python");
    is(lit(LANGUAGE_PYTHON, "'''a\nb''' @x"),
       "<span class=\"l\"><span class=\"s\">'''a</span></span>"
       "<span class=\"l\"><span class=\"s\">b'''</span> @x</span>",
       "a long string");
    is(lit(LANGUAGE_PLAIN, "int \"x\" #\n"),
       "<span class=\"l\">int \"x\" #</span>", "plain text");
    is(lit(LANGUAGE_C, "\"open\n'"),
       "<span class=\"l\"><span class=\"s\">\"open</span></span>"
       "<span class=\"l\"><span class=\"s\">'</span></span>",
       "what is never closed ends with its line");
    FILE *out = open_memstream(&bytes, &len);
    highlight(out, LANGUAGE_PLAIN, "a\nb\nc\n", second_line, NULL);
    fclose(out);
    is(bytes,
       "<span class=\"l\">a</span><span class=\"l hl\">b</span>"
       "<span class=\"l\" data-step=\"1, 2\">c</span>",
       "a marked line, and one that takes pictures");
    free(bytes);
}

int
main(void)
{
    char pattern[] = "/tmp/heapbook-template-XXXXXX";
    ctx = talloc_new(NULL);
    folder = mkdtemp(pattern);
    test_marks();
    test_errors();
    test_restrictions();
    test_settings();
    test_highlight();
    tree_remove(folder);
    talloc_free(ctx);
    return tap_end();
}
