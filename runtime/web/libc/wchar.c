/* wchar.c -- wide characters are code points; text is UTF-8. */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

size_t
wcslen(const wchar_t *text)
{
    size_t len = 0;

    while (text[len]) {
        len++;
    }
    return len;
}

wchar_t *
wmemcpy(wchar_t *to, const wchar_t *from, size_t size)
{
    return memcpy(to, from, size * sizeof *to);
}

wchar_t *
wmemset(wchar_t *block, wchar_t c, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        block[i] = c;
    }
    return block;
}

int
wmemcmp(const wchar_t *a, const wchar_t *b, size_t size)
{
    for (; size > 0; size--, a++, b++) {
        if (*a != *b) {
            return *a < *b ? -1 : 1;
        }
    }
    return 0;
}

wchar_t *
wcscpy(wchar_t *to, const wchar_t *from)
{
    return wmemcpy(to, from, wcslen(from) + 1);
}

wchar_t *
wcsncpy(wchar_t *to, const wchar_t *from, size_t size)
{
    size_t len = wcslen(from);

    len = len < size ? len : size;
    wmemcpy(to, from, len);
    wmemset(to + len, 0, size - len);
    return to;
}

int
wcsncmp(const wchar_t *a, const wchar_t *b, size_t size)
{
    for (; size > 0; size--, a++, b++) {
        if (*a != *b || !*a) {
            return *a < *b ? -1 : *a > *b;
        }
    }
    return 0;
}

int
wcscmp(const wchar_t *a, const wchar_t *b)
{
    return wcsncmp(a, b, SIZE_MAX);
}

wchar_t *
wcschr(const wchar_t *text, wchar_t c)
{
    for (; *text != c; text++) {
        if (!*text) {
            return NULL;
        }
    }
    return (wchar_t *)text;
}

wchar_t *
wcsrchr(const wchar_t *text, wchar_t c)
{
    const wchar_t *at = text + wcslen(text);

    while (*at != c) {
        if (at == text) {
            return NULL;
        }
        at--;
    }
    return (wchar_t *)at;
}

/* ---- UTF-8 -------------------------------------------------------------- */

#define WRONG ((size_t)-1)
#define CUT   ((size_t)-2)

size_t
mbrtowc(wchar_t *out, const char *text, size_t size, mbstate_t *state)
{
    const unsigned char *at = (const unsigned char *)text;
    size_t len, i;
    wchar_t c;

    (void)state;
    if (size == 0) {
        return CUT;
    }
    len = *at < 0x80   ? 1
          : *at < 0xC2 ? 0
          : *at < 0xE0 ? 2
          : *at < 0xF0 ? 3
                       : 4;
    if (len == 0 || *at > 0xF4) {
        errno = EILSEQ;
        return WRONG;
    }
    c = len == 1 ? *at : *at & (0x7F >> len);
    for (i = 1; i < len; i++) {
        if (i == size) {
            return CUT;
        }
        if ((at[i] & 0xC0) != 0x80) {
            errno = EILSEQ;
            return WRONG;
        }
        c = c << 6 | (at[i] & 0x3F);
    }
    if (out) {
        *out = c;
    }
    return c ? len : 0;
}

size_t
wcrtomb(char *out, wchar_t c, mbstate_t *state)
{
    static const unsigned char heads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t len = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

    (void)state;
    if (!out) {
        return 1;
    }
    if (c < 0 || c > 0x10FFFF) {
        errno = EILSEQ;
        return WRONG;
    }
    for (size_t i = len; i-- > 1; c >>= 6) {
        out[i] = (char)(0x80 | (c & 0x3F));
    }
    out[0] = (char)(heads[len] | c);
    return len;
}

size_t
mbstowcs(wchar_t *out, const char *text, size_t size)
{
    size_t count = 0;

    while (!out || count < size) {
        wchar_t c;
        size_t len = mbrtowc(&c, text, 4, NULL);

        if (len == WRONG || len == CUT) {
            return WRONG;
        }
        if (out) {
            out[count] = c;
        }
        if (len == 0) {
            break;
        }
        text += len;
        count++;
    }
    return count;
}

size_t
wcstombs(char *out, const wchar_t *text, size_t size)
{
    size_t used = 0;

    for (; *text; text++) {
        char bytes[4];
        size_t len = wcrtomb(bytes, *text, NULL);

        if (len == WRONG) {
            return WRONG;
        }
        if (out && used + len > size) {
            return used;
        }
        if (out) {
            memcpy(out + used, bytes, len);
        }
        used += len;
    }
    if (out && used < size) {
        out[used] = '\0';
    }
    return used;
}
