/* image_parts.h -- what the files of the dead heap's reader share. */
#ifndef HB_IMAGE_PARTS_H
#define HB_IMAGE_PARTS_H

#include "Python.h"

#include "heapbook/image.h"

/* A type, as far as a reader needs it: copied, so that it cannot change. */
struct dead_type {
    uintptr_t address;
    int is_own; /* static, and part of this program */
    unsigned long flags;
    Py_ssize_t basicsize, itemsize, dictoffset;
    uintptr_t base;
    char name[64];
};

/* Copies bytes from the image, or from this program's own data.  -1 when
 * they do not lie there. */
int dead_fetch(const struct Hb_Dead *dead, uintptr_t address, void *to,
               size_t size);

/* A view of bytes in place; NULL when they do not lie there. */
const unsigned char *dead_bytes(const struct Hb_Dead *dead, uintptr_t address,
                                size_t size);

/* The type of an object that is alive; -1 when it is none. */
int dead_type_of(const struct Hb_Dead *dead, uintptr_t object,
                 struct dead_type *type);

/* Has the modules imported, once, whose types are met and are not ready yet:
 * there is an interpreter that nobody else is asked of. */
void dead_asked(void);

/* The type that this object, a class, is. */
int dead_type_named(const struct Hb_Dead *dead, uintptr_t object,
                    struct dead_type *type);

/* Copies the object's struct, `size` bytes; checks that its block is that
 * large. */
int dead_object(const struct Hb_Dead *dead, uintptr_t object, void *to,
                size_t size);

/* 1 when the type is `base` or derived from it. */
int dead_is_a(const struct Hb_Dead *dead, const struct dead_type *type,
              const PyTypeObject *base);

/* 1 when these bytes are part of this program. */
int dead_is_own(uintptr_t address, size_t size);

/* The room that an object of that type has from its address on; -1 when no
 * block holds it. */
Py_ssize_t dead_room(const struct Hb_Dead *dead, uintptr_t object,
                     const struct dead_type *type);

/* NULL when the memory is a block of that size or more, which no two objects
 * have (Hb_DeadLook), or is part of this program; else what it is, as in
 * "a list ...". */
const char *dead_broken_memory(const struct Hb_Dead *dead, uintptr_t memory,
                               size_t size);

/* The size of the block that begins there; 0 where none does, or where it is
 * part of this program. */
size_t dead_block(const struct Hb_Dead *dead, uintptr_t memory);

/* The built-in types whose layouts exclude each other. */
#define DEAD_KINDS                                                            \
    (Py_TPFLAGS_LONG_SUBCLASS | Py_TPFLAGS_LIST_SUBCLASS |                    \
     Py_TPFLAGS_TUPLE_SUBCLASS | Py_TPFLAGS_BYTES_SUBCLASS |                  \
     Py_TPFLAGS_UNICODE_SUBCLASS | Py_TPFLAGS_DICT_SUBCLASS)

/* NULL when the object keeps what its type promises, its parts not looked at;
 * else what it is, as in "a list ...".  *steps are those that may still be
 * made: it takes away as many as it needs. */
const char *dead_broken(const struct Hb_Dead *dead, uintptr_t object,
                        const struct dead_type *type, long *steps);

/* The same for memory that must not be a larger block than it says, either:
 * none of the runtime's shrinks without being cut off. */
const char *dead_broken_room(const struct Hb_Dead *dead, uintptr_t memory,
                             size_t size);

/* The same as dead_broken for a dict, and a set or frozenset. */
const char *dead_broken_dict(const struct Hb_Dead *dead, uintptr_t object,
                             long *steps);
const char *dead_broken_set(const struct Hb_Dead *dead, uintptr_t object,
                            long *steps);

/* 1 when a search for the key in these keys of a dict ends at entry n. */
int dead_is_found(const struct Hb_Dead *dead, uintptr_t keys, size_t n,
                  uintptr_t key, long *steps);

/* Copies the items of a view in the order of their indices, as many as there
 * is room for; -1 when they do not lie there. */
int dead_gather(const struct Hb_Dead *dead, const Py_buffer *view,
                unsigned char *bytes, size_t room, size_t *len);

/* Hb_DeadRepr, with as many steps; what is left of them is for the next. */
int dead_repr(const struct Hb_Dead *dead, uintptr_t object, FILE *out,
              long *steps);

/* Characters of a str: kind 1, 2 or 4 and the place of the first. */
struct dead_text {
    const unsigned char *data;
    size_t len;
    int kind;
};

int dead_text(const struct Hb_Dead *dead, uintptr_t object,
              struct dead_text *text);
uint32_t dead_character(const struct dead_text *text, size_t index);

/* 1 when the str is these ASCII bytes. */
int dead_text_is(const struct Hb_Dead *dead, uintptr_t object,
                 const char *ascii, size_t len);

/* The n-th entry of a dict in order of insertion: 1 and key and value; 0 when
 * the entry was deleted; -1 behind the last. */
int dead_dict_entry(const struct Hb_Dead *dead, const PyDictObject *dict,
                    size_t n, uintptr_t *key, uintptr_t *value);

/* The same for the attributes that an instance keeps without a dict. */
int dead_values_entry(const struct Hb_Dead *dead, uintptr_t object,
                      const struct dead_type *type, size_t n, uintptr_t *key,
                      uintptr_t *value);

/* The item of a list or tuple; 0 when there is none. */
uintptr_t dead_item(const struct Hb_Dead *dead, uintptr_t object,
                    const struct dead_type *type, Py_ssize_t index);

#endif
