/* json.h -- JSON in and out; the only user of jansson.
 *
 * A reader names a fallback for each member: what is missing or of another
 * type gives it, so outside bytes need no second check.
 * Objects print in the order of insertion: the same data, the same bytes.
 */
#ifndef HEAPBOOK_BASE_JSON_H
#define HEAPBOOK_BASE_JSON_H

#include <stddef.h>
#include <stdio.h>
#include <talloc.h>

struct json; /* one value */

/* Parses one value from the bytes.  NULL when they are not JSON; then
 * *why (if not NULL) is a sentence, a talloc child of ctx.  Owns: the value
 * is freed with ctx, and what was got from it dies with it. */
struct json *json_parse(TALLOC_CTX *ctx, const char *text, size_t len,
                        const char **why);

/* Builders.  A value belongs to ctx until it is put into another. */
struct json *json_new_object(TALLOC_CTX *ctx);
void json_set_text(struct json *object, const char *key, const char *text);
void json_set_number(struct json *object, const char *key, double number);
void json_set_int(struct json *object, const char *key, long long number);
void json_set_bool(struct json *object, const char *key, int value);
void json_set_null(struct json *object, const char *key);
void json_set_bytes(struct json *object, const char *key, const char *bytes,
                    size_t len);

/* New, empty, inside; borrowed. */
struct json *json_set_object(struct json *object, const char *key);
struct json *json_set_list(struct json *object, const char *key);
struct json *json_add_object(struct json *list);
void json_add_text(struct json *list, const char *text);

/* Members of an object.  Borrowed. */
struct json *json_get(const struct json *object, const char *key);
const char *json_text(const struct json *object, const char *key,
                      const char *fallback);
const char *json_bytes(const struct json *object, const char *key,
                       size_t *len);
long long json_int(const struct json *object, const char *key,
                   long long fallback);
double json_number(const struct json *object, const char *key,
                   double fallback);
int json_bool(const struct json *object, const char *key, int fallback);

/* Whether the value has members. */
int json_is_map(const struct json *value);

/* Items of a list; 0 and NULL for what is no list. */
size_t json_len(const struct json *list);
struct json *json_at(const struct json *list, size_t index);

/* The string that the value is, or NULL. */
const char *json_as_text(const struct json *value);

/* Prints on one line, for a script element: no "<" is left. */
void json_print_html(FILE *out, const struct json *value);

/* Prints on one line, or indented by two. */
void json_print(FILE *out, const struct json *value, int indented);

#endif
