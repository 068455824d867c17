#include "base/hash.h"

#include <stdio.h>

#include <nettle/base16.h>
#include <nettle/sha1.h>

/* A blob is hashed behind its kind and its length: "blob 6", NUL. */
void
hash_bytes(char name[HASH_SIZE], const void *bytes, size_t len)
{
    struct sha1_ctx hash;
    uint8_t digest[SHA1_DIGEST_SIZE];
    char head[32];
    int head_len = snprintf(head, sizeof head, "blob %zu", len);
    sha1_init(&hash);
    sha1_update(&hash, (size_t)head_len + 1, (const uint8_t *)head);
    sha1_update(&hash, len, bytes);
    sha1_digest(&hash, sizeof digest, digest);
    base16_encode_update(name, sizeof digest, digest);
    name[HASH_SIZE - 1] = 0;
}
