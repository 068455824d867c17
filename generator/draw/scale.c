#include "draw/scale.h"

#include <stdio.h>

enum { TICKS_MOST = 6, CAPACITY_MOST = 96 };

static double
absolute(double value)
{
    return value < 0 ? -value : value;
}

/* The largest whole number that is not above the value.  Values beyond 2**62
 * have no fraction. */
static double
floor_of(double value)
{
    double whole;

    if (absolute(value) > 4e18) {
        return value;
    }
    whole = (double)(long long)value;
    return whole > value ? whole - 1 : whole;
}

static double
value_of(const struct chart_point *point, bool is_y)
{
    return is_y ? point->y : point->x;
}

static bool
is_multiple_of_four(double value)
{
    return floor_of(value / 4) * 4 == value;
}

/* True if a series has capacities: small, not all the same, and all multiples
 * of four. */
static bool
holds_capacities(const struct chart_series *series)
{
    bool varies = false, fours = true;

    for (size_t i = 0; i < series->count; i++) {
        varies |= series->points[i].y != series->points[0].y;
        fours &= is_multiple_of_four(series->points[i].y) &&
                 absolute(series->points[i].y) <= CAPACITY_MOST;
    }
    return varies && fours;
}

/* The ends of all values; true if one of the series has capacities. */
static bool
find_ends(const struct chart *chart, bool is_y, double *low, double *high)
{
    bool any = false, capacities = false;

    for (size_t s = 0; s < chart->series_count; s++) {
        const struct chart_series *series = &chart->series[s];

        for (size_t i = 0; i < series->count; i++) {
            double value = value_of(&series->points[i], is_y);

            *low = !any || value < *low ? value : *low;
            *high = !any || value > *high ? value : *high;
            any = true;
        }
        capacities |= is_y && holds_capacities(series);
    }
    return capacities;
}

/* The least step of the kind that leaves at most TICKS_MOST intervals. */
static double
choose_step(double span, bool fours)
{
    static const double factors[] = {2, 2.5, 2};
    double step = fours ? 1 : 1e-12;
    int i = 0;

    while (span / step > TICKS_MOST && step < 1e300) {
        step *= fours ? 2 : factors[i++ % 3];
    }
    return step;
}

struct scale
scale_new(const struct chart *chart, bool is_y, bool from_zero)
{
    struct scale scale = {0};
    bool fours = find_ends(chart, is_y, &scale.low, &scale.high);
    double span = scale.high - scale.low;

    if (from_zero || (scale.low > 0 && scale.low <= span / 20)) {
        scale.low = scale.low < 0 ? scale.low : 0;
    }
    if (scale.high <= scale.low) {
        scale.high = scale.low + 1;
    }
    scale.step = choose_step(scale.high - scale.low, fours);
    if (from_zero) {
        scale.low = floor_of(scale.low / scale.step) * scale.step;
        scale.high = -floor_of(-scale.high / scale.step) * scale.step;
    }
    return scale;
}

int
scale_at(const struct scale *scale, double value)
{
    double part = (value - scale->low) / (scale->high - scale->low);

    part = part >= 0 ? part <= 1 ? part : 1 : 0;
    return (int)floor_of(scale->from + part * (scale->to - scale->from) + 0.5);
}

bool
scale_tick(const struct scale *scale, int i, double *tick)
{
    double first = -floor_of(-scale->low / scale->step) * scale->step;

    *tick = first + i * scale->step;
    return i <= TICKS_MOST + 1 && *tick <= scale->high + scale->step / 1000;
}

const char *
scale_number(struct arena *arena, double value)
{
    double whole = floor_of(value + 0.5);

    /* A tick is a sum of steps, which may miss 10000 by a rounding. */
    if (absolute(value - whole) <= 1e-12 * absolute(whole) &&
        absolute(value) < 1e15) {
        return arena_print(arena, "%.0f", whole == 0 ? 0 : whole);
    }
    return arena_print(arena, "%.4g", value);
}
