/* search_test.c -- every way to search gives what the plainest one gives.
 *
 * Letters come from small alphabets, so that needles nearly occur all the
 * time: that is where a search goes over to the linear one.
 */
#include "Python.h"
#include "internal/hb_search.h"
#include "tap.h"

static unsigned long seed = 1;

static Py_ssize_t
below(Py_ssize_t limit)
{
    seed = seed * 6364136223846793005UL + 1442695040888963407UL;
    return (Py_ssize_t)((seed >> 33) % (unsigned long)limit);
}

/* ---- the plainest search ------------------------------------------------ */

static int
stands_at(int kind, const void *text, Py_ssize_t at, int needle_kind,
          const void *needle, Py_ssize_t m)
{
    Py_ssize_t i = 0;

    while (i < m && PyUnicode_READ(kind, text, at + i) ==
                        PyUnicode_READ(needle_kind, needle, i)) {
        i++;
    }
    return i == m;
}

static Py_ssize_t
plainest(int kind, const void *text, Py_ssize_t n, int needle_kind,
         const void *needle, Py_ssize_t m, int direction)
{
    Py_ssize_t step, at;

    for (step = 0; step <= n - m; step++) {
        at = direction > 0 ? step : n - m - step;
        if (stands_at(kind, text, at, needle_kind, needle, m)) {
            return at;
        }
    }
    return -1;
}

/* ---- letters ------------------------------------------------------------ */

/* Fills a run with letters: of an alphabet, or periodic with some faults. */
static void
fill(int kind, void *data, Py_ssize_t n, Py_ssize_t letters)
{
    Py_ssize_t period = below(4) ? n : below(7) + 1, i;

    for (i = 0; i < n; i++) {
        Py_UCS4 ch = i < period ? (Py_UCS4)below(letters) + 'a'
                                : PyUnicode_READ(kind, data, i - period);

        PyUnicode_WRITE(kind, data, i, ch);
    }
    for (i = n > 0 ? below(6) : 0; i > 0; i--) {
        PyUnicode_WRITE(kind, data, below(n), (Py_UCS4)below(3) + 'a');
    }
}

/* Makes the needle a part of the text, as often as not, and then changes a
 * letter of it now and then. */
static void
take_part(int kind, const void *text, Py_ssize_t n, int needle_kind,
          void *needle, Py_ssize_t m)
{
    Py_ssize_t i, from = m <= n ? below(n - m + 1) : 0;

    for (i = 0; m <= n && i < m; i++) {
        PyUnicode_WRITE(needle_kind, needle, i,
                        PyUnicode_READ(kind, text, from + i));
    }
    if (m > 0 && below(3) == 0) {
        PyUnicode_WRITE(needle_kind, needle, below(m), 'b');
    }
}

static int
agrees(int kind, int needle_kind, int direction, Py_ssize_t longest)
{
    static Py_UCS4 text[600], needle[600];
    Py_ssize_t n = below(longest), m = below(below(3) ? n / 3 + 2 : 8);
    Py_ssize_t letters = below(3) + 1;

    fill(kind, text, n, letters);
    fill(needle_kind, needle, m, letters);
    if (below(2)) {
        take_part(kind, text, n, needle_kind, needle, m);
    }
    return Hb_FindData(kind, text, n, needle_kind, needle, m, direction) ==
           plainest(kind, text, n, needle_kind, needle, m, direction);
}

static void
all_ways(void)
{
    static const int kinds[] = {1, 2, 4};
    int i, direction, round;

    for (i = 0; i < 9; i++) {
        for (direction = -1; direction <= 1; direction += 2) {
            int wrong = 0;

            for (round = 0; round < 4000; round++) {
                wrong += !agrees(kinds[i / 3], kinds[i % 3], direction,
                                 round % 2 ? 40 : 500);
            }
            is_int(wrong, 0, "kind %d in kind %d, %s", kinds[i % 3],
                   kinds[i / 3], direction > 0 ? "forwards" : "backwards");
        }
    }
}

/* The needle is abab..., the text runs of that, mostly a little too short,
 * with letters between them: what is known of the text after a place that
 * nearly fits is put to use at the next one. */
static void
periodic(int direction)
{
    static Py_UCS2 text[1000];
    static char needle[40];
    Py_ssize_t n, i, run;
    int wrong = 0, round;

    for (i = 0; i < 40; i++) {
        needle[i] = i % 2 ? 'b' : 'a';
    }
    for (round = 0; round < 3000; round++) {
        for (n = 0; n < 900; text[n++] = (Py_UCS2)below(3) + 'a') {
            for (run = 30 + below(below(20) ? 11 : 16); run > 0; run--) {
                text[n++] = run % 2 ? 'b' : 'a';
            }
        }
        wrong += Hb_FindData(2, text, n, 1, needle, 40, direction) !=
                 plainest(2, text, n, 1, needle, 40, direction);
    }
    is_int(wrong, 0, "a periodic needle, %s",
           direction > 0 ? "forwards" : "backwards");
}

/* Needles that nearly occur everywhere.  A search that compares each time to
 * the end would take hours for these. */
static void
worst_cases(void)
{
    static unsigned char text[4000000], needle[2000000];
    Py_ssize_t n = sizeof text, m = sizeof needle;

    memset(text, 'a', sizeof text);
    memset(needle, 'a', sizeof needle);
    needle[0] = 'b';
    is_int(Hb_FindData(1, text, n, 1, needle, m, 1), -1, "baaa... in aaaa...");
    is_int(Hb_FindData(1, text, n, 1, needle, m, -1), -1, "the same, rfind");
    needle[0] = 'a';
    needle[m - 1] = 'b';
    is_int(Hb_FindData(1, text, n, 1, needle, m, 1), -1, "aaa...b in aaaa...");
    is_int(Hb_FindData(1, text, n, 1, needle, m, -1), -1, "the same, rfind");
    is_int(Hb_FindData(2, text, n / 2, 1, needle, m / 4, 1), -1,
           "bytes among letters of two bytes");
    /* Every second byte begins the needle, but between two letters. */
    for (Py_ssize_t i = 0; i < n; i++) {
        text[i] = i % 2 ? 2 : 1;
    }
    for (Py_ssize_t i = 0; i < m; i++) {
        needle[i] = i % 2 ? 1 : 2;
    }
    is_int(Hb_FindData(2, text, n / 2, 2, needle, m / 2, 1), -1,
           "what memmem finds between letters is none");
}

int
main(void)
{
    all_ways();
    periodic(1);
    periodic(-1);
    worst_cases();
    return tap_end();
}
