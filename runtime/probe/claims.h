/* claims.h -- what the files of the judge's claims share.  Private to probe/.
 */
#ifndef HB_CLAIMS_H
#define HB_CLAIMS_H

#include "heapbook/check.h"

#include <stdint.h>

/* Bytes of a text that is shown; longer ones are cut. */
enum { CLAIM_TEXT = 512 };

struct claim_text {
    char bytes[CLAIM_TEXT];
};

const struct Hb_Evidence *claim_evidence(void);

/* Slots that the table really has. */
uint32_t claim_slots(void);

/* The slot whose name begins the path; NULL when there is none. */
const struct Hb_Slot *claim_slot(const char *path);

/* The object at the end of the path; 0, and why there is none. */
uintptr_t claim_follow(const char *path, struct claim_text *why);

/* References to an object that only the harness holds: of arguments.  That to
 * a result is the caller's, and counts. */
long long claim_harness_references(uintptr_t object);

/* Owners among the slots, arguments and results. */
long long claim_owners(uintptr_t object);

/* The name of its type.  A class of the answer's own that is named as a
 * builtin one gets "list of its own making", which is no name.
 *
 * Fails: -1 when it is no object. */
int claim_type(uintptr_t object, struct claim_text *text);

/* Why a slot is no object: its exception, its number, NULL. */
void claim_print_slot(const struct Hb_Slot *slot, struct claim_text *text);
void claim_print_error(const struct Hb_Slot *slot, struct claim_text *text);
void claim_print_object(uintptr_t object, struct claim_text *text);

/* The whole text of an object, to be freed; NULL when it is none. */
char *claim_repr(uintptr_t object);

/* What stands there instead of an object, in words. */
const char *claim_no_object(uintptr_t object);

/* Copies what fits. */
void claim_cut(struct claim_text *text, const char *from);

void claim_find(int line, int passed, const char *what, const char *expected,
                const char *actual);
void claim_advise(int line, int passed, const char *what, const char *expected,
                  const char *actual);

/* 1 and a sentence when an object that slots reach has more references than
 * there are places that hold one. */
int claim_surplus(struct claim_text *text);

#endif
