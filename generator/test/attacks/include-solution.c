/* Includes the solution.

   verdict: does not compile | not allowed
   score: 0/10 */
#include "../exercise/solution.c"
