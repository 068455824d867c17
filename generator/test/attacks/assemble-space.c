/* Lets the assembler make more room than there is.

   verdict: compiler | memory | no answer within | does not compile | too large
   score: 0/10
   time: 300 */
__asm__(".data\n.space 0x7fffffff\n.space 0x7fffffff\n.align 0x40000000\n.org 0x7ffffffffff\n");
int ends;
