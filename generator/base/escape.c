#include "base/escape.h"

#include <string.h>

static const char REPLACEMENT[] = "\xEF\xBF\xBD";

/* Length of the UTF-8 sequence at text, 1 to 4; 0 when it is not one. */
static size_t
sequence_len(const unsigned char *text, size_t len)
{
    if (text[0] < 0x80) {
        return 1;
    }
    size_t want = text[0] >= 0xF0 ? 4 : text[0] >= 0xE0 ? 3 : 2;
    if (text[0] < 0xC2 || text[0] > 0xF4 || want > len) {
        return 0;
    }
    for (size_t i = 1; i < want; i++) {
        if ((text[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    unsigned second = text[1];
    int overlong = (text[0] == 0xE0 && second < 0xA0) ||
                   (text[0] == 0xF0 && second < 0x90);
    int beyond = (text[0] == 0xED && second > 0x9F) ||
                 (text[0] == 0xF4 && second > 0x8F);
    return overlong || beyond ? 0 : want;
}

static const char *
html_entity(unsigned char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

static int
is_forbidden_control(unsigned char c)
{
    return (c < 0x20 && c != '\t' && c != '\n') || c == 0x7F;
}

static void
escape_but(FILE *out, const char *text, size_t len, const char *kept)
{
    const unsigned char *at = (const unsigned char *)text;
    const unsigned char *end = at + len;
    while (at < end) {
        size_t n = sequence_len(at, (size_t)(end - at));
        const char *entity =
            *at && strchr(kept, *at) ? NULL : html_entity(*at);
        if (n == 0) {
            fputs(REPLACEMENT, out);
            n = 1;
        }
        else if (entity) {
            fputs(entity, out);
        }
        else if (!is_forbidden_control(*at)) {
            fwrite(at, 1, n, out);
        }
        at += n;
    }
}

void
escape_html(FILE *out, const char *text, size_t len)
{
    escape_but(out, text, len, "");
}

void
escape_content(FILE *out, const char *text, size_t len)
{
    escape_but(out, text, len, "\"'");
}

void
escape_text(FILE *out, const char *text)
{
    escape_html(out, text, strlen(text));
}

static int
is_url_byte(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') || (c && strchr("-_.~!*();/?:@=+$,#%", c));
}

void
escape_url(FILE *out, const char *url)
{
    for (const unsigned char *at = (const unsigned char *)url; *at; at++) {
        if (*at == '&') {
            fputs("&amp;", out);
        }
        else if (is_url_byte(*at)) {
            fputc(*at, out);
        }
        else {
            fprintf(out, "%%%02X", *at);
        }
    }
}

static void
put_json_char(FILE *out, unsigned char c)
{
    switch (c) {
    case '"':
        fputs("\\\"", out);
        break;
    case '\\':
        fputs("\\\\", out);
        break;
    case '\n':
        fputs("\\n", out);
        break;
    case '<':
    case '>':
    case '&':
        fprintf(out, "\\u%04x", c);
        break;
    default:
        if (c < 0x20 || c == 0x7F) {
            fprintf(out, "\\u%04x", c);
        }
        else {
            fputc(c, out);
        }
    }
}

/* Characters that nobody sees: two names that differ by them look the same. */
static const struct {
    uint32_t first, last;
} unseen[] = {
    {0x00, 0x1F},       {0x7F, 0x9F},       /* controls */
    {0xAD, 0xAD},       {0x34F, 0x34F},     /* soft hyphen, grapheme joiner */
    {0x61C, 0x61C},     {0x115F, 0x1160},   /* Arabic mark, Hangul fillers */
    {0x17B4, 0x17B5},   {0x180B, 0x180F},   /* Khmer vowels, Mongolian */
    {0x200B, 0x200F},   {0x2028, 0x202E},   /* spaces, marks, overrides */
    {0x2060, 0x206F},   {0x2800, 0x2800},   /* isolates, empty Braille */
    {0x3164, 0x3164},   {0xFE00, 0xFE0F},   /* filler, variations */
    {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},   /* byte-order mark, filler */
    {0xFFF0, 0xFFFB},   {0x1BCA0, 0x1BCA3}, /* specials, shorthand */
    {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}, /* music, tags */
};

uint32_t
code_point(const char *at, size_t len)
{
    uint32_t c = (unsigned char)*at;

    c = len == 1 ? c : c & (0x7Fu >> len);
    for (size_t i = 1; i < len; i++) {
        c = c << 6 | ((unsigned char)at[i] & 0x3F);
    }
    return c;
}

int
is_unseen(uint32_t c)
{
    for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++) {
        if (c >= unseen[i].first && c <= unseen[i].last) {
            return 1;
        }
    }
    return 0;
}

/* JSON has them as one or two units of UTF-16. */
static void
put_json_unseen(FILE *out, uint32_t c)
{
    if (c < 0x10000) {
        fprintf(out, "\\u%04x", c);
    }
    else {
        fprintf(out, "\\u%04x\\u%04x", 0xD7C0 + (c >> 10),
                0xDC00 + (c & 0x3FF));
    }
}

void
escape_json(FILE *out, const char *text, size_t len)
{
    const unsigned char *at = (const unsigned char *)text;
    const unsigned char *end = at + len;
    fputc('"', out);
    while (at < end) {
        size_t n = sequence_len(at, (size_t)(end - at));
        if (n == 0) {
            fputs(REPLACEMENT, out);
            n = 1;
        }
        else if (n == 1) {
            put_json_char(out, *at);
        }
        else if (is_unseen(code_point((const char *)at, n))) {
            put_json_unseen(out, code_point((const char *)at, n));
        }
        else {
            fwrite(at, 1, n, out);
        }
        at += n;
    }
    fputc('"', out);
}

int
url_is_safe(const char *url)
{
    static const char *const SCHEMES[] = {"http:", "https:", "mailto:"};
    size_t scheme = strcspn(url, ":/?#");
    if (url[scheme] != ':') {
        return 1;
    }
    for (size_t i = 0; i < sizeof SCHEMES / sizeof *SCHEMES; i++) {
        if (strncasecmp(url, SCHEMES[i], strlen(SCHEMES[i])) == 0) {
            return 1;
        }
    }
    return 0;
}

int
utf8_is_valid(const char *text, size_t len, size_t *at)
{
    for (size_t i = 0; i < len;) {
        size_t n = sequence_len((const unsigned char *)text + i, len - i);
        if (n == 0) {
            *at = i;
            return 0;
        }
        i += n;
    }
    return 1;
}

static int
slug_char(unsigned char c)
{
    if (c >= 'A' && c <= 'Z') {
        return c - 'A' + 'a';
    }
    int kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    return kept ? c : '-';
}

char *
slug_new(TALLOC_CTX *ctx, const char *text)
{
    char *slug = talloc_array(ctx, char, strlen(text) + 1);
    size_t len = 0;
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '\'' || c >= 0x80) {
            continue;
        }
        int kept = slug_char(c);
        if (kept == '-' && (len == 0 || slug[len - 1] == '-')) {
            continue;
        }
        slug[len++] = (char)kept;
    }
    while (len > 0 && slug[len - 1] == '-') {
        len--;
    }
    slug[len] = 0;
    return slug;
}
