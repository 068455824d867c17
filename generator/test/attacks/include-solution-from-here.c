/* Includes the solution, as seen from where the grader was started.

   verdict: does not compile | not allowed
   score: 0/10 */
#include "generator/test/attacks/exercise/solution.c"
