/* hb_pathconfig.h -- the program's arguments, for those who begin it. */
#ifndef Py_INTERNAL_HB_PATHCONFIG_H
#define Py_INTERNAL_HB_PATHCONFIG_H

#include "Python.h"

/* Takes the names of a config, and its arguments as sys.argv if they are not
 * to be parsed as those of a command line.
 *
 * Fails:  -1 with an exception. */
int Hb_PathConfigRead(const PyConfig *config);

#endif
