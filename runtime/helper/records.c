/* records.c -- what the builder sees: pictures, numbers, points.
 *
 * Over the real CPython nobody reads records, and these do nothing.
 */

#include <ctype.h>
#include <stdarg.h>

#include "helper.h"

#ifdef HEAPBOOK_MODEL

#include "heapbook/snapshot.h"
#include "internal/hb_host.h"

static void
write_string(FILE *out, const char *text)
{
    Hb_WriteJSON(out, text, strlen(text));
}

/* Cuts "a, b, f(c, d)" at the commas that are in no brackets; the text of
 * names[] lies in `copy`. */
static size_t
split_names(char *copy, const char **names, size_t most)
{
    size_t count = 0;
    int depth = 0;

    for (char *at = copy; count < most; at++) {
        char *start = at;

        while (isspace((unsigned char)*start)) {
            start++;
        }
        for (at = start; *at && (*at != ',' || depth > 0); at++) {
            depth += (*at == '(' || *at == '[') - (*at == ')' || *at == ']');
        }
        names[count++] = start;
        if (!*at) {
            break;
        }
        *at = '\0';
    }
    return count;
}

void
hb_snap_(int line, const char *label, const char *names, PyObject **variables,
         size_t count)
{
    char *copy = strdup(names);
    const char **split = calloc(count, sizeof *split);

    if (!copy || !split) {
        hb_die("heapbook.h: no memory for the names of a picture");
    }
    fflush(stdout);
    if (split_names(copy, split, count) == count) {
        Hb_Snap(line, label, split, variables, count);
    }
    free(split);
    free(copy);
}

void
hb_value_(int line, const char *name, const char *format, ...)
{
    FILE *out = Hb_Records();
    char text[256];
    va_list args;

    if (!out) {
        return;
    }
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    fputs("{\"value\":", out);
    write_string(out, name);
    fputs(",\"text\":", out);
    write_string(out, text);
    fprintf(out, ",\"line\":%d}\n", line);
    fflush(out);
}

void
hb_plot_(int line, const char *series, double x, double y)
{
    FILE *out = Hb_Records();

    if (!out) {
        return;
    }
    fputs("{\"plot\":", out);
    write_string(out, series);
    fprintf(out, ",\"x\":%.15g,\"y\":%.15g,\"line\":%d}\n", x, y, line);
    fflush(out);
}

#else

void
hb_snap_(int line, const char *label, const char *names, PyObject **variables,
         size_t count)
{
    (void)line;
    (void)label;
    (void)names;
    (void)variables;
    (void)count;
}

void
hb_value_(int line, const char *name, const char *format, ...)
{
    (void)line;
    (void)name;
    (void)format;
}

void
hb_plot_(int line, const char *series, double x, double y)
{
    (void)line;
    (void)series;
    (void)x;
    (void)y;
}

#endif
