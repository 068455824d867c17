/* string.h -- of the C library; see hb_types.h. */
#ifndef HB_STD_STRING_H
#define HB_STD_STRING_H

#include "hb_types.h"

void *memcpy(void *to, const void *from, size_t size);
void *memmove(void *to, const void *from, size_t size);
void *memset(void *block, int byte, size_t size);
int memcmp(const void *a, const void *b, size_t size);
void *memchr(const void *block, int byte, size_t size);
void *memrchr(const void *block, int byte, size_t size);
void *memmem(const void *block, size_t size, const void *part, size_t len);
void *mempcpy(void *to, const void *from, size_t size);

size_t strlen(const char *text);
size_t strnlen(const char *text, size_t most);
char *strcpy(char *to, const char *from);
char *strncpy(char *to, const char *from, size_t size);
char *stpcpy(char *to, const char *from);
char *strcat(char *to, const char *from);
char *strncat(char *to, const char *from, size_t size);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t size);
int strcoll(const char *a, const char *b);
int strcasecmp(const char *a, const char *b);
int strncasecmp(const char *a, const char *b, size_t size);
char *strchr(const char *text, int c);
char *strrchr(const char *text, int c);
char *strstr(const char *text, const char *part);
char *strpbrk(const char *text, const char *set);
size_t strspn(const char *text, const char *set);
size_t strcspn(const char *text, const char *set);
char *strtok(char *text, const char *set);
char *strtok_r(char *text, const char *set, char **rest);
char *strsep(char **text, const char *set);
char *strdup(const char *text);
char *strndup(const char *text, size_t size);
char *strerror(int number);
char *strsignal(int number);

#endif
