/* pycore_context.h -- the layouts of context variables.
 *
 *      context               variable                token
 *     +--------------+      +------------------+    +----------------+
 *     | refcnt  type |      | refcnt  type     |    | refcnt  type   |
 *     | prev         |      | name             |    | ctx            |
 *     | vars (dict)  |      | default or NULL  |    | var            |
 *     | weakreflist  |      | cached, ids (3)  |    | old or NULL    |
 *     | entered      |      | hash             |    | used           |
 *     +--------------+      +------------------+    +----------------+
 *        48 bytes               64 bytes               48 bytes
 *
 *   X1  prev is set while the context is entered, and only then
 *   X2  the current context is the thread state's `context`; it is entered,
 *       unless it was made by the first use of a variable
 *
 * CPython keeps the values in a tree that copies share.  A dict gives the
 * same answers but for the order of iteration, which there follows addresses.
 * What CPython caches in a variable is not kept here: the room is.
 */
#ifndef Py_INTERNAL_CONTEXT_H
#define Py_INTERNAL_CONTEXT_H

#include "Python.h"

/*    struct _pycontextobject: 48 bytes
 *   +----+-----------------+
 *   |  0 | ob_base         |
 *   | 16 | ctx_prev        |---> the context to return to, while entered
 *   | 24 | ctx_vars        |---> values by variable
 *   | 32 | ctx_weakreflist |
 *   | 40 | ctx_entered     |
 *   +----+-----------------+
 */
struct _pycontextobject {
    PyObject_HEAD
    PyContext *ctx_prev;
    PyObject *ctx_vars;
    PyObject *ctx_weakreflist;
    int ctx_entered;
};

/*    struct _pycontextvarobject: 64 bytes
 *   +----+------------------+
 *   |  0 | ob_base          |
 *   | 16 | var_name         |---> str
 *   | 24 | var_default      |---> any object, or NULL
 *   | 32 | var_cached       |
 *   | 40 | var_cached_tsid  |
 *   | 48 | var_cached_tsver |
 *   | 56 | var_hash         |
 *   +----+------------------+
 */
struct _pycontextvarobject {
    PyObject_HEAD
    PyObject *var_name;
    PyObject *var_default;
    PyObject *var_cached;
    uint64_t var_cached_tsid;
    uint64_t var_cached_tsver;
    Py_hash_t var_hash;
};

/*    struct _pycontexttokenobject: 48 bytes
 *   +----+------------+
 *   |  0 | ob_base    |
 *   | 16 | tok_ctx    |---> where the variable was set
 *   | 24 | tok_var    |---> the variable
 *   | 32 | tok_oldval |---> its value before, or NULL
 *   | 40 | tok_used   |
 *   +----+------------+
 */
struct _pycontexttokenobject {
    PyObject_HEAD
    PyContext *tok_ctx;
    PyContextVar *tok_var;
    PyObject *tok_oldval;
    int tok_used;
};

extern PyTypeObject Hb_TokenMissing_Type;

/* Token.MISSING, which no module need be imported for.  0; -1. */
int _PyContext_Init(void);

/* The current context, made when there is none.  Borrowed. */
PyContext *Hb_CurrentContext(void);

#endif
