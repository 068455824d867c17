/* claims_output.c -- the claim about what a program prints. */
#include "claims.h"

#include <stdio.h>
#include <string.h>

/* Bytes of a line that are shown, and how many of them before the place
 * where it differs. */
enum { MOST = 100, NEAR = 40 };

/* One byte, so that no line of a report ends in it; what else cannot be seen
 * is made visible by who shows the finding. */
static void
put_byte(FILE *out, char byte)
{
    unsigned char code = (unsigned char)byte;

    if (byte == '\n') {
        fputs("\\n", out);
    }
    else if (byte == '"' || byte == '\\') {
        fprintf(out, "\\%c", byte);
    }
    else if (code < 32 || code == 127) {
        fprintf(out, "\\x%02x", code);
    }
    else {
        putc(byte, out);
    }
}

/* The line that begins at `from`, as C writes it, around the byte `at`. */
static void
show_line(struct claim_text *text, const char *bytes, size_t len, size_t from,
          size_t at)
{
    size_t begin = at > from + NEAR ? at - NEAR : from, i;
    FILE *out;

    if (from == len) {
        claim_cut(text, "nothing more");
        return;
    }
    while (begin > from && ((unsigned char)bytes[begin] & 0xC0) == 0x80) {
        begin--;
    }
    out = fmemopen(text->bytes, CLAIM_TEXT - 1, "w");
    if (!out) {
        return;
    }
    fputs(begin > from ? "\"…" : "\"", out);
    for (i = begin; i < len && i < begin + MOST; i++) {
        put_byte(out, bytes[i]);
        if (bytes[i] == '\n') {
            break;
        }
    }
    while (i < len && i > begin && ((unsigned char)bytes[i] & 0xC0) == 0x80) {
        putc(bytes[i++], out);
    }
    fputs(i == begin + MOST && i < len ? "…\"" : "\"", out);
    fclose(out);
}

void
hb_want_output_(int line, const char *expected)
{
    const struct Hb_Evidence *evidence = claim_evidence();
    const char *printed = evidence->printed ? evidence->printed : "";
    size_t len = strlen(expected), from = 0, at = 0;
    size_t printed_len = evidence->printed ? evidence->printed_len : 0;
    struct claim_text wanted = {{0}}, got = {{0}};
    char what[64];
    int number = 1, same;

    while (at < len && at < printed_len && expected[at] == printed[at]) {
        if (expected[at++] == '\n') {
            from = at;
            number++;
        }
    }
    same = at == len && at == printed_len;
    if (same) {
        from = at = 0;
        number = 1;
    }
    show_line(&wanted, expected, len, from, at);
    show_line(&got, printed, printed_len, from, at);
    snprintf(what, sizeof(what), "line %d of what it prints", number);
    claim_find(line, same, what, wanted.bytes, got.bytes);
}
