#include "run/machine_lines.h"

#include <elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One stab, twelve bytes in the file. */
struct stab {
    uint32_t name;
    uint8_t type;
    uint8_t other;
    uint16_t desc; /* a line */
    uint32_t value;
};

enum {
    N_FUN = 0x24,
    N_SLINE = 0x44,
    N_SO = 0x64,    /* a source begins; without a name, it ends */
    N_BINCL = 0x82, /* a header begins */
    N_SOL = 0x84,   /* what follows is of this file: inline functions stand
                       behind all others */
    N_EINCL = 0xa2  /* and a header ends */
};

struct bytes {
    const char *at;
    size_t len;
};

struct object {
    struct bytes file;
    struct bytes sections; /* Elf64_Shdr each, at no alignment */
    size_t section_count;
    struct bytes names; /* of sections */
    struct bytes stabs, stab_names, stab_relocations;
    struct bytes symbols, symbol_names;
    size_t code_section;
    uint64_t code_size;
};

static Elf64_Shdr
section_at(const struct object *object, size_t index)
{
    Elf64_Shdr section;

    memcpy(&section, object->sections.at + index * sizeof section,
           sizeof section);
    return section;
}

static struct bytes
section_bytes(const struct object *object, size_t index)
{
    Elf64_Shdr section = section_at(object, index);
    struct bytes none = {NULL, 0};

    if (section.sh_offset > object->file.len ||
        section.sh_size > object->file.len - section.sh_offset) {
        return none;
    }
    return (struct bytes){object->file.at + section.sh_offset,
                          section.sh_size};
}

static const char *
name_in(struct bytes names, size_t offset)
{
    if (offset >= names.len ||
        !memchr(names.at + offset, '\0', names.len - offset)) {
        return "";
    }
    return names.at + offset;
}

static int
read_head(struct object *object)
{
    Elf64_Ehdr head;

    if (object->file.len < sizeof head) {
        return -1;
    }
    memcpy(&head, object->file.at, sizeof head);
    if (memcmp(head.e_ident, ELFMAG, SELFMAG) ||
        head.e_ident[EI_CLASS] != ELFCLASS64 ||
        head.e_shentsize != sizeof(Elf64_Shdr) ||
        head.e_shoff > object->file.len ||
        head.e_shnum >
            (object->file.len - head.e_shoff) / sizeof(Elf64_Shdr) ||
        head.e_shstrndx >= head.e_shnum) {
        return -1;
    }
    object->sections.at = object->file.at + head.e_shoff;
    object->section_count = head.e_shnum;
    object->names = section_bytes(object, head.e_shstrndx);
    return 0;
}

static void
take_section(struct object *object, size_t index)
{
    Elf64_Shdr section = section_at(object, index);
    const char *name = name_in(object->names, section.sh_name);
    struct bytes bytes = section_bytes(object, index);

    if (!strcmp(name, ".text")) {
        object->code_section = index;
        object->code_size = section.sh_size;
    }
    else if (!strcmp(name, ".stab")) {
        object->stabs = bytes;
    }
    else if (!strcmp(name, ".stabstr")) {
        object->stab_names = bytes;
    }
    else if (!strcmp(name, ".rela.stab")) {
        object->stab_relocations = bytes;
    }
    else if (section.sh_type == SHT_SYMTAB &&
             section.sh_link < object->section_count) {
        object->symbols = bytes;
        object->symbol_names = section_bytes(object, section.sh_link);
    }
}

static int
symbol_at(const struct object *object, size_t index, Elf64_Sym *symbol)
{
    if (index >= object->symbols.len / sizeof *symbol) {
        return 0;
    }
    memcpy(symbol, object->symbols.at + index * sizeof *symbol,
           sizeof *symbol);
    return 1;
}

/* Where the function lies whose stab stands at `offset` of .stab: the stab's
 * value is left to a relocation. */
static int
function_offset(const struct object *object, size_t offset, uint64_t *where)
{
    Elf64_Rela rela;
    Elf64_Sym symbol;

    for (size_t at = 0; at + sizeof rela <= object->stab_relocations.len;
         at += sizeof rela) {
        memcpy(&rela, object->stab_relocations.at + at, sizeof rela);
        if (rela.r_offset != offset + offsetof(struct stab, value)) {
            continue;
        }
        if (!symbol_at(object, ELF64_R_SYM(rela.r_info), &symbol) ||
            symbol.st_shndx != object->code_section) {
            return -1;
        }
        *where = symbol.st_value + (uint64_t)rela.r_addend;
        return 0;
    }
    return -1;
}

/* Where the reader of stabs is. */
struct place {
    const char *first; /* name of the first source */
    uint64_t function;
    int inside;  /* a function of the code */
    int depth;   /* of headers */
    int sources; /* that have ended */
    int foreign; /* N_SOL has named another file than the first */
};

static void
take_function(struct machine_lines *lines, const struct place *place,
              const char *name)
{
    struct machine_function *function = &lines->functions[lines->named++];

    function->offset = place->function;
    snprintf(function->name, sizeof function->name, "%.*s",
             (int)strcspn(name, ":"), name);
}

/* The first source has two names: its folder, then its own. */
static void
take_source(struct place *place, const struct stab *stab, const char *name)
{
    if (stab->type == N_SOL) {
        place->foreign = place->first && strcmp(place->first, name) != 0;
    }
    else if (!stab->name) {
        place->sources++;
    }
    else if (!place->sources) {
        place->first = name;
    }
}

static int
is_foreign(const struct place *place)
{
    return place->foreign || place->depth > 0 || place->sources > 0;
}

static void
read_stabs(const struct object *object, struct machine_lines *lines)
{
    struct place place = {0};
    struct stab stab;

    for (size_t at = 0; at + sizeof stab <= object->stabs.len;
         at += sizeof stab) {
        const char *name;

        memcpy(&stab, object->stabs.at + at, sizeof stab);
        name = name_in(object->stab_names, stab.name);
        place.depth += (stab.type == N_BINCL) - (stab.type == N_EINCL);
        if (stab.type == N_SO || stab.type == N_SOL) {
            take_source(&place, &stab, name);
        }
        else if (stab.type == N_FUN && stab.name) {
            place.inside = !function_offset(object, at, &place.function);
            if (place.inside) {
                take_function(lines, &place, name);
            }
        }
        else if (stab.type == N_SLINE && place.inside) {
            lines->lines[lines->count++] =
                (struct machine_line){place.function + stab.value,
                                      is_foreign(&place) ? 0 : stab.desc};
        }
    }
}

static int
compare_offsets(const void *a, const void *b)
{
    const struct machine_line *left = a, *right = b;

    return (left->offset > right->offset) - (left->offset < right->offset);
}

static int
find_entry(const struct object *object, const char *entry, uint64_t *where)
{
    Elf64_Sym symbol;

    for (size_t i = 0; symbol_at(object, i, &symbol); i++) {
        if (symbol.st_shndx == object->code_section &&
            !strcmp(name_in(object->symbol_names, symbol.st_name), entry)) {
            *where = symbol.st_value;
            return 0;
        }
    }
    return -1;
}

static int
read_object(struct object *object, const char *bytes, size_t len)
{
    *object = (struct object){.file = {bytes, len}};
    if (read_head(object)) {
        return -1;
    }
    for (size_t i = 0; i < object->section_count; i++) {
        take_section(object, i);
    }
    return 0;
}

const char *
machine_name_needed(const char *bytes, size_t len, size_t *at)
{
    struct object object;
    Elf64_Sym symbol;

    if (read_object(&object, bytes, len)) {
        return NULL;
    }
    while (symbol_at(&object, (*at)++, &symbol)) {
        const char *name = name_in(object.symbol_names, symbol.st_name);

        if (symbol.st_shndx == SHN_UNDEF && *name) {
            return name;
        }
    }
    return NULL;
}

struct machine_lines *
machine_lines_read(TALLOC_CTX *ctx, const char *bytes, size_t len,
                   const char *entry)
{
    struct object object;
    struct machine_lines *lines;

    if (read_object(&object, bytes, len)) {
        return NULL;
    }
    lines = talloc_zero(ctx, struct machine_lines);
    lines->lines = talloc_array(lines, struct machine_line,
                                object.stabs.len / sizeof(struct stab) + 1);
    lines->functions =
        talloc_zero_array(lines, struct machine_function,
                          object.stabs.len / sizeof(struct stab) + 1);
    lines->code_size = object.code_size;
    read_stabs(&object, lines);
    if (!lines->count || find_entry(&object, entry, &lines->entry_offset)) {
        talloc_free(lines);
        return NULL;
    }
    qsort(lines->lines, lines->count, sizeof *lines->lines, compare_offsets);
    return lines;
}
