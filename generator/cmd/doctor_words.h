/* doctor_words.h -- what the doctor's findings mean for who asks.
 *
 * Knows each layer of the sandbox and each attack of sandbox_probe by name;
 * does not know what was found.
 */
#ifndef HEAPBOOK_CMD_DOCTOR_WORDS_H
#define HEAPBOOK_CMD_DOCTOR_WORDS_H

#include <stddef.h>

#include "sandbox/sandbox.h"

struct layer_words {
    int layer; /* LAYER_ bit */
    const char *name;
    const char *gives;   /* what it does, where it is there */
    const char *without; /* what that means, where it is missing */
    const char *remedy;
};

extern const struct layer_words doctor_layers[];
extern const size_t doctor_layer_count;

/* What a submission could do by this attack; NULL for an unknown name. */
const char *doctor_attack_means(const char *attack);

/* What to do on a machine of this level. */
const char *doctor_advice(enum sandbox_level level);

#endif
