/* operator.h -- the types of module operator, made when it is imported.
 *
 * Who may include it: operator*.c.
 */
#ifndef HB_OPERATOR_H
#define HB_OPERATOR_H

#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

extern PyType_Spec Hb_ItemGetterSpec;
extern PyType_Spec Hb_AttrGetterSpec;
extern PyType_Spec Hb_MethodCallerSpec;

#endif
