#include "grade/solution_unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/files.h"
#include "base/stream.h"
#include "grade/check_source.h"

/* Inputs that are drawn: others than a check's, but the same on the model and
 * on CPython. */
static const char DRAWS[] =
    "#include <string.h>\n"
    "static unsigned hb_state_ = 7;\n"
    "static char hb_texts_[16][2048];\n"
    "static unsigned hb_text_;\n"
    "static long long drawn_int(const char *name, long long low,\n"
    "                           long long high)\n"
    "{\n"
    "    unsigned state = hb_state_;\n"
    "    for (; *name; name++) {\n"
    "        state = (state ^ (unsigned char)*name) * 16777619u;\n"
    "    }\n"
    "    return low + (long long)((state >> 8) % (unsigned)(high - low + "
    "1));\n"
    "}\n"
    "static const char *hb_drawn_(const char *name, int shortest,\n"
    "                             int longest, const char *head,\n"
    "                             const char *item, const char *tail)\n"
    "{\n"
    "    char *text = hb_texts_[hb_text_++ % 16];\n"
    "    long long len = drawn_int(name, shortest, longest);\n"
    "    strcpy(text, head);\n"
    "    while (len-- > 0 && strlen(text) + strlen(item) < 2000) {\n"
    "        strcat(text, item);\n"
    "    }\n"
    "    return strcat(text, tail);\n"
    "}\n"
    "static const char *drawn_list(const char *name, int shortest,\n"
    "                              int longest, long long low,\n"
    "                              long long high)\n"
    "{\n"
    "    char item[32];\n"
    "    snprintf(item, sizeof item, \"%lld, \", drawn_int(name, low, "
    "high));\n"
    "    return hb_drawn_(name, shortest, longest, \"[\", item, \"]\");\n"
    "}\n"
    "static const char *drawn_rows(const char *name, int fewest, int most,\n"
    "                              int longest, long long low,\n"
    "                              long long high)\n"
    "{\n"
    "    char row[600];\n"
    "    snprintf(row, sizeof row, \"%.500s, \",\n"
    "             drawn_list(name, 0, longest, low, high));\n"
    "    return hb_drawn_(name, fewest, most, \"[\", row, \"]\");\n"
    "}\n"
    "static const char *drawn_bytes(const char *name, int shortest,\n"
    "                               int longest)\n"
    "{\n"
    "    return hb_drawn_(name, shortest, longest, \"b'\", \"\\\\xa5\", "
    "\"'\");\n"
    "}\n"
    "static const char *drawn_text(const char *name, int shortest,\n"
    "                              int longest)\n"
    "{\n"
    "    return hb_drawn_(name, shortest, longest, \"'\", \"q\", \"'\");\n"
    "}\n"
    "#define starved(name, call) result(name, call)\n"
    "#define starved_int(name, call) result_int(name, call)\n"
    "#define counting(value) ((PyObject *)(value))\n"
    "#define counted(name) for (int hb_once_ = 1; hb_once_; hb_once_ = 0)\n";

/* A solution that is a program runs within another, whose interpreter has
 * begun and goes on. */
static const char PROGRAM[] =
    "static inline int hb_goes_on_(void) { return 0; }\n"
    "#define main hb_main_of_the_answer\n"
    "#define Py_Initialize() ((void)0)\n"
    "#define Py_Finalize() ((void)0)\n"
    "#define Py_FinalizeEx() hb_goes_on_()\n";

static const char NO_PROGRAM[] = "#undef main\n"
                                 "#undef Py_Initialize\n"
                                 "#undef Py_Finalize\n"
                                 "#undef Py_FinalizeEx\n";

/* Takes the place of heapbook/check.h.  Slots are printed when the test is
 * over, as a judge would see them.  The text of a SystemError names a line of
 * the interpreter. */
static const char HARNESS[] =
    "#include \"heapbook.h\"\n"
    "#define HB_CHECK_H\n"
    "#define TEST(test, ...) void hb_test_##test(void)\n"
    "#define slot(name, object) hb_slot_((name), (PyObject *)(object))\n"
    "#define result(name, owned) hb_result_((name), (PyObject *)(owned))\n"
    "#define result_int(name, number) hb_number_((name), (number))\n"
    "static struct { const char *name; PyObject *object; } hb_slots_[32];\n"
    "static int hb_count_;\n"
    "static void hb_slot_(const char *name, PyObject *object)\n"
    "{\n"
    "    hb_slots_[hb_count_].name = name;\n"
    "    hb_slots_[hb_count_++].object = hb_keep(Py_NewRef(object));\n"
    "}\n"
    "static int hb_raised_(const char *name)\n"
    "{\n"
    "    if (!PyErr_Occurred()) {\n"
    "        return 0;\n"
    "    }\n"
    "    printf(\"  %s raised \", name);\n"
    "    if (PyErr_ExceptionMatches(PyExc_SystemError)) {\n"
    "        PyErr_Clear();\n"
    "        puts(\"SystemError\");\n"
    "        return 1;\n"
    "    }\n"
    "    hb_error();\n"
    "    return 1;\n"
    "}\n"
    "static void hb_result_(const char *name, PyObject *owned)\n"
    "{\n"
    "    if (!hb_raised_(name) && owned) {\n"
    "        hb_slot_(name, owned);\n"
    "    }\n"
    "    Py_XDECREF(owned);\n"
    "}\n"
    "static void hb_number_(const char *name, long long number)\n"
    "{\n"
    "    hb_raised_(name);\n"
    "    printf(\"  %s %lld\\n\", name, number);\n"
    "}\n"
    "static void hb_play_(const char *name, void (*test)(void))\n"
    "{\n"
    "    hb_count_ = 0;\n"
    "    puts(name);\n"
    "    test();\n"
    "    for (int i = 0; i < hb_count_; i++) {\n"
    "        hb_say(\"  %s %s %R\", hb_slots_[i].name,\n"
    "               Py_TYPE(hb_slots_[i].object)->tp_name,\n"
    "               hb_slots_[i].object);\n"
    "    }\n"
    "}\n";

static int
count_lines(const char *text)
{
    int lines = 0;

    for (; *text; text++) {
        lines += *text == '\n';
    }
    return lines;
}

int
solution_unit(TALLOC_CTX *ctx, const char *id, const char *folder,
              struct unit *unit)
{
    char *check_path = path_join(ctx, folder, "check.c");
    char *path = path_join(ctx, folder, "solution.c");
    size_t len;
    char *check_text = file_read(ctx, check_path, &len);
    char *solution = check_text ? file_read(ctx, path, &len) : NULL;
    struct check_source *check =
        solution ? check_source_parse(ctx, check_path, check_text) : NULL;
    char *text = NULL;
    FILE *out;

    if (!check) {
        return -1;
    }
    out = stream_open(&text, &len);
    fprintf(out, "%s%s%s%s\n%s\n%sHB_EXAMPLE\n{\n", HARNESS, DRAWS, PROGRAM,
            solution, check->scenarios, NO_PROGRAM);
    for (size_t i = 0; i < check->count; i++) {
        fprintf(out, "    hb_play_(\"%s\", hb_test_%s);\n",
                check->tests[i].name, check->tests[i].name);
    }
    fprintf(out, "}\n");
    fclose(out);
    *unit = (struct unit){.name = id,
                          .path = path,
                          .line = 1 - count_lines(HARNESS) -
                                  count_lines(DRAWS) - count_lines(PROGRAM),
                          .text = talloc_strndup(ctx, text, len)};
    free(text);
    return 0;
}

struct place
solution_unit_place(TALLOC_CTX *ctx, const char *folder, int line)
{
    char *path = path_join(ctx, folder, "solution.c");
    size_t len;
    char *solution = file_try_read(ctx, path, &len);
    int own = (solution ? count_lines(solution) : 0) + 1;

    return line > own ? (struct place){path_join(ctx, folder, "check.c"),
                                       line - own, 0}
                      : (struct place){path, line > 0 ? line : 0, 0};
}
