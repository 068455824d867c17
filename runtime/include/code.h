/* code.h -- code objects: names and places, without instructions.
 *
 * There is no compiler and nothing runs code.  Extension modules make code
 * objects all the same, to name the function and the line in a traceback, and
 * ask functions for theirs: they can be made, read and compared.
 *
 * Source: CPython 3.11, Include/cpython/code.h.
 */
#ifndef Py_CODE_H
#define Py_CODE_H

#include "object.h"
#include "pytypedefs.h"

typedef uint16_t _Py_CODEUNIT;

/*    struct PyCodeObject: 192 bytes
 *   +-----+--------------------------+
 *   |   0 | ob_base                  |
 *   |  24 | co_consts                |---> tuple
 *   |  32 | co_names                 |---> tuple of str
 *   |  40 | co_exceptiontable        |---> bytes
 *   |  48 | co_flags                 |     CO_...
 *   |  52 | co_warmup                |
 *   |  54 | _co_linearray_entry_size |
 *   |  56 | co_argcount              |     without *args and keyword-only ones
 *   |  60 | co_posonlyargcount       |
 *   |  64 | co_kwonlyargcount        |
 *   |  68 | co_stacksize             |
 *   |  72 | co_firstlineno           |
 *   |  76 | co_nlocalsplus           |     locals, cells and free variables
 *   |  80 | co_nlocals               |
 *   |  84 | co_nplaincellvars        |
 *   |  88 | co_ncellvars             |
 *   |  92 | co_nfreevars             |
 *   |  96 | co_localsplusnames       |---> tuple of str
 *   | 104 | co_localspluskinds       |---> bytes, one each: CO_FAST_...
 *   | 112 | co_filename              |---> str
 *   | 120 | co_name                  |---> str
 *   | 128 | co_qualname              |---> str
 *   | 136 | co_linetable             |---> bytes
 *   | 144 | co_weakreflist           |
 *   | 152 | _co_code                 |---> bytes
 *   | 160 | _co_linearray            |
 *   | 168 | _co_firsttraceable       |
 *   | 176 | co_extra                 |
 *   | 184 | co_code_adaptive         |
 *   +-----+--------------------------+
 */
struct PyCodeObject {
    PyObject_VAR_HEAD
    PyObject *co_consts;
    PyObject *co_names;
    PyObject *co_exceptiontable;
    int co_flags;
    short co_warmup;
    short _co_linearray_entry_size;
    int co_argcount;
    int co_posonlyargcount;
    int co_kwonlyargcount;
    int co_stacksize;
    int co_firstlineno;
    int co_nlocalsplus;
    int co_nlocals;
    int co_nplaincellvars;
    int co_ncellvars;
    int co_nfreevars;
    PyObject *co_localsplusnames;
    PyObject *co_localspluskinds;
    PyObject *co_filename;
    PyObject *co_name;
    PyObject *co_qualname;
    PyObject *co_linetable;
    PyObject *co_weakreflist;
    PyObject *_co_code;
    char *_co_linearray;
    int _co_firsttraceable;
    void *co_extra;
    char co_code_adaptive[1];
};

#define CO_OPTIMIZED          0x0001
#define CO_NEWLOCALS          0x0002
#define CO_VARARGS            0x0004
#define CO_VARKEYWORDS        0x0008
#define CO_NESTED             0x0010
#define CO_GENERATOR          0x0020
#define CO_COROUTINE          0x0080
#define CO_ITERABLE_COROUTINE 0x0100
#define CO_ASYNC_GENERATOR    0x0200

#define CO_FUTURE_DIVISION         0x20000
#define CO_FUTURE_ABSOLUTE_IMPORT  0x40000
#define CO_FUTURE_WITH_STATEMENT   0x80000
#define CO_FUTURE_PRINT_FUNCTION   0x100000
#define CO_FUTURE_UNICODE_LITERALS 0x200000
#define CO_FUTURE_BARRY_AS_BDFL    0x400000
#define CO_FUTURE_GENERATOR_STOP   0x800000
#define CO_FUTURE_ANNOTATIONS      0x1000000

#define CO_MAXBLOCKS 20

PyAPI_DATA(PyTypeObject) PyCode_Type;

/* Whether op is a code object; the number of free variables of one. */
#define PyCode_Check(op)      Py_IS_TYPE(op, &PyCode_Type)
#define PyCode_GetNumFree(op) ((op)->co_nfreevars)

/* A new code object that does nothing, to stand for a function of C in a
 * traceback.  NULL with an exception. */
PyAPI_FUNC(PyCodeObject *)
    PyCode_NewEmpty(const char *filename, const char *funcname,
                    int firstlineno);

/* A new code object with these parts; takes references of its own.
 *
 * Fails:  NULL with SystemError when a part has the wrong type, ValueError
 *         when the counts do not fit the names. */
PyAPI_FUNC(PyCodeObject *)
    PyCode_New(int argcount, int kwonlyargcount, int nlocals, int stacksize,
               int flags, PyObject *code, PyObject *consts, PyObject *names,
               PyObject *varnames, PyObject *freevars, PyObject *cellvars,
               PyObject *filename, PyObject *name, PyObject *qualname,
               int firstlineno, PyObject *linetable, PyObject *exceptiontable);
PyAPI_FUNC(PyCodeObject *) PyCode_NewWithPosOnlyArgs(
    int argcount, int posonlyargcount, int kwonlyargcount, int nlocals,
    int stacksize, int flags, PyObject *code, PyObject *consts,
    PyObject *names, PyObject *varnames, PyObject *freevars,
    PyObject *cellvars, PyObject *filename, PyObject *name, PyObject *qualname,
    int firstlineno, PyObject *linetable, PyObject *exceptiontable);

/* The line of an instruction: always the first, as there are none. */
PyAPI_FUNC(int) PyCode_Addr2Line(PyCodeObject *code, int byte);

/* New references: bytes, and tuples of names. */
PyAPI_FUNC(PyObject *) PyCode_GetCode(PyCodeObject *code);
PyAPI_FUNC(PyObject *) PyCode_GetVarnames(PyCodeObject *code);
PyAPI_FUNC(PyObject *) PyCode_GetCellvars(PyCodeObject *code);
PyAPI_FUNC(PyObject *) PyCode_GetFreevars(PyCodeObject *code);

#endif
