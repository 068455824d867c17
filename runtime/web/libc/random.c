/* random.c -- rand() with the numbers that glibc gives.
 *
 * Each number is the sum of those three and thirty-one before it; a seed is
 * spread by a linear congruence over the first thirty-one.  310 numbers are
 * thrown away.
 */
#include "host.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/random.h>

enum { LENGTH = 31, LAG = 3, THROWN = 310 };

static int32_t state[LENGTH];
static int next = -1;

static uint32_t
draw(void)
{
    uint32_t sum = (uint32_t)state[next] +
                   (uint32_t)state[(next + LENGTH - LAG) % LENGTH];

    state[next] = (int32_t)sum;
    next = (next + 1) % LENGTH;
    return sum >> 1;
}

void
srandom(unsigned int seed)
{
    state[0] = (int32_t)(seed ? seed : 1);
    for (int i = 1; i < LENGTH; i++) {
        int64_t word = 16807 * (int64_t)state[i - 1] % 2147483647;

        state[i] = (int32_t)(word < 0 ? word + 2147483647 : word);
    }
    next = LAG;
    for (int i = 0; i < THROWN; i++) {
        draw();
    }
}

long
random(void)
{
    if (next < 0) {
        srandom(1);
    }
    return draw();
}

void
srand(unsigned int seed)
{
    srandom(seed);
}

int
rand(void)
{
    return (int)random();
}

ssize_t
getrandom(void *bytes, size_t size, unsigned int flags)
{
    (void)flags;
    host_random(bytes, size);
    return (ssize_t)size;
}
