#include "weave/data.h"

#include <string.h>

#include "base/diag.h"

static struct data *
child_new(struct data *parent, enum data_kind kind, const char *key)
{
    struct data *child = talloc_zero(parent, struct data);
    if (!child) {
        diag_no_memory();
    }
    child->kind = kind;
    child->key = key ? talloc_strdup(child, key) : NULL;
    if (parent->last) {
        parent->last->next = child;
    }
    else {
        parent->first = child;
    }
    parent->last = child;
    return child;
}

static void
text_fill(struct data *data, const char *text, size_t len)
{
    data->text = talloc_strndup(data, text, len);
    data->len = len;
}

struct data *
data_new(TALLOC_CTX *ctx)
{
    struct data *data = talloc_zero(ctx, struct data);
    if (!data) {
        diag_no_memory();
    }
    data->kind = DATA_TABLE;
    return data;
}

void
data_set_text(struct data *table, const char *key, const char *text)
{
    if (text) {
        text_fill(child_new(table, DATA_TEXT, key), text, strlen(text));
    }
}

void
data_set_safe(struct data *table, const char *key, const char *html,
              size_t len)
{
    text_fill(child_new(table, DATA_SAFE, key), html, len);
}

void
data_set_number(struct data *table, const char *key, long long number)
{
    child_new(table, DATA_NUMBER, key)->number = number;
}

void
data_set_flag(struct data *table, const char *key, int flag)
{
    child_new(table, DATA_FLAG, key)->number = flag != 0;
}

struct data *
data_set_list(struct data *table, const char *key)
{
    return child_new(table, DATA_LIST, key);
}

struct data *
data_set_table(struct data *table, const char *key)
{
    return child_new(table, DATA_TABLE, key);
}

void
data_add_text(struct data *list, const char *text)
{
    text_fill(child_new(list, DATA_TEXT, NULL), text, strlen(text));
}

void
data_add_safe(struct data *list, const char *html, size_t len)
{
    text_fill(child_new(list, DATA_SAFE, NULL), html, len);
}

struct data *
data_add_table(struct data *list)
{
    return child_new(list, DATA_TABLE, NULL);
}

const char *
data_text(const struct data *table, const char *key)
{
    for (const struct data *at = table->first; at; at = at->next) {
        if (strcmp(at->key, key) == 0 && at->kind == DATA_TEXT) {
            return at->text;
        }
    }
    return NULL;
}

static void
print_at(FILE *out, const struct data *data, int depth)
{
    for (; data; data = data->next) {
        fprintf(out, "%*s%s", 2 * depth, "", data->key ? data->key : "-");
        switch (data->kind) {
        case DATA_TEXT:
            fprintf(out, " = \"%s\"\n", data->text);
            break;
        case DATA_SAFE:
            fprintf(out, " = html %s\n", data->text);
            break;
        case DATA_NUMBER:
            fprintf(out, " = %lld\n", data->number);
            break;
        case DATA_FLAG:
            fprintf(out, " = %s\n", data->number ? "true" : "false");
            break;
        default:
            fputc('\n', out);
            print_at(out, data->first, depth + 1);
        }
    }
}

void
data_print(FILE *out, const struct data *data)
{
    print_at(out, data->first, 0);
}
