/* Has a switch of so many cases that a table of them is searched for each.

   verdict: compiler | no answer within | does not compile | too large | expected
   score: 1/10
   time: 300 */
#define C4(n) case n: case n + 1: case n + 2: case n + 3:
#define C16(n) C4(n) C4(n + 4) C4(n + 8) C4(n + 12)
#define C64(n) C16(n) C16(n + 16) C16(n + 32) C16(n + 48)
#define C256(n) C64(n) C64(n + 64) C64(n + 128) C64(n + 192)
#define C1K(n) C256(n) C256(n + 256) C256(n + 512) C256(n + 768)
#define C4K(n) C1K(n) C1K(n + 1024) C1K(n + 2048) C1K(n + 3072)
#define C16K(n) C4K(n) C4K(n + 4096) C4K(n + 8192) C4K(n + 12288)
#define C64K(n) C16K(n) C16K(n + 16384) C16K(n + 32768) C16K(n + 49152)

void *
ends(void *list)
{
    switch ((long)list) {
        C64K(0) C64K(65536) C64K(131072) C64K(196608)
        return 0;
    }
    return 0;
}
