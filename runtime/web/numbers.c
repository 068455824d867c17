/* numbers.c -- numbers as text, for a module of its own.
 *
 * Compiled for 32-bit addresses and linked with the C library that comes with
 * the compiler: its printf and strtod are exact, and its libm is what exp and
 * pow are in a browser.  The runtime's module calls the functions that have
 * no pointer directly; text crosses byte by byte copies of the host's
 * (site/web/machine.js), through `text`.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define EXPORT(name) __attribute__((export_name(name)))

enum { ROOM = 2048 };

static char text[ROOM];

/* The place of the text, and its size. */
EXPORT("text") char *numbers_text(void)
{
    return text;
}

EXPORT("room") int numbers_room(void)
{
    return ROOM;
}

/* Writes x, cut to the room.  The length that it has. */
EXPORT("format")

int
numbers_format(double x, int conversion, int precision, int alternate)
{
    char format[8], *at = format;

    *at++ = '%';
    if (alternate) {
        *at++ = '#';
    }
    if (precision >= 0) {
        *at++ = '.';
        *at++ = '*';
    }
    *at++ = (char)conversion;
    *at = '\0';
    return precision >= 0 ? snprintf(text, ROOM, format, precision, x)
                          : snprintf(text, ROOM, format, x);
}

/* Reads the text; how much of it was a number, by numbers_used. */
static int used;

EXPORT("parse") double numbers_parse(void)
{
    char *end;
    double x = strtod(text, &end);

    used = (int)(end - text);
    return x;
}

EXPORT("used") int numbers_used(void)
{
    return used;
}
