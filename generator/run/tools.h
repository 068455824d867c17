/* tools.h -- which compilers, runtimes and libraries this machine has.
 *
 * Looked for once, by looking at files; nothing is started for it.
 */
#ifndef HEAPBOOK_RUN_TOOLS_H
#define HEAPBOOK_RUN_TOOLS_H

#include <talloc.h>

#include "run/unit.h"

struct tools {
    const char *include; /* the runtime's headers */
    const char *std;     /* small headers of the C library, for tcc */
    const char *helper;  /* sources of heapbook.h's functions */
    const char *tcc;     /* libtcc's own headers and helpers, or NULL */
    const char *gcc;     /* or NULL, as all that follow */
    const char *clang;
    const char *python;         /* an interpreter of version 3.11 */
    const char *python_include; /* the folder of the real Python.h */
    const char *python_library; /* libpython3.11.so */
    const char *model_library;  /* libheapbook.a */
    const char *asan_library;   /* the same, with sanitizers */
};

/* Never NULL.  home_find must have been called. */
const struct tools *tools_get(void);

/* Files and folders of Heapbook's own that a compiler reads; ends with
 * NULL. */
const char *const *tools_inputs(void);

/* What is missing for units of this kind, as a sentence; NULL if nothing. */
const char *tools_missing(enum compiler compiler, enum runtime_kind runtime);

/* A name for the program with the runtime in it, and for its headers: the
 * same wherever this build runs. */
const char *tools_runtime_hash(void);

/* Changes when anything does that an object file of libtcc's may depend on;
 * headers are looked at from outside only.  Owns: static. */
const char *tools_stamp(void);

/* Changes when anything does that a unit's result may depend on: our program
 * with the runtime in it, headers, the compiler, the interpreter.
 *
 * Owns: a talloc child of ctx. */
char *tools_version(TALLOC_CTX *ctx, enum compiler compiler,
                    enum runtime_kind runtime);

#endif
