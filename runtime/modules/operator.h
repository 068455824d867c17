/* operator.h -- the types of module operator.
 *
 * Who may include it: operator*.c.
 */
#ifndef HB_OPERATOR_H
#define HB_OPERATOR_H

#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

extern PyTypeObject Hb_ItemGetterType;
extern PyTypeObject Hb_AttrGetterType;
extern PyTypeObject Hb_MethodCallerType;

#endif
