/* int128.c -- the multiplication that the compiler calls when it looks for
 * overflow of 64 bits. */
#include <stdint.h>

typedef unsigned __int128 wide;

wide __multi3(wide a, wide b);

/* Halves of 32 bits: no product is longer than 64. */
static wide
multiply_words(uint64_t a, uint64_t b)
{
    uint64_t low_a = a & 0xFFFFFFFF, high_a = a >> 32;
    uint64_t low_b = b & 0xFFFFFFFF, high_b = b >> 32;
    uint64_t low = low_a * low_b;
    uint64_t middle = high_a * low_b + (low >> 32);
    uint64_t other = low_a * high_b + (middle & 0xFFFFFFFF);
    uint64_t high = high_a * high_b + (middle >> 32) + (other >> 32);

    return (wide)high << 64 | other << 32 | (low & 0xFFFFFFFF);
}

wide
__multi3(wide a, wide b)
{
    uint64_t cross =
        (uint64_t)(a >> 64) * (uint64_t)b + (uint64_t)a * (uint64_t)(b >> 64);

    return multiply_words((uint64_t)a, (uint64_t)b) + ((wide)cross << 64);
}
