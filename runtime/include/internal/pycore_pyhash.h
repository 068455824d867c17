/* pycore_pyhash.h -- the secret of the string hash.
 *
 * Source: CPython 3.11, Python/bootstrap_hash.c and Python/pyhash.c.
 */
#ifndef Py_INTERNAL_PYHASH_H
#define Py_INTERNAL_PYHASH_H

#include "Python.h"

/* Fills the secret from a seed: all zero for 0, else the linear congruential
 * sequence that PYTHONHASHSEED selects.  Strings hashed before keep theirs, so
 * this comes before the first one. */
void Hb_HashSeed(unsigned long seed);

/* SipHash-1-3 of the bytes. */
uint64_t _Py_KeyedHash(uint64_t key, const void *src, Py_ssize_t len);

#endif
