/* strings.h -- of the C library; see hb_types.h. */
#ifndef HB_STD_STRINGS_H
#define HB_STD_STRINGS_H

#include <string.h>

int bcmp(const void *a, const void *b, size_t size);
void bcopy(const void *from, void *to, size_t size);
void bzero(void *block, size_t size);
int ffs(int bits);
char *index(const char *text, int wanted);
char *rindex(const char *text, int wanted);

#endif
