/* pycore_pylifecycle.h -- the steps of starting and ending.
 *
 * pylifecycle.c calls them in order; each part's owner declares its own steps
 * in the header of that part, those of the modules stand here.
 */
#ifndef Py_INTERNAL_LIFECYCLE_H
#define Py_INTERNAL_LIFECYCLE_H

#include "Python.h"

/* Starts the runtime without beginning a program. */
PyStatus Hb_RuntimeStart(const PyConfig *config);

/* builtins: creates the module and sets interp->builtins.  New reference. */
PyObject *_PyBuiltin_Init(PyInterpreterState *interp);

/* sys: creates the module and sets interp->sysdict; lets go.  0; -1. */
int _PySys_Create(PyThreadState *tstate, PyObject **sysmod);
void _PySys_Fini(PyInterpreterState *interp);

/* import: sys.modules; forgets what AppendInittab and PyState_AddModule
 * gave. */
int _PyImport_Init(PyInterpreterState *interp);
void _PyImport_Fini(PyInterpreterState *interp);
/* Puts a module that was made without import into sys.modules. */
int _PyImport_FixupBuiltin(PyObject *mod, const char *name, PyObject *modules);
/* A module whose state is global (m_size -1) leaves a copy of its dict, which
 * holds what is in it until modules are dropped.  0; -1. */
int _PyState_KeepModule(PyObject *module);
/* Drops all modules in CPython's order: values of the special names, then
 * sys.modules, then what is still alive. */
void _PyImport_Cleanup(PyThreadState *tstate);

void _PyTraceMalloc_Fini(void);

/* Calls what the module atexit was told, the last first, and forgets it. */
void _PyAtExit_Call(PyInterpreterState *interp);

/* Calls the functions of Py_AtExit, the last added first. */
void _Py_CallExitFuncs(void);

/* Fills the buffer with random bytes of the system; Nonblock: also where
 * there are not enough yet.  0, or -1 with ValueError or OSError. */
PyAPI_FUNC(int) _PyOS_URandom(void *buffer, Py_ssize_t size);
PyAPI_FUNC(int) _PyOS_URandomNonblock(void *buffer, Py_ssize_t size);

#endif
