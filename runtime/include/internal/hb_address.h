/* hb_address.h -- addresses as numbers that are shown.
 *
 * Natively an address has 46 or 47 bits: an int of it two digits, its text 14
 * letters.  In WebAssembly's memories addresses are small, and all of that
 * would be shorter, and blocks with it.  So what is shown of one, or made an
 * int of, lies where it does natively when it is in the region.
 *
 *   A1  Hb_AddressOf(Hb_AddressShown(p)) is p
 */
#ifndef Py_INTERNAL_HB_ADDRESS_H
#define Py_INTERNAL_HB_ADDRESS_H

#include "internal/hb_region.h"

#include <stdint.h>

/* The region begins at 64 MiB there (web/web.h). */
#ifdef __wasm__
#define HB_SHOWN_ABOVE (HB_REGION_BASE - ((uintptr_t)64 << 20))
#else
#define HB_SHOWN_ABOVE ((uintptr_t)0)
#endif

/* Addresses of a memory of WebAssembly; numbers below are no pointers. */
#define HB_LEAST_ADDRESS ((uintptr_t)1 << 16)
#define HB_MOST_ADDRESS  ((uintptr_t)1 << 32)

static inline uintptr_t
Hb_AddressShown(const void *pointer)
{
    uintptr_t address = (uintptr_t)pointer;

    return address - HB_LEAST_ADDRESS < HB_MOST_ADDRESS - HB_LEAST_ADDRESS
               ? address + HB_SHOWN_ABOVE
               : address;
}

static inline void *
Hb_AddressOf(uintptr_t shown)
{
    uintptr_t address = shown - HB_SHOWN_ABOVE;

    return (void *)(address - HB_LEAST_ADDRESS <
                            HB_MOST_ADDRESS - HB_LEAST_ADDRESS
                        ? address
                        : shown);
}

#endif
