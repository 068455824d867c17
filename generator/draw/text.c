#include "draw/text.h"

#include <string.h>

/* How many bytes follow this first byte; -1 if it begins no character. */
static int
followers(unsigned char first)
{
    return first < 0x80                    ? 0
           : first >= 0xC2 && first < 0xE0 ? 1
           : first >= 0xE0 && first < 0xF0 ? 2
           : first >= 0xF0 && first < 0xF5 ? 3
                                           : -1;
}

unsigned
text_next(const char **text)
{
    static const unsigned least[] = {0, 0x80, 0x800, 0x10000};
    const unsigned char *s = (const unsigned char *)*text;
    int n = followers(s[0]);
    unsigned c = n <= 0 ? s[0] : s[0] & (0x3Fu >> n);

    (*text)++;
    for (int i = 1; i <= n; i++) {
        if ((s[i] & 0xC0) != 0x80) {
            return 0xFFFD;
        }
        c = c << 6 | (s[i] & 0x3F);
    }
    if (n < 0 || c < least[n] || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) {
        return 0xFFFD;
    }
    *text += n;
    return c;
}

bool
text_is_utf8(const char *text, size_t len)
{
    const char *end = text + len;

    if (memchr(text, 0, len)) {
        return false;
    }
    while (text < end) {
        const char *start = text;
        unsigned c = text_next(&text);

        if (text > end || (c == 0xFFFD && text - start == 1)) {
            return false;
        }
    }
    return true;
}

static int
columns_of(unsigned c)
{
    static const unsigned wide[][2] = {
        {0x1100, 0x115F},   {0x2E80, 0x303E}, {0x3041, 0xA4CF},
        {0xAC00, 0xD7A3},   {0xF900, 0xFAFF}, {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6}, {0x1F300, 0x1FAFF},
        {0x20000, 0x3FFFD},
    };

    if ((c >= 0x300 && c < 0x370) || (c >= 0x200B && c < 0x2010) ||
        (c >= 0xFE00 && c < 0xFE10)) {
        return 0;
    }
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
        if (c >= wide[i][0] && c <= wide[i][1]) {
            return 2;
        }
    }
    return 1;
}

int
text_columns(const char *text)
{
    int columns = 0;

    while (*text) {
        columns += columns_of(text_next(&text));
    }
    return columns;
}

int
text_columns_width(int columns, int font)
{
    return (columns * font * 6 + 9) / 10;
}

int
text_width(const char *text, int font)
{
    return text_columns_width(text_columns(text), font);
}

const char *
text_cut(struct arena *arena, const char *text, int columns)
{
    const char *end = text, *next = text;
    int used = 0;

    if (text_columns(text) <= columns) {
        return text;
    }
    for (;;) {
        used += columns_of(text_next(&next));
        if (used > columns - 1) {
            break;
        }
        end = next;
    }
    return arena_print(arena, "%.*s…", (int)(end - text), text);
}

void
text_escape(const char *text, FILE *out)
{
    while (*text) {
        const char *start = text;
        unsigned c = text_next(&text);

        if (c == '&') {
            fputs("&amp;", out);
        }
        else if (c == '<') {
            fputs("&lt;", out);
        }
        else if (c == '>') {
            fputs("&gt;", out);
        }
        else if (c == '"') {
            fputs("&quot;", out);
        }
        else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFFFD ||
                 c == 0xFFFE || c == 0xFFFF) {
            fputs("\xEF\xBF\xBD", out);
        }
        else {
            fwrite(start, 1, (size_t)(text - start), out);
        }
    }
}

bool
text_same(const char *a, const char *b)
{
    return a && b ? !strcmp(a, b) : a == b;
}

const char *
width_class(struct arena *arena, int width)
{
    for (int known = 320; known <= 1280; known += 80) {
        if (width <= known) {
            return arena_print(arena, "w%d", known);
        }
    }
    return "vast";
}
