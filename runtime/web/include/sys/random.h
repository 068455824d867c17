/* sys/random.h -- of the C library in WebAssembly; see runtime/web/host.h. */
#ifndef HB_WEB_SYS_RANDOM_H
#define HB_WEB_SYS_RANDOM_H

#include <sys/types.h>

#define GRND_NONBLOCK 1

ssize_t getrandom(void *bytes, size_t size, unsigned int flags);

#endif
