/* pyfpe.h -- guards around floating point, which have long been empty. */
#ifndef Py_PYFPE_H
#define Py_PYFPE_H

#define PyFPE_START_PROTECT(text, leave)
#define PyFPE_END_PROTECT(value)

#endif
