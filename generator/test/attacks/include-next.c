/* Includes the solution as the next of its name.

   verdict: does not compile | not allowed
   score: 0/10 */
#include_next "generator/test/attacks/exercise/solution.c"
