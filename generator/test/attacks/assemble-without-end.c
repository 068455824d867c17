/* Lets the assembler repeat without end.

   verdict: compiler | memory | no answer within | does not compile
   score: 0/10
   time: 300 */
__asm__(".rept 2000000000\n.rept 2000000000\n.byte 1\n.endr\n.endr\n");
int ends;
