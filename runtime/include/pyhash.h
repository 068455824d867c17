/* pyhash.h -- how values become hash numbers.
 *
 * str and bytes go through SipHash-1-3 with a secret; numbers through the
 * remainder modulo 2**61 - 1, so that equal int, float and complex hash alike;
 * other objects through their address.  -1 is never a hash: it says failure.
 *
 * The secret comes from the hash seed.  The examples run with seed 0, which
 * fills it with zero bytes; so the order of a set of strings is always the
 * same.
 *
 * Source: CPython 3.11, Include/pyhash.h and Python/pyhash.c; PEP 456.
 */
#ifndef Py_HASH_H
#define Py_HASH_H

/* The hash of a number, an address, bytes; inst is whose hash it is if value
 * is a NaN. Cannot fail. */
PyAPI_FUNC(Py_hash_t) _Py_HashDouble(PyObject *inst, double value);
PyAPI_FUNC(Py_hash_t) _Py_HashPointer(const void *pointer);
/* The same without the step that turns -1 into -2. */
PyAPI_FUNC(Py_hash_t) _Py_HashPointerRaw(const void *pointer);
PyAPI_FUNC(Py_hash_t) _Py_HashBytes(const void *src, Py_ssize_t len);

#define _PyHASH_MULTIPLIER 1000003UL
#define _PyHASH_BITS       61
#define _PyHASH_MODULUS    (((size_t)1 << _PyHASH_BITS) - 1)
#define _PyHASH_INF        314159
#define _PyHASH_IMAG       _PyHASH_MULTIPLIER

typedef union {
    unsigned char uc[24];

    struct {
        Py_hash_t prefix;
        Py_hash_t suffix;
    } fnv;

    struct {
        uint64_t k0;
        uint64_t k1;
    } siphash;

    struct {
        unsigned char padding[16];
        Py_hash_t suffix;
    } djbx33a;

    struct {
        unsigned char padding[16];
        Py_hash_t hashsalt;
    } expat;
} _Py_HashSecret_t;

PyAPI_DATA(_Py_HashSecret_t) _Py_HashSecret;

typedef struct {
    Py_hash_t (*const hash)(const void *, Py_ssize_t);
    const char *name;
    const int hash_bits;
    const int seed_bits;
} PyHash_FuncDef;

/* The description of the hash function, static. */
PyAPI_FUNC(PyHash_FuncDef *) PyHash_GetFuncDef(void);

#define Py_HASH_CUTOFF    0
#define Py_HASH_EXTERNAL  0
#define Py_HASH_SIPHASH24 1
#define Py_HASH_FNV       2
#define Py_HASH_SIPHASH13 3
#define Py_HASH_ALGORITHM Py_HASH_SIPHASH13

#endif
