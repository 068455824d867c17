#include "run/wire.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define ABSENT    UINT64_MAX
#define MAX_FRAME ((uint64_t)64 << 20)

void
wire_put_number(FILE *out, uint64_t number)
{
    fwrite(&number, sizeof number, 1, out);
}

void
wire_put_bytes(FILE *out, const char *bytes, size_t len)
{
    wire_put_number(out, bytes ? len : ABSENT);
    if (bytes) {
        fwrite(bytes, 1, len, out);
    }
}

void
wire_put_text(FILE *out, const char *text)
{
    wire_put_bytes(out, text, text ? strlen(text) : 0);
}

uint64_t
wire_number(struct wire *wire)
{
    uint64_t number = 0;

    if (wire->broken || (size_t)(wire->end - wire->at) < sizeof number) {
        wire->broken = 1;
        return 0;
    }
    memcpy(&number, wire->at, sizeof number);
    wire->at += sizeof number;
    return number;
}

const char *
wire_borrow(struct wire *wire, size_t *len)
{
    uint64_t size = wire_number(wire);
    const char *bytes = wire->at;

    *len = 0;
    if (wire->broken || size == ABSENT) {
        return NULL;
    }
    if (size > (uint64_t)(wire->end - wire->at)) {
        wire->broken = 1;
        return NULL;
    }
    wire->at += size;
    *len = size;
    return bytes;
}

char *
wire_bytes(TALLOC_CTX *ctx, struct wire *wire, size_t *len)
{
    const char *bytes = wire_borrow(wire, len);
    char *copy;

    if (!bytes) {
        return NULL;
    }
    copy = talloc_array(ctx, char, *len + 1);
    memcpy(copy, bytes, *len);
    copy[*len] = '\0';
    return copy;
}

char *
wire_text(TALLOC_CTX *ctx, struct wire *wire)
{
    size_t len;

    return wire_bytes(ctx, wire, &len);
}

void
unit_write(FILE *out, const struct unit *unit)
{
    wire_put_text(out, unit->name);
    wire_put_text(out, unit->path);
    wire_put_number(out, (uint64_t)unit->line);
    wire_put_text(out, unit->text);
    wire_put_number(out, unit->compiler);
    wire_put_number(out, unit->runtime);
    wire_put_text(out, unit->input);
    wire_put_text(out, unit->arguments);
    wire_put_number(out, (uint64_t)unit->timeout_ms);
    wire_put_number(out, (uint64_t)unit->compile_only);
}

struct unit
unit_read(TALLOC_CTX *ctx, struct wire *wire)
{
    struct unit unit = {0};

    unit.name = wire_text(ctx, wire);
    unit.path = wire_text(ctx, wire);
    unit.line = (int)wire_number(wire);
    unit.text = wire_text(ctx, wire);
    unit.compiler = (enum compiler)wire_number(wire);
    unit.runtime = (enum runtime_kind)wire_number(wire);
    unit.input = wire_text(ctx, wire);
    unit.arguments = wire_text(ctx, wire);
    unit.timeout_ms = (int)wire_number(wire);
    unit.compile_only = (int)wire_number(wire);
    wire->broken |= !unit.text;
    return unit;
}

void
result_write(FILE *out, const struct result *result)
{
    wire_put_number(out, result->outcome);
    wire_put_number(out, (uint64_t)result->exit_code);
    wire_put_number(out, (uint64_t)result->signal);
    wire_put_number(out, (uint64_t)result->line);
    wire_put_text(out, result->reason);
    wire_put_bytes(out, result->out, result->out_len);
    wire_put_bytes(out, result->err, result->err_len);
    wire_put_bytes(out, result->records, result->records_len);
    wire_put_number(out, result->message_count);
    for (size_t i = 0; i < result->message_count; i++) {
        wire_put_number(out, (uint64_t)result->messages[i].line);
        wire_put_number(out, (uint64_t)result->messages[i].column);
        wire_put_number(out, (uint64_t)result->messages[i].is_error);
        wire_put_text(out, result->messages[i].text);
    }
}

static void
messages_read(TALLOC_CTX *ctx, struct wire *wire, struct result *result)
{
    uint64_t count = wire_number(wire);

    /* A message takes four numbers at least. */
    if (count > (uint64_t)(wire->end - wire->at) / 32) {
        wire->broken = 1;
        return;
    }
    result->messages = talloc_zero_array(ctx, struct message, count);
    for (uint64_t i = 0; i < count && !wire->broken; i++) {
        struct message *message = &result->messages[i];

        message->line = (int)wire_number(wire);
        message->column = (int)wire_number(wire);
        message->is_error = (int)wire_number(wire);
        message->text = wire_text(ctx, wire);
        wire->broken |= !message->text;
        result->message_count += !wire->broken;
    }
}

struct result
result_read(TALLOC_CTX *ctx, struct wire *wire)
{
    struct result result = {0};

    result.outcome = (enum outcome)wire_number(wire);
    result.exit_code = (int)wire_number(wire);
    result.signal = (int)wire_number(wire);
    result.line = (int)wire_number(wire);
    result.reason = wire_text(ctx, wire);
    result.out = wire_bytes(ctx, wire, &result.out_len);
    result.err = wire_bytes(ctx, wire, &result.err_len);
    result.records = wire_bytes(ctx, wire, &result.records_len);
    messages_read(ctx, wire, &result);
    wire->broken |= result.outcome > TOOL_FAILED || !result.out ||
                    !result.err || !result.records;
    return result;
}

/* ---- frames ------------------------------------------------------------- */

static int
send_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = send(fd, bytes, len, MSG_NOSIGNAL);

        if (n < 0 && errno != EINTR) {
            return -1;
        }
        bytes += n > 0 ? n : 0;
        len -= n > 0 ? (size_t)n : 0;
    }
    return 0;
}

static int
receive_all(int fd, char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = read(fd, bytes, len);

        if (n == 0 || (n < 0 && errno != EINTR)) {
            return -1;
        }
        bytes += n > 0 ? n : 0;
        len -= n > 0 ? (size_t)n : 0;
    }
    return 0;
}

int
frame_send(int fd, const char *bytes, size_t len)
{
    uint64_t size = len;

    return send_all(fd, (const char *)&size, sizeof size) ||
                   send_all(fd, bytes, len)
               ? -1
               : 0;
}

char *
frame_receive(TALLOC_CTX *ctx, int fd, size_t *len)
{
    uint64_t size;
    char *bytes;

    if (receive_all(fd, (char *)&size, sizeof size) || size > MAX_FRAME) {
        return NULL;
    }
    bytes = talloc_array(ctx, char, size + 1);
    bytes[size] = '\0';
    if (receive_all(fd, bytes, size)) {
        talloc_free(bytes);
        return NULL;
    }
    *len = size;
    return bytes;
}
