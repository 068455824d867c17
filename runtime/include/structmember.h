/* structmember.h -- members of C structs as attributes.
 *
 * Source: CPython 3.11, Include/structmember.h.
 */

#ifndef Py_STRUCTMEMBER_H
#define Py_STRUCTMEMBER_H

#include <stddef.h>

struct PyMemberDef {
    const char *name; /* NULL ends a table */
    int type;         /* T_... */
    Py_ssize_t offset;
    int flags;
    const char *doc;
};

#define T_SHORT          0
#define T_INT            1
#define T_LONG           2
#define T_FLOAT          3
#define T_DOUBLE         4
#define T_STRING         5 /* char *, cannot be set */
#define T_OBJECT         6 /* reads None for NULL */
#define T_CHAR           7 /* str of one character */
#define T_BYTE           8
#define T_UBYTE          9
#define T_USHORT         10
#define T_UINT           11
#define T_ULONG          12
#define T_STRING_INPLACE 13 /* char[], cannot be set */
#define T_BOOL           14 /* char */
#define T_OBJECT_EX      16 /* AttributeError for NULL */
#define T_LONGLONG       17
#define T_ULONGLONG      18
#define T_PYSSIZET       19
#define T_NONE           20

#define READONLY            1
#define READ_RESTRICTED     2
#define PY_WRITE_RESTRICTED 4
#define RESTRICTED          (READ_RESTRICTED | PY_WRITE_RESTRICTED)
#define PY_AUDIT_READ       READ_RESTRICTED

/* Reads or writes the member def of the struct at addr.  v NULL deletes,
 * which only object members allow.
 */
PyAPI_FUNC(PyObject *) PyMember_GetOne(const char *addr, PyMemberDef *def);
PyAPI_FUNC(int) PyMember_SetOne(char *addr, PyMemberDef *def, PyObject *v);

#endif
