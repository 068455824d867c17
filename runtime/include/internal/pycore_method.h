/* pycore_method.h -- the callers of C functions.
 *
 * The same six ways of handing over arguments (see methodobject.h) are needed
 * twice: for builtin functions, whose self is fixed, and for the methods of a
 * type, whose self is the first argument.
 */

#ifndef Py_INTERNAL_METHOD_H
#define Py_INTERNAL_METHOD_H

#include "Python.h"

/* Beside METH_FASTCALL: CPython's takes a tuple (METH_VARARGS), and says of
 * keywords what such a function says. */
#define HB_METH_TUPLE 0x1000

/* vectorcall slots and tp_call of builtin functions; methodobject_call.c */
extern PyObject *Hb_CFunctionFastcall(PyObject *, PyObject *const *, size_t,
                                      PyObject *);
extern PyObject *Hb_CFunctionFastcallKeywords(PyObject *, PyObject *const *,
                                              size_t, PyObject *);
extern PyObject *Hb_CFunctionNoargs(PyObject *, PyObject *const *, size_t,
                                    PyObject *);
extern PyObject *Hb_CFunctionO(PyObject *, PyObject *const *, size_t,
                               PyObject *);
extern PyObject *Hb_CMethodFastcallKeywords(PyObject *, PyObject *const *,
                                            size_t, PyObject *);
extern PyObject *Hb_CFunctionCall(PyObject *func, PyObject *args,
                                  PyObject *kwargs);

/* The same of method descriptors; descrobject_call.c */
extern PyObject *Hb_MethodDescrVarargs(PyObject *, PyObject *const *, size_t,
                                       PyObject *);
extern PyObject *Hb_MethodDescrVarargsKeywords(PyObject *, PyObject *const *,
                                               size_t, PyObject *);
extern PyObject *Hb_MethodDescrFastcall(PyObject *, PyObject *const *, size_t,
                                        PyObject *);
extern PyObject *Hb_MethodDescrFastcallKeywords(PyObject *, PyObject *const *,
                                                size_t, PyObject *);
extern PyObject *Hb_MethodDescrNoargs(PyObject *, PyObject *const *, size_t,
                                      PyObject *);
extern PyObject *Hb_MethodDescrO(PyObject *, PyObject *const *, size_t,
                                 PyObject *);
extern PyObject *Hb_MethodDescrMethod(PyObject *, PyObject *const *, size_t,
                                      PyObject *);

/* Calls a slot wrapper for self. */
extern PyObject *Hb_WrapperDescrCall(PyObject *descr, PyObject *self,
                                     PyObject *args, PyObject *kwds);

/* 0 if obj is an instance of the descriptor's class, else -1. */
extern int Hb_DescrCheck(PyObject *descr, PyObject *obj);

/* The name of the descriptor, borrowed; NULL if it is no str. */
extern PyObject *Hb_DescrName(PyObject *descr);

#endif
