/* library.h -- shared libraries that are loaded when they are first needed.
 *
 * libgit2 brings thirty libraries along, libmicrohttpd a dozen.  Most commands
 * need neither, so neither is among those that the program is linked with:
 * the one file that knows such a library lists the functions it uses, and
 * loads them before its first call:
 *
 *     #define FUNCTIONS(X) X(oid_cmp) X(oid_tostr)
 *     #define FIELD(name) __typeof__(git_##name) *name;
 *     #define ENTRY(name) {"git_" #name, &git.name},
 *     static struct { FUNCTIONS(FIELD) } git;
 *     static const struct library_function TABLE[] = {FUNCTIONS(ENTRY){0}};
 *
 * Knows: nothing of Heapbook, nothing of the libraries.
 */
#ifndef HEAPBOOK_BASE_LIBRARY_H
#define HEAPBOOK_BASE_LIBRARY_H

/* Where the address of a function goes.  pointer is the address of a pointer
 * to a function of the right type. */
struct library_function {
    const char *name;
    void *pointer;
};

/* Loads the library and fills all pointers; functions end with {0}.  The
 * library stays until the program ends.
 *
 * Fails: why, in the words of the loader; nothing has been reported.  NULL
 * when all is there. */
const char *library_load(const char *file,
                         const struct library_function *functions);

#endif
