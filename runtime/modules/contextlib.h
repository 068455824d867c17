/* contextlib.h -- what the files of module contextlib share.
 *
 * Who may include it: contextlib*.c.
 */
#ifndef HB_CONTEXTLIB_H
#define HB_CONTEXTLIB_H

#include "internal/pycore_object.h"

extern PyTypeObject Hb_ContextManagerType; /* AbstractContextManager */
extern PyTypeObject Hb_ExitStackType;

#endif
