/* pyfpe.h -- guards around floating point, which have long been empty.
 *
 * Source: CPython 3.11, Include/pyfpe.h.
 */
#ifndef Py_PYFPE_H
#define Py_PYFPE_H

/* Nothing. */
#define PyFPE_START_PROTECT(text, leave)
#define PyFPE_END_PROTECT(value)

#endif
