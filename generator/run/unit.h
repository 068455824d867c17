/* unit.h -- a program to run, and what came of it.
 *
 * A unit is planned by the stages above (an example of a chapter, a variant of
 * it, a submission) and run by this floor.  A unit knows where its text stands
 * in the author's file, so that every message can point there.
 *
 *   U1  a result says what happened; it does not say whether that is right
 *       (verdict.h does)
 *   U2  equal units give equal results: no address, no time, no path of this
 *       machine in `out`, `records` or `messages`
 */
#ifndef HEAPBOOK_RUN_UNIT_H
#define HEAPBOOK_RUN_UNIT_H

#include <stddef.h>

enum compiler {
    COMPILER_TCC,
    COMPILER_GCC,
    COMPILER_CLANG,
    COMPILER_PYTHON /* the text is Python; with RUNTIME_CPYTHON only */
};

enum runtime_kind {
    RUNTIME_MODEL,  /* the bundled runtime */
    RUNTIME_ASAN,   /* the same, built with ASan and UBSan */
    RUNTIME_CPYTHON /* the real one: python3-dev */
};

struct unit {
    const char *name; /* "chapter/example": for messages and cache notes */
    const char *path; /* the author's file, for messages */
    int line;         /* where the first line of text stands in it, from 1 */
    const char *text; /* complete C source, UTF-8 */
    enum compiler compiler;
    enum runtime_kind runtime;
    const char *input;     /* given on stdin; NULL for none */
    const char *arguments; /* of main, a line each; NULL for none */
    int timeout_ms;        /* wall clock; 0 for the default, 10 s */
    int compile_only;      /* do not run */
};

/* A message of the compiler, already moved to the author's file. */
struct message {
    int line;         /* of the author's file, from 1; 0 when unknown */
    int column;       /* from 1; 0 when unknown */
    int is_error;     /* else a warning */
    const char *text; /* the compiler's words, untouched */
};

enum outcome {
    RAN,          /* ended by itself; see exit_code */
    NOT_COMPILED, /* see messages */
    KILLED,       /* by a signal; see signal */
    OVER_TIME,    /* wall clock or CPU */
    OVER_MEMORY,
    OVER_OUTPUT,
    FORBIDDEN,     /* asked for a system call that is not allowed */
    NOT_AVAILABLE, /* the compiler or the runtime is not installed */
    TOOL_FAILED    /* the runner could not do its work */
};

/* Owns: everything is a talloc child of the result. */
struct result {
    enum outcome outcome;
    int exit_code;
    int signal;
    int line;           /* of the author's file, where it went wrong; or 0 */
    const char *reason; /* one sentence, without a full stop; NULL if RAN 0 */
    const char *out;    /* stdout */
    size_t out_len;
    const char *err; /* stderr */
    size_t err_len;
    const char *records; /* see heapbook/records.h */
    size_t records_len;
    struct message *messages;
    size_t message_count;
    int from_cache;
};

#endif
