#include "grade/solution_unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/files.h"
#include "base/stream.h"
#include "grade/check_source.h"

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
    fprintf(out, "%s%s\n%s\nHB_EXAMPLE\n{\n", HARNESS, solution,
            check->scenarios);
    for (size_t i = 0; i < check->count; i++) {
        fprintf(out, "    hb_play_(\"%s\", hb_test_%s);\n",
                check->tests[i].name, check->tests[i].name);
    }
    fprintf(out, "}\n");
    fclose(out);
    *unit = (struct unit){.name = id,
                          .path = path,
                          .line = 1 - count_lines(HARNESS),
                          .text = talloc_strndup(ctx, text, len)};
    free(text);
    return 0;
}
