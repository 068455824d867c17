/* fuzz.h -- what libFuzzer calls, and what targets share.
 *
 * A target is one file NAME.c with LLVMFuzzerTestOneInput.  Its first inputs
 * are in corpus/NAME, and in the golden files that fuzz.sh names.  A target
 * claims that a reader comes back from any bytes, within its limits, and
 * that the sanitizers find nothing.
 */
#ifndef HEAPBOOK_FUZZ_FUZZ_H
#define HEAPBOOK_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <talloc.h>

/* Reads one input; 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Called once before the first input, where a target has it; 0. */
int LLVMFuzzerInitialize(int *argc, char ***argv);

/* The input as a text: a copy with a NUL behind it, which ends at the first
 * NUL in it.  Owns: a talloc child of ctx. */
static inline char *
fuzz_text(TALLOC_CTX *ctx, const uint8_t *data, size_t size)
{
    return talloc_strndup(ctx, (const char *)data, size);
}

/* A stream whose bytes nobody wants. */

static inline ssize_t
fuzz_swallow(void *cookie, const char *text, size_t len)
{
    (void)cookie;
    (void)text;
    return (ssize_t)len;
}

static inline FILE *
fuzz_nowhere(void)
{
    return fopencookie(NULL, "w",
                       (cookie_io_functions_t){.write = fuzz_swallow});
}

#endif
