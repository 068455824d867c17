/* functools.h -- the types of module functools, which stand in files of their
 * own.
 *
 * Who may include it: functools*.c.
 */
#ifndef HB_FUNCTOOLS_H
#define HB_FUNCTOOLS_H

#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

/* The types are made when the module is imported, and are its state. */
typedef struct {
    PyTypeObject *partial;
    PyTypeObject *key;
    PyTypeObject *lru_cache;
    PyTypeObject *lru_link;
    PyTypeObject *cache_info;
    PyObject *keyword_mark; /* separates the two parts of a cache's key */
} Hb_FunctoolsState;

extern PyType_Spec Hb_PartialSpec;
extern PyType_Spec Hb_LruCacheSpec;
extern PyType_Spec Hb_LruLinkSpec;

/* The state of the module, which may be NULL before it is executed. */
static inline Hb_FunctoolsState *
Hb_FunctoolsStateOf(PyObject *module)
{
    return PyModule_GetState(module);
}

/* lru_cache(maxsize=128, typed=False): the decorator, or, when the first
 * argument is a function, the cached function. */
PyObject *Hb_LruCache(PyObject *module, PyObject *args, PyObject *kwds);

/* The type of what cache_info() gives; new. */
PyTypeObject *Hb_LruMakeCacheInfo(void);

/* Copies the attributes `assigned` to wrapper, merges the dicts `updated` and
 * sets __wrapped__; the module's WRAPPER_... in place of NULL.  0, or -1 with
 * an exception. */
int Hb_UpdateWrapper(PyObject *module, PyObject *wrapper, PyObject *wrapped,
                     PyObject *assigned, PyObject *updated);
int Hb_AddWrapperNames(PyObject *module);

/* functools.update_wrapper(...), functools.wraps(...). */
PyObject *Hb_FunctoolsUpdateWrapper(PyObject *module, PyObject *args,
                                    PyObject *kwds);
PyObject *Hb_FunctoolsWraps(PyObject *module, PyObject *args, PyObject *kwds);

#endif
