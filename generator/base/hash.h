/* hash.h -- names for bytes: git's blob hash.
 *
 * The same text has the same name here and in `git hash-object`, so a cache
 * key can be compared with the repository by hand.  SHA-1 is nettle's, the
 * only library that this needs: asking libgit2 would load thirty.
 */
#ifndef HEAPBOOK_BASE_HASH_H
#define HEAPBOOK_BASE_HASH_H

#include <stddef.h>

enum { HASH_SIZE = 41 }; /* 40 hexadecimal digits and NUL */

void hash_bytes(char name[HASH_SIZE], const void *bytes, size_t len);

#endif
