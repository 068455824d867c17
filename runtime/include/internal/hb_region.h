/* hb_region.h -- where the runtime's memory lies, and how to read it.
 *
 * All memory of the runtime is one range of addresses, the region.  Its used
 * prefix can be read by somebody who has nothing but the bytes and the
 * address they came from: the pictures, and the judge who looks at the heap
 * of a program that has died.  Such a reader trusts nothing that it finds.
 *
 * Format (LP64, little-endian):
 *
 *   region     HB_CHUNK pieces.  The first bytes are a struct Hb_RegionHead;
 *              head.kind[i] says what chunk i is.  A run of heap chunks is
 *              one heap; that of chunk 0 begins HB_HEAD_ROOM bytes later.
 *   arena      one chunk: 64 pools of HB_POOL bytes, used in this order: one
 *              whose max_offset is 0 never was, nor was any behind it
 *   pool       struct Hb_Pool, then equal blocks of (szclass + 1) * 16 bytes.
 *              The pool is in use when used > 0.  Blocks begin at offset
 *              HB_POOL_HEAD; those from next_offset on were never used; those
 *              on the list that begins at `free` are free, the first word of
 *              each being the address of the next; all others are alive
 *   heap       blocks without gaps.  struct Hb_Tag, then the payload.  The
 *              low bit of size says that the block is alive; the rest of it
 *              is the distance to the next tag, prev the distance to the tag
 *              before (0 at the beginning).  A tag whose size is 1 ends the
 *              heap.  A free payload begins with two list pointers
 *
 *   R1  chunks are never moved; payloads are aligned to 16 bytes
 *   R2  no two free blocks of a heap are neighbours
 *
 * There is no region in a build for AddressSanitizer: there every block comes
 * from malloc, and the table of hb_trace.h knows them.
 */
#ifndef Py_INTERNAL_HB_REGION_H
#define Py_INTERNAL_HB_REGION_H

#include <stddef.h>
#include <stdint.h>

#define HB_REGION_BASE   ((uintptr_t)0x200000000000)
#define HB_REGION_SIZE   ((size_t)1 << 30)
#define HB_CHUNK         ((size_t)1 << 20)
#define HB_CHUNKS        (HB_REGION_SIZE / HB_CHUNK)
#define HB_REGION_MAGIC  ((uint64_t)0x6e6f696765724248) /* "HBregion" */
#define HB_REGION_FORMAT 1
#define HB_HEAD_ROOM     2048

/* Kinds of chunks. */
enum { HB_CHUNK_FREE, HB_CHUNK_ARENA, HB_CHUNK_HEAP };

/*    struct Hb_RegionHead: 1056 bytes
 *   +----+--------+
 *   |  0 | magic  |     "HBregion"
 *   |  8 | format | 1
 *   | 12 | chunks |
 *   | 16 | base   |     where the region lay when it was alive
 *   | 24 | size   |
 *   | 32 | kind   |     one byte for each chunk
 *   +----+--------+
 *
 *    base                                                 base + size
 *    | chunk 0        | chunk 1    | chunk 2    |       |
 *    +------+---------+------------+------------+- ... -+------------
 *    | head | heap    | arena      | heap       |       | never used
 *    +------+---------+------------+------------+- ... -+------------
 */
struct Hb_RegionHead {
    uint64_t magic;
    uint32_t format;
    uint32_t chunks; /* used prefix of the region, in chunks */
    uint64_t base;
    uint64_t size;
    uint8_t kind[HB_CHUNKS];
};

#define HB_POOL        ((size_t)16384)
#define HB_POOL_HEAD   ((size_t)48)
#define HB_ALIGNMENT   16
#define HB_SMALL       512 /* largest request that a pool serves */
#define HB_SIZECLASSES (HB_SMALL / HB_ALIGNMENT)

/* An arena is 64 of these, one behind the other:
 *
 *    struct Hb_Pool: 48 bytes
 *   +----+-------------+
 *   |  0 | used        |
 *   |  8 | free        |---> a dead block --> a dead block --> NULL
 *   | 16 | next        |---> pool of the same class, with a free block
 *   | 24 | prev        |
 *   | 32 | arena       |
 *   | 36 | szclass     |     blocks of (szclass + 1) * 16 bytes
 *   | 40 | next_offset |
 *   | 44 | max_offset  |
 *   +----+-------------+
 *   | 48 | block | block | block | ... | never used           | 16384
 *                                      ^ next_offset
 */
struct Hb_Pool {
    uint64_t used; /* blocks alive */
    void *free;
    struct Hb_Pool *next; /* ring of pools of the class with a free block */
    struct Hb_Pool *prev;
    uint32_t arena;
    uint32_t szclass;
    uint32_t next_offset; /* first byte that was never a block */
    uint32_t max_offset;  /* largest valid next_offset */
};

/* A heap of three blocks, the second of which is free:
 *
 *   +-----+-----------+-----+-------------------+-----+-----------+-----+
 *   | tag | payload   | tag | next prev         | tag | payload   |  1  |
 *   +-----+-----------+-----+-------------------+-----+-----------+-----+
 *    size: 49 (alive)  size: 64 (free)           size: 49          end
 *
 *    struct Hb_Tag: 16 bytes
 *   +----+------+
 *   |  0 | prev |     bytes from the tag before to this one
 *   |  8 | size |     bytes to the tag behind, + 1 when alive
 *   +----+------+
 */
struct Hb_Tag {
    uint64_t prev;
    uint64_t size; /* with the tag; low bit: alive */
};

/* ---- reading -------------------------------------------------------------
 *
 * Cost: a visit of all blocks is linear in the bytes; a question about one is
 *       bounded by the blocks of a pool, or of a heap.
 */

/* Bytes that lay at `base`.  Owns: nothing. */
struct Hb_Image {
    const unsigned char *bytes;
    size_t size;
    uintptr_t base;
};

/* The region of this process; size 0 when there is none. */
struct Hb_Image Hb_RegionImage(void);

/* 1 and the bytes that the block can hold, when a block that is alive begins
 * at this address; else 0.  Never reads outside the image. */
int Hb_ImageBlock(const struct Hb_Image *image, uintptr_t address,
                  size_t *size);

/* Visits the live blocks by address until a visit does not return 0, and
 * returns what it returned; -1 when the image is no region or is damaged. */
int Hb_ImageEach(const struct Hb_Image *image,
                 int (*visit)(uintptr_t address, size_t size, void *arg),
                 void *arg);

/* The same for the blocks of this process, in every build. */
int Hb_LiveBlock(const void *address, size_t *size);
int Hb_LiveEach(int (*visit)(uintptr_t address, size_t size, void *arg),
                void *arg);

/* ---- taking ------------------------------------------------------------- */

uintptr_t Hb_RegionBase(void);
/* Bytes from the base on that are in use, a multiple of HB_CHUNK. */
size_t Hb_RegionUsed(void);

/* Reserves the region, once.  0; -1 without memory. */
int Hb_RegionInit(void);
/* A chunk for an arena: the lowest free one.  NULL when there is none. */
void *Hb_RegionTakeArena(void);
void Hb_RegionGiveArena(void *chunk);
/* Chunks at the end of the used prefix; NULL when there are not so many.
 * *joined says that they follow chunks of the heap. */
void *Hb_RegionTakeHeap(size_t chunks, int *joined);

/* What a system's region.c answers for: where the region begins, or NULL;
 * whether its first chunks can be touched, 0 or -1; and that a chunk which
 * nobody has reads as zeros again. */
void *Hb_RegionReserve(void);
int Hb_RegionReach(size_t chunks);
void Hb_RegionDrop(void *chunk);

extern unsigned char *Hb_RegionKind; /* head.kind, or a row of zeros */
extern uintptr_t Hb_RegionStart;

/* What lies at an address; HB_CHUNK_FREE outside of the region. */

static inline int
Hb_ChunkKind(const void *address)
{
    uintptr_t offset = (uintptr_t)address - Hb_RegionStart;

    return offset < HB_REGION_SIZE ? Hb_RegionKind[offset / HB_CHUNK]
                                   : HB_CHUNK_FREE;
}

/* ---- the heap of large blocks (heap.c) ---------------------------------- */

/* Makes a heap of fresh memory; R1 holds for the first payload. */
void Hb_HeapBegin(void *at, size_t size);
void *Hb_HeapMalloc(size_t size);
void *Hb_HeapRealloc(void *ptr, size_t size);
void Hb_HeapFree(void *ptr);
/* Bytes that a block can hold. */
size_t Hb_HeapRoom(const void *ptr);

#endif
