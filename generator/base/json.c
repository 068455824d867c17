#include "base/json.h"

#include <jansson.h>
#include <string.h>

#include "base/diag.h"

/* struct json is json_t under another name: borrowed members need no box. */

static json_t *
inner(const struct json *value)
{
    return (json_t *)(void *)value;
}

static struct json *
outer(json_t *value)
{
    return (struct json *)(void *)value;
}

static int
release(json_t **holder)
{
    json_decref(*holder);
    return 0;
}

/* Ties a new reference to a talloc parent. */
static struct json *
hold(TALLOC_CTX *ctx, json_t *value)
{
    json_t **holder = talloc(ctx, json_t *);
    if (!holder || !value) {
        diag_no_memory();
    }
    *holder = value;
    talloc_set_destructor(holder, release);
    return outer(value);
}

struct json *
json_parse(TALLOC_CTX *ctx, const char *text, size_t len, const char **why)
{
    json_error_t error;
    size_t flags = JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL | JSON_DECODE_ANY;
    json_t *value = json_loadb(text, len, flags, &error);
    if (!value) {
        if (why) {
            *why = talloc_strdup(ctx, error.text);
        }
        return NULL;
    }
    return hold(ctx, value);
}

struct json *
json_new_object(TALLOC_CTX *ctx)
{
    return hold(ctx, json_object());
}

static json_t *
text_new(const char *bytes, size_t len)
{
    json_t *text = json_stringn(bytes, len);
    return text ? text : json_string_nocheck("(not UTF-8)");
}

void
json_set_bytes(struct json *object, const char *key, const char *bytes,
               size_t len)
{
    json_object_set_new(inner(object), key, text_new(bytes, len));
}

void
json_set_text(struct json *object, const char *key, const char *text)
{
    json_set_bytes(object, key, text, strlen(text));
}

void
json_set_number(struct json *object, const char *key, double number)
{
    json_object_set_new(inner(object), key, json_real(number));
}

void
json_set_int(struct json *object, const char *key, long long number)
{
    json_object_set_new(inner(object), key, json_integer(number));
}

void
json_set_bool(struct json *object, const char *key, int value)
{
    json_object_set_new(inner(object), key, json_boolean(value));
}

void
json_set_null(struct json *object, const char *key)
{
    json_object_set_new(inner(object), key, json_null());
}

struct json *
json_set_object(struct json *object, const char *key)
{
    json_t *made = json_object();
    json_object_set_new(inner(object), key, made);
    return outer(made);
}

struct json *
json_set_list(struct json *object, const char *key)
{
    json_t *made = json_array();
    json_object_set_new(inner(object), key, made);
    return outer(made);
}

struct json *
json_add_object(struct json *list)
{
    json_t *made = json_object();
    json_array_append_new(inner(list), made);
    return outer(made);
}

void
json_add_text(struct json *list, const char *text)
{
    json_array_append_new(inner(list), text_new(text, strlen(text)));
}

struct json *
json_get(const struct json *object, const char *key)
{
    return outer(json_object_get(inner(object), key));
}

const char *
json_text(const struct json *object, const char *key, const char *fallback)
{
    const char *text = json_string_value(inner(json_get(object, key)));
    return text ? text : fallback;
}

const char *
json_bytes(const struct json *object, const char *key, size_t *len)
{
    json_t *value = inner(json_get(object, key));
    *len = json_string_length(value);
    return json_string_value(value);
}

long long
json_int(const struct json *object, const char *key, long long fallback)
{
    json_t *value = inner(json_get(object, key));
    return json_is_integer(value) ? json_integer_value(value) : fallback;
}

double
json_number(const struct json *object, const char *key, double fallback)
{
    json_t *value = inner(json_get(object, key));
    return json_is_number(value) ? json_number_value(value) : fallback;
}

int
json_bool(const struct json *object, const char *key, int fallback)
{
    json_t *value = inner(json_get(object, key));
    return json_is_boolean(value) ? json_is_true(value) : fallback;
}

int
json_is_map(const struct json *value)
{
    return value && json_is_object(inner(value));
}

size_t
json_len(const struct json *list)
{
    return json_array_size(inner(list));
}

struct json *
json_at(const struct json *list, size_t index)
{
    return outer(json_array_get(inner(list), index));
}

const char *
json_as_text(const struct json *value)
{
    return json_string_value(inner(value));
}

void
json_print_html(FILE *out, const struct json *value)
{
    char *text = json_dumps(inner(value), JSON_ENCODE_ANY | JSON_COMPACT);
    for (const char *at = text; at && *at; at++) {
        /* In JSON it stands in strings only. */
        fputs(*at == '<' ? "\\u003c" : (char[]){*at, 0}, out);
    }
    free(text);
}

void
json_print(FILE *out, const struct json *value, int indented)
{
    size_t flags =
        JSON_ENCODE_ANY | (indented ? JSON_INDENT(2) : JSON_COMPACT);
    json_dumpf(inner(value), out, flags);
    fputc('\n', out);
}
