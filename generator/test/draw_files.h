/* draw_files.h -- what the tests of the drawings share. */
#ifndef HEAPBOOK_TEST_DRAW_FILES_H
#define HEAPBOOK_TEST_DRAW_FILES_H

#include <stdio.h>
#include <stdlib.h>

#include "draw/draw.h"

#define ROOT "generator/test/draw/"

static const char *const forms[] = {"wide", "narrow"};

/* ---- files ---------------------------------------------------------------
 */

/* Owns: the caller frees the bytes. */
static inline char *
read_file(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;

    *len = 0;
    if (file) {
        fseek(file, 0, SEEK_END);
        *len = (size_t)ftell(file);
        rewind(file);
        bytes = calloc(1, *len + 1);
        *len = fread(bytes, 1, *len, file);
        fclose(file);
    }
    return bytes;
}

/* One step as SVG, with a newline between elements. */
static inline char *
draw_lines(const struct figure *figure, size_t step, enum form form,
           size_t *len)
{
    char *svg, *lines;
    size_t svg_len;
    FILE *out = open_memstream(&svg, &svg_len);

    figure_draw(figure, step, form, out);
    fclose(out);
    out = open_memstream(&lines, len);
    for (size_t i = 0; i < svg_len; i++) {
        putc(svg[i], out);
        if (svg[i] == '>' && (i + 1 == svg_len || svg[i + 1] == '<')) {
            putc('\n', out);
        }
    }
    fclose(out);
    free(svg);
    return lines;
}

/* The examples, with `blocks` as their chapters have it; the last ones show
 * what is hidden without it. */
static const struct {
    const char *name, *suffix;
    bool blocks;
} examples[] = {
    {"shallow-copy", "", false},  {"deepcopy", "", false},
    {"list-growth", "", true},    {"memoryview", "", false},
    {"instances", "", true},      {"dict", "", true},
    {"cycle", "", false},         {"forty", "", false},
    {"apart", "", false},         {"folding", "", false},
    {"folding", "-blocks", true}, {"instances", "-folded", false},
    {"dict", "-folded", false},   {"list-growth", "-folded", false},
};

#endif
