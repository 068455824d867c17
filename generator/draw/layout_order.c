/* layout_order.c -- the order of the items in each column.
 *
 * Barycentres of the heights at which arrows arrive, swept to and fro; after
 * each pair of sweeps neighbours change places while that takes crossings
 * away.  The order with the fewest crossings is kept.  Variables keep the
 * order of the program, and a crossing of their arrows weighs a hundred: they
 * are the way into the picture.
 */
#include "draw/layout.h"

#include <string.h>

enum { ROUNDS = 12, VARIABLE_CROSSING = 100 };

static long
end_of(const struct item *item, int port)
{
    return item->order * 10000L + port;
}

/* Crossings between a column and the next one. */
static long
count_crossings(const struct column *column)
{
    long count = 0;

    for (size_t i = 0; i < column->count; i++) {
        for (size_t k = i; k < column->count; k++) {
            const struct pulls *a = &column->items[i]->right;
            const struct pulls *b = &column->items[k]->right;

            for (size_t p = 0; p < a->count; p++) {
                for (size_t q = i == k ? p + 1 : 0; q < b->count; q++) {
                    long here = end_of(column->items[i], a->all[p].here) -
                                end_of(column->items[k], b->all[q].here);
                    long there = end_of(a->all[p].other, a->all[p].there) -
                                 end_of(b->all[q].other, b->all[q].there);

                    count +=
                        (here < 0 && there > 0) || (here > 0 && there < 0);
                }
            }
        }
    }
    return count;
}

/* Arrows of a side that an upright line beside the column meets on its way
 * from one item to another. */
static long
count_between(const struct column *column, const struct item *from,
              const struct item *to, bool left)
{
    int low = from->order < to->order ? from->order : to->order;
    int high = from->order < to->order ? to->order : from->order;
    long count = 0;

    for (int i = low + 1; i < high; i++) {
        const struct item *item = column->items[i];

        count += (long)(left ? item->left.count : item->right.count);
    }
    return count;
}

/* Crossings where an edge that goes back turns, beside both its ends. */
static long
count_turns(const struct layout *layout)
{
    long count = 0;

    for (size_t i = 0; i < layout->graph->edge_count; i++) {
        const struct chain *chain = &layout->chains[i];
        const struct item *first, *last;

        if (!chain->src) {
            continue;
        }
        first = chain->items[0];
        last = chain->items[chain->count - 1];
        count += count_between(&layout->columns[first->column], chain->src,
                               first, false) +
                 count_between(&layout->columns[last->column], chain->dst,
                               last, true);
        for (size_t k = 0; k < chain->src->right.count; k++) {
            int here = chain->src->right.all[k].here;

            count += first->order > chain->src->order ? here > chain->src_y
                                                      : here < chain->src_y;
        }
    }
    return count;
}

static long
count_all(const struct layout *layout)
{
    long count = count_turns(layout);

    for (size_t c = 0; c + 1 < layout->column_count; c++) {
        count +=
            count_crossings(&layout->columns[c]) * (c ? 1 : VARIABLE_CROSSING);
    }
    return count;
}

/* By how much the crossings grow on one side if two neighbours change. */
static long
change_of(const struct pulls *upper, const struct pulls *lower)
{
    long change = 0;

    for (size_t p = 0; p < upper->count; p++) {
        for (size_t q = 0; q < lower->count; q++) {
            long a = end_of(upper->all[p].other, upper->all[p].there);
            long b = end_of(lower->all[q].other, lower->all[q].there);

            change += (a < b) - (a > b);
        }
    }
    return change;
}

static void
swap_with_next(struct column *column, size_t i)
{
    struct item *upper = column->items[i];

    column->items[i] = column->items[i + 1];
    column->items[i]->order = (int)i;
    column->items[i + 1] = upper;
    upper->order = (int)i + 1;
}

/* Lets two neighbours change places if that takes a crossing away. */
static bool
try_exchange(struct layout *layout, size_t c, size_t i)
{
    struct column *column = &layout->columns[c];
    const struct item *upper = column->items[i];
    const struct item *lower = column->items[i + 1];
    long change = change_of(&upper->left, &lower->left) *
                      (c == 1 ? VARIABLE_CROSSING : 1) +
                  change_of(&upper->right, &lower->right) -
                  count_turns(layout);

    swap_with_next(column, i);
    change += count_turns(layout);
    if (change >= 0) {
        swap_with_next(column, i);
    }
    return change < 0;
}

static void
exchange_neighbours(struct layout *layout, size_t c)
{
    struct column *column = &layout->columns[c];
    bool better = true;

    for (size_t i = 0; i < column->count; i++) {
        column->items[i]->order = (int)i;
    }
    /* Every exchange takes a crossing away, so this ends. */
    while (better) {
        better = false;
        for (size_t i = 0; i + 1 < column->count; i++) {
            better |= try_exchange(layout, c, i);
        }
    }
    layout_stack(layout, column);
}

/* Where an item would like to stand, a bit lower for a tall box. */
static long
centre_of(const struct item *item, unsigned pulls)
{
    long wish;

    item_wish(item, pulls, &wish);
    return wish + (item->node ? item->h * 3L * FINE / 10 : 0);
}

/* Insertion: equal ones keep their order. */
static void
sort_column(const struct layout *layout, struct column *column, unsigned pulls)
{
    long *keys = ARENA_ARRAY(layout->arena, long, column->count + 1);

    for (size_t i = 0; i < column->count; i++) {
        keys[i] = centre_of(column->items[i], pulls);
    }
    for (size_t i = 1; i < column->count; i++) {
        struct item *item = column->items[i];
        long key = keys[i];
        size_t k = i;

        for (; k && keys[k - 1] > key; k--) {
            keys[k] = keys[k - 1];
            column->items[k] = column->items[k - 1];
        }
        keys[k] = key;
        column->items[k] = item;
    }
    for (size_t i = 0; i < column->count; i++) {
        column->items[i]->order = (int)i;
    }
}

static void
save_order(const struct layout *layout, struct item ***saved)
{
    for (size_t c = 0; c < layout->column_count; c++) {
        memcpy(saved[c], layout->columns[c].items,
               layout->columns[c].count * sizeof **saved);
    }
}

static void
sweep(struct layout *layout, bool forward)
{
    size_t last = layout->column_count - 1;
    unsigned pulls = (forward ? PULL_LEFT : PULL_RIGHT) | PULL_NEAR;

    for (size_t i = 1; i <= last; i++) {
        size_t c = forward ? i : last - i;
        struct column *column = &layout->columns[c];

        if (c) {
            sort_column(layout, column, pulls);
        }
        layout_settle(layout, column, pulls);
    }
}

void
layout_order(struct layout *layout)
{
    struct item ***best =
        ARENA_ARRAY(layout->arena, struct item **, layout->column_count);
    long fewest;

    for (size_t c = 0; c < layout->column_count; c++) {
        best[c] = ARENA_ARRAY(layout->arena, struct item *,
                              layout->columns[c].count + 1);
        layout_stack(layout, &layout->columns[c]);
    }
    fewest = count_all(layout);
    save_order(layout, best);
    for (int round = 0; round < ROUNDS; round++) {
        long crossings;

        sweep(layout, round % 2 == 0);
        for (size_t c = 1; round % 2 && c < layout->column_count; c++) {
            exchange_neighbours(layout, c);
        }
        crossings = count_all(layout);
        if (crossings < fewest) {
            fewest = crossings;
            save_order(layout, best);
        }
    }
    for (size_t c = 0; c < layout->column_count; c++) {
        memcpy(layout->columns[c].items, best[c],
               layout->columns[c].count * sizeof **best);
        layout_stack(layout, &layout->columns[c]);
    }
}
