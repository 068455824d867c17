/* fastsearch.c -- the first or the last place of one run of letters in
 * another.
 *
 * The C library's memchr and memmem look forwards among letters of one size.
 * Everything else, backwards or among letters of two sizes, begins plainly,
 * letter by letter.  Where that compares too much for the distance it has come
 * the rest is searched in the Two-Way manner, which is linear and needs no
 * memory:
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

static Py_ssize_t
find_plainly(const struct letters *text, const struct letters *needle)
{
    Py_UCS4 first = letter(needle, 0);
    Py_ssize_t m = needle->length, at, i, compared = 0;

    for (at = 0; at <= text->length - m; at++) {
        if (letter(text, at) != first) {
            continue;
        }
        for (i = 1; i < m && letter(needle, i) == letter(text, at + i); i++) {
        }
        if (i == m) {
            return at;
        }
        compared += i;
        if (compared > 4 * at + 64) {
            return find_two_way(text, needle, at + 1);
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

static Py_ssize_t
find_byte(const char *text, Py_ssize_t n, Py_UCS4 ch, int backwards)
{
    const char *hit = NULL;

    if (ch <= 0xFF) {
        hit = backwards ? memrchr(text, (int)ch, (size_t)n)
                        : memchr(text, (int)ch, (size_t)n);
    }
    return hit ? hit - text : -1;
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
    if (m == 1 && kind == PyUnicode_1BYTE_KIND) {
        return find_byte(text, n, letter(&wanted, 0), direction < 0);
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
