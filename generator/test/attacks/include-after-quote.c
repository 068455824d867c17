/* Includes the solution after a quote that never ends.

   verdict: not allowed | does not compile
   score: 0/10 */
#if 0
don't
#endif
#include "generator/test/attacks/exercise/solution.c"
