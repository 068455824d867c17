/* hb_config.h -- the modules that are built in. */
#ifndef Py_INTERNAL_HB_CONFIG_H
#define Py_INTERNAL_HB_CONFIG_H

#include "Python.h"

/* Ends with a row whose name is NULL. */
extern struct _inittab Hb_BuiltinModules[];

#endif
