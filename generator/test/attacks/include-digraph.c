/* Includes the solution by other spellings of the mark.

   verdict: not allowed
   score: 0/10 */
%:include "generator/test/attacks/exercise/solution.c"
