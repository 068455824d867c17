/* compile.h -- the compiler, which the model does not have.
 *
 * Old extension modules include it for the flags of code objects.
 *
 * Source: CPython 3.11, Include/compile.h.
 */
#ifndef Py_COMPILE_H
#define Py_COMPILE_H

#include "code.h"

/* What a text is: a line, a file, an expression. */
#define Py_single_input 256
#define Py_file_input   257
#define Py_eval_input   258

#endif
