/* malloc.c -- blocks outside the region: the C library's own, and a
 * program's that asks for malloc.
 *
 * Memory is cut from the room between the module's data and the program's
 * (web.h), and never given back.  A block has a size of its class: four
 * steps to each power of two.  Freed blocks wait in the list of their class.
 * Natively a program that asks for more than there is gets none, and one that
 * uses that much is ended; so it is here.
 *
 *   M1  a block begins 16 bytes behind a struct tag and is aligned to 16
 *   M2  mark is ALIVE or FREED, or somebody has written outside of a block
 */
#include "host.h"
#include "web.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ALIVE 0x4576494c41ull
#define FREED 0x4445455246ull

enum { CLASSES = 4 * 40 };

enum { PAGE = 4096 };

struct tag {
    uint64_t mark;
    uint64_t class;
};

struct spare {
    struct tag tag;
    struct spare *next;
};

static struct spare *spares[CLASSES];
extern char __heap_base[]; /* the linker's */
static char *unused = __heap_base;

/* Everything beyond was never used. */
char *
hb_web_heap_end(void)
{
    return unused;
}

/* 16, 32, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, ... */
static size_t
class_size(size_t class)
{
    return class < 4 ? (class + 1) * 16
                     : (4 + class % 4 + 1) * ((size_t)16 << (class / 4 - 1));
}

static size_t
class_of(size_t size)
{
    size_t class = 0;

    while (class < CLASSES && class_size(class) < size) {
        class ++;
    }
    return class;
}

static _Noreturn void
complain(const char *what, const char *says)
{
    fflush(stdout);
    fprintf(stderr, "%s: %s\n", what, says);
    abort();
}

static struct tag *
tag_of(void *block, const char *what)
{
    struct tag *tag = (struct tag *)block - 1;

    if ((char *)tag < __heap_base || (char *)block >= unused ||
        (uintptr_t)block % sizeof *tag) {
        complain(what, "not a block of malloc");
    }
    if (tag->mark == FREED) {
        complain(what, "block was freed before");
    }
    if (tag->mark != ALIVE || tag->class >= CLASSES) {
        complain(what, "block was written over");
    }
    return tag;
}

/* A program was given nothing.  Where most pages were written to, it is ended.
 * Who asks again and again is not looked at again. */
void
hb_web_refused(void)
{
    static const char *looked;
    size_t all = 0, written = 0;

    if (looked == unused) {
        return;
    }
    looked = unused;
    for (const char *page = __heap_base; page < unused - PAGE; page += PAGE) {
        const uint64_t *word =
            (const uint64_t *)(((uintptr_t)page + PAGE - 1) & -PAGE);
        size_t i = 0;

        while (i < PAGE / sizeof *word && !word[i]) {
            i++;
        }
        written += i < PAGE / sizeof *word;
        all++;
    }
    if (2 * written > all) {
        host_full();
    }
}

void *
malloc(size_t size)
{
    size_t class = class_of(size);
    struct tag *tag = NULL;

    if (class < CLASSES && spares[class]) {
        tag = &spares[class]->tag;
        spares[class] = spares[class]->next;
    }
    else if (class < CLASSES && class_size(class) + sizeof *tag <=
                                    HB_WEB_PROGRAM - (size_t)unused) {
        tag = (struct tag *)unused;
        unused += sizeof *tag + class_size(class);
    }
    if (!tag) {
        errno = ENOMEM;
        return NULL;
    }
    *tag = (struct tag){ALIVE, class};
    return tag + 1;
}

void
free(void *block)
{
    if (block) {
        struct spare *spare = (struct spare *)tag_of(block, "free()");

        spare->tag.mark = FREED;
        spare->next = spares[spare->tag.class];
        spares[spare->tag.class] = spare;
    }
}

/* *all = count * size; -1 when that is too much. */
static int
multiply(size_t count, size_t size, size_t *all)
{
    if (size && count > SIZE_MAX / size) {
        errno = ENOMEM;
        return -1;
    }
    *all = count * size;
    return 0;
}

void *
calloc(size_t count, size_t size)
{
    size_t all;
    void *block;

    block = multiply(count, size, &all) ? NULL : malloc(all);
    return block ? memset(block, 0, all) : NULL;
}

void *
realloc(void *block, size_t size)
{
    size_t room = block ? class_size(tag_of(block, "realloc()")->class) : 0;
    void *other;

    if (block && size <= room && size > 0) {
        return block;
    }
    if (block && size == 0) {
        free(block);
        return NULL;
    }
    other = malloc(size);
    if (other && block) {
        memcpy(other, block, room);
        free(block);
    }
    return other;
}

void *
reallocarray(void *block, size_t count, size_t size)
{
    size_t all;

    return multiply(count, size, &all) ? NULL : realloc(block, all);
}

/* Blocks are aligned to 16 bytes; nobody here needs more. */
void *
aligned_alloc(size_t alignment, size_t size)
{
    if (alignment > 16) {
        errno = EINVAL;
        return NULL;
    }
    return malloc(size);
}

int
posix_memalign(void **block, size_t alignment, size_t size)
{
    *block = aligned_alloc(alignment, size);
    return *block ? 0 : errno;
}
