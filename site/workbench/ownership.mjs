// ownership.mjs -- who owns what a call returns, in one sentence.
//
// A function of the C API that returns an object gives a new reference; the
// exceptions are few, and listed here.  Source: the reference counts in
// CPython 3.11's documentation of the C API.

const BORROWED = new Set([
    "PyCFunction_GetSelf", "PyCell_GET", "PyDict_GetItem",
    "PyDict_GetItemString", "PyDict_GetItemWithError", "PyDict_SetDefault",
    "PyErr_Occurred", "PyEval_GetBuiltins", "PyEval_GetGlobals",
    "PyEval_GetLocals", "PyFunction_GetDefaults", "PyImport_AddModule",
    "PyImport_AddModuleObject", "PyImport_GetModuleDict",
    "PyInstanceMethod_Function", "PyInterpreterState_GetDict",
    "PyList_GET_ITEM", "PyList_GetItem", "PyMemoryView_GET_BASE",
    "PyMethod_Function", "PyMethod_Self", "PyModuleDef_Init",
    "PyModule_GetDict", "PySequence_Fast_GET_ITEM", "PyState_FindModule",
    "PyStructSequence_GET_ITEM", "PyStructSequence_GetItem", "PySys_GetObject",
    "PyThreadState_GetDict", "PyTuple_GET_ITEM", "PyTuple_GetItem",
    "PyType_GetModule", "PyType_GetModuleByDef", "PyWeakref_GET_OBJECT",
    "PyWeakref_GetObject", "Py_TYPE",
]);

/* They set an exception and return NULL, so that a caller can return that. */
const NOTHING = /^PyErr_(?:Format|NoMemory|SetFromErrno|SetImportError)/;

const TAKEN = new Map([
    ["PyErr_Restore", "its three arguments"],
    ["PyException_SetCause", "the cause"],
    ["PyException_SetContext", "the context"],
    ["PyList_SET_ITEM", "the item"],
    ["PyList_SetItem", "the item, also when it fails"],
    ["PyModule_AddObject", "the value, but only when it succeeds"],
    ["PyStructSequence_SET_ITEM", "the item"],
    ["PyStructSequence_SetItem", "the item"],
    ["PyTuple_SET_ITEM", "the item"],
    ["PyTuple_SetItem", "the item, also when it fails"],
    ["PyUnicode_InternInPlace", "nothing: it may swap the object for the interned one"],
]);

/**
 * The sentence for one name, or "" where nothing is owned.
 * @param {{name: string, form: string}} entry
 */
export function ownership({ name, form }) {
    if (TAKEN.has(name)) {
        return `Takes over ${TAKEN.get(name)}.`;
    }
    if (BORROWED.has(name)) {
        return "Returns a borrowed reference.";
    }
    if (NOTHING.test(name)) {
        return "Always returns NULL, with the exception set.";
    }
    if (name.startsWith("hb_")) {
        return /^PyObject \*|hb_(call|new|try_call|try_new)\(/.test(form)
            ? "What it returns belongs to the pool: do not Py_DECREF it." : "";
    }
    return /^PyObject \*(?!\*)/.test(form) ? "Returns a new reference." : "";
}
