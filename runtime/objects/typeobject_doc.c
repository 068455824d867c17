/* typeobject_doc.c -- documentation strings of C definitions.
 *
 * A doc may begin with a signature, "name(...)\n--\n\n"; that part is
 * __text_signature__, the rest is __doc__.
 */

#include "Python.h"

#include "internal/pycore_object.h"
#include "internal/pycore_typeobject.h"

#define END_OF_SIGNATURE ")\n--\n\n"

/* Behind "name" in a doc that begins with name(, else NULL. */
static const char *
find_signature(const char *name, const char *doc)
{
    const char *dot = strrchr(name, '.');
    name = dot == NULL ? name : dot + 1;
    size_t len = strlen(name);
    if (strncmp(doc, name, len) != 0 || doc[len] != '(') {
        return NULL;
    }
    return doc + len;
}

/* Behind the signature, NULL if it does not end. */
static const char *
skip_signature(const char *signature)
{
    const char *end = strstr(signature, END_OF_SIGNATURE);
    const char *paragraph = strstr(signature, "\n\n");
    if (end == NULL || (paragraph != NULL && paragraph < end)) {
        return NULL;
    }
    return end + strlen(END_OF_SIGNATURE);
}

const char *
_PyType_DocWithoutSignature(const char *name, const char *doc)
{
    const char *signature = find_signature(name, doc);
    const char *rest = signature == NULL ? NULL : skip_signature(signature);
    return rest == NULL ? doc : rest;
}

PyObject *
_PyType_GetDocFromInternalDoc(const char *name, const char *doc)
{
    doc = doc == NULL ? "" : _PyType_DocWithoutSignature(name, doc);
    if (*doc == '\0') {
        Py_RETURN_NONE;
    }
    return PyUnicode_FromString(doc);
}

PyObject *
_PyType_GetTextSignatureFromInternalDoc(const char *name, const char *doc)
{
    const char *start = doc == NULL ? NULL : find_signature(name, doc);
    const char *end = start == NULL ? NULL : skip_signature(start);
    if (end == NULL) {
        Py_RETURN_NONE;
    }
    /* All but the line of dashes. */
    size_t len = (size_t)(end - start) - strlen("\n--\n\n");
    return PyUnicode_FromStringAndSize(start, (Py_ssize_t)len);
}
