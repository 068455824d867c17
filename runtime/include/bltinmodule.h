/* bltinmodule.h -- the lazy iterators that module builtins holds as types.
 *
 * Source: CPython 3.11, Include/bltinmodule.h and Python/bltinmodule.c.
 */
#ifndef Py_BLTINMODULE_H
#define Py_BLTINMODULE_H

PyAPI_DATA(PyTypeObject) PyFilter_Type;
PyAPI_DATA(PyTypeObject) PyMap_Type;
PyAPI_DATA(PyTypeObject) PyZip_Type;

#endif
