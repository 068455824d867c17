/* typeobject_mro.c -- in which order the bases of a class are searched.
 *
 * The MRO is the C3 linearization: a class comes before its bases, the bases
 * keep the order in which the class names them, and every MRO of a base is a
 * subsequence of the result.
 *
 * Source: Barrett et al., A Monotonic Superclass Linearization for Dylan,
 * OOPSLA 1996; CPython 3.11, Objects/typeobject.c.
 */

#include "Python.h"

#include "internal/pycore_call.h"
#include "internal/pycore_tuple.h"
#include "internal/pycore_typeobject.h"
#include "internal/pycore_unicodeobject.h"

/* ---- subtypes ---------------------------------------------------------- */

int
Hb_IsInBaseChain(PyTypeObject *a, PyTypeObject *b)
{
    do {
        if (a == b) {
            return 1;
        }
        a = a->tp_base;
    } while (a != NULL);
    return b == &PyBaseObject_Type;
}

int
PyType_IsSubtype(PyTypeObject *a, PyTypeObject *b)
{
    PyObject *mro = a->tp_mro;
    if (mro == NULL) {
        /* Before the type is ready only tp_base can be followed. */
        return Hb_IsInBaseChain(a, b);
    }
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(mro); i++) {
        if (PyTuple_GET_ITEM(mro, i) == (PyObject *)b) {
            return 1;
        }
    }
    return 0;
}

/* ---- C3 ---------------------------------------------------------------- */

/* Whether tuple[whence + 1 ..] holds the class. */
static int
tail_contains(PyObject *tuple, Py_ssize_t whence, PyObject *cls)
{
    for (Py_ssize_t i = whence + 1; i < PyTuple_GET_SIZE(tuple); i++) {
        if (PyTuple_GET_ITEM(tuple, i) == cls) {
            return 1;
        }
    }
    return 0;
}

/* cls.__name__, or its repr if it is no type; new. */
static PyObject *
class_name(PyObject *cls)
{
    PyObject *name;
    if (_PyObject_LookupAttr(cls, &_Py_ID(__name__), &name) == 0) {
        name = PyObject_Repr(cls);
    }
    return name;
}

static int
check_duplicates(PyObject *bases)
{
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); i++) {
        PyObject *base = PyTuple_GET_ITEM(bases, i);
        if (!tail_contains(bases, i, base)) {
            continue;
        }
        PyObject *name = class_name(base);
        if (name == NULL) {
            return -1;
        }
        if (PyUnicode_Check(name)) {
            PyErr_Format(PyExc_TypeError, "duplicate base class %U", name);
        }
        else {
            PyErr_SetString(PyExc_TypeError, "duplicate base class");
        }
        Py_DECREF(name);
        return -1;
    }
    return 0;
}

/* The names of the classes that are left, separated by commas; new. */
static PyObject *
names_left(PyObject **merge, Py_ssize_t n, const Py_ssize_t *head)
{
    PyObject *names = PyList_New(0), *result = NULL;
    PyObject *seen = PyDict_New();
    PyObject *comma = PyUnicode_FromString(", ");
    if (names == NULL || seen == NULL || comma == NULL) {
        goto done;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        if (head[i] >= PyTuple_GET_SIZE(merge[i])) {
            continue;
        }
        PyObject *cls = PyTuple_GET_ITEM(merge[i], head[i]);
        int known = PyDict_Contains(seen, cls);
        if (known > 0) {
            continue;
        }
        if (known < 0 || PyDict_SetItem(seen, cls, Py_None) < 0) {
            goto done;
        }
        PyObject *name = class_name(cls);
        int error = name == NULL || PyList_Append(names, name) < 0;
        Py_XDECREF(name);
        if (error) {
            goto done;
        }
    }
    result = PyUnicode_Join(comma, names);
done:
    Py_XDECREF(names);
    Py_XDECREF(seen);
    Py_XDECREF(comma);
    return result;
}

static void
no_order(PyObject **merge, Py_ssize_t n, const Py_ssize_t *head)
{
    PyObject *names = names_left(merge, n, head);
    if (names != NULL) {
        PyErr_Format(PyExc_TypeError,
                     "Cannot create a consistent method resolution\n"
                     "order (MRO) for bases %U",
                     names);
        Py_DECREF(names);
    }
}

/* The first head that is in no tail; NULL if there is none.  *left counts the
 * sequences with a head.
 */
static PyObject *
next_class(PyObject **merge, Py_ssize_t n, const Py_ssize_t *head,
           Py_ssize_t *left)
{
    PyObject *found = NULL;
    *left = 0;
    for (Py_ssize_t i = 0; i < n; i++) {
        if (head[i] >= PyTuple_GET_SIZE(merge[i])) {
            continue;
        }
        (*left)++;
        if (found != NULL) {
            continue;
        }
        found = PyTuple_GET_ITEM(merge[i], head[i]);
        for (Py_ssize_t j = 0; j < n && found != NULL; j++) {
            if (tail_contains(merge[j], head[j], found)) {
                found = NULL;
            }
        }
    }
    return found;
}

/* Appends the merge of n tuples to the list; head[] is all zero. */
static int
merge_tuples(PyObject *list, PyObject **merge, Py_ssize_t n, Py_ssize_t *head)
{
    Py_ssize_t left;
    PyObject *cls;
    while ((cls = next_class(merge, n, head, &left)) != NULL) {
        if (PyList_Append(list, cls) < 0) {
            return -1;
        }
        for (Py_ssize_t i = 0; i < n; i++) {
            if (head[i] < PyTuple_GET_SIZE(merge[i]) &&
                PyTuple_GET_ITEM(merge[i], head[i]) == cls) {
                head[i]++;
            }
        }
    }
    if (left != 0) {
        no_order(merge, n, head);
        return -1;
    }
    return 0;
}

/* The MRO of a type with one base: the type before the base's MRO. */
static PyObject *
single_base_mro(PyTypeObject *type, PyTypeObject *base)
{
    Py_ssize_t n = PyTuple_GET_SIZE(base->tp_mro);
    PyObject *mro = PyTuple_New(n + 1);
    if (mro == NULL) {
        return NULL;
    }
    PyTuple_SET_ITEM(mro, 0, Py_NewRef(type));
    for (Py_ssize_t i = 0; i < n; i++) {
        PyTuple_SET_ITEM(mro, i + 1,
                         Py_NewRef(PyTuple_GET_ITEM(base->tp_mro, i)));
    }
    return mro;
}

static PyObject *
merged_mro(PyTypeObject *type, PyObject *bases)
{
    Py_ssize_t n = PyTuple_GET_SIZE(bases);
    PyObject *mro = NULL, *list = NULL;
    PyObject **merge = PyMem_New(PyObject *, n + 1);
    Py_ssize_t *head = PyMem_Calloc((size_t)n + 1, sizeof(*head));
    if (merge == NULL || head == NULL) {
        PyErr_NoMemory();
        goto done;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        merge[i] = ((PyTypeObject *)PyTuple_GET_ITEM(bases, i))->tp_mro;
    }
    merge[n] = bases;
    list = PyList_New(0);
    if (list != NULL && PyList_Append(list, (PyObject *)type) == 0 &&
        merge_tuples(list, merge, n + 1, head) == 0) {
        mro = PyList_AsTuple(list);
    }
done:
    Py_XDECREF(list);
    PyMem_Free(head);
    PyMem_Free(merge);
    return mro;
}

/* What type.mro() gives; a new tuple. */
static PyObject *
default_mro(PyTypeObject *type)
{
    if (!_PyType_IsReady(type) && PyType_Ready(type) < 0) {
        return NULL;
    }
    PyObject *bases = type->tp_bases;
    Py_ssize_t n = PyTuple_GET_SIZE(bases);
    for (Py_ssize_t i = 0; i < n; i++) {
        PyTypeObject *base = (PyTypeObject *)PyTuple_GET_ITEM(bases, i);
        if (base->tp_mro == NULL) {
            PyErr_Format(PyExc_TypeError,
                         "Cannot extend an incomplete type '%.100s'",
                         base->tp_name);
            return NULL;
        }
    }
    if (n == 1) {
        return single_base_mro(type,
                               (PyTypeObject *)PyTuple_GET_ITEM(bases, 0));
    }
    return check_duplicates(bases) < 0 ? NULL : merged_mro(type, bases);
}

PyObject *
Hb_TypeMro(PyObject *self, PyObject *Py_UNUSED(unused))
{
    PyObject *mro = default_mro((PyTypeObject *)self);
    if (mro == NULL) {
        return NULL;
    }
    PyObject *list = PySequence_List(mro);
    Py_DECREF(mro);
    return list;
}

/* ---- the hook mro() ---------------------------------------------------- */

static int
check_mro(PyTypeObject *type, PyObject *mro)
{
    PyTypeObject *solid = Hb_SolidBase(type);
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(mro); i++) {
        PyObject *base = PyTuple_GET_ITEM(mro, i);
        if (!PyType_Check(base)) {
            PyErr_Format(PyExc_TypeError,
                         "mro() returned a non-class ('%.500s')",
                         Py_TYPE(base)->tp_name);
            return -1;
        }
        if (!PyType_IsSubtype(solid, Hb_SolidBase((PyTypeObject *)base))) {
            PyErr_Format(
                PyExc_TypeError,
                "mro() returned base with unsuitable layout ('%.500s')",
                ((PyTypeObject *)base)->tp_name);
            return -1;
        }
    }
    return 0;
}

static PyObject *
call_mro(PyTypeObject *type)
{
    if (Py_IS_TYPE(type, &PyType_Type)) {
        return default_mro(type);
    }
    PyObject *args[] = {(PyObject *)type};
    PyObject *result = Hb_CallSpecial(&_Py_ID(mro), args, 1);
    if (result == NULL) {
        return NULL;
    }
    PyObject *mro = PySequence_Tuple(result);
    Py_DECREF(result);
    if (mro == NULL) {
        return NULL;
    }
    if (PyTuple_GET_SIZE(mro) == 0) {
        PyErr_SetString(PyExc_TypeError, "type MRO must not be empty");
        Py_CLEAR(mro);
    }
    else if (check_mro(type, mro) < 0) {
        Py_CLEAR(mro);
    }
    return mro;
}

int
Hb_MroInternal(PyTypeObject *type, PyObject **p_old_mro)
{
    PyObject *old_mro = type->tp_mro;
    Py_XINCREF(old_mro);
    PyObject *new_mro = call_mro(type);
    /* mro() may have changed the bases, and so the MRO, of this type. */
    int nested = type->tp_mro != old_mro;
    Py_XDECREF(old_mro);
    if (new_mro == NULL) {
        return -1;
    }
    if (nested) {
        Py_DECREF(new_mro);
        return 0;
    }
    type->tp_mro = new_mro;
    Hb_MroModified(type, type->tp_mro);
    Hb_MroModified(type, type->tp_bases);
    PyType_Modified(type);
    if (p_old_mro != NULL) {
        *p_old_mro = old_mro;
    }
    else {
        Py_XDECREF(old_mro);
    }
    return 1;
}

/* ---- metaclass, best base ---------------------------------------------- */

PyTypeObject *
_PyType_CalculateMetaclass(PyTypeObject *metatype, PyObject *bases)
{
    PyTypeObject *winner = metatype;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); i++) {
        PyTypeObject *candidate = Py_TYPE(PyTuple_GET_ITEM(bases, i));
        if (PyType_IsSubtype(winner, candidate)) {
            continue;
        }
        if (!PyType_IsSubtype(candidate, winner)) {
            PyErr_SetString(PyExc_TypeError,
                            "metaclass conflict: the metaclass of a derived "
                            "class must be a (non-strict) subclass of the "
                            "metaclasses of all its bases");
            return NULL;
        }
        winner = candidate;
    }
    return winner;
}

/* Whether a class that base does not know added a word at the end, just before
 * `end`: its list of weak references, or its dict. */
static int
added_last(const PyTypeObject *type, Py_ssize_t offset, Py_ssize_t of_base,
           Py_ssize_t end)
{
    return offset && of_base == 0 &&
           offset + (Py_ssize_t)sizeof(PyObject *) == end &&
           (type->tp_flags & Py_TPFLAGS_HEAPTYPE) != 0;
}

/* Whether instances of type have fields that those of base lack.  A list of
 * weak references and a dict at the end do not count, in either order: every
 * class may add them.
 */
static int
extra_fields(PyTypeObject *type, PyTypeObject *base)
{
    const Py_ssize_t word = sizeof(PyObject *);
    Py_ssize_t size = type->tp_basicsize;
    if (type->tp_itemsize || base->tp_itemsize) {
        return size != base->tp_basicsize ||
               type->tp_itemsize != base->tp_itemsize;
    }
    size -= word * added_last(type, type->tp_weaklistoffset,
                              base->tp_weaklistoffset, size);
    if (!_PyType_HasFeature(type, Py_TPFLAGS_MANAGED_DICT)) {
        size -= word * added_last(type, type->tp_dictoffset,
                                  base->tp_dictoffset, size);
    }
    size -= word * added_last(type, type->tp_weaklistoffset,
                              base->tp_weaklistoffset, size);
    return size != base->tp_basicsize;
}

PyTypeObject *
Hb_SolidBase(PyTypeObject *type)
{
    PyTypeObject *base = type->tp_base != NULL ? Hb_SolidBase(type->tp_base)
                                               : &PyBaseObject_Type;
    return extra_fields(type, base) ? type : base;
}

static int
check_base(PyObject *base)
{
    if (!PyType_Check(base)) {
        PyErr_SetString(PyExc_TypeError, "bases must be types");
        return -1;
    }
    PyTypeObject *type = (PyTypeObject *)base;
    if (!_PyType_IsReady(type) && PyType_Ready(type) < 0) {
        return -1;
    }
    if (!_PyType_HasFeature(type, Py_TPFLAGS_BASETYPE)) {
        PyErr_Format(PyExc_TypeError,
                     "type '%.100s' is not an acceptable base type",
                     type->tp_name);
        return -1;
    }
    return 0;
}

PyTypeObject *
Hb_BestBase(PyObject *bases)
{
    PyTypeObject *winner = NULL, *best = NULL;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); i++) {
        PyObject *base = PyTuple_GET_ITEM(bases, i);
        if (check_base(base) < 0) {
            return NULL;
        }
        PyTypeObject *candidate = Hb_SolidBase((PyTypeObject *)base);
        if (winner == NULL || PyType_IsSubtype(candidate, winner)) {
            if (winner == NULL || candidate != winner) {
                winner = candidate;
                best = (PyTypeObject *)base;
            }
        }
        else if (!PyType_IsSubtype(winner, candidate)) {
            PyErr_SetString(PyExc_TypeError,
                            "multiple bases have instance lay-out conflict");
            return NULL;
        }
    }
    return best;
}
