/* layout_heights.c -- how high the items of a column stand.
 *
 * In a fixed order with least gaps, the heights nearest to all wishes are
 * found by pooling: walk down, and wherever an item would overlap the group
 * above it, join the two and give the group the mean of its wishes.  Each
 * item joins once, so this is linear.
 */
#include "draw/layout.h"

enum { STRONG = 100, WEAK = 1, SWEEPS = 8 };

/* Items that touch: the first of them wants to stand at sum / weight. */
struct group {
    long long sum;
    long long weight;
    size_t first, last;
};

static long
gap_between(const struct layout *layout, const struct item *above,
            const struct item *below)
{
    if (!above->node && !below->node) {
        return 8 * FINE;
    }
    if (!above->node || !below->node) {
        return 12 * FINE;
    }
    return (above->node->variable || layout->graph->compact ? 10 : 22) * FINE;
}

static void
add_wishes(const struct pulls *pulls, long *sum, long *n)
{
    for (size_t i = 0; i < pulls->count; i++) {
        const struct pull *pull = &pulls->all[i];

        *sum += pull->other->y + (pull->there - pull->here) * FINE;
        (*n)++;
    }
}

bool
item_wish(const struct item *item, unsigned pulls, long *wish)
{
    long sum = 0, n = 0;

    if (pulls & PULL_LEFT) {
        add_wishes(&item->left, &sum, &n);
    }
    if (pulls & PULL_RIGHT) {
        add_wishes(&item->right, &sum, &n);
    }
    if (pulls & PULL_NEAR) {
        add_wishes(&item->near, &sum, &n);
    }
    *wish = n ? sum / n : item->y;
    return n > 0;
}

/* True if the lower group wants to stand above the upper one. */
static bool
overlaps(const struct group *upper, const struct group *lower)
{
    return upper->sum * lower->weight > lower->sum * upper->weight;
}

void
layout_settle(const struct layout *layout, const struct column *column,
              unsigned pulls)
{
    struct group *groups =
        ARENA_ARRAY(layout->arena, struct group, column->count + 1);
    long *offsets = ARENA_ARRAY(layout->arena, long, column->count + 1);
    size_t n = 0;

    for (size_t i = 0; i < column->count; i++) {
        const struct item *item = column->items[i];
        long wish;
        long weight = item_wish(item, pulls, &wish) ? STRONG : WEAK;

        if (i) {
            const struct item *above = column->items[i - 1];

            offsets[i] = offsets[i - 1] + above->h * (long)FINE +
                         gap_between(layout, above, item);
        }
        groups[n++] = (struct group){(long long)(wish - offsets[i]) * weight,
                                     weight, i, i};
        while (n > 1 && overlaps(&groups[n - 2], &groups[n - 1])) {
            n--;
            groups[n - 1].sum += groups[n].sum;
            groups[n - 1].weight += groups[n].weight;
            groups[n - 1].last = groups[n].last;
        }
    }
    for (size_t g = 0; g < n; g++) {
        for (size_t i = groups[g].first; i <= groups[g].last; i++) {
            column->items[i]->y =
                (long)(groups[g].sum / groups[g].weight) + offsets[i];
        }
    }
}

void
layout_stack(const struct layout *layout, const struct column *column)
{
    long y = 0;

    for (size_t i = 0; i < column->count; i++) {
        struct item *item = column->items[i];

        if (i) {
            y += gap_between(layout, column->items[i - 1], item);
        }
        item->y = y;
        item->order = (int)i;
        y += item->h * (long)FINE;
    }
}

/* Sweeps to and fro, looking at the side it comes from; the last two look at
 * both. */
void
layout_heights(struct layout *layout)
{
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
        bool forward = sweep % 2 == 0;
        unsigned pulls = sweep >= SWEEPS - 2 ? PULL_LEFT | PULL_RIGHT
                         : forward           ? PULL_LEFT
                                             : PULL_RIGHT;

        for (size_t i = forward; i < layout->column_count; i++) {
            size_t c = forward ? i : layout->column_count - 1 - i;

            layout_settle(layout, &layout->columns[c], pulls | PULL_NEAR);
        }
    }
}
