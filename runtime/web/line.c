/* line.c -- which line of the program is running; see web.h.
 *
 * There are no frames to walk: the code of a program stores its line before
 * each call, and restores its caller's when a function of it ends. */
#include "heapbook/host.h"
#include "internal/hb_host.h"

#include "web.h"

int hb_web_line;
unsigned long hb_web_fault = ~0ul;
int hb_web_verb;
long hb_web_fuel = -1;

void
Hb_HostCode(const void *text, size_t size, const struct Hb_Line *lines,
            size_t count)
{
    (void)text;
    (void)size;
    (void)lines;
    (void)count;
}

int
Hb_HostLine(const void *pc, const void *frame)
{
    (void)pc;
    (void)frame;
    return hb_web_line;
}

int
Hb_CurrentLine(void)
{
    return hb_web_line;
}
