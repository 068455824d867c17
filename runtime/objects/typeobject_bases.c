/* typeobject_bases.c -- exchanging the bases of a class, or the class of an
 * object: allowed where the layouts of the instances agree.
 */

#include "Python.h"

#include "internal/pycore_typeobject.h"

/* ---- layouts ----------------------------------------------------------- */

/* Whether instances of child have the layout of its base. */
static int
same_layout_as_base(PyTypeObject *child)
{
    PyTypeObject *parent = child->tp_base;
    return parent != NULL && child->tp_basicsize == parent->tp_basicsize &&
           child->tp_itemsize == parent->tp_itemsize &&
           child->tp_dictoffset == parent->tp_dictoffset &&
           child->tp_weaklistoffset == parent->tp_weaklistoffset &&
           (child->tp_flags & Py_TPFLAGS_HAVE_GC) ==
               (parent->tp_flags & Py_TPFLAGS_HAVE_GC) &&
           (child->tp_dealloc == Hb_SubtypeDealloc ||
            child->tp_dealloc == parent->tp_dealloc);
}

/* Whether two classes with the same base add the same fields. */
static int
same_fields_added(PyTypeObject *a, PyTypeObject *b)
{
    const Py_ssize_t word = sizeof(PyObject *);
    Py_ssize_t size = a->tp_base->tp_basicsize;
    if (a->tp_dictoffset == size && b->tp_dictoffset == size) {
        size += word;
    }
    if (a->tp_weaklistoffset == size && b->tp_weaklistoffset == size) {
        size += word;
    }
    if (!_PyType_HasFeature(a, Py_TPFLAGS_HEAPTYPE) ||
        !_PyType_HasFeature(b, Py_TPFLAGS_HEAPTYPE)) {
        return 0;
    }
    PyObject *slots_a = ((PyHeapTypeObject *)a)->ht_slots;
    PyObject *slots_b = ((PyHeapTypeObject *)b)->ht_slots;
    if (slots_a != NULL && slots_b != NULL) {
        if (PyObject_RichCompareBool(slots_a, slots_b, Py_EQ) != 1) {
            return 0;
        }
        size += word * PyTuple_GET_SIZE(slots_a);
    }
    return size == a->tp_basicsize && size == b->tp_basicsize;
}

int
Hb_CompatibleForAssignment(PyTypeObject *oldto, PyTypeObject *newto,
                           const char *attr)
{
    if (newto->tp_free != oldto->tp_free) {
        PyErr_Format(PyExc_TypeError,
                     "%s assignment: '%s' deallocator differs from '%s'", attr,
                     newto->tp_name, oldto->tp_name);
        return 0;
    }
    PyTypeObject *newbase = newto, *oldbase = oldto;
    while (same_layout_as_base(newbase)) {
        newbase = newbase->tp_base;
    }
    while (same_layout_as_base(oldbase)) {
        oldbase = oldbase->tp_base;
    }
    int same = newbase == oldbase || (newbase->tp_base == oldbase->tp_base &&
                                      same_fields_added(newbase, oldbase));
    if (same && (oldto->tp_flags & Py_TPFLAGS_MANAGED_DICT) ==
                    (newto->tp_flags & Py_TPFLAGS_MANAGED_DICT)) {
        return 1;
    }
    PyErr_Format(PyExc_TypeError,
                 "%s assignment: '%s' object layout differs from '%s'", attr,
                 newto->tp_name, oldto->tp_name);
    return 0;
}

/* ---- __class__ --------------------------------------------------------- */

static int
is_module_class(PyTypeObject *type)
{
    return PyType_IsSubtype(type, &PyModule_Type);
}

int
Hb_ObjectSetClass(PyObject *self, PyObject *value, void *Py_UNUSED(closure))
{
    PyTypeObject *oldto = Py_TYPE(self);
    if (value == NULL) {
        PyErr_SetString(PyExc_TypeError, "can't delete __class__ attribute");
        return -1;
    }
    if (!PyType_Check(value)) {
        PyErr_Format(PyExc_TypeError,
                     "__class__ must be set to a class, not '%s' object",
                     Py_TYPE(value)->tp_name);
        return -1;
    }
    PyTypeObject *newto = (PyTypeObject *)value;
    if (!(is_module_class(newto) && is_module_class(oldto)) &&
        (_PyType_HasFeature(newto, Py_TPFLAGS_IMMUTABLETYPE) ||
         _PyType_HasFeature(oldto, Py_TPFLAGS_IMMUTABLETYPE))) {
        PyErr_Format(PyExc_TypeError,
                     "__class__ assignment only supported for mutable types "
                     "or ModuleType subclasses");
        return -1;
    }
    if (!Hb_CompatibleForAssignment(oldto, newto, "__class__")) {
        return -1;
    }
    if (_PyType_HasFeature(oldto, Py_TPFLAGS_MANAGED_DICT)) {
        /* The values belong to the keys of the old class. */
        _PyObject_GetDictPtr(self);
    }
    if (_PyType_HasFeature(newto, Py_TPFLAGS_HEAPTYPE)) {
        Py_INCREF(newto);
    }
    Py_SET_TYPE(self, newto);
    if (_PyType_HasFeature(oldto, Py_TPFLAGS_HEAPTYPE)) {
        Py_DECREF(oldto);
    }
    return 0;
}

/* ---- __bases__ --------------------------------------------------------- */

static int
check_new_bases(PyTypeObject *type, PyObject *bases)
{
    if (!PyTuple_Check(bases)) {
        PyErr_Format(PyExc_TypeError,
                     "can only assign tuple to %s.__bases__, not %s",
                     type->tp_name, Py_TYPE(bases)->tp_name);
        return -1;
    }
    if (PyTuple_GET_SIZE(bases) == 0) {
        PyErr_Format(PyExc_TypeError,
                     "can only assign non-empty tuple to %s.__bases__, not ()",
                     type->tp_name);
        return -1;
    }
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); i++) {
        PyObject *base = PyTuple_GET_ITEM(bases, i);
        if (!PyType_Check(base)) {
            PyErr_Format(PyExc_TypeError,
                         "%s.__bases__ must be tuple of classes, not '%s'",
                         type->tp_name, Py_TYPE(base)->tp_name);
            return -1;
        }
        /* While mro() runs, the MRO is still the old one of a base whose
         * tp_base is exchanged already. */
        if (PyType_IsSubtype((PyTypeObject *)base, type) ||
            Hb_IsInBaseChain((PyTypeObject *)base, type)) {
            PyErr_SetString(PyExc_TypeError, "a __bases__ item causes an "
                                             "inheritance cycle");
            return -1;
        }
    }
    return 0;
}

/* Computes the MROs of a type and of all below it.  undo takes (type, new,
 * old) of each, so that a failure can be taken back.
 */
static int
mro_hierarchy(PyTypeObject *type, PyObject *undo)
{
    PyObject *old_mro = NULL;
    int changed = Hb_MroInternal(type, &old_mro);
    if (changed <= 0) {
        return changed;
    }
    PyObject *tuple = old_mro != NULL
                          ? PyTuple_Pack(3, type, type->tp_mro, old_mro)
                          : PyTuple_Pack(2, type, type->tp_mro);
    int result = tuple == NULL ? -1 : PyList_Append(undo, tuple);
    Py_XDECREF(tuple);
    Py_XDECREF(old_mro);
    if (result < 0) {
        return -1;
    }
    /* The subclasses may change on the way: a list of them does not. */
    PyObject *subclasses = _PyType_GetSubclasses(type);
    if (subclasses == NULL) {
        return -1;
    }
    for (Py_ssize_t i = 0; result == 0 && i < PyList_GET_SIZE(subclasses);
         i++) {
        result = mro_hierarchy((PyTypeObject *)PyList_GET_ITEM(subclasses, i),
                               undo);
    }
    Py_DECREF(subclasses);
    return result;
}

static void
undo_mros(PyObject *undo)
{
    for (Py_ssize_t i = PyList_GET_SIZE(undo); --i >= 0;) {
        PyObject *item = PyList_GET_ITEM(undo, i);
        PyTypeObject *type = (PyTypeObject *)PyTuple_GET_ITEM(item, 0);
        PyObject *old =
            PyTuple_GET_SIZE(item) > 2 ? PyTuple_GET_ITEM(item, 2) : NULL;
        if (type->tp_mro == PyTuple_GET_ITEM(item, 1)) {
            Py_XSETREF(type->tp_mro, Py_XNewRef(old));
        }
        PyType_Modified(type);
    }
}

static int
exchange_bases(PyTypeObject *type, PyObject *new_bases, PyTypeObject *new_base)
{
    PyObject *old_bases = type->tp_bases;
    PyTypeObject *old_base = type->tp_base;
    PyObject *undo = PyList_New(0);
    if (undo == NULL) {
        return -1;
    }
    type->tp_bases = Py_NewRef(new_bases);
    type->tp_base = (PyTypeObject *)Py_NewRef(new_base);
    int result = mro_hierarchy(type, undo);
    /* A mro() may have exchanged them once more: what it did stays. */
    int is_last = type->tp_bases == new_bases;
    if (result < 0) {
        undo_mros(undo);
    }
    if (result < 0 && is_last) {
        Py_SETREF(type->tp_bases, old_bases);
        Py_SETREF(type->tp_base, old_base);
    }
    else {
        if (is_last) {
            Hb_RemoveAllSubclasses(type, old_bases);
            result = Hb_AddAllSubclasses(type, new_bases);
            Hb_UpdateAllSlots(type);
        }
        Py_DECREF(old_bases);
        Py_DECREF(old_base);
    }
    Py_DECREF(undo);
    return result;
}

int
Hb_TypeSetBases(PyObject *self, PyObject *value, void *Py_UNUSED(closure))
{
    PyTypeObject *type = (PyTypeObject *)self;
    if (!Hb_CheckSetSpecial(type, value, "__bases__") ||
        check_new_bases(type, value) < 0) {
        return -1;
    }
    PyTypeObject *new_base = Hb_BestBase(value);
    if (new_base == NULL ||
        !Hb_CompatibleForAssignment(type->tp_base, new_base, "__bases__")) {
        return -1;
    }
    return exchange_bases(type, value, new_base);
}
