/* pyhash.c -- hashes of bytes, floating point numbers and addresses.
 *
 * SipHash-1-3 (one round a word, three at the end) is the algorithm of str and
 * bytes since CPython 3.11.
 *
 * Source: CPython 3.11, Python/pyhash.c; J.-P. Aumasson, D. J. Bernstein,
 *         "SipHash: a fast short-input PRF", 2012.
 */
#include "internal/pycore_pyhash.h"

_Py_HashSecret_t _Py_HashSecret;

/* ---- SipHash ------------------------------------------------------------ */

struct sip {
    uint64_t v0, v1, v2, v3;
};

static inline uint64_t
rotate(uint64_t x, int bits)
{
    return (x << bits) | (x >> (64 - bits));
}

static inline void
sip_round(struct sip *s)
{
    s->v0 += s->v1;
    s->v2 += s->v3;
    s->v1 = rotate(s->v1, 13) ^ s->v0;
    s->v3 = rotate(s->v3, 16) ^ s->v2;
    s->v0 = rotate(s->v0, 32);
    s->v2 += s->v1;
    s->v0 += s->v3;
    s->v1 = rotate(s->v1, 17) ^ s->v2;
    s->v3 = rotate(s->v3, 21) ^ s->v0;
    s->v2 = rotate(s->v2, 32);
}

/* The next eight bytes as a little-endian word. */
static inline uint64_t
word(const unsigned char *src)
{
    uint64_t w;
#if PY_LITTLE_ENDIAN
    memcpy(&w, src, 8);
#else
    w = 0;
    for (int i = 0; i < 8; i++) {
        w |= (uint64_t)src[i] << (8 * i);
    }
#endif
    return w;
}

static inline uint64_t
half_word(const unsigned char *src)
{
    return (uint64_t)src[0] | (uint64_t)src[1] << 8 | (uint64_t)src[2] << 16 |
           (uint64_t)src[3] << 24;
}

/* The last bytes, `left` (at most seven) of len, as such a word.  Loads may
 * overlap: that is cheaper than a jump by the number of bytes. */
static inline uint64_t
last_word(const unsigned char *src, Py_ssize_t left, Py_ssize_t len)
{
    if (len >= 8) {
        return word(src + left - 8) >> 8 >> (8 * (7 - left));
    }
    if (left >= 4) {
        return half_word(src) | half_word(src + left - 4) << (8 * (left - 4));
    }
    if (left > 0) {
        return (uint64_t)src[0] | (uint64_t)src[left / 2] << (8 * (left / 2)) |
               (uint64_t)src[left - 1] << (8 * (left - 1));
    }
    return 0;
}

static inline void
absorb(struct sip *s, uint64_t w)
{
    s->v3 ^= w;
    sip_round(s);
    s->v0 ^= w;
}

static uint64_t
siphash13(uint64_t k0, uint64_t k1, const void *src, Py_ssize_t len)
{
    const unsigned char *p = src;
    struct sip s = {k0 ^ 0x736f6d6570736575ULL, k1 ^ 0x646f72616e646f6dULL,
                    k0 ^ 0x6c7967656e657261ULL, k1 ^ 0x7465646279746573ULL};
    Py_ssize_t left = len;
    for (; left >= 8; left -= 8, p += 8) {
        absorb(&s, word(p));
    }
    absorb(&s, last_word(p, left, len) | (uint64_t)len << 56);
    s.v2 ^= 0xff;
    sip_round(&s);
    sip_round(&s);
    sip_round(&s);
    return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
}

uint64_t
_Py_KeyedHash(uint64_t key, const void *src, Py_ssize_t len)
{
    return siphash13(key, 0, src, len);
}

static Py_hash_t
hash_with_secret(const void *src, Py_ssize_t len)
{
    return (Py_hash_t)siphash13(_Py_HashSecret.siphash.k0,
                                _Py_HashSecret.siphash.k1, src, len);
}

Py_hash_t
_Py_HashBytes(const void *src, Py_ssize_t len)
{
    if (len == 0) {
        return 0;
    }
    Py_hash_t hash = hash_with_secret(src, len);
    return hash == -1 ? -2 : hash;
}

static PyHash_FuncDef hash_definition = {hash_with_secret, "siphash13", 64,
                                         128};

PyHash_FuncDef *
PyHash_GetFuncDef(void)
{
    return &hash_definition;
}

void
Hb_HashSeed(unsigned long seed)
{
    uint32_t x = (uint32_t)seed;
    memset(&_Py_HashSecret, 0, sizeof _Py_HashSecret);
    for (size_t i = 0; seed != 0 && i < sizeof _Py_HashSecret.uc; i++) {
        x = x * 214013U + 2531011U;
        _Py_HashSecret.uc[i] = (unsigned char)(x >> 16);
    }
}

/* ---- numbers and addresses ---------------------------------------------- */

/* Multiplies by 2**bits modulo 2**61 - 1: a rotation of 61 bits. */
static Py_uhash_t
times_power(Py_uhash_t x, int bits)
{
    return ((x << bits) & _PyHASH_MODULUS) | (x >> (_PyHASH_BITS - bits));
}

/* The value is m * 2**e with 0.5 <= m < 1.  The mantissa is taken 28 bits at a
 * time, so that every step is exact. */
static Py_uhash_t
reduce_double(double value)
{
    int e;
    double m = frexp(value, &e);
    Py_uhash_t x = 0;
    while (m != 0.0) {
        x = times_power(x, 28);
        m *= 268435456.0;
        e -= 28;
        Py_uhash_t y = (Py_uhash_t)m;
        m -= (double)y;
        x += y;
        if (x >= _PyHASH_MODULUS) {
            x -= _PyHASH_MODULUS;
        }
    }
    e = e >= 0 ? e % _PyHASH_BITS
               : _PyHASH_BITS - 1 - ((-1 - e) % _PyHASH_BITS);
    return times_power(x, e);
}

Py_hash_t
_Py_HashDouble(PyObject *inst, double value)
{
    if (isnan(value)) {
        return _Py_HashPointer(inst);
    }
    if (isinf(value)) {
        return value > 0 ? _PyHASH_INF : -_PyHASH_INF;
    }
    Py_hash_t hash = (Py_hash_t)reduce_double(fabs(value));
    if (value < 0) {
        hash = -hash;
    }
    return hash == -1 ? -2 : hash;
}

/* Objects are aligned to 16 bytes: the four low bits say nothing and go to
 * the top. */
Py_hash_t
_Py_HashPointerRaw(const void *pointer)
{
    size_t address = (size_t)pointer;
    return (Py_hash_t)((address >> 4) | (address << 60));
}

Py_hash_t
_Py_HashPointer(const void *pointer)
{
    Py_hash_t hash = _Py_HashPointerRaw(pointer);
    return hash == -1 ? -2 : hash;
}
