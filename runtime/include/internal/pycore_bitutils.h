/* pycore_bitutils.h -- bits and bytes of unsigned numbers.
 *
 * Source: CPython 3.11, Include/internal/pycore_bitutils.h.
 */
#ifndef Py_INTERNAL_BITUTILS_H
#define Py_INTERNAL_BITUTILS_H

#include <stdint.h>

/* The number with its bytes in reverse order. */
static inline uint16_t
_Py_bswap16(uint16_t word)
{
    return __builtin_bswap16(word);
}

static inline uint32_t
_Py_bswap32(uint32_t word)
{
    return __builtin_bswap32(word);
}

static inline uint64_t
_Py_bswap64(uint64_t word)
{
    return __builtin_bswap64(word);
}

/* How many bits are 1. */
static inline int
_Py_popcount32(uint32_t x)
{
    return __builtin_popcount(x);
}

/* How many bits it takes to write the number; 0 for 0. */
static inline int
_Py_bit_length(unsigned long x)
{
    return x == 0 ? 0 : (int)sizeof(x) * 8 - __builtin_clzl(x);
}

#endif
