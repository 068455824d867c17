/* Has the compiler fill a table of two thousand million numbers.

   verdict: compiler | memory | no answer within | does not compile | too large
   score: 0/10
   time: 300 */
char table[] = {[0 ... 2000000000] = 1};
int ends;
