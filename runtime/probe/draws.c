/* draws.c -- inputs that are drawn, the same in both halves of a check.
 *
 * An answer may not draw: it would have the number that the judge expects. */
#include "draws.h"

#include "heapbook/check.h"
#include "heapbook/slots.h"
#include "internal/pycore_pyhash.h"

#include <string.h>

enum { TEXTS = 16, TEXT = 8192, MOST_ITEMS = 64, MOST_ROWS = 8 };

static uint64_t origin, order;

/* Source: splitmix64, Sebastiano Vigna, 2015, public domain. */
static uint64_t
mix(uint64_t x)
{
    x += 0x9e3779b97f4a7c15;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
    x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
    return x ^ (x >> 31);
}

static uint64_t
mix_text(uint64_t state, const char *text)
{
    for (; *text; text++) {
        state = mix(state ^ (unsigned char)*text);
    }
    return state;
}

/* Neither the seed nor the order can be computed from numbers that were drawn,
 * which an answer may ask for as well. */
void
Hb_DrawFrom(unsigned seed, const char *test)
{
    const uint64_t other = (uint64_t)1 << 32;
    Py_ssize_t len = (Py_ssize_t)strlen(test);

    origin = _Py_KeyedHash(seed, test, len);
    order = _Py_KeyedHash(seed | other, test, len);
}

uint64_t
draws_order(uint64_t n)
{
    return _Py_KeyedHash(order, &n, sizeof(n));
}

/* The n-th number of a name. */
static long long
draw(const char *name, unsigned n, long long low, long long high)
{
    uint64_t span = (uint64_t)high - (uint64_t)low + 1;
    uint64_t drawn = mix(mix_text(origin, name) + n);

    return high <= low ? low : low + (long long)(span ? drawn % span : drawn);
}

long long
drawn_int(const char *name, long long low, long long high)
{
    Hb_CheckCaller(HB_CALLER, (uintptr_t)drawn_int, "drawn_int");
    return draw(name, 0, low, high);
}

/* A text that stays for the next calls. */
static FILE *
open_text(char **text)
{
    static char texts[TEXTS][TEXT];
    static unsigned next;

    *text = texts[next++ % TEXTS];
    memset(*text, 0, TEXT);
    return fmemopen(*text, TEXT - 1, "w");
}

static int
draw_len(const char *name, unsigned n, int shortest, int longest)
{
    longest = longest > MOST_ITEMS ? MOST_ITEMS : longest;
    return (int)draw(name, n, shortest, longest);
}

static void
put_list(FILE *out, const char *name, unsigned first, int len, long long low,
         long long high)
{
    putc('[', out);
    for (int i = 0; i < len; i++) {
        fprintf(out, "%s%lld", i ? ", " : "",
                draw(name, first + (unsigned)i, low, high));
    }
    putc(']', out);
}

const char *
drawn_list(const char *name, int shortest, int longest, long long low,
           long long high)
{
    char *text;
    FILE *out = open_text(&text);

    Hb_CheckCaller(HB_CALLER, (uintptr_t)drawn_list, "drawn_list");
    if (out) {
        put_list(out, name, 1, draw_len(name, 0, shortest, longest), low,
                 high);
        fclose(out);
    }
    return text;
}

const char *
drawn_rows(const char *name, int fewest, int most, int longest, long long low,
           long long high)
{
    char *text;
    FILE *out = open_text(&text);
    int rows = (int)draw(name, 0, fewest, most > MOST_ROWS ? MOST_ROWS : most);

    Hb_CheckCaller(HB_CALLER, (uintptr_t)drawn_rows, "drawn_rows");
    if (out) {
        putc('[', out);
        for (int i = 0; i < rows; i++) {
            unsigned first = (unsigned)(i + 1) * 1000;

            fputs(i ? ", " : "", out);
            put_list(out, name, first + 1, draw_len(name, first, 0, longest),
                     low, high);
        }
        putc(']', out);
        fclose(out);
    }
    return text;
}

const char *
drawn_bytes(const char *name, int shortest, int longest)
{
    char *text;
    FILE *out = open_text(&text);
    int len = draw_len(name, 0, shortest, longest);

    Hb_CheckCaller(HB_CALLER, (uintptr_t)drawn_bytes, "drawn_bytes");
    if (out) {
        fputs("b'", out);
        for (int i = 0; i < len; i++) {
            fprintf(out, "\\x%02llx", draw(name, 1 + (unsigned)i, 0, 255));
        }
        putc('\'', out);
        fclose(out);
    }
    return text;
}

const char *
drawn_text(const char *name, int shortest, int longest)
{
    char *text;
    FILE *out = open_text(&text);
    int len = draw_len(name, 0, shortest, longest);

    Hb_CheckCaller(HB_CALLER, (uintptr_t)drawn_text, "drawn_text");
    if (out) {
        putc('\'', out);
        for (int i = 0; i < len; i++) {
            putc((int)draw(name, 1 + (unsigned)i, 'a', 'z'), out);
        }
        putc('\'', out);
        fclose(out);
    }
    return text;
}
