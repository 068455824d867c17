/* hb_types.h -- types that several headers of the C library declare.
 *
 * The headers in this folder hold nothing but what a program names: types,
 * constants, prototypes.  libtcc reads them for each example, and reading
 * those of glibc takes longer than everything else that it does.  They are
 * for this one C library (glibc on LP64), which is in the process already;
 * what is not here is taken from the system, and the two may be mixed: guards
 * of glibc are set where it would define a type again.
 */
#ifndef HB_STD_TYPES_H
#define HB_STD_TYPES_H

typedef unsigned long size_t;
typedef long ssize_t;

#ifndef NULL
#define NULL ((void *)0)
#endif

#endif
