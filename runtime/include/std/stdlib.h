/* stdlib.h -- of the C library; see hb_types.h. */
#ifndef HB_STD_STDLIB_H
#define HB_STD_STDLIB_H

#include "hb_types.h"

#ifndef HB_STD_WCHAR_T
#define HB_STD_WCHAR_T
typedef int wchar_t;
#endif

#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1
#define RAND_MAX     2147483647

typedef struct {
    int quot;
    int rem;
} div_t;

typedef struct {
    long quot;
    long rem;
} ldiv_t;

void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *block, size_t size);
void *reallocarray(void *block, size_t count, size_t size);
void *aligned_alloc(size_t alignment, size_t size);
int posix_memalign(void **block, size_t alignment, size_t size);
void free(void *block);

void abort(void);
void exit(int code);
void _Exit(int code);
int atexit(void (*function)(void));
char *getenv(const char *name);
int setenv(const char *name, const char *value, int replace);
int unsetenv(const char *name);
int system(const char *command);
char *realpath(const char *path, char *out);
int mkstemp(char *name);

void qsort(void *items, size_t count, size_t size,
           int (*compare)(const void *, const void *));
void *bsearch(const void *key, const void *items, size_t count, size_t size,
              int (*compare)(const void *, const void *));

int abs(int n);
long labs(long n);
long long llabs(long long n);
div_t div(int a, int b);
ldiv_t ldiv(long a, long b);
int rand(void);
void srand(unsigned int seed);
long random(void);
void srandom(unsigned int seed);

int atoi(const char *text);
long atol(const char *text);
long long atoll(const char *text);
double atof(const char *text);
long strtol(const char *text, char **end, int base);
unsigned long strtoul(const char *text, char **end, int base);
long long strtoll(const char *text, char **end, int base);
unsigned long long strtoull(const char *text, char **end, int base);
double strtod(const char *text, char **end);
float strtof(const char *text, char **end);

size_t mbstowcs(wchar_t *out, const char *text, size_t size);
size_t wcstombs(char *out, const wchar_t *text, size_t size);

#endif
