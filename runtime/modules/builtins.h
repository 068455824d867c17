/* builtins.h -- the functions of module builtins, which stand in files by
 * subject.
 *
 * Who may include it: builtins*.c.
 */
#ifndef HB_BUILTINS_H
#define HB_BUILTINS_H

#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

extern PyMethodDef Hb_BuiltinsObjectMethods[];   /* builtins_object.c */
extern PyMethodDef Hb_BuiltinsNumberMethods[];   /* builtins_number.c */
extern PyMethodDef Hb_BuiltinsIterableMethods[]; /* builtins_iterable.c */

/* METH_FASTCALL functions have other types than the table's; the flags say how
 * they are called. */
#define HB_FAST(function) (PyCFunction)(void (*)(void))(function)

#endif
