/* pyframe.h -- frames, which the model does not have.
 *
 * C programs run no Python code: the current frame is always NULL.  The names
 * are here so that extension modules which mention them compile.
 */
#ifndef Py_PYFRAME_H
#define Py_PYFRAME_H

#include "object.h"

typedef struct _frame PyFrameObject;
typedef struct PyCodeObject PyCodeObject;

#endif
