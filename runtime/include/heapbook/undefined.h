/* undefined.h -- an observer of arithmetic that C leaves undefined.
 *
 * gcc and clang can have a program look at its own sums, shifts, conversions
 * and indices: -fsanitize=signed-integer-overflow and its like.  What goes
 * wrong is told to functions whose names and arguments both compilers share.
 * Here these functions note the first as a sentence, in the words of an
 * explanation, and return: the program goes on with what the machine has
 * computed, as it does without being observed.
 *
 *   U1  nothing is noted before the beginning, nor after the first
 *   U2  what lies in a header is not noted: its line is nobody's
 *   U3  the words are the same whichever compiler looked: they are made of
 *       values and widths, not of its names for types, and not of the order
 *       in which it has put the parts of a sum
 *
 * Not here where a sanitizer of the compiler's own is linked: that has
 * functions of the same names.
 */
#ifndef HB_UNDEFINED_H
#define HB_UNDEFINED_H

#include "heapbook/quarantine.h"

struct Hb_Undefined {
    int line;       /* of the program; 0 while there is none */
    char text[160]; /* "computes 2147483647 + 1, which does not fit ..." */
};

/* Notes into *first from now on, which is kept.  Owns: nothing. */
HB_LOCAL void Hb_UndefinedBegin(struct Hb_Undefined *first);

#endif
