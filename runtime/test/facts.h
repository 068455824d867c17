/* facts.h -- measured facts about CPython 3.11, asserted on the model.
 *
 * facts/cpython311.json holds what was measured on CPython 3.11: a name and a
 * JSON value a line, in two sections: "c" (through the C API) and "python"
 * (by the interpreter).  A fact is tested by a function that observes the
 * same thing on the model and writes it, as JSON, to `out`:
 *
 *     FACT("c", "float.two_calls_same")
 *     {
 *         write_bool(out, hb_float(1.5) == hb_float(1.5));
 *     }
 *
 * The two values must be equal.  Every recorded fact has a function or a
 * reason, UNREACHED("python", name, why), and so has every row of a fact that
 * is a list of rows: UNREACHED("errors.c_api", row, why).  The reasons are
 * counted and listed.
 */
#ifndef HB_FACTS_H
#define HB_FACTS_H

#include <heapbook.h>
#include <stdio.h>

/* Blocks stay where they are and free lists keep the dead, but not so in the
 * other flavours of the runtime. */
#if !defined(HB_HOSTILE) && !defined(HB_ASAN)
#define PLAIN_MEMORY 1
#define NOT_PLAIN    NULL
#else
#define NOT_PLAIN "this flavour has other allocators"
#endif

struct fact {
    const char *section; /* "c" or "python" */
    const char *name;
    void (*observe)(FILE *out); /* NULL: out of reach */
    const char *why;            /* the reason, or NULL */
    struct fact *next;
    int is_rows; /* [[name, ...], ...]: each row is compared by its name */
    int is_met;  /* was recorded */
};

/* All facts that have a function or a reason; newest first. */
extern struct fact *facts;

#define FACT_JOIN_(a, b) a##b
#define FACT_JOIN(a, b)  FACT_JOIN_(a, b)

/* `n` is a number of the translation unit's own: the files of facts/ are
 * included into one. */
#define FACT_ADD_(section_, name_, observe_, why_, n)                         \
    static struct fact FACT_JOIN(fact_, n) = {                                \
        section_, name_, observe_, why_, NULL, 0, 0};                         \
    __attribute__((constructor)) static void FACT_JOIN(fact_add_, n)(void)    \
    {                                                                         \
        FACT_JOIN(fact_, n).next = facts;                                     \
        facts = &FACT_JOIN(fact_, n);                                         \
    }

#define FACT_(section_, name_, why_, n)                                       \
    static void FACT_JOIN(fact_observe_, n)(FILE * out);                      \
    FACT_ADD_(section_, name_, FACT_JOIN(fact_observe_, n), why_, n)          \
    static void FACT_JOIN(fact_observe_, n)(FILE * out)

#define FACT(section_, name_) FACT_(section_, name_, NULL, __COUNTER__)

/* A fact that only holds where memory is as in CPython. */
#define FACT_PLAIN(section_, name_)                                           \
    FACT_(section_, name_, NOT_PLAIN, __COUNTER__)

#define UNREACHED(section_, name_, why_)                                      \
    FACT_ADD_(section_, name_, NULL, why_, __COUNTER__)

/* A fact that is a list of rows, of which some may be out of reach: those
 * that are observed must be as recorded. */
#define FACT_ROWS_(section_, name_, n)                                        \
    static void FACT_JOIN(fact_observe_, n)(FILE * out);                      \
    static struct fact FACT_JOIN(fact_, n) = {                                \
        section_, name_, FACT_JOIN(fact_observe_, n), NULL, NULL, 1, 0};      \
    __attribute__((constructor)) static void FACT_JOIN(fact_add_, n)(void)    \
    {                                                                         \
        FACT_JOIN(fact_, n).next = facts;                                     \
        facts = &FACT_JOIN(fact_, n);                                         \
    }                                                                         \
    static void FACT_JOIN(fact_observe_, n)(FILE * out)

#define FACT_ROWS(section_, name_) FACT_ROWS_(section_, name_, __COUNTER__)

/* A fact that is one whole number. */
#define FACT_INT(section_, name_, expression)                                 \
    FACT(section_, name_)                                                     \
    {                                                                         \
        fprintf(out, "%lld", (long long)(expression));                        \
    }

/* A fact that is true or false. */
#define FACT_BOOL(section_, name_, expression)                                \
    FACT(section_, name_)                                                     \
    {                                                                         \
        write_bool(out, !!(expression));                                      \
    }

void write_bool(FILE *out, int truth);

/* Writes a JSON string. */
void write_text(FILE *out, const char *utf8);

/* Writes an object as JSON: None, bool, int, float, str, list, tuple and dict
 * with str keys. */
void write_object(FILE *out, PyObject *object);

/* Writes ["TypeError", "text"] for the exception that is set, and clears it;
 * ["ok", repr] when `result` is not NULL. */
void write_raised(FILE *out, PyObject *result);

#endif
