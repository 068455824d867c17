#include "excerpt/words.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

size_t
token_len(const char *at)
{
    size_t len = 1;

    if (!*at) {
        return 0;
    }
    if (*at == '"' || *at == '\'') {
        while (at[len] && at[len] != *at) {
            len += at[len] == '\\' ? 2 : 1;
        }
        return len + 1;
    }
    while (isalnum((unsigned char)*at) || *at == '_') {
        if (!isalnum((unsigned char)at[len]) && at[len] != '_') {
            break;
        }
        len++;
    }
    return len;
}

int
is_word(const char *at)
{
    return isalpha((unsigned char)*at) || *at == '_';
}

int
is_keyword(const char *at, size_t len)
{
    static const char all[] =
        " auto break case char const continue default do double else enum "
        "extern float for goto if inline int long register restrict return "
        "short signed sizeof static struct switch typedef union unsigned "
        "void volatile while __attribute__ __asm__ __inline __restrict ";
    char key[64];

    if (len > sizeof key - 3) {
        return 0;
    }
    snprintf(key, sizeof key, " %.*s ", (int)len, at);
    return strstr(all, key) != NULL;
}

int
is(const char *at, size_t len, const char *word)
{
    return len == strlen(word) && !strncmp(at, word, len);
}

const char *
skip_blanks(const char *at)
{
    return at + strspn(at, " \t\n");
}

const char *
skip_group(const char *at)
{
    int depth = 0;

    for (size_t len; (len = token_len(at)) > 0; at += len) {
        depth += strchr("([{", *at) != NULL;
        if (strchr(")]}", *at) && --depth == 0) {
            return at + 1;
        }
    }
    return at;
}
