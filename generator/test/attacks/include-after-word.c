/* Includes the solution after a line that ends with a word.

   verdict: not allowed
   score: 0/10 */
int
#include "generator/test/attacks/exercise/solution.c"
