/* `heapbook dev new`: an exercise in which everything is there. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/files.h"
#include "cmd/dev.h"
#include "cmd/exercise_list.h"

/* In each text, '@' is the function: the exercise's name with '_' for '-'. */
static const struct {
    const char *file, *text;
} FILES[] = {
    {"README.md",
     "---\n"
     "title: The first element\n"
     "points: 5\n"
     "---\n"
     "\n"
     "Write `@(list)`: the first element of a list.\n"
     "\n"
     "```python\n"
     "@([7, 8])    # 7\n"
     "```\n"
     "\n"
     "- The result is a new reference.\n"
     "- The list stays as it was.\n"
     "- If there is no element, return `NULL` with an `IndexError`.\n"
     "\n"
     "## Hint: Who owns what PyList_GetItem returns?\n"
     "\n"
     "The list. What you return has to be the caller's: `Py_XNewRef` makes a\n"
     "reference of it, and hands `NULL` on.\n"},
    {"starter.c",
     "#include <Python.h>\n"
     "\n"
     "/* Returns the first element of the list; NULL on error. */\n"
     "PyObject *\n"
     "@(PyObject *list)\n"
     "{\n"
     "    return Py_NewRef(list);\n"
     "}\n"},
    {"solution.c", "#include <Python.h>\n"
                   "\n"
                   "PyObject *\n"
                   "@(PyObject *list)\n"
                   "{\n"
                   "    return Py_XNewRef(PyList_GetItem(list, 0));\n"
                   "}\n"},
    {"check.c",
     "#include \"heapbook/check.h\"\n"
     "\n"
     "PyObject *@(PyObject *list);\n"
     "\n"
     "/* A scenario: it runs beside the student's code, and leaves in\n"
     "   slots what the judge will look at. */\n"
     "TEST(first, .points = 2, .claim = \"the first element\",\n"
     "     .hint = \"which index has the first element?\")\n"
     "{\n"
     "    PyObject *list = hb_lit(\"[[7], [8]]\");\n"
     "\n"
     "    slot(\"list\", list);\n"
     "    result(\"first\", @(list));\n"
     "}\n"
     "\n"
     "/* Its judge: it looks at the heap that was left. */\n"
     "JUDGE(first)\n"
     "{\n"
     "    want_value(\"first\", \"[7]\");\n"
     "    want_same(\"first\", \"list[0]\");\n"
     "    want_value(\"list\", \"[[7], [8]]\");\n"
     "}\n"
     "\n"
     "TEST(owned, .points = 2, .needs = \"first\",\n"
     "     .claim = \"the caller owns the result\",\n"
     "     .hint = \"look at who owns what PyList_GetItem gives\")\n"
     "{\n"
     "    PyObject *list = hb_lit(\"[[7]]\");\n"
     "\n"
     "    slot(\"list\", list);\n"
     "    result(\"first\", @(list));\n"
     "}\n"
     "\n"
     "JUDGE(owned)\n"
     "{\n"
     "    want_refcount(\"first\", 2);\n"
     "    want_no_leak();\n"
     "}\n"
     "\n"
     "TEST(empty, .points = 1, .claim = \"no element is an error\")\n"
     "{\n"
     "    result(\"first\", @(hb_lit(\"[]\")));\n"
     "}\n"
     "\n"
     "JUDGE(empty)\n"
     "{\n"
     "    want_raised(\"first\", \"IndexError\", NULL);\n"
     "}\n"},
    {"wrong/borrowed.c", "/* score: 3/5\n"
                         "   fails: owned */\n"
                         "#include <Python.h>\n"
                         "\n"
                         "PyObject *\n"
                         "@(PyObject *list)\n"
                         "{\n"
                         "    return PyList_GetItem(list, 0);\n"
                         "}\n"},
    {"wrong/last.c",
     "/* score: 0/5\n"
     "   fails: first, empty */\n"
     "#include <Python.h>\n"
     "\n"
     "PyObject *\n"
     "@(PyObject *list)\n"
     "{\n"
     "    Py_ssize_t n = PyList_Size(list);\n"
     "\n"
     "    return n > 0 ? Py_NewRef(PyList_GetItem(list, n - 1))\n"
     "                 : Py_NewRef(list);\n"
     "}\n"}};

/* "chapter/first-row", two names as A5 wants them (author_rules.h). */
static int
is_id(const char *id)
{
    size_t slashes = 0;

    for (size_t i = 0; id[i]; i++) {
        int is_first = i == 0 || id[i - 1] == '/' || id[i - 1] == '-';

        slashes += id[i] == '/';
        if (is_first ? !islower((unsigned char)id[i])
                     : !islower((unsigned char)id[i]) &&
                           !isdigit((unsigned char)id[i]) && id[i] != '-' &&
                           id[i] != '/') {
            return 0;
        }
    }
    return slashes == 1 && isalnum((unsigned char)id[strlen(id) - 1]);
}

/* The exercise's name as one of C. */
static char *
function_name(TALLOC_CTX *ctx, const char *id)
{
    char *name = talloc_strdup(ctx, strchr(id, '/') + 1);

    for (char *at = name; *at; at++) {
        *at = *at == '-' ? '_' : *at;
    }
    return name;
}

static char *
fill(TALLOC_CTX *ctx, const char *text, const char *name)
{
    char *out = talloc_strdup(ctx, "");

    for (;;) {
        size_t len = strcspn(text, "@");

        out = talloc_strndup_append_buffer(out, text, len);
        if (!text[len]) {
            return out;
        }
        out = talloc_strdup_append_buffer(out, name);
        text += len + 1;
    }
}

static int
write_files(TALLOC_CTX *ctx, const char *folder, const char *name)
{
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
        char *text = fill(ctx, FILES[i].text, name);

        if (file_write(path_join(ctx, folder, FILES[i].file), text,
                       strlen(text)) < 0) {
            return EXIT_TOOL;
        }
    }
    return EXIT_GOOD;
}

int
dev_new(TALLOC_CTX *ctx, const char *id)
{
    char *folder = path_join(ctx, EXERCISES_FOLDER, id);
    int code;

    if (!is_id(id)) {
        diag_at((struct place){0},
                "\"%s\" is no name of an exercise: CHAPTER/NAME, in small "
                "letters, digits and '-'",
                id);
        return EXIT_USAGE;
    }
    if (folder_exists(folder)) {
        diag_at((struct place){folder, 0, 0}, "it is there already");
        return EXIT_USAGE;
    }
    code = write_files(ctx, folder, function_name(ctx, id));
    if (code == EXIT_GOOD) {
        printf("%s: change its files, and run `heapbook dev check %s`\n",
               folder, id);
    }
    return code;
}
