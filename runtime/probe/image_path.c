/* image_path.c -- following `.name[3]['key']` through a dead heap.
 *
 * A path leads where a program would get: not through a container that is not
 * whole, nor to an attribute that no search finds. */
#include "image_parts.h"

#include "structmember.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_ENTRIES = 100000, MAX_STEPS = 1 << 20 };

/* ---- attributes --------------------------------------------------------- */

const char *
Hb_DeadBroken(const struct Hb_Dead *dead, uintptr_t object)
{
    struct dead_type type;
    long steps = MAX_STEPS;

    return dead_type_of(dead, object, &type)
               ? "of no type"
               : dead_broken(dead, object, &type, &steps);
}

static uintptr_t
find_in_dict(const struct Hb_Dead *dead, uintptr_t dict_at, const char *name,
             size_t len)
{
    PyDictObject dict;
    uintptr_t key, value;

    if (!dict_at || dead_object(dead, dict_at, &dict, sizeof(dict)) ||
        Hb_DeadBroken(dead, dict_at)) {
        return 0;
    }
    for (size_t n = 0; n < MAX_ENTRIES; n++) {
        int found = dead_dict_entry(dead, &dict, n, &key, &value);

        if (found < 0) {
            return 0;
        }
        if (found && dead_text_is(dead, key, name, len)) {
            return value;
        }
    }
    return 0;
}

/* An attribute of an instance that keeps them without a dict: behind keys that
 * its class has, in an array of its own; or in a dict that was made later. */
static uintptr_t
find_value(const struct Hb_Dead *dead, uintptr_t object,
           const struct dead_type *type, const char *name, size_t len)
{
    uintptr_t before[2], key, value;
    PyHeapTypeObject cls;
    long steps = MAX_STEPS;

    if (!(type->flags & Py_TPFLAGS_MANAGED_DICT) || type->is_own ||
        dead_fetch(dead, object - 4 * sizeof(void *), before,
                   sizeof(before))) {
        return 0;
    }
    if (!before[0]) {
        return find_in_dict(dead, before[1], name, len);
    }
    for (size_t n = 0; n < MAX_ENTRIES; n++) {
        int found = dead_values_entry(dead, object, type, n, &key, &value);

        if (found < 0 || (found && dead_text_is(dead, key, name, len))) {
            return found > 0 &&
                           !dead_fetch(dead, type->address, &cls,
                                       sizeof(cls)) &&
                           dead_is_found(dead, (uintptr_t)cls.ht_cached_keys,
                                         n, key, &steps)
                       ? value
                       : 0;
        }
    }
    return 0;
}

/* A dict of an own place in the struct, as subclasses of built-in types and
 * exceptions have it. */
static uintptr_t
find_by_offset(const struct Hb_Dead *dead, uintptr_t object,
               const struct dead_type *type, const char *name, size_t len)
{
    uintptr_t dict = 0;

    if (type->dictoffset <= 0 ||
        dead_fetch(dead, object + (uintptr_t)type->dictoffset, &dict,
                   sizeof(dict))) {
        return 0;
    }
    return find_in_dict(dead, dict, name, len);
}

/* A slot: the class (or a base) has a member descriptor of that name, and
 * the descriptor knows the offset. */
static uintptr_t
find_slot(const struct Hb_Dead *dead, uintptr_t object,
          const struct dead_type *type, const char *name, size_t len)
{
    uintptr_t at = type->address, value = 0;

    for (int i = 0; i < 32 && at; i++) {
        PyTypeObject one;
        PyMemberDescrObject descr;
        PyMemberDef member;
        uintptr_t found;

        if (dead_fetch(dead, at, &one, sizeof(one))) {
            return 0;
        }
        found = find_in_dict(dead, (uintptr_t)one.tp_dict, name, len);
        if (found && !dead_object(dead, found, &descr, sizeof(descr)) &&
            Py_TYPE(&descr) == &PyMemberDescr_Type &&
            !dead_fetch(dead, (uintptr_t)descr.d_member, &member,
                        sizeof(member)) &&
            member.offset > 0 && member.offset < type->basicsize &&
            !dead_fetch(dead, object + (uintptr_t)member.offset, &value,
                        sizeof(value))) {
            return value;
        }
        at = (uintptr_t)one.tp_base;
    }
    return 0;
}

/* What C structs hold under names of their own. */
static uintptr_t
find_builtin(const struct Hb_Dead *dead, uintptr_t object,
             const struct dead_type *type, const char *name, size_t len)
{
    PyMemoryViewObject view;
    PyWeakReference ref;

    if (len == 3 && !strncmp(name, "obj", 3) &&
        type->address == (uintptr_t)&PyMemoryView_Type &&
        !dead_object(dead, object, &view,
                     offsetof(PyMemoryViewObject, ob_array))) {
        return (uintptr_t)view.view.obj;
    }
    if (len == 8 && !strncmp(name, "referent", 8) &&
        dead_is_a(dead, type, &_PyWeakref_RefType) &&
        !dead_object(dead, object, &ref, sizeof(ref))) {
        return (uintptr_t)ref.wr_object;
    }
    return 0;
}

static uintptr_t
attribute(const struct Hb_Dead *dead, uintptr_t object, const char *name,
          size_t len)
{
    struct dead_type type;
    uintptr_t value;

    if (dead_type_of(dead, object, &type)) {
        return 0;
    }
    value = find_builtin(dead, object, &type, name, len);
    value = value ? value : find_value(dead, object, &type, name, len);
    value = value ? value : find_by_offset(dead, object, &type, name, len);
    return value ? value : find_slot(dead, object, &type, name, len);
}

/* ---- items -------------------------------------------------------------- */

static uintptr_t
item_of_dict(const struct Hb_Dead *dead, uintptr_t object, const char *repr,
             size_t len)
{
    PyDictObject dict;
    uintptr_t key, value;
    long steps = MAX_STEPS;

    if (dead_object(dead, object, &dict, sizeof(dict))) {
        return 0;
    }
    for (size_t n = 0; n < MAX_ENTRIES; n++) {
        int found = dead_dict_entry(dead, &dict, n, &key, &value);
        char *text = NULL;
        size_t size = 0;
        FILE *out;
        int same;

        if (found < 0) {
            return 0;
        }
        if (!found || !(out = open_memstream(&text, &size))) {
            continue;
        }
        same = !dead_repr(dead, key, out, &steps);
        fclose(out);
        same = same && size == len && !memcmp(text, repr, len);
        free(text);
        if (same) {
            return value;
        }
    }
    return 0;
}

static uintptr_t
item(const struct Hb_Dead *dead, uintptr_t object, const char *text,
     size_t len)
{
    struct dead_type type;
    char *end;
    long index;

    if (dead_type_of(dead, object, &type) || Hb_DeadBroken(dead, object)) {
        return 0;
    }
    if (type.flags & Py_TPFLAGS_DICT_SUBCLASS) {
        return item_of_dict(dead, object, text, len);
    }
    index = strtol(text, &end, 10);
    return end == text + len ? dead_item(dead, object, &type, index) : 0;
}

/* ---- paths -------------------------------------------------------------- */

/* The length of what stands between the brackets; quotes may hold a bracket.
 */
static size_t
inside_len(const char *text)
{
    char quote = 0;
    size_t len = 0;

    for (; text[len] && (quote || text[len] != ']'); len++) {
        if (quote && text[len] == quote) {
            quote = 0;
        }
        else if (!quote && (text[len] == '\'' || text[len] == '"')) {
            quote = text[len];
        }
    }
    return len;
}

uintptr_t
Hb_DeadFollow(const struct Hb_Dead *dead, uintptr_t object, const char *path,
              const char **stop)
{
    while (object && *path) {
        size_t len;

        *stop = path;
        if (*path == '.') {
            for (len = 0;
                 isalnum((unsigned char)path[1 + len]) || path[1 + len] == '_';
                 len++) {
                continue;
            }
            object = attribute(dead, object, path + 1, len);
            path += 1 + len;
        }
        else if (*path == '[') {
            len = inside_len(path + 1);
            if (path[1 + len] != ']') {
                return 0;
            }
            object = item(dead, object, path + 1, len);
            path += len + 2;
        }
        else {
            return 0;
        }
    }
    return object;
}
