/* What attacks on want_output are graded against. */
#include "heapbook/check.h"

#include <stdio.h>
#include <stdlib.h>

int show(PyObject *list);

TEST(lines, .points = 3, .claim = "one line for each element")
{
    result_int("status", show(hb_lit("[1, 22, 333]")));
    printf("end\n");
}

JUDGE(lines)
{
    want_output("1\n22\n333\nend\n");
}

TEST(silent, .points = 3, .claim = "nothing for an empty list")
{
    result_int("status", show(hb_lit("[]")));
}

JUDGE(silent)
{
    want_output("");
    want_no_leak();
}

TEST(drawn, .points = 4, .hidden = 1, .claim = "any elements")
{
    result_int("status", show(hb_lit(drawn_list("x", 2, 5, 0, 99999))));
}

static char *
lines_of(const char *list)
{
    static char text[400];
    char *out = text;

    for (const char *at = list; *at; at++) {
        if (*at >= '0' && *at <= '9') {
            *out++ = *at;
        }
        else if (*at == ',' || *at == ']') {
            *out++ = '\n';
        }
    }
    *out = '\0';
    return text;
}

JUDGE(drawn)
{
    want_output(lines_of(drawn_list("x", 2, 5, 0, 99999)));
}
