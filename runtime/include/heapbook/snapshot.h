/* snapshot.h -- pictures and records, asked for by a running program.
 *
 * Only the model can take a picture of its heap; over the real CPython the
 * helper does without.  The stream is described in records.h.
 */
#ifndef HB_SNAPSHOT_H
#define HB_SNAPSHOT_H

#include <Python.h>

/* Writes one step: all that is reachable from the variables, what is alive
 * out of their reach, what was freed since the step before.
 *
 * Shape:  names[0 .. count-1] and objects[0 .. count-1], in the order of the
 *         variables; an object may be NULL.
 * Owns:   nothing is kept; no count is changed when it returns.
 * Fails:  never: a heap that cannot be read ends the step early. */
void Hb_Snap(int line, const char *label, const char **names,
             PyObject **objects, size_t count);

/* Where records go: a stream, or NULL when nobody wants them.  The first call
 * looks for the descriptor that the environment names and writes the header
 * of the stream. */
FILE *Hb_Records(void);

/* References that the helper's pool holds to an object: they are not counted
 * in pictures.  The helper sets the function; NULL means none. */
extern Py_ssize_t (*Hb_PoolHolds)(PyObject *object);

#endif
