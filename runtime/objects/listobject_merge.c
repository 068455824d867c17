/* listobject_merge.c -- merging two runs of list.sort(), with galloping. */
#include "listobject_sort.h"
#include "internal/pycore_list.h"
#include "internal/pycore_object.h"

/* ---- galloping ---- */

/* Narrows (low, high] to the place for key among keys: with `right`, behind
 * all equal ones, else in front of them. */
static Py_ssize_t
gallop_finish(const merge_state *ms, PyObject *key, PyObject **keys,
              Py_ssize_t low, Py_ssize_t high, int right)
{
    low++;
    while (low < high) {
        Py_ssize_t middle = low + ((high - low) >> 1);
        int cmp =
            right ? less(ms, key, keys[middle]) : less(ms, keys[middle], key);

        if (cmp < 0) {
            return -1;
        }
        if (cmp == right) {
            high = middle;
        }
        else {
            low = middle + 1;
        }
    }
    return high;
}

static inline Py_ssize_t
next_offset(Py_ssize_t offset, Py_ssize_t limit)
{
    return offset >= (PY_SSIZE_T_MAX >> 1) ? limit : (offset << 1) + 1;
}

/* The k with keys[k-1] < key <= keys[k] among n > 0 sorted keys, searched
 * from hint outwards; -1 with an exception. */
static Py_ssize_t
gallop_left(const merge_state *ms, PyObject *key, PyObject **keys,
            Py_ssize_t n, Py_ssize_t hint)
{
    Py_ssize_t last = 0, offset = 1, limit;
    int upwards = less(ms, keys[hint], key), cmp;

    if (upwards < 0) {
        return -1;
    }
    limit = upwards ? n - hint : hint + 1;
    while (offset < limit) {
        cmp = less(ms, keys[upwards ? hint + offset : hint - offset], key);
        if (cmp < 0) {
            return -1;
        }
        if (cmp != upwards) {
            break;
        }
        last = offset;
        offset = next_offset(offset, limit);
    }
    offset = offset > limit ? limit : offset;
    if (upwards) {
        return gallop_finish(ms, key, keys, hint + last, hint + offset, 0);
    }
    return gallop_finish(ms, key, keys, hint - offset, hint - last, 0);
}

/* The k with keys[k-1] <= key < keys[k]. */
static Py_ssize_t
gallop_right(const merge_state *ms, PyObject *key, PyObject **keys,
             Py_ssize_t n, Py_ssize_t hint)
{
    Py_ssize_t last = 0, offset = 1, limit;
    int downwards = less(ms, key, keys[hint]), cmp;

    if (downwards < 0) {
        return -1;
    }
    limit = downwards ? hint + 1 : n - hint;
    while (offset < limit) {
        cmp = less(ms, key, keys[downwards ? hint - offset : hint + offset]);
        if (cmp < 0) {
            return -1;
        }
        if (cmp != downwards) {
            break;
        }
        last = offset;
        offset = next_offset(offset, limit);
    }
    offset = offset > limit ? limit : offset;
    if (downwards) {
        return gallop_finish(ms, key, keys, hint - offset, hint - last, 1);
    }
    return gallop_finish(ms, key, keys, hint + last, hint + offset, 1);
}

/* ---- merging ---- */

void
Hb_SortFreeTemp(merge_state *ms)
{
    if (ms->temp.keys != ms->inline_items) {
        PyMem_Free(ms->temp.keys);
        ms->temp.keys = ms->inline_items;
    }
}

/* Makes temporary room for n items. */
static int
reserve_temp(merge_state *ms, Py_ssize_t n)
{
    Py_ssize_t width = ms->temp.values != NULL ? 2 : 1;

    if (n <= ms->temp_len) {
        return 0;
    }
    Hb_SortFreeTemp(ms);
    ms->temp_len = 0;
    ms->temp.keys = PyMem_New(PyObject *, n * width);
    if (ms->temp.keys == NULL) {
        ms->temp.keys = ms->inline_items;
        PyErr_NoMemory();
        return -1;
    }
    ms->temp_len = n;
    if (width == 2) {
        ms->temp.values = ms->temp.keys + n;
    }
    return 0;
}

/* What a merge is about: run a in front of run b, and the hole between what
 * is done and what is not.  `tail` is the end that is filled. */
typedef struct {
    place a, b, dest;
    Py_ssize_t na, nb;
    Py_ssize_t wins_a, wins_b;
} merging;

enum { GO_ON, GALLOP, DONE_A, DONE_B, FAILED = -1 };

static inline void
take_low(merging *m, place *from, Py_ssize_t *left)
{
    copy_one(m->dest, *from);
    m->dest = advance(m->dest, 1);
    *from = advance(*from, 1);
    --*left;
}

/* One item at a time from the front, until one side wins min_gallop times
 * in a row or runs out. */
static int
merge_low_singly(merge_state *ms, merging *m)
{
    m->wins_a = m->wins_b = 0;
    for (;;) {
        int cmp = less(ms, *m->b.keys, *m->a.keys);

        if (cmp < 0) {
            return FAILED;
        }
        if (cmp) {
            take_low(m, &m->b, &m->nb);
            m->wins_b++;
            m->wins_a = 0;
            if (m->nb == 0) {
                return DONE_B;
            }
            if (m->wins_b >= ms->min_gallop) {
                return GALLOP;
            }
        }
        else {
            take_low(m, &m->a, &m->na);
            m->wins_a++;
            m->wins_b = 0;
            if (m->na == 1) {
                return DONE_A;
            }
            if (m->wins_a >= ms->min_gallop) {
                return GALLOP;
            }
        }
    }
}

/* Whole stretches at a time, as long as they are long. */
static int
merge_low_gallop(merge_state *ms, merging *m)
{
    Py_ssize_t k;

    ms->min_gallop++;
    do {
        ms->min_gallop -= ms->min_gallop > 1;
        k = m->wins_a = gallop_right(ms, *m->b.keys, m->a.keys, m->na, 0);
        if (k < 0) {
            return FAILED;
        }
        move(m->dest, m->a, k);
        m->dest = advance(m->dest, k);
        m->a = advance(m->a, k);
        m->na -= k;
        if (m->na <= 1) {
            /* 0 only if the comparison contradicts itself */
            return m->na == 1 ? DONE_A : DONE_B;
        }
        take_low(m, &m->b, &m->nb);
        if (m->nb == 0) {
            return DONE_B;
        }
        k = m->wins_b = gallop_left(ms, *m->a.keys, m->b.keys, m->nb, 0);
        if (k < 0) {
            return FAILED;
        }
        move(m->dest, m->b, k);
        m->dest = advance(m->dest, k);
        m->b = advance(m->b, k);
        m->nb -= k;
        if (m->nb == 0) {
            return DONE_B;
        }
        take_low(m, &m->a, &m->na);
        if (m->na == 1) {
            return DONE_A;
        }
    } while (m->wins_a >= MIN_GALLOP || m->wins_b >= MIN_GALLOP);
    ms->min_gallop++;
    return GO_ON;
}

/* Merges adjacent runs, the first one being the shorter, from the front.
 * The first item belongs to b and the last one to a: the caller saw to it. */
static int
merge_low(merge_state *ms, place a, Py_ssize_t na, place b, Py_ssize_t nb)
{
    merging m = {.a = ms->temp, .b = b, .dest = a, .na = na, .nb = nb};
    int state = GO_ON;

    if (reserve_temp(ms, na) < 0) {
        return -1;
    }
    m.a = ms->temp;
    move(m.a, a, na);
    take_low(&m, &m.b, &m.nb);
    if (m.nb == 0) {
        state = DONE_B;
    }
    else if (m.na == 1) {
        state = DONE_A;
    }
    while (state == GO_ON) {
        state = merge_low_singly(ms, &m);
        if (state == GALLOP) {
            state = merge_low_gallop(ms, &m);
        }
    }
    if (state == DONE_A) {
        /* The last item of a goes behind all of b. */
        move(m.dest, m.b, m.nb);
        copy_one(advance(m.dest, m.nb), m.a);
    }
    else {
        move(m.dest, m.a, m.na);
    }
    return state == FAILED ? -1 : 0;
}

/* From the back, dest, a and b mean the last item of each. */
static inline void
take_high(merging *m, place *from, Py_ssize_t *left)
{
    copy_one(m->dest, *from);
    m->dest = advance(m->dest, -1);
    *from = advance(*from, -1);
    --*left;
}

static int
merge_high_singly(merge_state *ms, merging *m)
{
    m->wins_a = m->wins_b = 0;
    for (;;) {
        int cmp = less(ms, *m->b.keys, *m->a.keys);

        if (cmp < 0) {
            return FAILED;
        }
        if (cmp) {
            take_high(m, &m->a, &m->na);
            m->wins_a++;
            m->wins_b = 0;
            if (m->na == 0) {
                return DONE_A;
            }
            if (m->wins_a >= ms->min_gallop) {
                return GALLOP;
            }
        }
        else {
            take_high(m, &m->b, &m->nb);
            m->wins_b++;
            m->wins_a = 0;
            if (m->nb == 1) {
                return DONE_B;
            }
            if (m->wins_b >= ms->min_gallop) {
                return GALLOP;
            }
        }
    }
}

/* Moves the last k items of a run to the hole's end. */
static inline void
take_high_many(merging *m, place *from, Py_ssize_t *left, Py_ssize_t k)
{
    m->dest = advance(m->dest, -k);
    *from = advance(*from, -k);
    move(advance(m->dest, 1), advance(*from, 1), k);
    *left -= k;
}

static int
merge_high_gallop(merge_state *ms, merging *m, PyObject **base_a,
                  PyObject **base_b)
{
    Py_ssize_t k;

    ms->min_gallop++;
    do {
        ms->min_gallop -= ms->min_gallop > 1;
        k = gallop_right(ms, *m->b.keys, base_a, m->na, m->na - 1);
        if (k < 0) {
            return FAILED;
        }
        m->wins_a = m->na - k;
        take_high_many(m, &m->a, &m->na, m->wins_a);
        if (m->na == 0) {
            return DONE_A;
        }
        take_high(m, &m->b, &m->nb);
        if (m->nb == 1) {
            return DONE_B;
        }
        k = gallop_left(ms, *m->a.keys, base_b, m->nb, m->nb - 1);
        if (k < 0) {
            return FAILED;
        }
        m->wins_b = m->nb - k;
        take_high_many(m, &m->b, &m->nb, m->wins_b);
        if (m->nb <= 1) {
            /* 0 only if the comparison contradicts itself */
            return m->nb == 1 ? DONE_B : DONE_A;
        }
        take_high(m, &m->a, &m->na);
        if (m->na == 0) {
            return DONE_A;
        }
    } while (m->wins_a >= MIN_GALLOP || m->wins_b >= MIN_GALLOP);
    ms->min_gallop++;
    return GO_ON;
}

/* Merges adjacent runs, the second one being the shorter, from the back. */
static int
merge_high(merge_state *ms, place a, Py_ssize_t na, place b, Py_ssize_t nb)
{
    merging m = {.na = na, .nb = nb};
    int state = GO_ON;

    if (reserve_temp(ms, nb) < 0) {
        return -1;
    }
    move(ms->temp, b, nb);
    m.a = advance(a, na - 1);
    m.b = advance(ms->temp, nb - 1);
    m.dest = advance(b, nb - 1);
    take_high(&m, &m.a, &m.na);
    if (m.na == 0) {
        state = DONE_A;
    }
    else if (m.nb == 1) {
        state = DONE_B;
    }
    while (state == GO_ON) {
        state = merge_high_singly(ms, &m);
        if (state == GALLOP) {
            state = merge_high_gallop(ms, &m, a.keys, ms->temp.keys);
        }
    }
    if (state == DONE_B) {
        /* The first item of b goes in front of all of a. */
        take_high_many(&m, &m.a, &m.na, m.na);
        copy_one(m.dest, m.b);
    }
    else if (m.nb > 0) {
        move(advance(m.dest, 1 - m.nb), ms->temp, m.nb);
    }
    return state == FAILED ? -1 : 0;
}

int
Hb_SortMerge(merge_state *ms, place a, Py_ssize_t na, place b, Py_ssize_t nb)
{
    /* What is in front of b's first item is in place already, and so is what
     * is behind a's last one. */
    Py_ssize_t k = gallop_right(ms, *b.keys, a.keys, na, 0);

    if (k < 0) {
        return -1;
    }
    a = advance(a, k);
    na -= k;
    if (na == 0) {
        return 0;
    }
    nb = gallop_left(ms, a.keys[na - 1], b.keys, nb, nb - 1);
    if (nb <= 0) {
        return (int)nb;
    }
    return na <= nb ? merge_low(ms, a, na, b, nb)
                    : merge_high(ms, a, na, b, nb);
}
