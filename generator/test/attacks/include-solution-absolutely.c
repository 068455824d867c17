/* Includes the solution between brackets.

   verdict: does not compile | not allowed
   score: 0/10 */
#include <../../generator/test/attacks/exercise/solution.c>
