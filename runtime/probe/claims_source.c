/* claims_source.c -- advice about the text of an answer. */
#include "claims.h"

#include <ctype.h>
#include <string.h>

/* The character after a comment or literal that begins here; the same place
 * when none does. */
static const char *
skip(const char *at)
{
    const char *end;

    if (at[0] == '/' && at[1] == '*') {
        end = strstr(at + 2, "*/");
        return end ? end + 2 : at + strlen(at);
    }
    if (at[0] == '/' && at[1] == '/') {
        return at + strcspn(at, "\n");
    }
    if (*at != '"' && *at != '\'') {
        return at;
    }
    for (end = at + 1; *end && *end != *at && *end != '\n'; end++) {
        end += end[0] == '\\' && end[1];
    }
    return *end ? end + 1 : end;
}

/* Whether the name stands in the text, as a word, and an opening parenthesis
 * after it. */
static int
calls(const char *text, const char *name)
{
    while (*text) {
        const char *next = skip(text);
        size_t len = 0;

        if (next != text) {
            text = next;
            continue;
        }
        while (isalnum((unsigned char)text[len]) || text[len] == '_') {
            len++;
        }
        if (len && len == strlen(name) && !strncmp(text, name, len) &&
            text[len + strspn(text + len, " \t\n")] == '(') {
            return 1;
        }
        text += len ? len : 1;
    }
    return 0;
}

void
hb_want_call_(int line, const char *name, int yes)
{
    const char *source = claim_evidence()->source;
    struct claim_text what;
    int found;

    if (!source) {
        return;
    }
    found = calls(source, name);
    snprintf(what.bytes, CLAIM_TEXT, "%s in your code", name);
    claim_advise(line, found == yes, what.bytes, yes ? "a call" : "no call",
                 found ? "a call" : "no call");
}
