/* Includes the solution where tcc takes a literal to go on beyond its line, and
   the comment in it for text.

   verdict: not allowed
   score: 0/10 */
const char *text = "x
/* ";
#include "generator/test/attacks/exercise/solution.c"
/* */
