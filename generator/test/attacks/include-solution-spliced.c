/* Includes the solution in a line that is not read as one.

   verdict: does not compile | not allowed
   score: 0/10 */
#inc\
lude /* a */ "generator/test/attacks/exercise/solution.c"
