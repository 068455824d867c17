/* Says that its lines are those of a file that it may not read, and makes a
   mistake in each.

   verdict: does not compile
   score: 0/10 */
#line 1 "/etc/passwd"
int here = ;
#line 1 "generator/test/attacks/exercise/solution.c"
int there = ;
