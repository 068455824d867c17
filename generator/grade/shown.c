#include "grade/shown.h"

#include <ctype.h>
#include <string.h>

#include "base/escape.h"
#include "base/hash.h"

enum { FILED_MOST = 60, FILED_HASH = 8, TAIL = 16 };

/* Bytes of the character at `at`, if it is one; 0 when it is not UTF-8. */
static size_t
character_len(const char *at, size_t left)
{
    for (size_t len = 1; len <= 4 && len <= left; len++) {
        size_t stop;

        if (utf8_is_valid(at, len, &stop)) {
            return len;
        }
    }
    return 0;
}

/* The escapes of what is shown begin with a backslash: one that was there is
 * escaped where two texts must not look the same. */
enum { ESCAPE_BACKSLASH = 1 };

/* What stands for a character, at most 16 bytes. */
static size_t
show_character(char *out, const char *at, size_t len, int how)
{
    size_t n = 0;

    if (len && !is_unseen(code_point(at, len)) &&
        !(how == ESCAPE_BACKSLASH && *at == '\\')) {
        memcpy(out, at, len);
        return len;
    }
    for (size_t i = 0; i < (len ? len : 1); i++) {
        n += (size_t)sprintf(out + n, "\\x%02X", (unsigned char)at[i]);
    }
    return n;
}

static char *
show(TALLOC_CTX *ctx, const char *name, size_t len, int how)
{
    char *shown = talloc_array(ctx, char, SHOWN_MOST + TAIL + 20);
    char hash[HASH_SIZE];
    size_t n = 0, at = 0;

    while (at < len && n < SHOWN_MOST) {
        size_t character = character_len(name + at, len - at);

        n += show_character(shown + n, name + at, character, how);
        at += character ? character : 1;
    }
    shown[n] = '\0';
    if (at < len) {
        hash_bytes(hash, name, len);
        sprintf(shown + n, "...%.8s", hash);
    }
    return shown;
}

char *
name_shown(TALLOC_CTX *ctx, const char *name, size_t len)
{
    return show(ctx, name, len, ESCAPE_BACKSLASH);
}

char *
line_shown(TALLOC_CTX *ctx, const char *text)
{
    return show(ctx, text, strlen(text), 0);
}

char *
name_filed(TALLOC_CTX *ctx, const char *name)
{
    char *filed = talloc_array(ctx, char, FILED_MOST + 1);
    const char *at = name;
    char hash[HASH_SIZE];
    size_t n = 0;

    for (; *at && n < FILED_MOST - FILED_HASH - 1; at++) {
        int c = (unsigned char)*at;
        int safe = isascii(c) && (isalnum(c) || (n > 0 && strchr("._-", c)));

        filed[n++] = safe ? *at : '_';
    }
    if (n == 0) {
        filed[n++] = '_';
    }
    hash_bytes(hash, name, strlen(name));
    sprintf(filed + n, "-%.*s", FILED_HASH, hash);
    return filed;
}

/* LibreOffice and Excel take = + - @ and some controls for the beginning of
 * a formula, and some of them the wide forms of these as well. */
static int
is_formula(const char *text)
{
    static const char *const wide[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B",
                                       "\xEF\xBC\x8D", "\xEF\xBC\xA0"};

    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
        if (!strncmp(text, wide[i], strlen(wide[i]))) {
            return 1;
        }
    }
    return *text && strchr("=+-@\t\r\n|%", *text) != NULL;
}

void
csv_put(FILE *out, const char *text)
{
    int formula = is_formula(text);
    int quote = formula || text[strcspn(text, ",\"\r\n;\t ")] != '\0';

    if (!quote) {
        fputs(text, out);
        return;
    }
    fputs(formula ? "\"'" : "\"", out);
    for (; *text; text++) {
        if (*text == '"') {
            fputc('"', out);
        }
        fputc(*text, out);
    }
    fputc('"', out);
}
