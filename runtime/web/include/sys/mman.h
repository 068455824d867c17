/* sys/mman.h -- of the C library in WebAssembly; see runtime/web/walls.c. */
#ifndef HB_WEB_SYS_MMAN_H
#define HB_WEB_SYS_MMAN_H

#include <sys/types.h>

enum { PROT_NONE = 0, PROT_READ = 1, PROT_WRITE = 2 };

enum { MAP_PRIVATE = 2, MAP_ANONYMOUS = 32, MAP_NORESERVE = 0x4000 };

enum { MADV_DONTNEED = 4 };

#define MAP_FAILED ((void *)-1)

void *mmap(void *at, size_t size, int access, int flags, int fd, long offset);
int mprotect(void *start, size_t size, int access);
int madvise(void *start, size_t size, int advice);

#endif
