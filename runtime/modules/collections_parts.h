/* collections_parts.h -- the types that make up the module collections. */
#ifndef HB_COLLECTIONS_PARTS_H
#define HB_COLLECTIONS_PARTS_H

#include "Python.h"

extern PyTypeObject Hb_DefaultDict_Type;

#endif
