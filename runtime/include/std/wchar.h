/* wchar.h -- of the C library; see hb_types.h. */
#ifndef HB_STD_WCHAR_H
#define HB_STD_WCHAR_H

#include <stdarg.h>

#include "hb_types.h"

#ifndef HB_STD_WCHAR_T
#define HB_STD_WCHAR_T
typedef int wchar_t;
#endif
typedef unsigned int wint_t;

#ifndef __mbstate_t_defined
#define __mbstate_t_defined   1
#define ____mbstate_t_defined 1

typedef struct {
    int count;
    unsigned int value;
} mbstate_t;

typedef mbstate_t __mbstate_t;
#endif

#define WEOF (0xffffffffu)

#ifndef WCHAR_MIN
#define WCHAR_MIN (-2147483647 - 1)
#define WCHAR_MAX 2147483647
#endif

size_t wcslen(const wchar_t *text);
wchar_t *wcscpy(wchar_t *to, const wchar_t *from);
wchar_t *wcsncpy(wchar_t *to, const wchar_t *from, size_t size);
int wcscmp(const wchar_t *a, const wchar_t *b);
int wcsncmp(const wchar_t *a, const wchar_t *b, size_t size);
wchar_t *wcschr(const wchar_t *text, wchar_t c);
wchar_t *wcsrchr(const wchar_t *text, wchar_t c);
wchar_t *wmemcpy(wchar_t *to, const wchar_t *from, size_t size);
wchar_t *wmemset(wchar_t *block, wchar_t c, size_t size);
int wmemcmp(const wchar_t *a, const wchar_t *b, size_t size);
size_t mbrtowc(wchar_t *out, const char *text, size_t size, mbstate_t *state);
size_t wcrtomb(char *out, wchar_t c, mbstate_t *state);

#endif
