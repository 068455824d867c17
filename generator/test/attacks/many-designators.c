/* Has the compiler fill a table again and again.

   verdict: compiler | memory | no answer within | does not compile | too large | expected | not there
   score: 1/10
   time: 300 */
#define A {[0 ... 999] = B}
#define B {[0 ... 999] = C}
#define C {[0 ... 999] = 1}
char table[1000][1000][1000] = A;
int ends;
