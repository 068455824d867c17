/* line.c -- which line of the example is running.
 *
 * The runtime and what tcc compiles keep frame pointers, so the frames of a
 * call form a list in the stack:
 *
 *     frame[0]  the caller's frame        frame[1]  the return address
 *
 * The first return address that lies in the example's code gives the line.
 * A library between (qsort calling back) may use the register for something
 * else; so a frame counts only if it lies above the last one, on the stack.
 */
#include "internal/hb_host.h"

#include <stdint.h>

#define DEEPEST 4096 /* frames */

extern void *__libc_stack_end;

static struct {
    uintptr_t text;
    size_t size;
    const struct Hb_Line *lines;
    size_t count;
} code;

void
Hb_HostCode(const void *text, size_t size, const struct Hb_Line *lines,
            size_t count)
{
    code.text = (uintptr_t)text;
    code.size = size;
    code.lines = lines;
    code.count = count;
}

/* The last row whose address is not above pc. */
static int
line_of(uintptr_t pc)
{
    size_t low = 0, high = code.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if ((uintptr_t)code.lines[middle].address <= pc) {
            low = middle + 1;
        }
        else {
            high = middle;
        }
    }
    return low ? code.lines[low - 1].line : 0;
}

static int
in_example(uintptr_t pc)
{
    return pc - code.text < code.size;
}

int
Hb_HostKnows(const void *pc)
{
    return in_example((uintptr_t)pc);
}

static int
on_stack(uintptr_t frame, uintptr_t last)
{
    return frame > last && frame % sizeof(void *) == 0 &&
           frame + 2 * sizeof(void *) <= (uintptr_t)__libc_stack_end;
}

/* A return address follows its call, which may end a line: look before it.
 * Functions of headers have no line: the one that called them does. */
int
Hb_HostPlace(const void *pc, const void *frame, const void **callee)
{
    uintptr_t at = (uintptr_t)frame;
    uintptr_t last = (uintptr_t)&at;
    uintptr_t inner = (uintptr_t)pc;
    int line = pc && in_example(inner) ? line_of(inner) : 0;
    int depth;

    *callee = NULL;
    if (!code.size || line) {
        return line;
    }
    for (depth = 0; depth < DEEPEST && on_stack(at, last); depth++) {
        uintptr_t back = ((const uintptr_t *)at)[1];

        if (in_example(back - 1) && (line = line_of(back - 1)) != 0) {
            *callee = (const void *)inner;
            return line;
        }
        inner = back - 1;
        last = at;
        at = ((const uintptr_t *)at)[0];
    }
    return 0;
}

int
Hb_HostLine(const void *pc, const void *frame)
{
    const void *callee;

    return Hb_HostPlace(pc, frame, &callee);
}

int
Hb_CurrentLine(void)
{
    return code.size ? Hb_HostLine(NULL, __builtin_frame_address(0)) : 0;
}
