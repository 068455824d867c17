/* Includes the solution by a trigraph.

   verdict: not allowed | does not compile
   score: 0/10 */
??=include "generator/test/attacks/exercise/solution.c"
