/* string.c -- memory and strings.
 *
 * memcpy, memmove and memset are single instructions of WebAssembly. */
#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <wchar.h>

void *
memcpy(void *to, const void *from, size_t size)
{
    return __builtin_memcpy(to, from, size);
}

void *
memmove(void *to, const void *from, size_t size)
{
    return __builtin_memmove(to, from, size);
}

void *
memset(void *block, int byte, size_t size)
{
    return __builtin_memset(block, byte, size);
}

void *
mempcpy(void *to, const void *from, size_t size)
{
    return (char *)memcpy(to, from, size) + size;
}

/* Eight bytes at a time while they are equal. */
int
memcmp(const void *a, const void *b, size_t size)
{
    const unsigned char *x = a;
    const unsigned char *y = b;
    uint64_t v, w;

    while (size >= sizeof v) {
        __builtin_memcpy(&v, x, sizeof v);
        __builtin_memcpy(&w, y, sizeof w);
        if (v != w) {
            break;
        }
        x += sizeof v;
        y += sizeof v;
        size -= sizeof v;
    }
    for (; size > 0; size--, x++, y++) {
        if (*x != *y) {
            return *x - *y;
        }
    }
    return 0;
}

void *
memchr(const void *block, int byte, size_t size)
{
    const unsigned char *at = block;

    for (; size > 0; size--, at++) {
        if (*at == (unsigned char)byte) {
            return (void *)at;
        }
    }
    return NULL;
}

void *
memrchr(const void *block, int byte, size_t size)
{
    const unsigned char *at = block;

    while (size-- > 0) {
        if (at[size] == (unsigned char)byte) {
            return (void *)(at + size);
        }
    }
    return NULL;
}

void *
memmem(const void *block, size_t size, const void *part, size_t len)
{
    const char *at = block;

    if (len == 0) {
        return (void *)block;
    }
    while (size >= len) {
        const char *found =
            memchr(at, *(const unsigned char *)part, size - len + 1);

        if (!found) {
            return NULL;
        }
        if (!memcmp(found, part, len)) {
            return (void *)found;
        }
        size -= (size_t)(found + 1 - at);
        at = found + 1;
    }
    return NULL;
}

/* ---- lengths and copies ------------------------------------------------- */

size_t
strlen(const char *text)
{
    const char *end = text;

    while (*end) {
        end++;
    }
    return (size_t)(end - text);
}

size_t
strnlen(const char *text, size_t most)
{
    const char *end = memchr(text, 0, most);

    return end ? (size_t)(end - text) : most;
}

char *
stpcpy(char *to, const char *from)
{
    size_t len = strlen(from);

    return (char *)memcpy(to, from, len + 1) + len;
}

/* Not by stpcpy: a compiler that sees its result unused makes strcpy of it,
 * which is this. */
char *
strcpy(char *to, const char *from)
{
    return memcpy(to, from, strlen(from) + 1);
}

char *
strncpy(char *to, const char *from, size_t size)
{
    size_t len = strnlen(from, size);

    memcpy(to, from, len);
    memset(to + len, 0, size - len);
    return to;
}

char *
strcat(char *to, const char *from)
{
    strcpy(to + strlen(to), from);
    return to;
}

char *
strncat(char *to, const char *from, size_t size)
{
    size_t len = strnlen(from, size);
    char *end = to + strlen(to);

    memcpy(end, from, len);
    end[len] = '\0';
    return to;
}

char *
strndup(const char *text, size_t size)
{
    size_t len = strnlen(text, size);
    char *copy = malloc(len + 1);

    if (copy) {
        memcpy(copy, text, len);
        copy[len] = '\0';
    }
    return copy;
}

char *
strdup(const char *text)
{
    return strndup(text, strlen(text));
}

/* ---- comparing ---------------------------------------------------------- */

int
strncmp(const char *a, const char *b, size_t size)
{
    for (; size > 0; size--, a++, b++) {
        if (*a != *b || !*a) {
            return (unsigned char)*a - (unsigned char)*b;
        }
    }
    return 0;
}

int
strcmp(const char *a, const char *b)
{
    return strncmp(a, b, SIZE_MAX);
}

int
strcoll(const char *a, const char *b)
{
    return strcmp(a, b);
}

int
strncasecmp(const char *a, const char *b, size_t size)
{
    for (; size > 0; size--, a++, b++) {
        int x = tolower((unsigned char)*a);
        int y = tolower((unsigned char)*b);

        if (x != y || !x) {
            return x - y;
        }
    }
    return 0;
}

int
strcasecmp(const char *a, const char *b)
{
    return strncasecmp(a, b, SIZE_MAX);
}

/* ---- older names -------------------------------------------------------- */

int
bcmp(const void *a, const void *b, size_t size)
{
    return memcmp(a, b, size);
}

void
bcopy(const void *from, void *to, size_t size)
{
    memmove(to, from, size);
}

void
bzero(void *block, size_t size)
{
    memset(block, 0, size);
}

char *
index(const char *text, int wanted)
{
    return strchr(text, wanted);
}

char *
rindex(const char *text, int wanted)
{
    return strrchr(text, wanted);
}

int
ffs(int bits)
{
    return __builtin_ffs(bits);
}

/* ---- searching ---------------------------------------------------------- */

char *
strchr(const char *text, int c)
{
    return memchr(text, c, strlen(text) + 1);
}

char *
strrchr(const char *text, int c)
{
    return memrchr(text, c, strlen(text) + 1);
}

char *
strstr(const char *text, const char *part)
{
    return memmem(text, strlen(text), part, strlen(part));
}

/* The length of the head that has only, or no, characters of the set. */
static size_t
span(const char *text, const char *set, int inside)
{
    size_t len = 0;

    while (text[len] && (strchr(set, text[len]) != NULL) == inside) {
        len++;
    }
    return len;
}

size_t
strspn(const char *text, const char *set)
{
    return span(text, set, 1);
}

size_t
strcspn(const char *text, const char *set)
{
    return span(text, set, 0);
}

char *
strpbrk(const char *text, const char *set)
{
    text += strcspn(text, set);
    return *text ? (char *)text : NULL;
}

char *
strsep(char **text, const char *set)
{
    char *word = *text;

    if (word) {
        char *end = word + strcspn(word, set);

        *text = *end ? end + 1 : NULL;
        *end = '\0';
    }
    return word;
}

char *
strtok_r(char *text, const char *set, char **rest)
{
    char *word = text ? text : *rest;

    *rest = word ? word + strspn(word, set) : NULL;
    if (!*rest || !**rest) {
        return NULL;
    }
    return strsep(rest, set);
}

char *
strtok(char *text, const char *set)
{
    static char *rest;

    return strtok_r(text, set, &rest);
}
