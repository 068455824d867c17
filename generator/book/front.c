#include "book/front.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

enum value_type { TEXT, NUMBER, FLAG, LIST };

struct key {
    const char *name;
    enum value_type type;
    size_t offset; /* of the field in struct front */
};

#define FIELD(name, type)                                                     \
    {                                                                         \
#name, type, offsetof(struct front, name)                             \
    }

static const struct key CHAPTER_KEYS[] = {
    FIELD(title, TEXT),    FIELD(description, TEXT), FIELD(question, TEXT),
    FIELD(level, TEXT),    FIELD(minutes, NUMBER),   FIELD(needs, LIST),
    FIELD(outcomes, LIST), FIELD(aliases, LIST),     FIELD(draft, FLAG),
    FIELD(authors, LIST),  {NULL, TEXT, 0},
};

static const struct key EXERCISE_KEYS[] = {
    FIELD(title, TEXT),    FIELD(description, TEXT),   FIELD(level, TEXT),
    FIELD(points, NUMBER), FIELD(minutes, NUMBER),     FIELD(needs, LIST),
    FIELD(authors, LIST),  FIELD(show_solution, FLAG), {NULL, TEXT, 0},
};

struct reader {
    const struct source *source;
    struct front *front;
    const struct key *keys;
    yaml_document_t document;
    int failed;
};

/* YAML's marks count from 0, and from the line after the opening `---`. */
static struct place
mark_place(const struct reader *reader, yaml_mark_t mark)
{
    return source_place(reader->source, (int)mark.line + 2,
                        (int)mark.column + 1);
}

static const struct key *
key_find(struct reader *reader, const yaml_node_t *node)
{
    const char *names[16];
    size_t n = 0;
    const char *name = (const char *)node->data.scalar.value;
    for (const struct key *key = reader->keys; key->name; key++) {
        if (strcmp(key->name, name) == 0) {
            return key;
        }
        names[n++] = key->name;
    }
    names[n] = NULL;
    struct place place = mark_place(reader, node->start_mark);
    diag_at(place, "unknown key \"%s\"", name);
    diag_suggest(place, name, names);
    reader->failed = 1;
    return NULL;
}

static void
wrong_type(struct reader *reader, const struct key *key,
           const yaml_node_t *node, const char *expected)
{
    diag_at(mark_place(reader, node->start_mark), "%s: expected %s", key->name,
            expected);
    reader->failed = 1;
}

static const char **
list_read(struct reader *reader, const struct key *key, yaml_node_t *node)
{
    struct front *front = reader->front;
    size_t count = node->type == YAML_SEQUENCE_NODE
                       ? (size_t)(node->data.sequence.items.top -
                                  node->data.sequence.items.start)
                       : 1;
    const char **list = talloc_zero_array(front, const char *, count + 1);
    for (size_t i = 0; i < count; i++) {
        yaml_node_t *item = node;
        if (node->type == YAML_SEQUENCE_NODE) {
            int id = node->data.sequence.items.start[i];
            item = yaml_document_get_node(&reader->document, id);
        }
        if (item->type != YAML_SCALAR_NODE) {
            wrong_type(reader, key, item, "a list of texts");
            break;
        }
        list[i] = talloc_strdup(list, (char *)item->data.scalar.value);
    }
    return list;
}

static void
number_read(struct reader *reader, const struct key *key,
            const yaml_node_t *node, int *number)
{
    char *end;
    const char *text = (const char *)node->data.scalar.value;
    long value = strtol(text, &end, 10);
    if (*end || end == text || value < 0 || value > 100000) {
        wrong_type(reader, key, node, "a number from 0 to 100000");
        return;
    }
    *number = (int)value;
}

static void
flag_read(struct reader *reader, const struct key *key,
          const yaml_node_t *node, int *flag)
{
    const char *text = (const char *)node->data.scalar.value;
    if (strcmp(text, "true") != 0 && strcmp(text, "false") != 0) {
        wrong_type(reader, key, node, "true or false");
        return;
    }
    *flag = strcmp(text, "true") == 0;
}

static void
value_read(struct reader *reader, const struct key *key, yaml_node_t *node)
{
    void *field = (char *)reader->front + key->offset;
    if (key->type == LIST) {
        *(const char ***)field = list_read(reader, key, node);
        return;
    }
    if (node->type != YAML_SCALAR_NODE) {
        wrong_type(reader, key, node, "one value");
        return;
    }
    switch (key->type) {
    case NUMBER:
        number_read(reader, key, node, field);
        break;
    case FLAG:
        flag_read(reader, key, node, field);
        break;
    default:
        *(const char **)field =
            talloc_strdup(reader->front, (char *)node->data.scalar.value);
    }
}

static void
mapping_read(struct reader *reader)
{
    yaml_node_t *root = yaml_document_get_root_node(&reader->document);
    if (!root) {
        return;
    }
    if (root->type != YAML_MAPPING_NODE) {
        diag_at(mark_place(reader, root->start_mark),
                "expected lines of the form `key: value`");
        reader->failed = 1;
        return;
    }
    yaml_node_pair_t *pair = root->data.mapping.pairs.start;
    for (; pair < root->data.mapping.pairs.top; pair++) {
        yaml_node_t *name =
            yaml_document_get_node(&reader->document, pair->key);
        yaml_node_t *value =
            yaml_document_get_node(&reader->document, pair->value);
        const struct key *key =
            name->type == YAML_SCALAR_NODE ? key_find(reader, name) : NULL;
        if (key) {
            value_read(reader, key, value);
        }
    }
}

static void
yaml_read(struct reader *reader, const char *text, size_t len)
{
    yaml_parser_t parser;
    yaml_parser_initialize(&parser);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, len);
    if (!yaml_parser_load(&parser, &reader->document)) {
        diag_at(mark_place(reader, parser.problem_mark), "front matter: %s",
                parser.problem ? parser.problem : "not YAML");
        reader->failed = 1;
    }
    else {
        mapping_read(reader);
        yaml_document_delete(&reader->document);
    }
    yaml_parser_delete(&parser);
}

static int
is_fence(const struct source *source, int line)
{
    size_t len;
    const char *text = source_line(source, line, &len);
    while (len > 3 && text[len - 1] == ' ') {
        len--;
    }
    return len == 3 && memcmp(text, "---", 3) == 0;
}

/* The line of the closing fence; 0 when there is none. */
static int
closing_line(const struct source *source)
{
    for (int line = 2; line <= source->lines; line++) {
        if (is_fence(source, line)) {
            return line;
        }
    }
    return 0;
}

struct front *
front_parse(TALLOC_CTX *ctx, const struct source *source, enum front_kind kind,
            int *failed)
{
    struct front *front = talloc_zero(ctx, struct front);
    const char **none = talloc_zero_array(front, const char *, 1);
    front->needs = front->outcomes = front->aliases = front->authors = none;
    front->first_line = 1;
    if (source->len == 0 || !is_fence(source, 1)) {
        return front;
    }
    int close = closing_line(source);
    if (!close) {
        diag_at(source_place(source, 1, 1),
                "front matter begins here and has no closing `---`");
        *failed = 1;
        return front;
    }
    struct reader reader = {.source = source, .front = front};
    reader.keys = kind == FRONT_CHAPTER ? CHAPTER_KEYS : EXERCISE_KEYS;
    size_t from = source->starts[1];
    yaml_read(&reader, source->text + from, source->starts[close - 1] - from);
    front->first_line = close + 1;
    front->first_offset =
        close < source->lines ? source->starts[close] : source->len;
    *failed |= reader.failed;
    return front;
}

static void
print_list(FILE *out, const char *name, const char **list)
{
    for (; *list; list++) {
        fprintf(out, "%s: \"%s\"\n", name, *list);
    }
}

static void
print_text(FILE *out, const char *name, const char *text)
{
    if (text) {
        fprintf(out, "%s: \"%s\"\n", name, text);
    }
}

void
front_print(FILE *out, const struct front *front)
{
    print_text(out, "title", front->title);
    print_text(out, "description", front->description);
    print_text(out, "question", front->question);
    print_text(out, "level", front->level);
    fprintf(out, "minutes: %d\npoints: %d\ndraft: %d\nfirst line: %d\n",
            front->minutes, front->points, front->draft, front->first_line);
    print_list(out, "needs", front->needs);
    print_list(out, "outcomes", front->outcomes);
    print_list(out, "aliases", front->aliases);
    print_list(out, "authors", front->authors);
}
