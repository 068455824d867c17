/* unicode_ctype.c -- the class and the case of a character.
 *
 * Tables of runs, searched by halving; what they say of a page of 256
 * characters is kept.
 * Known limit: _PyUnicode_ToNumeric knows digits and the three fractions of
 * Latin-1, no other numerals.
 *
 * Source: CPython 3.11, Objects/unicodectype.c; Unicode 14.0.
 */
#include "unicode_private.h"

/* A run goes up to the next one; HB_UPPER with HB_LOWER: letters alternate. */
struct range {
    Py_UCS4 first;
    unsigned short flags;
};

struct mapping {
    Py_UCS4 first;
    Py_UCS4 last;
    int step;
    int delta;
};

struct special {
    Py_UCS4 ch;
    Py_UCS2 to[3];
};

struct digits {
    Py_UCS4 first;
    Py_UCS4 last;
    int value; /* of the first */
};

#include "unicodetype_ranges.h"
#include "unicodetype_cases.h"

const unsigned char _Py_ascii_whitespace[128] = {
    ['\t'] = 1, ['\n'] = 1, ['\v'] = 1, ['\f'] = 1, ['\r'] = 1,
    [0x1c] = 1, [0x1d] = 1, [0x1e] = 1, [0x1f] = 1, [' '] = 1,
};

/* ---- properties --------------------------------------------------------- */

struct hb_page Hb_Pages[256];

/* The row that ch belongs to. */
static size_t
row_of(Py_UCS4 ch)
{
    size_t low = 0, high = Py_ARRAY_LENGTH(ranges);
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (ranges[middle].first <= ch) {
            low = middle;
        }
        else {
            high = middle;
        }
    }
    return low;
}

static int
properties_in(const struct range *row, Py_UCS4 ch)
{
    int flags = row->flags;
    if ((flags & HB_UPPER) && (flags & HB_LOWER)) {
        flags &= (ch - row->first) % 2 == 0 ? ~HB_LOWER : ~HB_UPPER;
    }
    return flags;
}

void
Hb_FillPage(struct hb_page *page, Py_UCS4 number)
{
    Py_UCS4 first = number << 8;
    size_t row = row_of(first);
    for (Py_UCS4 i = 0; i < 256; i++) {
        while (row + 1 < Py_ARRAY_LENGTH(ranges) &&
               ranges[row + 1].first <= first + i) {
            row++;
        }
        page->properties[i] =
            (unsigned short)properties_in(&ranges[row], first + i);
    }
    page->number = number + 1;
}

static inline int
has(Py_UCS4 ch, int flags)
{
    return ch <= 0x10ffff && (Hb_Properties(ch) & flags) != 0;
}

int
_PyUnicode_IsAlpha(Py_UCS4 ch)
{
    return has(ch, HB_ALPHA);
}

int
_PyUnicode_IsDecimalDigit(Py_UCS4 ch)
{
    return has(ch, HB_DECIMAL);
}

int
_PyUnicode_IsDigit(Py_UCS4 ch)
{
    return has(ch, HB_DIGIT);
}

int
_PyUnicode_IsNumeric(Py_UCS4 ch)
{
    return has(ch, HB_NUMERIC);
}

int
_PyUnicode_IsWhitespace(const Py_UCS4 ch)
{
    return has(ch, HB_SPACE);
}

int
_PyUnicode_IsPrintable(Py_UCS4 ch)
{
    return has(ch, HB_PRINTABLE);
}

int
_PyUnicode_IsUppercase(Py_UCS4 ch)
{
    return has(ch, HB_UPPER);
}

int
_PyUnicode_IsLowercase(Py_UCS4 ch)
{
    return has(ch, HB_LOWER);
}

int
_PyUnicode_IsTitlecase(Py_UCS4 ch)
{
    return has(ch, HB_TITLE);
}

int
_PyUnicode_IsXidStart(Py_UCS4 ch)
{
    return has(ch, HB_ID_START);
}

int
_PyUnicode_IsXidContinue(Py_UCS4 ch)
{
    return has(ch, HB_ID_CONTINUE);
}

int
_PyUnicode_IsCased(Py_UCS4 ch)
{
    return has(ch, HB_CASED);
}

int
_PyUnicode_IsCaseIgnorable(Py_UCS4 ch)
{
    return has(ch, HB_CASE_IGNORABLE);
}

int
_PyUnicode_IsLinebreak(const Py_UCS4 ch)
{
    return (ch >= 0x0a && ch <= 0x0d) || (ch >= 0x1c && ch <= 0x1e) ||
           ch == 0x85 || ch == 0x2028 || ch == 0x2029;
}

/* ---- digits ------------------------------------------------------------- */

static int
digit_value(const struct digits *table, size_t count, Py_UCS4 ch)
{
    for (size_t i = 0; i < count && table[i].first <= ch; i++) {
        if (ch <= table[i].last) {
            return table[i].value + (int)(ch - table[i].first);
        }
    }
    return -1;
}

int
_PyUnicode_ToDecimalDigit(Py_UCS4 ch)
{
    return digit_value(decimal_digits, Py_ARRAY_LENGTH(decimal_digits), ch);
}

int
_PyUnicode_ToDigit(Py_UCS4 ch)
{
    return digit_value(other_digits, Py_ARRAY_LENGTH(other_digits), ch);
}

double
_PyUnicode_ToNumeric(Py_UCS4 ch)
{
    if (ch >= 0xbc && ch <= 0xbe) {
        return (ch - 0xbb) * 0.25;
    }
    return _PyUnicode_ToDigit(ch);
}

/* ---- case --------------------------------------------------------------- */

/* Only cased characters have another case. */
static Py_UCS4
map(const struct mapping *table, size_t count, Py_UCS4 ch, Py_UCS4 other)
{
    size_t low = 0, high = has(ch, HB_CASED) ? count : 0;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct mapping *m = &table[middle];
        if (ch < m->first) {
            high = middle;
        }
        else if (ch > m->last) {
            low = middle + 1;
        }
        else {
            int inside = (ch - m->first) % (Py_UCS4)m->step == 0;
            return inside ? (Py_UCS4)((int)ch + m->delta) : other;
        }
    }
    return other;
}

#define MAP(table, ch, other)                                                 \
    map((table), Py_ARRAY_LENGTH(table), (ch), (other))

static const struct special *
find_special(const struct special *table, size_t count, Py_UCS4 ch)
{
    size_t low = 0, high = has(ch, HB_CASED) ? count : 0;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (table[middle].ch == ch) {
            return &table[middle];
        }
        if (table[middle].ch < ch) {
            low = middle + 1;
        }
        else {
            high = middle;
        }
    }
    return NULL;
}

/* A character whose mapping is longer than one goes to the first of it. */
static Py_UCS4
first_of(const struct special *table, size_t count, Py_UCS4 ch, Py_UCS4 simple)
{
    const struct special *special = find_special(table, count, ch);
    return special ? special->to[0] : simple;
}

#define FIRST(table, ch, simple)                                              \
    first_of((table), Py_ARRAY_LENGTH(table), (ch), (simple))

Py_UCS4
_PyUnicode_ToUppercase(Py_UCS4 ch)
{
    return FIRST(special_upper, ch, MAP(to_upper, ch, ch));
}

Py_UCS4
_PyUnicode_ToLowercase(Py_UCS4 ch)
{
    return ch == 0x130 ? 'i' : MAP(to_lower, ch, ch);
}

/* to_title and to_fold hold only what differs from the upper, the lower
 * case. */
Py_UCS4
_PyUnicode_ToTitlecase(Py_UCS4 ch)
{
    return FIRST(special_title, ch, MAP(to_title, ch, MAP(to_upper, ch, ch)));
}

/* The full mapping: what `table` says, else the one character `simple`. */
static int
full(const struct special *table, size_t count, Py_UCS4 ch, Py_UCS4 simple,
     Py_UCS4 *res)
{
    const struct special *special = find_special(table, count, ch);
    int n = 0;
    if (special == NULL) {
        res[0] = simple;
        return 1;
    }
    while (n < 3 && special->to[n] != 0) {
        res[n] = special->to[n];
        n++;
    }
    return n;
}

#define FULL(table, ch, simple, res)                                          \
    full((table), Py_ARRAY_LENGTH(table), (ch), (simple), (res))

static int
find_upper(Py_UCS4 ch, Py_UCS4 *res)
{
    return FULL(special_upper, ch, MAP(to_upper, ch, ch), res);
}

static int
find_lower(Py_UCS4 ch, Py_UCS4 *res)
{
    return FULL(special_lower, ch, _PyUnicode_ToLowercase(ch), res);
}

static int
find_title(Py_UCS4 ch, Py_UCS4 *res)
{
    return FULL(special_title, ch, MAP(to_title, ch, MAP(to_upper, ch, ch)),
                res);
}

static int
find_folded(Py_UCS4 ch, Py_UCS4 *res)
{
    Py_UCS4 folded = MAP(to_fold, ch, _PyUnicode_ToLowercase(ch));
    return FULL(special_fold, ch, folded, res);
}

/* What was found last, by the lowest bits of the letter: a text has few
 * letters that are no neighbours.  No letter is 0. */
struct kept {
    Py_UCS4 ch;
    int count;
    Py_UCS4 to[3];
};

static Py_NO_INLINE int
find_rare(struct kept *kept, int (*find)(Py_UCS4, Py_UCS4 *), Py_UCS4 ch,
          Py_UCS4 *res)
{
    if (!has(ch, HB_CASED)) {
        res[0] = ch;
        return 1;
    }
    if (kept->ch != ch) {
        kept->count = find(ch, kept->to);
        kept->ch = ch;
    }
    for (int i = 0; i < kept->count; i++) {
        res[i] = kept->to[i];
    }
    return kept->count;
}

static inline int
find_once(struct kept *table, int (*find)(Py_UCS4, Py_UCS4 *), Py_UCS4 ch,
          Py_UCS4 *res)
{
    struct kept *kept = &table[ch & 63];
    if (kept->ch == ch && kept->count == 1) {
        res[0] = kept->to[0];
        return 1;
    }
    return find_rare(kept, find, ch, res);
}

int
_PyUnicode_ToUpperFull(Py_UCS4 ch, Py_UCS4 *res)
{
    static struct kept upper[64];
    return find_once(upper, find_upper, ch, res);
}

int
_PyUnicode_ToLowerFull(Py_UCS4 ch, Py_UCS4 *res)
{
    static struct kept lower[64];
    return find_once(lower, find_lower, ch, res);
}

int
_PyUnicode_ToTitleFull(Py_UCS4 ch, Py_UCS4 *res)
{
    static struct kept title[64];
    return find_once(title, find_title, ch, res);
}

int
_PyUnicode_ToFoldedFull(Py_UCS4 ch, Py_UCS4 *res)
{
    static struct kept folded[64];
    return find_once(folded, find_folded, ch, res);
}
