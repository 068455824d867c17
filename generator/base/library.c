#include "base/library.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

const char *
library_load(const char *file, const struct library_function *functions)
{
    void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        return dlerror();
    }
    for (; functions->name; functions++) {
        void *address = dlsym(library, functions->name);
        if (!address) {
            return dlerror();
        }
        /* POSIX has a function's address fit into a void pointer. */
        memcpy(functions->pointer, &address, sizeof address);
    }
    return NULL;
}
