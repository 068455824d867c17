#include "run/own_names.h"

#include <ctype.h>
#include <dlfcn.h>
#include <string.h>

#include "run/machine_lines.h"

/* As in runtime/names.list. */
static int
is_of_runtime(const char *name)
{
    static const char *const heads[] = {"Py", "_Py", "hb_", "drawn_"};

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        if (!strncmp(name, heads[i], strlen(heads[i]))) {
            return dlsym(RTLD_DEFAULT, name) != NULL;
        }
    }
    return 0;
}

static int
is_in_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

static int
is_statement(const char *word, size_t len)
{
    return (len == 6 && !strncmp(word, "return", len)) ||
           (len == 4 && !strncmp(word, "else", len)) ||
           (len == 2 && !strncmp(word, "do", len));
}

/* What stands before a name that is declared: words and stars, from the end
 * of what was before them; and a call has none, or one of another kind. */
static int
follows_a_type(const char *text, const char *at)
{
    const char *begin = at, *end;

    while (begin > text && (is_in_word(begin[-1]) || begin[-1] == '*' ||
                            isspace((unsigned char)begin[-1]))) {
        begin--;
    }
    if (begin > text && !strchr(";}/\">", begin[-1])) {
        return 0;
    }
    while (begin < at && !is_in_word(*begin)) {
        begin++;
    }
    for (end = begin; end < at && is_in_word(*end);) {
        end++;
    }
    return end > begin && !is_statement(begin, (size_t)(end - begin));
}

static int
is_declared(const char *text, const char *name)
{
    size_t len = strlen(name);

    for (const char *at = text; (at = strstr(at, name)) != NULL; at += len) {
        if (!is_in_word(at[len]) && (at == text || !is_in_word(at[-1])) &&
            follows_a_type(text, at)) {
            return 1;
        }
    }
    return 0;
}

const char *
own_names_taken(const char *object, size_t len, const char *scenarios,
                void *(*find)(void *arg, const char *name), void *arg)
{
    size_t at = 0;
    const char *name;

    while ((name = machine_name_needed(object, len, &at)) != NULL) {
        if (is_of_runtime(name) && find(arg, name) &&
            !is_declared(scenarios, name)) {
            return name;
        }
    }
    return NULL;
}
