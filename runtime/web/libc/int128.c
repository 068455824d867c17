/* int128.c -- what the compiler calls for integers of 128 bits: to look for
 * overflow of 64 bits, and for the digits of doubles. */
#include <stdint.h>

typedef unsigned __int128 wide;

wide __multi3(wide a, wide b);
wide __ashlti3(wide a, int bits);
wide __lshrti3(wide a, int bits);
wide __udivti3(wide a, wide b);

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

static wide
join(uint64_t high, uint64_t low)
{
    union {
        uint64_t words[2];
        wide value;
    } both = {{low, high}};

    return both.value;
}

static uint64_t
high_word(wide a)
{
    union {
        wide value;
        uint64_t words[2];
    } both = {a};

    return both.words[1];
}

/* The number of bits is 0 to 127; one of 0 is for no shift of a word. */

wide
__ashlti3(wide a, int bits)
{
    uint64_t high = high_word(a), low = (uint64_t)a;

    if (bits >= 64) {
        return join(low << (bits - 64), 0);
    }
    return bits == 0 ? a
                     : join(high << bits | low >> (64 - bits), low << bits);
}

wide
__lshrti3(wide a, int bits)
{
    uint64_t high = high_word(a), low = (uint64_t)a;

    if (bits >= 64) {
        return join(0, high >> (bits - 64));
    }
    return bits == 0 ? a
                     : join(high >> bits, low >> bits | high << (64 - bits));
}

/* Bit by bit, from above. */
wide
__udivti3(wide a, wide b)
{
    uint64_t words[2] = {high_word(a), (uint64_t)a}, quotient[2] = {0, 0};
    wide rest = 0;

    for (int i = 0; i < 128; i++) {
        int bit = 63 - i % 64;
        int carry = high_word(rest) >> 63 != 0;

        rest = rest + rest + (words[i / 64] >> bit & 1);
        if (carry || rest >= b) {
            rest -= b;
            quotient[i / 64] |= (uint64_t)1 << bit;
        }
    }
    return join(quotient[0], quotient[1]);
}
