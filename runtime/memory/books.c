/* books.c -- where the books lie that a program is judged by. */
#include "internal/hb_books.h"
#include "heapbook/quarantine.h"

static struct Hb_Books plain;

uintptr_t Hb_BooksPlace = (uintptr_t)&plain;
uintptr_t Hb_BooksVeil;

#ifndef __wasm__

#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>

#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0x100000
#endif

enum { TRIES = 16, PAGE_BITS = 12, SPACE_BITS = 46 };

/* A page at an address that was drawn; NULL when it has none free. */
static void *
page_at(uint64_t drawn)
{
    void *wanted =
        (void *)(drawn >> (64 - SPACE_BITS) >> PAGE_BITS << PAGE_BITS);
    void *page =
        mmap(wanted, sizeof(struct Hb_Books), PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);

    if (page != MAP_FAILED && page != wanted) {
        munmap(page, sizeof(struct Hb_Books)); /* a kernel before 4.17 */
    }
    return page == wanted ? page : NULL;
}

int
Hb_BooksHide(void)
{
    struct Hb_Books *from = Hb_Books();
    uint64_t drawn[2];
    int i;

    for (i = 0; i < TRIES; i++) {
        void *page;

        if (getrandom(drawn, sizeof(drawn), 0) != sizeof(drawn)) {
            return -1;
        }
        page = page_at(drawn[0]);
        if (page) {
            memcpy(page, from, sizeof(*from));
            memset(from, 0, sizeof(*from));
            Hb_BooksVeil = drawn[1];
            Hb_BooksPlace = (uintptr_t)page ^ drawn[1];
            return 0;
        }
    }
    return -1;
}

#endif
