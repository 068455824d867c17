/* messages.h -- what compilers and sanitizers said, as data.  Pure. */
#ifndef HEAPBOOK_RUN_MESSAGES_H
#define HEAPBOOK_RUN_MESSAGES_H

#include <talloc.h>

#include "run/unit.h"

/* Reads the messages of gcc or clang about `file`; lines of the text are
 * moved by `line` - 1.  A message about a header stands at the line that
 * includes it.
 *
 * Owns: talloc children of ctx; fills result->messages. */
void messages_parse(TALLOC_CTX *ctx, const char *text, const char *file,
                    int line, struct result *result);

/* The sentence of a sanitizer's report about `file`, such as "use of memory
 * that was freed"; NULL when the text is none.  Sets *line, counted in the
 * file, to 0 or where it happened. */
const char *sanitizer_sentence(TALLOC_CTX *ctx, const char *text,
                               const char *file, int *line);

/* Replaces what looks like an address, 0x and 9 to 12 hexadecimal digits, by
 * 0x and an ellipsis; in place, as the result is never longer.  Gives the new
 * length. */
size_t addresses_mask(char *text, size_t len);

/* Takes `folder` and the slash behind it out of the text, in place: results
 * name no path of this machine.  Gives the new length. */
size_t folder_mask(char *text, size_t len, const char *folder);

#endif
