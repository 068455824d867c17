/* Includes the solution in the assembler.

   verdict: does not compile | not allowed
   score: 0/10 */
__asm__("\n#include \"generator/test/attacks/exercise/solution.c\"\n");
