/* facts.c -- the recorded facts about CPython (runtime/test/facts.h), as they
 * are observed in WebAssembly: a line for each, for facts.mjs to compare; the
 * reason for one that is out of reach. */
#include "facts_all.h"

void
write_text(FILE *out, const char *utf8)
{
    putc('"', out);
    for (const unsigned char *at = (const unsigned char *)utf8; *at; at++) {
        if (*at < ' ' || *at == '"' || *at == '\\') {
            fprintf(out, "\\u%04x", *at);
        }
        else {
            putc(*at, out);
        }
    }
    putc('"', out);
}

static void
print_fact(struct fact *fact)
{
    printf("{\"section\": \"%s\", \"name\": ", fact->section);
    write_text(stdout, fact->name);
    if (fact->why) {
        fputs(", \"why\": ", stdout);
        write_text(stdout, fact->why);
    }
    else {
        printf(", \"is_rows\": %d, \"observed\": ", fact->is_rows);
        fact->observe(stdout);
    }
    puts("}");
    fflush(stdout);
    if (PyErr_Occurred()) {
        PyErr_Print();
    }
}

static void
print_all(void)
{
    for (struct fact *fact = facts; fact; fact = fact->next) {
        print_fact(fact);
    }
}

int
main(void)
{
    return hb_main(print_all);
}
