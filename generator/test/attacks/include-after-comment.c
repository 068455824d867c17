/* Includes the solution behind a comment that ends in its line.

   verdict: not allowed
   score: 0/10 */
/* a
*/ # /* b */ include /* c */ "generator/test/attacks/exercise/solution.c"
