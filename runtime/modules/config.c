/* config.c -- the modules that are built in: a name, its init function.
 *
 * sys and builtins are made before there is an import; their rows say only
 * that they exist.
 */
#include "internal/hb_config.h"

/* Modules with an init function of their own, sorted. */
#define MODULES(X)                                                            \
    X(_struct)                                                                \
    X(_weakref)                                                               \
    X(array)                                                                  \
    X(atexit)                                                                 \
    X(bisect)                                                                 \
    X(collections)                                                            \
    X(contextlib)                                                             \
    X(contextvars)                                                            \
    X(copy)                                                                   \
    X(copyreg)                                                                \
    X(functools)                                                              \
    X(gc)                                                                     \
    X(heapq)                                                                  \
    X(itertools)                                                              \
    X(operator)                                                               \
    X(struct)                                                                 \
    X(time)                                                                   \
    X(tracemalloc)                                                            \
    X(types)                                                                  \
    X(weakref)

#define DECLARE(name) PyMODINIT_FUNC PyInit_##name(void);
#define ROW(name)     {#name, PyInit_##name},

MODULES(DECLARE)

struct _inittab Hb_BuiltinModules[] = {
    {"builtins", NULL},
    {"sys", NULL},
    MODULES(ROW){NULL, NULL},
};
