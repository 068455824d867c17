/* adapt.c -- functions that are called with other parameters than they have.
 *
 * An extension's habit: a METH_NOARGS function with one parameter, a
 * destructor that returns a number.  Natively the caller's registers are
 * simply not read, or hold what they held; here a call looks at the type of
 * what it calls.  So calls through a pointer (site/web/rewrite.js) look first
 * whether a program's function has the type that is meant, and ask for one
 * that has. */
#include "web.h"

#include <stddef.h>

#include "host.h"

/* A function of that type that calls the one at a place of the table; its
 * place.  The same place where nothing can be done. */
HB_HOST("adapt") size_t host_adapt(size_t place, int type);

unsigned char hb_web_types[HB_WEB_TYPES];

size_t
hb_web_adapt(size_t place, int type)
{
    return host_adapt(place, type);
}
