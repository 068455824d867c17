/* heapbook.h -- the helper of the course's examples.
 *
 * With it a C example reads line for line like the Python that it explains.
 * It uses the public C API only, so the same file works over the bundled
 * model and over CPython 3.11.
 *
 * Ownership, once: arguments are borrowed.  An object that a helper returns
 * belongs to the pool, which is emptied when the example ends: use it freely,
 * do not Py_DECREF it.  hb_del() takes an object out of the pool early.
 *
 * A helper that fails prints the exception and ends the program with 1.  The
 * forms with `try` in their name return NULL instead and leave the exception
 * set; hb_raises() shows it.
 */
#ifndef HEAPBOOK_H
#define HEAPBOOK_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>

/* ---- the program ------------------------------------------------------- */

/* HB_EXAMPLE { ... } is the body of the program: it starts the interpreter
 * with hash seed 0, runs the body, empties the pool and finishes. */
#define HB_EXAMPLE                                                            \
    static void hb_example(void);                                             \
    int main(void)                                                            \
    {                                                                         \
        return hb_main(hb_example);                                           \
    }                                                                         \
    static void hb_example(void)

/* What HB_EXAMPLE calls.  The exit code: 0, or 1 after an exception; nothing
 * is owned afterwards. */
int hb_main(void (*example)(void));

/* Puts a new reference, which it takes, into the pool and returns it, the
 * pool's from now on.  NULL means that the call inside failed: prints the
 * exception and exits. */
PyObject *hb_keep(PyObject *owned);

/* Ends the life of a variable, as `del name` does: gives back the
 * references that the pool has to the object, and sets it to NULL. */
#define hb_del(variable) hb_del_(&(variable))
void hb_del_(PyObject **variable);

/* Exits with the exception if a call that returns int said -1; owns nothing.
 */
#define hb_ok(call) hb_ok_((call) < 0, #call)
void hb_ok_(int failed, const char *what);

/* ---- values ------------------------------------------------------------ */

/* The object that this Python display builds, as the compiler would build it:
 * hb_lit("[[1, 2], {'a': b'x'}, (True, 2.5)]").  Displays, numbers, str,
 * bytes, None, True, False.  The pool owns the object, it owns its parts. */
PyObject *hb_lit(const char *display);

/* An int; the pool owns it, and shares -5 .. 256 with everyone. */
PyObject *hb_int(long long value);

/* A float; the pool owns it. */
PyObject *hb_float(double value);

/* A str with a copy of the text; the pool owns it. */
PyObject *hb_str(const char *utf8);

/* True or False, which live as long as Python; the pool owns a reference. */
PyObject *hb_bool(int condition);

/* Python's `a is b` as True or False, owned by the pool; a, b are borrowed. */
#define hb_is(a, b) hb_bool((PyObject *)(a) == (PyObject *)(b))

/* hb_import("copy", "deepcopy"); with NULL, the module itself.  The pool owns
 * a reference, sys.modules another. */
PyObject *hb_import(const char *module, const char *name);

/* ---- operations, and their forms that may fail -------------------------- */

/* hb_new(callable, arguments...) is callable(arguments...): arguments are
 * borrowed, the pool owns the result. */
#define hb_new(...)     hb_keep(hb_new_(__VA_ARGS__, NULL))
#define hb_try_new(...) hb_tried_(hb_new_(__VA_ARGS__, NULL))

/* hb_call(object, "name", arguments...) is object.name(arguments...):
 * arguments are borrowed, the pool owns the result. */
#define hb_call(...)     hb_keep(hb_call_(__VA_ARGS__, NULL))
#define hb_try_call(...) hb_tried_(hb_call_(__VA_ARGS__, NULL))

/* object.name; the pool owns a reference, so does whoever keeps the value. */
PyObject *hb_get(PyObject *object, const char *name);
PyObject *hb_try_get(PyObject *object, const char *name);

/* object.name = value, or del with value NULL; value is borrowed, the object
 * takes a reference of its own. */
void hb_set(PyObject *object, const char *name, PyObject *value);
int hb_try_set(PyObject *object, const char *name, PyObject *value);

/* object[index]; the pool owns a reference beside the container's. */
PyObject *hb_at(PyObject *object, Py_ssize_t index);
PyObject *hb_try_at(PyObject *object, Py_ssize_t index);

/* object[index] = value, or del with value NULL; value is borrowed, the
 * container takes a reference of its own. */
void hb_put(PyObject *object, Py_ssize_t index, PyObject *value);
int hb_try_put(PyObject *object, Py_ssize_t index, PyObject *value);

/* object['key']; the pool owns a reference beside the mapping's. */
PyObject *hb_key(PyObject *object, const char *key);
PyObject *hb_try_key(PyObject *object, const char *key);

/* object['key'] = value, or del with value NULL; value is borrowed, the
 * mapping takes references of its own to key and value. */
void hb_set_key(PyObject *object, const char *key, PyObject *value);

/* object[start:stop] and object[start:stop:step]; arguments are borrowed, the
 * pool owns the result. */
PyObject *hb_slice(PyObject *object, Py_ssize_t start, Py_ssize_t stop);
PyObject *hb_slice_step(PyObject *object, PyObject *start, PyObject *stop,
                        PyObject *step);

/* A class made by calling type(), as a class statement does.  `base` NULL
 * for object; `slots` NULL for none, else the display of __slots__; `methods`
 * NULL or a table that ends with {0}, which must outlive the class;
 * METH_CLASS and METH_STATIC work.  The pool owns the class. */
PyObject *hb_class(const char *name, PyObject *base, const char *slots,
                   PyMethodDef *methods);

/* ---- what the reader sees ----------------------------------------------- */

/* print(a, b, ...); arguments are borrowed. */
#define hb_print(...) hb_print_(__VA_ARGS__, NULL)

/* Prints a line in the format of PyUnicode_FromFormat: %R %S %zd %d %s;
 * objects are borrowed. */
void hb_say(const char *format, ...);

/* Prints `name = repr`, as print(f"{name = }") does; borrows the object. */
#define hb_show(object) hb_show_as(#object, (PyObject *)(object))
void hb_show_as(const char *label, PyObject *object);

/* Prints the exception that the expression has set, as `TypeError: text`, and
 * clears it; prints `no error` when there is none.  Of an exception nothing
 * stays alive, a result that the expression may have is the pool's. */
#define hb_raises(expression) ((void)(expression), hb_error())
void hb_error(void);

/* sys.getsizeof(object), which is borrowed: its own bytes, with the
 * collector's header. */
Py_ssize_t hb_sizeof(PyObject *object);

/* ---- what the builder sees; see heapbook/records.h ---------------------- */

/* Takes a picture of all that is reachable from the variables, which are
 * borrowed: no count of references in it is the picture's. */
#define hb_snap(label, ...)                                                   \
    hb_snap_(__LINE__, (label), #__VA_ARGS__, (PyObject *[]){__VA_ARGS__},    \
             sizeof((PyObject *[]){__VA_ARGS__}) / sizeof(PyObject *))

/* Makes a number of the run known to the prose, as {{value example.name}};
 * nothing is kept. */
#define hb_value(name, ...) hb_value_(__LINE__, (name), __VA_ARGS__)

/* Adds a point to a series of a chart; nothing is kept. */
#define hb_plot(series, x, y) hb_plot_(__LINE__, (series), (x), (y))

/* ---- what the macros above call ------------------------------------------
 */

/* Says that the function has ended without its value, and aborts: called where
 * a compiler has warned of such an end. */
void hb_no_value_(const char *function);

/* Puts a new reference into the pool; NULL, and the exception, pass through.
 */
PyObject *hb_tried_(PyObject *owned);

/* Calls with borrowed objects up to a NULL; these two give a new reference. */
PyObject *hb_new_(PyObject *callable, ...);
PyObject *hb_call_(PyObject *object, const char *name, ...);

/* Borrow all that they are given, and keep nothing. */
void hb_print_(PyObject *first, ...);
void hb_snap_(int line, const char *label, const char *names,
              PyObject **variables, size_t count);
void hb_value_(int line, const char *name, const char *format, ...);
void hb_plot_(int line, const char *series, double x, double y);

#endif
