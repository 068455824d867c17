/* diag.h -- what the program says about the author's files.
 *
 * Every complaint goes through here, once, at the place where the author can
 * mend it:
 *
 *     content/copies.md:12:5: error: unknown word "raise"
 *     content/copies.md:12:5: note: did you mean "raises"?
 *
 * A function that finds a mistake says `return diag_at(...)`; its callers
 * only pass the -1 on.  Many mistakes are reported in one run: a stage goes
 * on with the next chapter, and the program asks diag_errors() at its end.
 *
 *   D1  a message is one line, has no full stop, and does not repeat the place
 *   D2  a note follows the message that it belongs to, at once
 *   D3  order is that of the calls, so it is the same in every run
 *
 * Knows: nothing of Heapbook.  Any floor may include it.
 */
#ifndef HEAPBOOK_BASE_DIAG_H
#define HEAPBOOK_BASE_DIAG_H

#include <stddef.h>
#include <stdio.h>

/* Shape: line and column from 1; 0 when there is none.  Owns: nothing. */
struct place {
    const char *path; /* NULL: the program speaks of itself */
    int line;
    int column; /* bytes */
};

enum diag_color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

enum diag_format {
    DIAG_HUMAN,
    DIAG_GITHUB /* workflow commands that annotate the changed lines */
};

/* GitHub shows ten annotations a step: so many are sent, the others stand in
 * the log as for people, and diag_end() sends one that counts them. */
enum { DIAG_ANNOTATIONS = 8 };

/* Decides colour: AUTO is yes on a terminal, unless NO_COLOR or CI is set. */
void diag_set_color(enum diag_color color);
void diag_set_format(enum diag_format format);

/* Sends messages to `out` from now on; NULL for stderr.  For tests. */
void diag_set_sink(FILE *out);

/* Whether text on `stream` is coloured, by the rule that was set. */
int diag_colored(FILE *stream);

/* Reports an error.  Returns -1, always. */
int diag_at(struct place place, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Reports something that is not wrong enough to fail. */
void diag_warn(struct place place, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Adds the remedy, or the other place that matters, to the last message. */
void diag_note(struct place place, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Adds lines to the last message as they are, each indented by two: a diff,
 * the output of a program.  Cut after 20 lines. */
void diag_quote(const char *text);

/* Says what the system says: `path: strerror(errno)`.  Returns -1. */
int diag_system(const char *path, const char *what);

/* To be called when the program ends. */
void diag_end(void);

/* Counts since the last diag_reset(). */
size_t diag_errors(void);
size_t diag_warnings(void);
void diag_reset(void);

/* The name of `names` (ends with NULL) that is nearest to `word`, for "did
 * you mean"; NULL when none is near. */
const char *diag_nearest(const char *word, const char *const *names);

/* Adds a note `did you mean "NAME"?` to the last message, if a name is near.
 */
void diag_suggest(struct place place, const char *word,
                  const char *const *names);

/* Ends the program with 3: there is no memory.  Never returns. */
void diag_no_memory(void) __attribute__((noreturn));

#endif
