/* leak.c -- what a program has left behind; see hb_trace.h.
 *
 * A block says nothing of what it holds.  It holds an object when the place
 * behind the room for the collector's head points to a type; types are known
 * by address, so no pointer is followed on suspicion.
 */
#include "Python.h"
#include "heapbook/records.h"
#include "internal/hb_host.h"
#include "internal/hb_region.h"
#include "internal/hb_trace.h"
#include "internal/pycore_object.h"

#include <stdlib.h>

#define REPR_CHARS 40 /* records.h */
#define REPR_DEPTH 3
#define REPR_ITEMS 16
#define MOST       256 /* records of one program */

struct leak {
    uint64_t serial;
    const void *address;
    Py_ssize_t refcnt;
    char type[64];
    char repr[REPR_CHARS * 4 + 4];
};

static struct leak *leaks;
static size_t leak_count;

/* ---- types -------------------------------------------------------------- */

/* Addresses of all types, sorted. */
static struct {
    PyTypeObject **list;
    size_t count;
    size_t room;
} types;

static int
by_address(const void *a, const void *b)
{
    uintptr_t x = (uintptr_t) * (PyTypeObject *const *)a;
    uintptr_t y = (uintptr_t) * (PyTypeObject *const *)b;

    return (x > y) - (x < y);
}

static int
types_add(PyTypeObject *type)
{
    if (types.count == types.room) {
        size_t room = types.room ? types.room * 2 : 256;
        PyTypeObject **list = realloc(types.list, room * sizeof(*types.list));

        if (!list) {
            return -1;
        }
        types.list = list;
        types.room = room;
    }
    types.list[types.count++] = type;
    return 0;
}

static void
types_collect(PyTypeObject *type)
{
    PyObject *list;
    Py_ssize_t i;

    if (types_add(type)) {
        return;
    }
    list = _PyType_GetSubclasses(type);
    if (!list) {
        PyErr_Clear();
        return;
    }
    for (i = 0; i < PyList_GET_SIZE(list); i++) {
        types_collect((PyTypeObject *)PyList_GET_ITEM(list, i));
    }
    Py_DECREF(list);
}

static int
is_type(const void *address)
{
    if (!types.count) {
        types_collect(&PyBaseObject_Type);
        qsort(types.list, types.count, sizeof(*types.list), by_address);
    }
    return types.count && bsearch(&address, types.list, types.count,
                                  sizeof(*types.list), by_address) != NULL;
}

/* The object in a block whose front part is `before` bytes long, or NULL. */
static PyObject *
object_behind(const struct Hb_Block *block, size_t before)
{
    PyObject *op = (PyObject *)((char *)block->address + before);

    if (block->domain != PYMEM_DOMAIN_OBJ ||
        block->size < before + sizeof(*op) || !is_type(op->ob_type) ||
        _PyType_PreHeaderSize(op->ob_type) != before) {
        return NULL;
    }
    return op;
}

static PyObject *
object_in(const struct Hb_Block *block)
{
    PyObject *op = object_behind(block, 0);

    if (!op) {
        op = object_behind(block, sizeof(PyGC_Head));
    }
    if (!op) {
        op = object_behind(block, sizeof(PyGC_Head) + 2 * sizeof(void *));
    }
    return op;
}

/* ---- describing --------------------------------------------------------- */

static int
atom(PyObject *op)
{
    return op == Py_None || op == Py_Ellipsis || PyBool_Check(op) ||
           PyLong_CheckExact(op) || PyFloat_CheckExact(op) ||
           PyComplex_CheckExact(op) || PyUnicode_CheckExact(op) ||
           PyBytes_CheckExact(op) || PyByteArray_CheckExact(op);
}

static int safe_to_repr(PyObject *op, int depth);

static int
safe_dict(PyObject *dict, int depth)
{
    PyObject *key, *value;
    Py_ssize_t pos = 0;

    if (PyDict_GET_SIZE(dict) > REPR_ITEMS) {
        return 0;
    }
    while (PyDict_Next(dict, &pos, &key, &value)) {
        if (!safe_to_repr(key, depth) || !safe_to_repr(value, depth)) {
            return 0;
        }
    }
    return 1;
}

/* Whether repr runs code of the runtime only, and not for long. */
static int
safe_to_repr(PyObject *op, int depth)
{
    PyObject **items;
    Py_ssize_t i;

    if (!op || depth == 0) {
        return 0;
    }
    if (PyDict_CheckExact(op)) {
        return safe_dict(op, depth - 1);
    }
    if (!PyList_CheckExact(op) && !PyTuple_CheckExact(op)) {
        return atom(op);
    }
    if (Py_SIZE(op) > REPR_ITEMS) {
        return 0;
    }
    items = PySequence_Fast_ITEMS(op);
    for (i = 0; i < Py_SIZE(op); i++) {
        if (!safe_to_repr(items[i], depth - 1)) {
            return 0;
        }
    }
    return 1;
}

/* The last part of a type's name. */
static const char *
short_name(PyTypeObject *type)
{
    const char *dot = strrchr(type->tp_name, '.');

    return dot ? dot + 1 : type->tp_name;
}

static void
copy_repr(struct leak *leak, PyObject *repr)
{
    PyObject *part = PyUnicode_Substring(repr, 0, REPR_CHARS);
    const char *text = part ? PyUnicode_AsUTF8(part) : NULL;

    if (text) {
        snprintf(leak->repr, sizeof(leak->repr), "%s%s", text,
                 PyUnicode_GET_LENGTH(repr) > REPR_CHARS ? "\u2026" : "");
    }
    Py_XDECREF(part);
}

static void
describe_object(struct leak *leak, PyObject *op)
{
    PyObject *repr;

    leak->refcnt = Py_REFCNT(op);
    if (PyType_Check(op)) {
        snprintf(leak->type, sizeof(leak->type), "class %s",
                 short_name((PyTypeObject *)op));
        snprintf(leak->repr, sizeof(leak->repr), "<class '%.100s'>",
                 short_name((PyTypeObject *)op));
        return;
    }
    snprintf(leak->type, sizeof(leak->type), "%s", short_name(Py_TYPE(op)));
    snprintf(leak->repr, sizeof(leak->repr), "<%.100s object>", leak->type);
    if (Py_REFCNT(op) > 0 && safe_to_repr(op, REPR_DEPTH)) {
        repr = PyObject_Repr(op);
        if (repr) {
            copy_repr(leak, repr);
            Py_DECREF(repr);
        }
        PyErr_Clear();
    }
}

static int
describe(const struct Hb_Block *block, void *Py_UNUSED(arg))
{
    struct leak *list;
    PyObject *op;

    if (block->domain > PYMEM_DOMAIN_OBJ) {
        return 0;
    }
    if ((leak_count & (leak_count - 1)) == 0) {
        size_t room = leak_count ? leak_count * 2 : 1;

        list = realloc(leaks, room * sizeof(*list));
        if (!list) {
            return 1;
        }
        leaks = list;
    }
    memset(&leaks[leak_count], 0, sizeof(*leaks));
    leaks[leak_count].serial = block->serial;
    leaks[leak_count].address = block->address;
    strcpy(leaks[leak_count].type, "memory");
    op = object_in(block);
    if (op) {
        describe_object(&leaks[leak_count], op);
    }
    leak_count++;
    return 0;
}

void
Hb_LeakDescribe(uint64_t after)
{
    leak_count = 0;
    Hb_TraceEach(after, describe, NULL);
    free(types.list);
    memset(&types, 0, sizeof(types));
}

/* ---- reporting ---------------------------------------------------------- */

static void
write_leak(FILE *out, int number, const struct leak *leak,
           const struct Hb_Block *block)
{
    fprintf(out, "{\"leak\":%d,\"type\":", number);
    Hb_WriteJSON(out, leak->type, strlen(leak->type));
    fputs(",\"repr\":", out);
    Hb_WriteJSON(out, leak->repr, strlen(leak->repr));
    fprintf(out, ",\"size\":%zu,\"rc\":%zd,\"line\":%d}\n", block->size,
            leak->refcnt, block->line);
}

int
Hb_LeakReport(void)
{
    FILE *out = Hb_Records();
    struct Hb_Block block;
    int found = 0;
    size_t i;

    for (i = 0; i < leak_count; i++) {
        if (Hb_TraceFind(leaks[i].address, &block) &&
            block.serial == leaks[i].serial) {
            found++;
            if (out && found <= MOST) {
                write_leak(out, found, &leaks[i], &block);
            }
        }
    }
    free(leaks);
    leaks = NULL;
    leak_count = 0;
    return found;
}
