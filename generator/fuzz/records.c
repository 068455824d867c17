/* What comes from a run: records, and frames of a worker (wire.h).  The first
 * byte says which. */
#include "fuzz.h"

#include "run/values.h"
#include "run/wire.h"

static void
read_wire(TALLOC_CTX *ctx, const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    struct wire wire = {bytes, bytes + size, 0};

    while (!wire.broken && wire.at < wire.end) {
        if (wire_number(&wire) % 2) {
            unit_read(ctx, &wire);
        }
        else {
            result_read(ctx, &wire);
        }
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    TALLOC_CTX *ctx = talloc_new(NULL);

    if (size > 0 && data[0] == 'W') {
        read_wire(ctx, data + 1, size - 1);
    }
    else {
        char *text = talloc_memdup(ctx, data, size + (size == 0));
        struct result result = {.records = text, .records_len = size};

        values_read(ctx, &result);
    }
    talloc_free(ctx);
    return 0;
}
