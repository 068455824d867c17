#include "draw/jsonl.h"

#include <limits.h>
#include <string.h>

enum { DEPTH = 16, KEYS = 256 };

struct parser {
    struct arena *arena;
    const char *start, *at, *end;
    const char *reason;
};

static struct jsonl *parse_value(struct parser *parser, int depth);

static int
fail(struct parser *parser, const char *reason)
{
    if (!parser->reason) {
        parser->reason = reason;
    }
    return 0;
}

static void
skip_blanks(struct parser *parser)
{
    while (parser->at < parser->end &&
           (*parser->at == ' ' || *parser->at == '\t')) {
        parser->at++;
    }
}

/* Takes the character if it is the next one. */
static int
take(struct parser *parser, char c)
{
    skip_blanks(parser);
    if (parser->at < parser->end && *parser->at == c) {
        parser->at++;
        return 1;
    }
    return 0;
}

static int
take_word(struct parser *parser, const char *word)
{
    size_t len = strlen(word);

    if ((size_t)(parser->end - parser->at) < len ||
        memcmp(parser->at, word, len)) {
        return 0;
    }
    parser->at += len;
    return 1;
}

static int
parse_hex(struct parser *parser, unsigned *value)
{
    *value = 0;
    for (int i = 0; i < 4; i++) {
        const char *digits = "0123456789abcdef", *digit;
        char c = parser->at < parser->end ? *parser->at : 0;

        digit = c ? strchr(digits, c >= 'A' && c <= 'F' ? c + 32 : c) : NULL;
        if (!digit) {
            return fail(parser, "four hexadecimal digits expected");
        }
        *value = *value * 16 + (unsigned)(digit - digits);
        parser->at++;
    }
    return 1;
}

static char *
put_character(char *out, unsigned c)
{
    if (c < 0x80) {
        *out++ = (char)c;
        return out;
    }
    if (c < 0x800) {
        *out++ = (char)(0xC0 | c >> 6);
    }
    else {
        if (c < 0x10000) {
            *out++ = (char)(0xE0 | c >> 12);
        }
        else {
            *out++ = (char)(0xF0 | c >> 18);
            *out++ = (char)(0x80 | (c >> 12 & 0x3F));
        }
        *out++ = (char)(0x80 | (c >> 6 & 0x3F));
    }
    *out++ = (char)(0x80 | (c & 0x3F));
    return out;
}

/* The character behind \u, with its second half if it has one; a half alone
 * becomes U+FFFD. */
static int
parse_unicode(struct parser *parser, unsigned *c)
{
    unsigned low;

    if (!parse_hex(parser, c)) {
        return 0;
    }
    if (*c >= 0xD800 && *c < 0xDC00 && take_word(parser, "\\u")) {
        if (!parse_hex(parser, &low)) {
            return 0;
        }
        *c = low >= 0xDC00 && low < 0xE000
                 ? 0x10000 + ((*c - 0xD800) << 10) + (low - 0xDC00)
                 : 0xFFFD;
    }
    else if (*c >= 0xD800 && *c < 0xE000) {
        *c = 0xFFFD;
    }
    return *c || fail(parser, "a string holds no NUL");
}

static int
parse_escape(struct parser *parser, unsigned *c)
{
    static const char names[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    const char *name;

    if (parser->at == parser->end) {
        return fail(parser, "the string does not end");
    }
    if (*parser->at == 'u') {
        parser->at++;
        return parse_unicode(parser, c);
    }
    name = strchr(names, *parser->at);
    if (!name) {
        return fail(parser, "unknown escape");
    }
    parser->at++;
    *c = (unsigned char)meant[name - names];
    return 1;
}

/* Bytes that hold the string which begins here, and its NUL: an escape is
 * never shorter than what it stands for. */
static size_t
string_room(const struct parser *parser)
{
    const char *end = parser->at;

    while (end < parser->end && *end != '"') {
        end += *end == '\\' && end + 1 < parser->end ? 2 : 1;
    }
    return (size_t)(end - parser->at) + 1;
}

/* The rest of a string, behind its first quote; NULL after an error. */
static const char *
parse_string(struct parser *parser)
{
    char *text = arena_alloc(parser->arena, string_room(parser));
    char *out = text;

    while (parser->at < parser->end && *parser->at != '"') {
        unsigned c;

        if ((unsigned char)*parser->at < 0x20) {
            fail(parser, "a control character in a string");
            return NULL;
        }
        if (*parser->at != '\\') {
            *out++ = *parser->at++;
            continue;
        }
        parser->at++;
        if (!parse_escape(parser, &c)) {
            return NULL;
        }
        out = put_character(out, c);
    }
    if (parser->at == parser->end) {
        fail(parser, "the string does not end");
        return NULL;
    }
    parser->at++;
    return text;
}

static int
parse_number(struct parser *parser, struct jsonl *value)
{
    int negative = take_word(parser, "-");
    const char *first = parser->at;
    long number = 0;

    value->kind = JSONL_NUMBER;
    for (;
         parser->at < parser->end && *parser->at >= '0' && *parser->at <= '9';
         parser->at++) {
        if (number > (LONG_MAX - 9) / 10) {
            return fail(parser, "the number is too large");
        }
        number = number * 10 + (*parser->at - '0');
    }
    if (parser->at == first || (*first == '0' && parser->at - first > 1)) {
        return fail(parser, "a value expected");
    }
    while (parser->at < parser->end && *parser->at &&
           strchr(".eE+-0123456789", *parser->at)) {
        value->kind = JSONL_OTHER;
        parser->at++;
    }
    value->number = negative ? -number : number;
    return 1;
}

static int
parse_items(struct parser *parser, struct jsonl *value, int depth)
{
    char close = value->kind == JSONL_ARRAY ? ']' : '}';

    if (take(parser, close)) {
        return 1;
    }
    do {
        const char *key = NULL;
        struct jsonl *item;

        if (value->kind == JSONL_OBJECT) {
            if (!take(parser, '"')) {
                return fail(parser, "a key in quotes expected");
            }
            key = parse_string(parser);
            if (!key) {
                return 0;
            }
            if (value->count == KEYS) {
                return fail(parser, "too many keys");
            }
            if (jsonl_find(value, key)) {
                return fail(parser, "a key stands twice");
            }
            if (!take(parser, ':')) {
                return fail(parser, "a colon expected");
            }
        }
        item = parse_value(parser, depth + 1);
        if (!item) {
            return 0;
        }
        item->key = key;
        ARENA_ADD(parser->arena, value->items, value->count, item);
    } while (take(parser, ','));
    return take(parser, close) || fail(parser, "a comma or the end expected");
}

static int
parse_into(struct parser *parser, struct jsonl *value, int depth)
{
    if (depth > DEPTH) {
        return fail(parser, "nested too deep");
    }
    if (take(parser, '{')) {
        value->kind = JSONL_OBJECT;
        return parse_items(parser, value, depth);
    }
    if (take(parser, '[')) {
        value->kind = JSONL_ARRAY;
        return parse_items(parser, value, depth);
    }
    if (take(parser, '"')) {
        value->kind = JSONL_STRING;
        value->string = parse_string(parser);
        return value->string != NULL;
    }
    if (take_word(parser, "null")) {
        return 1;
    }
    if (take_word(parser, "true")) {
        value->kind = JSONL_TRUE;
        return 1;
    }
    if (take_word(parser, "false")) {
        value->kind = JSONL_FALSE;
        return 1;
    }
    return parse_number(parser, value);
}

static struct jsonl *
parse_value(struct parser *parser, int depth)
{
    struct jsonl *value = ARENA_NEW(parser->arena, struct jsonl);

    skip_blanks(parser);
    return parse_into(parser, value, depth) ? value : NULL;
}

struct jsonl *
jsonl_parse(struct arena *arena, const char *text, size_t len,
            const char **reason, size_t *column)
{
    struct parser parser = {arena, text, text, text + len, NULL};
    struct jsonl *value = parse_value(&parser, 0);

    skip_blanks(&parser);
    if (value && parser.at != parser.end) {
        fail(&parser, "the line goes on after its value");
    }
    *reason = parser.reason;
    *column = (size_t)(parser.at - text) + 1;
    return parser.reason ? NULL : value;
}

const struct jsonl *
jsonl_find(const struct jsonl *object, const char *key)
{
    for (size_t i = 0; i < object->count; i++) {
        if (!strcmp(object->items[i]->key, key)) {
            return object->items[i];
        }
    }
    return NULL;
}
