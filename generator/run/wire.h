/* wire.h -- units and results as bytes: between processes, and in the cache.
 *
 * Numbers are eight bytes in the machine's order; a text is its length, then
 * its bytes; the length of an absent text is all ones.  Bytes never leave
 * the machine that wrote them, and the version is part of the cache's key,
 * so the format needs neither names nor versions of its own.
 *
 *   W1  a reader survives any bytes: after the first nonsense `broken` is
 *       set, and everything reads as 0, NULL or empty
 */
#ifndef HEAPBOOK_RUN_WIRE_H
#define HEAPBOOK_RUN_WIRE_H

#include <stdint.h>
#include <stdio.h>

#include <talloc.h>

#include "run/unit.h"

struct wire {
    const char *at, *end;
    int broken;
};

void wire_put_number(FILE *out, uint64_t number);
void wire_put_bytes(FILE *out, const char *bytes, size_t len);
void wire_put_text(FILE *out, const char *text); /* or NULL */

uint64_t wire_number(struct wire *wire);

/* Owns: a talloc child of ctx, with a NUL after the last byte; NULL when the
 * text was absent or the wire is broken. */
char *wire_bytes(TALLOC_CTX *ctx, struct wire *wire, size_t *len);
char *wire_text(TALLOC_CTX *ctx, struct wire *wire);

/* The same bytes where they lie, as long as what was received. */
const char *wire_borrow(struct wire *wire, size_t *len);

void unit_write(FILE *out, const struct unit *unit);
struct unit unit_read(TALLOC_CTX *ctx, struct wire *wire);

void result_write(FILE *out, const struct result *result);
struct result result_read(TALLOC_CTX *ctx, struct wire *wire);

/* One message over a stream socket.
 *
 * Fails: -1 or NULL when the other end is gone or sends nonsense. */
int frame_send(int fd, const char *bytes, size_t len);
char *frame_receive(TALLOC_CTX *ctx, int fd, size_t *len);

#endif
