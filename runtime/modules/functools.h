/* functools.h -- the types of module functools, which stand in files of their
 * own.
 *
 * Who may include it: functools*.c.
 */
#ifndef HB_FUNCTOOLS_H
#define HB_FUNCTOOLS_H

#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

extern PyTypeObject Hb_PartialType;
extern PyTypeObject Hb_LruCacheType;
extern PyTypeObject Hb_LruLinkType;

/* lru_cache(maxsize=128, typed=False): the decorator, or, when the first
 * argument is a function, the cached function. */
PyObject *Hb_LruCache(PyObject *module, PyObject *args, PyObject *kwds);

/* Makes CacheInfo, once per program; drops it. */
int Hb_LruInit(void);
void Hb_LruFini(void);

/* Copies __module__, __name__, __qualname__, __doc__ and __dict__ to wrapper
 * and sets __wrapped__.  0, or -1 with an exception. */
int Hb_UpdateWrapper(PyObject *wrapper, PyObject *wrapped);

/* functools.update_wrapper(wrapper, wrapped), functools.wraps(wrapped). */
PyObject *Hb_FunctoolsUpdateWrapper(PyObject *module, PyObject *args);
PyObject *Hb_FunctoolsWraps(PyObject *module, PyObject *wrapped);

#endif
