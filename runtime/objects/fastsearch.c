/* fastsearch.c -- the first or the last place of one run of letters in
 * another.
 *
 * The C library's memchr and memmem look forwards among letters of one size.
 * Everything else, backwards or among letters of two sizes, begins plainly,
 * at each place of the first letter.  Where that compares too much for the
 * distance it has come the rest is searched in the Two-Way manner, which is
 * linear and needs no memory:
 *
 *   the needle is cut where its largest suffix begins, the largest in either
 *   order of the letters.  Behind the cut it is compared forwards; a mismatch
 *   there moves it past the letter that differs.  Before the cut it is
 *   compared backwards; a mismatch there moves it by its period.
 *
 *   Q1  a search takes at most a constant number of steps for each letter of
 *       text and needle
 *
 * Source: M. Crochemore, D. Perrin, "Two-way string-matching", Journal of the
 *         ACM 38 (1991); CPython 3.11 uses it forwards only
 *         (Objects/stringlib/fastsearch.h).
 */
#include "Python.h"
#include "internal/hb_search.h"
#include "internal/pycore_unicodeobject.h"

/* A run of letters, in the direction of the search. */
struct letters {
    const void *data;
    Py_ssize_t length;
    int kind;
    int backwards;
};

static inline Py_UCS4
letter(const struct letters *run, Py_ssize_t i)
{
    i = run->backwards ? run->length - 1 - i : i;
    return PyUnicode_READ(run->kind, run->data, i);
}

/* ---- one letter --------------------------------------------------------- */

/* Blocks of letters without the one that is wanted are passed as a whole. */
enum { BLOCK = 64 };

Py_ALWAYS_INLINE static inline int
is_in_block(int kind, const void *data, Py_ssize_t at, Py_UCS4 ch)
{
    const Py_UCS2 *two = (const Py_UCS2 *)data + at, wanted = (Py_UCS2)ch;
    const Py_UCS4 *four = (const Py_UCS4 *)data + at;
    Py_UCS2 in_two = 0;
    Py_UCS4 in_four = 0;

    if (kind == PyUnicode_2BYTE_KIND) {
        for (int i = 0; i < BLOCK; i++) {
            in_two |= two[i] == wanted;
        }
        return in_two;
    }
    for (int i = 0; i < BLOCK; i++) {
        in_four |= four[i] == ch;
    }
    return in_four != 0;
}

Py_ALWAYS_INLINE static inline Py_ssize_t
first_letter(int kind, const void *data, Py_ssize_t n, Py_UCS4 ch)
{
    Py_ssize_t at = 0;

    while (at + BLOCK <= n && !is_in_block(kind, data, at, ch)) {
        at += BLOCK;
    }
    while (at < n && PyUnicode_READ(kind, data, at) != ch) {
        at++;
    }
    return at < n ? at : -1;
}

Py_ALWAYS_INLINE static inline Py_ssize_t
last_letter(int kind, const void *data, Py_ssize_t n, Py_UCS4 ch)
{
    while (n >= BLOCK && !is_in_block(kind, data, n - BLOCK, ch)) {
        n -= BLOCK;
    }
    while (n > 0 && PyUnicode_READ(kind, data, n - 1) != ch) {
        n--;
    }
    return n - 1;
}

/* The same two, behind a look for the lowest byte of ch, which the C library
 * does faster.  Where that byte is frequent it is left alone. */
Py_ALWAYS_INLINE static inline Py_ssize_t
find_wide(int kind, const void *text, Py_ssize_t n, Py_UCS4 ch, int backwards)
{
    const char *data = text, *hit;
    Py_ssize_t from = 0, at;

    for (int tries = 0; tries < 6; tries++) {
        size_t size = (size_t)((n - from) * kind);

        hit = backwards ? memrchr(data, (int)(ch & 0xff), size)
                        : memchr(data + from * kind, (int)(ch & 0xff), size);
        if (hit == NULL) {
            return -1;
        }
        at = (hit - data) / kind;
        if (PyUnicode_READ(kind, data, at) == ch) {
            return at;
        }
        from = backwards ? 0 : at + 1;
        n = backwards ? at : n;
    }
    at = backwards ? last_letter(kind, data, n, ch)
                   : first_letter(kind, data + from * kind, n - from, ch);
    return at < 0 ? -1 : at + from;
}

/* The first place of ch, or the last one; -1 for none. */
static Py_ssize_t
find_letter(int kind, const void *data, Py_ssize_t n, Py_UCS4 ch,
            int backwards)
{
    const char *hit;

    if (kind == PyUnicode_4BYTE_KIND) {
        return find_wide(4, data, n, ch, backwards);
    }
    if (kind == PyUnicode_2BYTE_KIND) {
        return ch > 0xffff ? -1 : find_wide(2, data, n, ch, backwards);
    }
    if (ch > 0xff) {
        return -1;
    }
    hit = backwards ? memrchr(data, (int)ch, (size_t)n)
                    : memchr(data, (int)ch, (size_t)n);
    return hit ? hit - (const char *)data : -1;
}

Py_ALWAYS_INLINE static inline Py_ssize_t
count_letter(int kind, const void *data, Py_ssize_t n, Py_UCS4 ch)
{
    Py_ssize_t count = 0, at = 0;

    for (; at + BLOCK <= n; at += BLOCK) {
        unsigned char in_block = 0;

        for (int i = 0; i < BLOCK; i++) {
            in_block += PyUnicode_READ(kind, data, at + i) == ch;
        }
        count += in_block;
    }
    for (; at < n; at++) {
        count += PyUnicode_READ(kind, data, at) == ch;
    }
    return count;
}

/* ---- two-way ------------------------------------------------------------ */

/* Where the largest suffix begins, by the order of the letters or by the
 * inverse one; *period becomes the period of that suffix. */
static Py_ssize_t
largest_suffix(const struct letters *needle, int inverse, Py_ssize_t *period)
{
    Py_ssize_t best = 0, other = 1, same = 0;

    *period = 1;
    while (other + same < needle->length) {
        Py_UCS4 a = letter(needle, best + same);
        Py_UCS4 b = letter(needle, other + same);

        if (a == b) {
            same++;
            if (same == *period) {
                other += same;
                same = 0;
            }
        }
        else if ((b < a) != inverse) {
            other += same + 1;
            same = 0;
            *period = other - best;
        }
        else {
            best = other++;
            same = 0;
            *period = 1;
        }
    }
    return best;
}

/* Whether the needle's first `cut` letters come again after `period`. */
static int
is_periodic(const struct letters *needle, Py_ssize_t cut, Py_ssize_t period)
{
    Py_ssize_t i = 0;

    if (cut + period > needle->length) {
        return 0;
    }
    while (i < cut && letter(needle, i) == letter(needle, i + period)) {
        i++;
    }
    return i == cut;
}

/* The first place from `at` on; -1 when there is none. */
static Py_ssize_t
find_two_way(const struct letters *text, const struct letters *needle,
             Py_ssize_t at)
{
    Py_ssize_t m = needle->length, period, inverse_period, i;
    Py_ssize_t cut = largest_suffix(needle, 0, &period);
    Py_ssize_t inverse_cut = largest_suffix(needle, 1, &inverse_period);
    Py_ssize_t known = 0; /* letters that match, of a periodic needle */
    int periodic;

    if (inverse_cut > cut) {
        cut = inverse_cut;
        period = inverse_period;
    }
    periodic = is_periodic(needle, cut, period);
    if (!periodic) {
        period = Py_MAX(cut, m - cut) + 1;
    }
    while (at <= text->length - m) {
        i = Py_MAX(cut, known);
        while (i < m && letter(needle, i) == letter(text, at + i)) {
            i++;
        }
        if (i < m) {
            at += i - cut + 1;
            known = 0;
            continue;
        }
        i = cut;
        while (i > known &&
               letter(needle, i - 1) == letter(text, at + i - 1)) {
            i--;
        }
        if (i <= known) {
            return at;
        }
        at += period;
        known = periodic ? m - period : 0;
    }
    return -1;
}

/* ---- plainly ------------------------------------------------------------ */

/* The next place from `at` on where a needle of m letters may begin with
 * `first`; behind all of them when there is none. */
static Py_ssize_t
next_place(const struct letters *text, Py_UCS4 first, Py_ssize_t m,
           Py_ssize_t at)
{
    const char *data = text->data;
    Py_ssize_t left = text->length - m + 1 - at, hit;
    Py_ssize_t skipped = text->backwards ? m - 1 : at;

    if (left <= 0) {
        return text->length;
    }
    hit = find_letter(text->kind, data + skipped * text->kind, left, first,
                      text->backwards);
    if (hit < 0) {
        return text->length;
    }
    return text->backwards ? text->length - m - hit : at + hit;
}

static Py_ssize_t
find_plainly(const struct letters *text, const struct letters *needle)
{
    Py_UCS4 first = letter(needle, 0);
    Py_ssize_t m = needle->length, at = 0, i, compared = 0;

    while ((at = next_place(text, first, m, at)) <= text->length - m) {
        for (i = 1; i < m && letter(needle, i) == letter(text, at + i); i++) {
        }
        if (i == m) {
            return at;
        }
        at++;
        compared += i;
        if (compared > 4 * at + 64) {
            return find_two_way(text, needle, at);
        }
    }
    return -1;
}

/* Both of one kind, forwards.  What memmem finds between two letters of a wide
 * text is none, and the search goes on behind it. */
static Py_ssize_t
find_same_kind(const struct letters *text, const struct letters *needle)
{
    const char *data = text->data, *from = data, *hit;
    size_t size = (size_t)text->kind;
    const char *end = data + (size_t)text->length * size;
    int between = 0;

    while ((hit = memmem(from, (size_t)(end - from), needle->data,
                         (size_t)needle->length * size)) != NULL) {
        Py_ssize_t at = (hit - data) / (Py_ssize_t)size;

        if ((size_t)(hit - data) % size == 0) {
            return at;
        }
        if (++between == 8) {
            return find_two_way(text, needle, at + 1);
        }
        from = hit + 1;
    }
    return -1;
}

/* Bytes forwards: memchr finds the places of the first byte.  Where these are
 * many, memmem goes on; it needs longer to begin. */
static Py_ssize_t
find_first_bytes(const struct letters *text, const struct letters *needle)
{
    const char *data = text->data, *wanted = needle->data, *from = data, *hit;
    Py_ssize_t n = text->length, m = needle->length, left = n - m + 1;
    int tries;

    for (tries = 0; tries < 16; tries++) {
        hit = memchr(from, *wanted, (size_t)left);
        if (hit == NULL) {
            return -1;
        }
        if (hit[m - 1] == wanted[m - 1] &&
            memcmp(hit, wanted, (size_t)m) == 0) {
            return hit - data;
        }
        from = hit + 1;
        left = n - m + 1 - (from - data);
        if (left <= 0) {
            return -1;
        }
    }
    hit = memmem(from, (size_t)(data + n - from), wanted, (size_t)m);
    return hit ? hit - data : -1;
}

/* Bytes backwards: memrchr finds the places of the first byte. */
static Py_ssize_t
find_last_bytes(const struct letters *text, const struct letters *needle)
{
    const char *data = text->data, *wanted = needle->data, *hit;
    Py_ssize_t n = text->length, m = needle->length, at;
    Py_ssize_t beginning = Py_MIN(m, 16), left = n - m + 1, compared = 0;

    while ((hit = memrchr(data, *wanted, (size_t)left)) != NULL) {
        if (memcmp(hit, wanted, (size_t)beginning) != 0) {
            compared += beginning;
        }
        else if (memcmp(hit, wanted, (size_t)m) != 0) {
            compared += m;
        }
        else {
            return hit - data;
        }
        left = hit - data;
        if (compared > 8 * (n - left) + 64) {
            at = find_two_way(text, needle, n - m - left + 1);
            return at < 0 ? -1 : n - m - at;
        }
    }
    return -1;
}

Py_ssize_t
Hb_FindData(int kind, const void *text, Py_ssize_t n, int needle_kind,
            const void *needle, Py_ssize_t m, int direction)
{
    struct letters in = {text, n, kind, direction < 0};
    struct letters wanted = {needle, m, needle_kind, direction < 0};
    Py_ssize_t at;

    if (m > n) {
        return -1;
    }
    if (m == 0) {
        return direction > 0 ? 0 : n;
    }
    if (m == 1) {
        return find_letter(kind, text, n, letter(&wanted, 0), direction < 0);
    }
    if (kind == needle_kind && kind == PyUnicode_1BYTE_KIND && direction > 0) {
        return find_first_bytes(&in, &wanted);
    }
    if (kind == needle_kind && direction > 0) {
        return find_same_kind(&in, &wanted);
    }
    if (kind == needle_kind && kind == PyUnicode_1BYTE_KIND) {
        return find_last_bytes(&in, &wanted);
    }
    at = find_plainly(&in, &wanted);
    return at < 0 || direction > 0 ? at : n - m - at;
}

Py_ssize_t
Hb_CountData(int kind, const void *text, Py_ssize_t n, int needle_kind,
             const void *needle, Py_ssize_t m, Py_ssize_t most)
{
    const char *data = text;
    Py_ssize_t count = 0, at;

    if (m == 1) {
        count = HB_BY_KIND(kind, count_letter, text, n,
                           PyUnicode_READ(needle_kind, needle, 0));
        return Py_MIN(count, most);
    }
    while (count < most &&
           (at = Hb_FindData(kind, data, n, needle_kind, needle, m, 1)) >= 0) {
        count++;
        data += (at + m) * kind;
        n -= at + m;
    }
    return count;
}
