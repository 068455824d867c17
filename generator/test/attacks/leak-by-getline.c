/* Leaks what functions of the C library give that must be freed.

   verdict: of malloc
   score: 8/10 */
#define _GNU_SOURCE
#include <Python.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

PyObject *
ends(PyObject *list)
{
    char *line = NULL, *text = NULL;
    size_t room = 0, len = 0;
    FILE *in = fmemopen("a line\n", 7, "r"), *out;

    if (in) {
        getline(&line, &room, in);
        fclose(in);
    }
    out = open_memstream(&text, &len);
    fputs("some text", out);
    fclose(out);
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
