#include "run/arguments.h"

#include <string.h>

static char **
add(TALLOC_CTX *ctx, char **words, size_t n, const char *text, size_t len)
{
    words = talloc_realloc(ctx, words, char *, n + 2);
    words[n] = talloc_strndup(words, text, len);
    words[n + 1] = NULL;
    return words;
}

char **
arguments_new(TALLOC_CTX *ctx, const char *const *first, const char *arguments)
{
    char **words = talloc_zero_array(ctx, char *, 1);
    size_t n = 0;

    for (; *first; first++) {
        words = add(ctx, words, n++, *first, strlen(*first));
    }
    while (arguments) {
        size_t len = strcspn(arguments, "\n");

        words = add(ctx, words, n++, arguments, len);
        arguments = arguments[len] ? arguments + len + 1 : NULL;
    }
    return words;
}
